"""Find what may tell who somebody is: every finder reads the text, the surer ones win where they overlap."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tegenspraak.dutch import fold

from . import dates, hints, patterns, places, small, suspects, titled
from . import register as register_names
from . import shadow as shadows
from .findings import ADVISES, Finding
from .people import VERBS, WITH, role_of
from .reading import Reading, read
from .vocabulary import index_terms, is_listed_name, is_term_word, known_terms, origins

Terms = dict[str, list[tuple[str, ...]]]


def find(text: str, register: Mapping[str, str] | None = None, known: Iterable[str] = ()) -> list[Finding]:
    """Takes a text, gives what in it may identify somebody, in order and without overlap.

    `register` tells who plays which role ("Karin" → "moeder"): these names are found in any case and block.
    `known` are terms that identify nobody here and raise no suspicion by their capital.
    """
    shadow, places_in_text = shadows.plain(text)
    found = _find(shadow, register or {}, known)
    if places_in_text is None:
        return found
    return [_at_home(finding, text, places_in_text) for finding in found]


def _at_home(finding: Finding, text: str, places_in_text: list[int]) -> Finding:
    """The finding with the places and the words of the text as it was written."""
    start, end = places_in_text[finding.start], places_in_text[finding.end - 1] + 1
    return replace(finding, start=start, end=end, text=text[start:end])


def _find(text: str, register: Mapping[str, str], known: Iterable[str]) -> list[Finding]:
    reading = read(text)
    _mark_known(reading, known_terms())
    _mark_known(reading, index_terms(known))
    reading.mark_careless()
    found = _Kept(text)
    found.add(patterns.numbers(text))
    found.add(_registered(reading, register))
    found.add(places.addresses(text))
    found.add(dates.dates(text))
    found.add(dates.ages(text))
    found.add(patterns.guesses(text))
    found.add(places.schools(reading))
    found.add(places.organisations(reading))
    found.add(titled.nicknamed(text))
    found.add(titled.titled(reading))
    found.add(places.employers(reading))
    found.add(_suspects(reading))
    found.add(small.small(reading))
    found.add(_propagated(reading, found.persons()))
    found.add(dates.ages_beside(text, [person.end for person in found.persons()]))
    found.add(hints.hints(reading))
    return sorted(register_names.same_label(found.findings))


def _registered(reading: Reading, names_and_roles: Mapping[str, str]) -> Iterator[Finding]:
    return register_names.registered(reading, names_and_roles) if names_and_roles else iter(())


def _propagated(reading: Reading, persons: list[Finding]) -> Iterator[Finding]:
    return register_names.propagated(reading, persons) if persons else iter(())


def _suspects(reading: Reading) -> Iterator[Finding]:
    """The suspect capitals, told apart in persons, places and streets by the word before them."""
    for index, finding in suspects.suspects(reading):
        category = places.category_of(reading, index)
        if address := places.house_number(reading, index, finding):
            yield address
        elif category == "person":
            yield finding
        else:
            yield replace(finding, category=category, suggestion=places.LABEL[category])


def _mark_known(reading: Reading, terms: Terms) -> None:
    """Mark the words of terms of the field, of one word or several."""
    for index, token in enumerate(reading.tokens):
        if token.has_capital and (
            is_term_word(token.text) or token.folded in origins() or _is_prefixed(token.text)
        ):
            token.is_known = token.is_known or not _is_meant_as_name(reading, index)
        for parts in terms.get(token.text, ()):
            if len(parts) == 1 and _is_meant_as_name(reading, index):
                break
            stretch = reading.tokens[index : index + len(parts)]
            if tuple(word.text for word in stretch) == parts:
                for word in stretch:
                    word.is_known = True
                break


def _is_meant_as_name(reading: Reading, index: int) -> bool:
    """ "Frans belde", "oom Frans": a term that is a first name too, where only a name can stand."""
    token = reading.tokens[index]
    if token.is_shouted or not is_listed_name(token.text):
        return False
    return (
        reading.after(index) in VERBS or bool(role_of(reading.before(index))) or reading.before(index) in WITH
    )


def _is_prefixed(word: str) -> bool:
    """ "niet-Nederlandse": a term of the field or an origin with a small word before it."""
    first, _, rest = word.partition("-")
    return bool(rest) and first.islower() and (is_term_word(rest) or fold(rest) in origins())


class _Kept:
    """The findings kept so far: what comes later gets only the stretches that are still free."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.findings: list[Finding] = []
        self._owner: list[Finding | None] = [None] * len(text)

    def persons(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.category == "person"]

    def add(self, findings: Iterable[Finding]) -> None:
        for finding in findings:
            owner = self._person_at(finding)
            if owner:
                self._widen(owner, finding)
            else:
                for start, end in self._free(finding):
                    self._keep(finding.within(self.text, start, end))

    def _person_at(self, finding: Finding) -> Finding | None:
        """The one person that a longer name begins or ends with."""
        owners = {owner for owner in self._owner[finding.start : finding.end] if owner}
        if finding.category != "person" or len(owners) != 1:
            return None
        owner = owners.pop()
        is_longer = finding.start <= owner.start and owner.end <= finding.end and finding.text != owner.text
        return owner if owner.category == "person" and is_longer else None

    def _widen(self, owner: Finding, finding: Finding) -> None:
        self.findings.remove(owner)
        self._keep(owner.within(self.text, finding.start, finding.end))

    def _keep(self, finding: Finding) -> None:
        self.findings.append(finding)
        self._owner[finding.start : finding.end] = [finding] * (finding.end - finding.start)

    def _free(self, finding: Finding) -> Iterator[tuple[int, int]]:
        """The stretches of a finding that nobody has yet and that hold more than signs."""
        start = finding.start
        owners = self._owner
        if finding.severity == ADVISES and any(owners[finding.start : finding.end]):
            return
        for place in range(finding.start, finding.end + 1):
            if place == finding.end or owners[place]:
                yield from self._trimmed(start, place)
                start = place + 1

    def _trimmed(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        while start < end and not self.text[start].isalnum() and self.text[start] not in "+(@[":
            start += 1
        while end > start and not self.text[end - 1].isalnum() and self.text[end - 1] not in ".)":
            end -= 1
        if any(letter.isalnum() for letter in self.text[start:end]):
            yield start, end
