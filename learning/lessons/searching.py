"""The words of a lesson that may be found: what everybody reads, and nothing that an answer opens."""

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import StreamValue

from learning.authoring import plain
from learning.authoring.block_rules import KINDS, faults_of_block
from learning.lessons.rendering import plain as plain_text

# Of each block the fields that a reader sees before doing anything.
READ = {
    "callout": ("title", "text"),
    "picture": ("alt", "caption"),
    "audio": ("title", "transcript"),
    "video": ("title", "transcript"),
    "download": ("title",),
    "term": (),
    "case": (),
    "practice": (),
    "sources": (),
    "stop": ("text", "question"),
    "scenario": ("title",),
    "question": ("text",),
}


def words_of(body: StreamValue) -> Iterator[str]:
    """The text of each block in turn, without marks; what is not finished in a draft stands on no page."""
    for block in body:
        kind, values = plain.kind_of(block.block_type), plain.of_block(block)
        if kind in KINDS and faults_of_block(kind, values):
            continue
        if kind == "table":
            yield values["caption"]
            yield from (
                f"{first}: {'; '.join(rest)}" for first, *rest in [values["columns"], *values["rows"]]
            )
        elif kind == "timeline":
            yield values["title"]
            yield from (f"{one['when']}: {plain_text(one['text'])}" for one in values["moments"])
        else:
            yield from (
                plain_text(str(values[name])) for name in READ.get(kind, ("text",)) if values.get(name)
            )


def texts_of(value: Any) -> Iterator[str]:
    """Every text in plain values, for who counts words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for item in value.values() for text in texts_of(item))
    elif isinstance(value, list):
        yield from (text for item in value for text in texts_of(item))
