"""Read texts with marked gold: `{LABEL:words}` gives the text without the marks and the spans."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "anonymity"
NOTES = FOLDER / "notes.txt"
TEXTS = FOLDER / "texts" / "texts.txt"
MARK = re.compile(r"\{([A-Z]+)(?:@(\w+))?:([^}]+)\}")
HALVES = ("develop", "kept")


@dataclass(frozen=True)
class Labelled:
    """A text with its gold; each span is a dictionary with start, end, label, text and origin."""

    number: int
    kind: str
    text: str
    spans: list[dict]

    @property
    def half(self):
        """The odd texts are there to develop on; of the even ones only figures are read."""
        return HALVES[self.number % 2 == 0]


def read_note(line, origin=""):
    text, spans, end = "", [], 0
    for match in MARK.finditer(line):
        text += line[end : match.start()]
        label, its_origin, words = match.groups()
        span = {"start": len(text), "end": len(text) + len(words), "label": label, "text": words}
        spans.append(span | {"origin": its_origin or origin} if origin else span)
        text += words
        end = match.end()
    return text + line[end:], spans


def _lines(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def notes():
    return [read_note(line.replace("\\n", "\n")) for line in _lines(NOTES)]


def texts():
    found = []
    for number, line in enumerate(_lines(TEXTS), 1):
        head, _, body = line.partition(" | ")
        kind, origin = head.split()
        text, spans = read_note(body.replace("\\n", "\n"), origin)
        found.append(Labelled(number, kind, text, spans))
    return found
