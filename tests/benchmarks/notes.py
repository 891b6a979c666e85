"""Read notes with marked gold: `{LABEL:words}` gives the text without the marks and the spans."""

import re
from pathlib import Path

NOTES = Path(__file__).parents[1] / "anonymity" / "notes.txt"
MARK = re.compile(r"\{([A-Z]+):([^}]+)\}")


def read_note(line):
    text, spans, end = "", [], 0
    for match in MARK.finditer(line):
        text += line[end : match.start()]
        spans.append(
            {"start": len(text), "end": len(text) + len(match[2]), "label": match[1], "text": match[2]}
        )
        text += match[2]
        end = match.end()
    return text + line[end:], spans


def notes():
    lines = NOTES.read_text(encoding="utf-8").splitlines()
    return [read_note(line) for line in lines if line and not line.startswith("#")]
