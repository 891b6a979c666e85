"""Reading the vocabulary's data files, strictly. Needs no database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.utils.text import slugify

DATA = Path(__file__).parent / "data"
SCHEMA_VERSION = 1

Item = dict[str, Any]
Keys = dict[str, type]


class FaultyFile(Exception):
    """A data file says something it may not say; the message names file, item and fault."""


def read_themes(folder: Path = DATA) -> list[Item]:
    """The themes as field values of `Theme`. Raises FaultyFile."""
    keys: Keys = {"slug": str, "naam": str, "uitleg": str}
    found = read(folder / "themas.yaml", "themas", keys, required=("slug", "naam"))
    return [{"slug": i["slug"], "name": i["naam"], "explanation": i.get("uitleg", "")} for i in found]


def read_levels(folder: Path = DATA) -> list[Item]:
    """The levels of responsibility as field values of `Level`. Raises FaultyFile."""
    keys: Keys = {"nr": int, "slug": str, "naam": str, "uitleg": str, "gloss": str}
    found = read(folder / "niveaus.yaml", "niveaus", keys, required=("nr", "slug", "naam"))
    return [
        {"slug": i["slug"], "number": i["nr"], "name": i["naam"], "explanation": i.get("uitleg", "")}
        for i in found
    ]


def read_terms(folder: Path = DATA) -> list[Item]:
    """The glossary as field values of `Term`. Raises FaultyFile."""
    keys: Keys = {
        "pref": str,
        "syn": list,
        "een": list,
        "geladen": list,
        "hoofd": bool,
        "uitleg": str,
        "bron": str,
        "gloss": str,
    }
    found = read(folder / "thesaurus.yaml", "groepen", keys, required=("pref",), slug=term_slug)
    return [
        {
            "slug": term_slug(i),
            "label": i["pref"],
            "explanation": i.get("uitleg", ""),
            "synonyms": "\n".join(i.get("syn", [])),
            "one_way": "\n".join(i.get("een", [])),
            "loaded_words": "\n".join(i.get("geladen", [])),
            "capitals": i.get("hoofd", False),
            "source": i.get("bron", ""),
        }
        for i in found
    ]


def term_slug(item: Item) -> str:
    return slugify(str(item.get("pref", "")).replace("/", "-"))


def read(
    path: Path,
    root: str,
    keys: Keys,
    required: tuple[str, ...],
    slug: Callable[[Item], str] = lambda item: item.get("slug", ""),
) -> list[Item]:
    """The checked items under `root` in `path`. Raises FaultyFile at the first fault."""
    items = items_of(path, root)
    seen: dict[str, int] = {}
    for number, item in enumerate(items, 1):
        where = f"{path}: item {number}"
        if not isinstance(item, dict):
            raise FaultyFile(f"{where}: this is not a set of keys and values")
        where = f"{where} ({item.get('pref') or item.get('naam') or '?'})"
        check_keys(item, keys, required, where)
        if (address := slug(item)) in seen:
            raise FaultyFile(f"{where}: “{address}” stands in item {seen[address]} already")
        seen[address] = number
    return items


def items_of(path: Path, root: str) -> list[Any]:
    """What stands under `root` in `path`. Raises FaultyFile when it is no list or no good YAML."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise FaultyFile(f"{path}: cannot be read: {error}") from error
    if not isinstance(content, dict) or set(content) != {"schema_version", root}:
        raise FaultyFile(f"{path}: must hold exactly the keys schema_version and {root}")
    if content["schema_version"] != SCHEMA_VERSION:
        raise FaultyFile(f"{path}: schema_version must be {SCHEMA_VERSION}")
    if not isinstance(content[root], list):
        raise FaultyFile(f"{path}: {root} must be a list")
    return content[root]


def check_keys(item: Item, keys: Keys, required: tuple[str, ...], where: str) -> None:
    """Raises FaultyFile when a key of `item` is unknown, missing, empty or of the wrong kind."""
    for key, value in item.items():
        if key not in keys:
            raise FaultyFile(f"{where}: unknown key “{key}”; known are {', '.join(keys)}")
        if type(value) is not keys[key]:
            raise FaultyFile(f"{where}: “{key}” must be a {keys[key].__name__}, not “{value}”")
        if isinstance(value, list) and not all(isinstance(name, str) and name.strip() for name in value):
            raise FaultyFile(f"{where}: “{key}” must be a list of words; put quotes around numbers and dates")
    for key in required:
        if item.get(key) in (None, ""):
            raise FaultyFile(f"{where}: “{key}” is missing")
