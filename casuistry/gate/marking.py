"""A text cut into marked and plain pieces, and its findings gathered: what the fragment shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from casuistry import anonymity
from casuistry.gate.categories import category_name
from casuistry.gate.models import NEVER_KEPT


@dataclass(frozen=True)
class Piece:
    text: str
    finding: anonymity.Finding | None = None


@dataclass(frozen=True)
class Group:
    """One finding with the number of times it stands in the text."""

    finding: anonymity.Finding
    count: int
    is_kept: bool

    @property
    def category(self) -> str:
        return category_name(self.finding.category)

    @property
    def may_be_kept(self) -> bool:
        return self.finding.blocking and self.finding.category not in NEVER_KEPT

    @property
    def needs_reason(self) -> bool:
        return self.finding.severity == "blocks"


def pieces(text: str, findings: Iterable[anonymity.Finding]) -> list[Piece]:
    """Takes a text and its sorted findings, gives pieces that together are the text."""
    cut, at = [], 0
    for finding in findings:
        if finding.start > at:
            cut.append(Piece(text[at : finding.start]))
        cut.append(Piece(text[finding.start : finding.end], finding))
        at = finding.end
    if at < len(text):
        cut.append(Piece(text[at:]))
    return cut


def groups(
    findings: Iterable[anonymity.Finding], is_kept: Callable[[anonymity.Finding], bool]
) -> list[Group]:
    """The findings, each text of a category once, in the order of the text."""
    gathered: dict[tuple[str, str], list[anonymity.Finding]] = {}
    for finding in findings:
        gathered.setdefault((finding.category, finding.text), []).append(finding)
    return [Group(same[0], len(same), is_kept(same[0])) for same in gathered.values()]
