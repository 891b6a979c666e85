"""The gate itself: which findings in a thing still stand between it and other readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from casuistry import anonymity
from casuistry.gate.models import NEVER_KEPT, Decision, digest_of, may_be_kept
from casuistry.gate.things import Gated, GateText
from tegenspraak.dutch import fold

__all__ = ["GateText", "Kept", "Open", "Report", "check", "keep_chosen"]


@dataclass(frozen=True)
class Kept:
    """What an author chose to let stay while writing, before the thing was saved."""

    category: str
    text: str
    reason: str = ""

    def means(self, finding: anonymity.Finding) -> bool:
        return self.category == finding.category and folded(self.text) == folded(finding.text)


def folded(text: str) -> str:
    """As the digest of a decision sees a text: a blank is a blank, whatever its kind."""
    return " ".join(fold(text).split())


@dataclass(frozen=True)
class Open:
    """A finding in a field of a thing, with what the author decided on it."""

    field: str
    label: Any
    finding: anonymity.Finding
    digest: str
    decision: Decision | None = None

    @property
    def is_decided(self) -> bool:
        """A decision counts only while the rule still allows it: what came to block needs a reason."""
        return self.decision is not None and may_be_kept(self.finding, self.decision.reason)

    @property
    def may_be_kept(self) -> bool:
        return self.finding.category not in NEVER_KEPT

    @property
    def needs_reason(self) -> bool:
        return self.finding.severity == "blocks"


@dataclass(frozen=True)
class Report:
    """Everything the gate found in a thing, in the order of its texts."""

    findings: tuple[Open, ...]

    @property
    def open(self) -> list[Open]:
        """What blocks or asks and is not decided: with these nobody else may read it."""
        return [found for found in self.findings if found.finding.blocking and not found.is_decided]

    @property
    def is_clean(self) -> bool:
        return not self.open

    @property
    def advice(self) -> list[Open]:
        return once(found for found in self.findings if not found.finding.blocking)

    @property
    def kept(self) -> list[Open]:
        """What the author let stay, each once."""
        return once(found for found in self.findings if found.is_decided)

    @property
    def to_decide(self) -> list[Open]:
        """`open`, each finding once however often it occurs."""
        return once(self.open)


def once(findings: Iterable[Open]) -> list[Open]:
    return list({found.digest: found for found in reversed(list(findings))}.values())[::-1]


def check(thing: Gated) -> Report:
    """Takes a saved thing, gives the report of all its texts.

    A name found in one text is a name in all of them, unless the author decided that it is none.
    """
    texts = [text for text in thing.gate_texts() if text.text.strip()]
    decided = {decision.digest: decision for decision in Decision.objects.about(thing)}
    register = thing.gate_register()
    found = {text.field: anonymity.find(text.text, register) for text in texts}

    def judged(text: GateText, finding: anonymity.Finding) -> Open:
        digest = digest_of(thing, finding.category, finding.text)
        return Open(text.field, text.label, finding, digest, decided.get(digest))

    names = names_among(judged(text, finding) for text in texts for finding in found[text.field])
    if names and len(texts) > 1:
        for text in texts:
            found[text.field] += elsewhere(text.text, names, found[text.field])
    return Report(tuple(judged(text, finding) for text in texts for finding in sorted(found[text.field])))


def names_among(findings: Iterable[Open]) -> dict[str, anonymity.Finding]:
    """The names of people that are not decided, by their folded text: the gravest finding of each."""
    names: dict[str, anonymity.Finding] = {}
    for item in findings:
        name = fold(item.finding.text)
        if item.finding.category == "person" and not item.is_decided:
            graver = name not in names or item.finding.severity == "blocks"
            names[name] = item.finding if graver else names[name]
    return names


def elsewhere(
    text: str, names: Mapping[str, anonymity.Finding], there: Iterable[anonymity.Finding]
) -> list[anonymity.Finding]:
    """Where names of the other texts stand in this one, as far as nothing was found there yet.

    The detector looks for them as it looks for the register; each weighs as it does where it was found.
    """
    register = {source.text: source.suggestion.strip("[]") for source in names.values()}
    taken = [(finding.start, finding.end) for finding in there]
    more = []
    for finding in anonymity.find(text, register):
        source = names.get(fold(finding.text))
        if source and not any(finding.start < end and start < finding.end for start, end in taken):
            more.append(replace(finding, category="person", severity=source.severity))
    return more


def keep_chosen(thing: Gated, chosen: Iterable[Kept], *, by: Any) -> None:
    """Turns what the author let stay while writing into decisions, as far as the rules allow.

    What the gate does not find, or may not stay, is passed over: it is then simply still open.
    """
    chosen = list(chosen)
    for item in check(thing).to_decide if chosen else []:
        reasons = [kept.reason for kept in chosen if kept.means(item.finding)]
        if reasons and may_be_kept(item.finding, reasons[-1]):
            Decision.objects.keep(thing, item.finding, by=by, reason=reasons[-1])
