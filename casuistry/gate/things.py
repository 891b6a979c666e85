"""What passes the gate: any saved thing that shows its texts and knows who may change them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol


@dataclass(frozen=True, slots=True)
class GateText:
    """One text of a thing: a stable `field` name, a `label` for the reader, and the words."""

    field: str
    label: Any
    text: str


class Gated(Protocol):
    """A model instance with these three methods can be checked by the gate."""

    pk: Any
    _meta: ClassVar[Any]

    def gate_texts(self) -> list[GateText]:
        """Every text that another person may come to read."""

    def gate_register(self) -> dict[str, str]:
        """Names and the roles they play ({"Karin": "moeder"}); empty when there is no register."""

    def can_be_edited_by(self, user: Any) -> bool:
        """Whether `user` may decide on the findings."""


def kind_of(thing: Gated) -> str:
    return thing._meta.label_lower
