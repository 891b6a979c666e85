"""What else people call the things in a query, after the glossary."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max

from tegenspraak.dutch import fold, stem, words
from tegenspraak.vocabulary.models import Term

Key = tuple[str, ...]
Stamp = tuple[int, datetime | None, int | None]


@dataclass(frozen=True)
class Group:
    """A glossary term as the search sees it."""

    mutual: tuple[str, ...]
    one_way: tuple[str, ...]
    capitals: bool = False

    def others(self, key: Key) -> list[str]:
        """What to search besides the name that was typed. One-way names are never given."""
        return [name for name in self.mutual if key_of(name) != key]

    def is_exact(self, name: str) -> bool:
        """Whether `name` is only meant where it stands in capitals ("OM", "KIES")."""
        return self.capitals and is_abbreviation(name)


@dataclass
class Names:
    """Every name in the glossary, by the stems of its words, and by its letters where capitals count."""

    by_stems: dict[Key, list[Group]] = field(default_factory=dict)
    by_letters: dict[Key, list[Group]] = field(default_factory=dict)
    longest: int = 1
    words: set[str] = field(default_factory=set)

    def add(self, name: str, group: Group) -> None:
        table, key = (self.by_letters, parts(name)) if group.is_exact(name) else (self.by_stems, key_of(name))
        if key and group not in table.setdefault(key, []):
            table[key].append(group)
        self.longest = max(self.longest, len(key))
        self.words.update(fold(word) for word in parts(name))

    def occurring_in(self, text: str) -> Iterator[tuple[Key, Group]]:
        """Groups named in `text`; of names that overlap the longest counts, so that
        “complexe scheiding” is not also any “scheiding”."""
        written = parts(text)
        stems = tuple(stem(word) for word in written)
        start = 0
        while start < len(written):
            for end in range(min(len(written), start + self.longest), start, -1):
                exact = self.by_letters.get(written[start:end], [])
                if found := exact + self.by_stems.get(stems[start:end], []):
                    yield from ((stems[start:end], group) for group in found)
                    break
            else:
                end = start + 1
            start = end


def alternatives(text: str) -> list[str]:
    """The other names of every glossary term that `text` mentions, each once, as they are written there.

    Of a term with the capitals rule the abbreviations (“OM”, “KIES”) are found only where they are typed in
    capitals, and `is_abbreviation` tells which of the names given are to be matched in capitals too.
    A narrower, older or loaded one-way name leads to the term but is never given.
    """
    found: dict[str, str] = {}
    for key, group in names().occurring_in(text):
        for name in group.others(key):
            found.setdefault(fold(name), name)
    return list(found.values())


def is_abbreviation(name: str) -> bool:
    """Whether `name` is told from an ordinary word by its capitals only: "OM", "Halt", not "Veilig Thuis"."""
    return name.isupper() or (name[0].isupper() and " " not in name)


def parts(name: str) -> Key:
    """The words of `name` as written; hyphens and slashes part words too."""
    return tuple(part for word in words(name) for part in word.text.split("-") if part)


def key_of(name: str) -> Key:
    return tuple(stem(part) for part in parts(name))


_lock = threading.Lock()
_cached: tuple[Stamp, Names] | None = None


def names() -> Names:
    """All names, from memory; read again when any process changed, made or deleted a term."""
    global _cached
    stamp = current_stamp()
    with _lock:
        if _cached is None or _cached[0] != stamp:
            _cached = (stamp, read_names())
        return _cached[1]


def current_stamp() -> Stamp:
    """Changes with every change to the glossary, at the cost of one small query."""
    found = Term.objects.aggregate(count=Count("pk"), last=Max("updated_at"), newest=Max("pk"))
    return found["count"], found["last"], found["newest"]


def read_names() -> Names:
    table = Names()
    for term in Term.objects.all():
        group = Group((term.label, *term.other_names), tuple(term.one_way_names), term.capitals)
        for name in group.mutual + group.one_way:
            table.add(name, group)
    return table
