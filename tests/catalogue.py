"""Rebuilds the Dutch catalogue from the sources, or (`--check`) says what is missing in it.

Run it as `python -m tests.catalogue`; it needs GNU gettext. The compiled catalogue is kept in the
repository, so that a machine without gettext speaks Dutch as well.
"""

import gettext
import os
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
PO = ROOT / "site/tegenspraak/locale/nl/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
METADATA = {
    "Project-Id-Version": "Tegenspraak",
    "Language": "nl",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def extract() -> polib.POFile:
    """Runs makemessages over the sources and gives the catalogue, guesses of gettext thrown out."""
    command = [sys.executable, "manage.py", "makemessages", "-l", "nl", "--no-location", "--no-obsolete"]
    command += ["--no-wrap", "--ignore", ".venv", "--ignore", "tests/*", "--ignore", "data/*"]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "DEBUG": "1"}, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    catalogue = polib.pofile(str(PO), wrapwidth=0)
    for entry in catalogue:
        if entry.fuzzy:
            entry.flags.remove("fuzzy")
            entry.msgstr, entry.msgstr_plural = "", {}
        entry.previous_msgid = entry.previous_msgid_plural = None
    catalogue.metadata = METADATA
    return catalogue


def untranslated(catalogue: polib.POFile) -> list[str]:
    return [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy]


def stale() -> list[str]:
    """Messages whose compiled translation differs from the written one."""
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = [entry for entry in polib.pofile(str(PO)) if entry.msgstr and not entry.msgctxt]
    return [entry.msgid for entry in written if compiled.gettext(entry.msgid) != entry.msgstr]


def main() -> None:
    before = PO.read_bytes()
    known = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(PO))}
    catalogue = extract()
    missing = untranslated(catalogue)
    if "--check" in sys.argv:
        PO.write_bytes(before)
        missing += [entry.msgid for entry in catalogue if (entry.msgctxt, entry.msgid) not in known]
        missing += stale()
    else:
        catalogue.save()
        catalogue.save_as_mofile(str(MO))
    for message in dict.fromkeys(missing):
        print("not in Dutch:", repr(message))
    sys.exit(bool(missing))


if __name__ == "__main__":
    main()
