"""A block of the CMS as the plain values of its file, and back. Ids that Wagtail gives are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from wagtail.blocks import StreamValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.struct_block import StructValue

# Named in the CMS where it is not so: a yes or no that is absent in the files.
USUAL = {"ask_reason": True}
LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")  # YAML takes all of these for the end of a line
EMPTY: tuple[Any, ...] = (None, "", [], False)


def kind_of(block_type: str) -> str:
    """The kind that a block has in the files: all kinds of question are one there."""
    return "question" if block_type.startswith("question_") else block_type


def key_of(block: Any) -> str:
    """The key of an activity; "" for any other block."""
    return str(block.value.get("key") or "") if isinstance(block.value, StructValue) else ""


def of_block(block: Any) -> dict[str, Any]:
    """The plain values of one block of a body."""
    return of_value(block.block_type, block.value)


def of_value(block_type: str, value: Any) -> dict[str, Any]:
    found = simple(value)
    if block_type == "sources":
        return {"sources": found}
    if not isinstance(found, dict):
        return {"text": found}
    if block_type.startswith("question_"):
        found = {"key": found.pop("key", ""), "kind": block_type.removeprefix("question_"), **found}
        if found["kind"] == "true_false":
            found.setdefault("right", False)
        if found["kind"] == "judgement":
            for one in found.get("answers", []):
                one.setdefault("panel", 0)
    if block_type == "scenario":
        found["nodes"] = nodes_of(found.get("nodes", []))
    return found


def nodes_of(listed: list[dict[str, Any]]) -> dict[str, Any]:
    """Nodes by their keys. A key that stands twice gets a name that no key can have: nothing is lost."""
    nodes: dict[str, Any] = {}
    for number, one in enumerate(listed, 1):
        key = one.get("key", "")
        nodes[f"{key} ({number})" if key in nodes else key] = without(one, "key")
    return nodes


def simple(value: Any, name: str = "") -> Any:
    """Text, numbers, lists and mappings of them; what is empty or usual in a mapping is left out."""
    if isinstance(value, StructValue | Mapping):
        plain = {key: simple(item, key) for key, item in value.items()}
        return {
            key: item
            for key, item in plain.items()
            if (item is False if key in USUAL else item not in EMPTY or item == 0 and item is not False)
        }
    if isinstance(value, ListValue | list | tuple):
        return [simple(item) for item in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, date):
        return value.isoformat()
    return file_name(value) if hasattr(value, "file") else normal(str(value))


def without(values: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: item for key, item in values.items() if key != name}


def file_name(file: Any) -> str:
    """The name of a picture or document beside its lesson; storage may have called it otherwise.

    Its title is that name where it came from a file. A title that an editor gave may be anything.
    """
    title, stored = str(file.title), PurePosixPath(file.file.name or "").name
    is_name = not set(title) & set("/\\\x00") and not title.startswith(".") and len(title) <= 120
    same_kind = PurePosixPath(title).suffix.lower() == PurePosixPath(stored).suffix.lower() != ""
    return title if is_name and same_kind else stored


def normal(text: str) -> str:
    """`text` as it is whether it came from a file or through a browser's form."""
    return LINE_END.sub("\n", text).strip()


def content_of(body: StreamValue) -> list[list[Any]]:
    """The words of `body`, and what is in its files, to compare one text with another."""
    return [[block.block_type, of_block(block), *prints_of(block.value)] for block in body]


def prints_of(value: Any) -> list[str]:
    """The fingerprints of the files in a block: a picture may be renewed under the same name."""
    if not isinstance(value, StructValue):
        return []
    return [item.get_file_hash() for item in value.values() if hasattr(item, "get_file_hash")]


def raw_of(kind: str, values: Mapping[str, Any], files: Mapping[str, Any]) -> tuple[str, Any]:
    """A block of a file as the type and value that a body takes; `files` has what was stored, by name."""
    if kind == "text":
        return "text", values["text"]
    if kind == "question":
        return f"question_{values['kind']}", without(values, "kind")
    found = dict(values)
    if kind == "scenario":
        found["nodes"] = [{"key": key, **node} for key, node in values["nodes"].items()]
    if kind == "stop":
        found.setdefault("ask_reason", True)
    for name in ("file", "captions"):
        if name in found:
            found[name] = files[found[name]]
    return kind, found
