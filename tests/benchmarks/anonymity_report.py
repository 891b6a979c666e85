"""How much the detector finds, by kind of identifier, origin of the name and kind of text.

    python -m tests.benchmarks.anonymity_report            figures of both halves, and of the notes
    python -m tests.benchmarks.anonymity_report --leaks    also the leaks and marks for nothing (first half)

"masked": every word of the span lies in some finding. "with register": the author said who is who before.
"""

import re
import sys
from collections import Counter

from casuistry.anonymity import find

from .notes import HALVES, Labelled, notes, texts

WORD = re.compile(r"\w+")
DIRECT = frozenset(
    [
        "PERSON",
        "BSN",
        "DOB",
        "ADDRESS",
        "POSTCODE",
        "PHONE",
        "EMAIL",
        "URL",
        "HANDLE",
        "PLATE",
        "IBAN",
        "SCHOOL",
        "GP",
        "CASENO",
        "SKJ",
        "DOSSIER",
    ]
)
NUMBERS = frozenset(
    ["BSN", "DOB", "POSTCODE", "PHONE", "EMAIL", "URL", "HANDLE", "PLATE", "IBAN", "CASENO", "SKJ", "DOSSIER"]
)


class Tally:
    """What was found of what was there, under one heading."""

    def __init__(self):
        self.there, self.found = Counter(), Counter()

    def add(self, key, is_found):
        self.there[key] += 1
        self.found[key] += is_found

    def share(self, keys):
        there = sum(self.there[key] for key in keys)
        return sum(self.found[key] for key in keys) / there if there else 1.0

    def rows(self):
        return [
            f"{key:16}{self.found[key]:4} of {self.there[key]:4}  {self.share([key]):.3f}"
            for key in sorted(self.there)
        ]


class Figures:
    """The figures of some texts."""

    def __init__(self, some, *, with_register=False):
        self.kinds, self.origins, self.genres, self.clean = Tally(), Tally(), Tally(), Tally()
        self.leaks, self.extra = [], []
        self.outside = self.marked = 0
        for one in some:
            register = {span["text"]: "iemand" for span in one.spans if span["label"] == "PERSON"}
            self._add(one, find(one.text, register if with_register else None))

    def _add(self, one, findings):
        covered = {place for finding in findings for place in range(finding.start, finding.end)}
        gold = {place for span in one.spans for place in range(span["start"], span["end"])}
        direct_is_clean = True
        for span in one.spans:
            words = [match.span() for match in WORD.finditer(one.text, span["start"], span["end"])]
            is_found = all(place in covered for start, end in words for place in range(start, end))
            self.kinds.add(span["label"], is_found)
            if span["label"] == "PERSON":
                self.origins.add(span.get("origin", "-"), is_found)
            if span["label"] in DIRECT:
                self.genres.add(one.kind, is_found)
                direct_is_clean = direct_is_clean and is_found
            if not is_found:
                self.leaks.append((one.number, span["label"], span["text"]))
        if any(span["label"] in DIRECT for span in one.spans):
            self.clean.add("clean", direct_is_clean)
        for match in WORD.finditer(one.text):
            if match.start() not in gold:
                self.outside += 1
                if match.start() in covered:
                    self.marked += 1
                    self.extra.append((one.number, match.group(), self._category(findings, match.start())))

    def _category(self, findings, place):
        return next(finding.category for finding in findings if finding.start <= place < finding.end)

    def summary(self):
        labels = self.kinds.there
        return {
            "names": self.kinds.share(["PERSON"]),
            "numbers": self.kinds.share(NUMBERS & labels.keys()),
            "direct": self.kinds.share(DIRECT & labels.keys()),
            "indirect": self.kinds.share(labels.keys() - DIRECT),
            "clean texts": self.clean.share(["clean"]),
            "over-marked": self.marked / max(self.outside, 1),
        }


def half(name):
    return [one for one in texts() if one.half == name]


def of_notes():
    return [Labelled(number, "note", text, spans) for number, (text, spans) in enumerate(notes(), 1)]


def show(title, figures, *, with_leaks=False):
    print(f"\n## {title}")
    print("  ".join(f"{name} {value:.3f}" for name, value in figures.summary().items()))
    for tally in (figures.kinds, figures.origins, figures.genres):
        print("", *tally.rows(), sep="\n")
    if with_leaks:
        print("", *(f"leak   {leak}" for leak in figures.leaks), sep="\n")
        print("", *(f"extra  {extra}" for extra in figures.extra), sep="\n")


def main():
    for name in HALVES:
        some = half(name)
        show(
            f"{name}: {len(some)} texts",
            Figures(some),
            with_leaks=name == "develop" and "--leaks" in sys.argv,
        )
        print("\nwith register:", Figures(some, with_register=True).summary())
    show("notes", Figures(of_notes()), with_leaks="--leaks" in sys.argv)


if __name__ == "__main__":
    main()
