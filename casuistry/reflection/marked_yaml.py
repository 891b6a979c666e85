"""YAML read strictly: every value knows its line, nothing unknown, double or wrongly typed passes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

import yaml

E = TypeVar("E", bound=StrEnum)


class ProtocolError(ValueError):
    """A fault in a protocol file: which file, which line, what is wrong."""

    def __init__(self, name: str, line: int, fault: str) -> None:
        super().__init__(f"{name}, line {line}: {fault}")
        self.name, self.line, self.fault = name, line, fault


@dataclass(frozen=True)
class Marked:
    """A YAML value (text, number, boolean, list or dict of Marked) and the line it stands on."""

    value: Any
    line: int
    name: str

    def fault(self, text: str) -> ProtocolError:
        return ProtocolError(self.name, self.line, text)

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.fault("a text is expected here")
        return self.value.strip()

    def number(self) -> int:
        if not isinstance(self.value, int) or isinstance(self.value, bool):
            raise self.fault("a whole number is expected here")
        return self.value

    def day(self) -> str:
        """A date as text, "2026-11-23"."""
        if not isinstance(self.value, date):
            raise self.fault("a date is expected here, such as 2026-11-23")
        return self.value.isoformat()

    def truth(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.fault("true or false is expected here")
        return self.value

    def one_of(self, kind: type[E]) -> E:
        """The member of `kind` that is written here. Raises ProtocolError."""
        if self.value not in {member.value for member in kind}:
            raise self.fault(f"{self.value!r} is not one of: {', '.join(kind)}")
        return kind(self.value)

    def items(self) -> list[Marked]:
        if not isinstance(self.value, list):
            raise self.fault("a list is expected here")
        return self.value

    def fields(self) -> Fields:
        """The keys, to be taken one by one; every call begins anew. Raises ProtocolError."""
        if not isinstance(self.value, dict):
            raise self.fault("keys with values are expected here")
        return Fields(self.value, self.line, self.name)


class Fields:
    """The keys of one YAML mapping. Each is taken once; `done` refuses what is left."""

    def __init__(self, values: dict[str, Marked], line: int, name: str) -> None:
        self.values, self.line, self.name = dict(values), line, name

    def take(self, key: str) -> Marked:
        """The value of a key that must be there. Raises ProtocolError."""
        if key not in self.values:
            raise ProtocolError(self.name, self.line, f"the key {key!r} is missing")
        return self.values.pop(key)

    def maybe(self, key: str) -> Marked | None:
        return self.values.pop(key, None)

    def text(self, key: str) -> str:
        """An optional text; the empty string when the key is absent."""
        marked = self.maybe(key)
        return marked.text() if marked else ""

    def truth(self, key: str) -> bool:
        """An optional true or false; false when the key is absent."""
        marked = self.maybe(key)
        return marked.truth() if marked else False

    def done(self) -> None:
        """Raises ProtocolError when a key is left that nobody knows."""
        for key, marked in self.values.items():
            raise marked.fault(f"the key {key!r} is unknown here")


def read(text: str, name: str, first_line: int) -> Fields:
    """The mapping in `text`, whose first line is line `first_line` of file `name`. Raises ProtocolError."""
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line if event.start_mark else 0
                raise ProtocolError(name, first_line + line, "write it out: references are not used here")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line if error.problem_mark else 0
        raise ProtocolError(name, first_line + line, f"this is not YAML ({error.problem})") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise ProtocolError(name, first_line, "this is not YAML") from error
    if not isinstance(node, yaml.MappingNode):
        raise ProtocolError(name, first_line, "keys with values are expected here")
    return _marked(node, name, first_line).fields()


def _marked(node: yaml.Node, name: str, offset: int) -> Marked:
    line = offset + node.start_mark.line
    if isinstance(node, yaml.MappingNode):
        return Marked(dict(_pairs(node, name, offset)), line, name)
    if isinstance(node, yaml.SequenceNode):
        return Marked([_marked(item, name, offset) for item in node.value], line, name)
    return Marked(_scalar(node, name, line), line, name)


def _pairs(node: yaml.MappingNode, name: str, offset: int) -> Iterable[tuple[str, Marked]]:
    seen = set()
    for key, value in node.value:
        line = offset + key.start_mark.line
        if not isinstance(key, yaml.ScalarNode):
            raise ProtocolError(name, line, "a key must be one word")
        if key.value in seen:
            raise ProtocolError(name, line, f"the key {key.value!r} stands here twice")
        seen.add(key.value)
        yield key.value, Marked(_marked(value, name, offset).value, line, name)


def _scalar(node: yaml.Node, name: str, line: int) -> Any:
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError, KeyError, AttributeError) as error:  # what "!!bool x" makes of it
        raise ProtocolError(name, line, f"the value {node.value!r} cannot be read") from error
