"""A module with every kind of block in it, made by the tests themselves."""

from io import BytesIO
from pathlib import Path

from PIL import Image

MODULE = """---
title: Alles in één
summary: Elk blok komt één keer voor.
audience: Iedereen
minutes: 50
goals:
  kijken: Je ziet meer dan je dacht.
  wegen: Je weegt wat je zag.
actions:
  - Ik schrijf op wat ik zag.
themes: [signaleren, meldcode]
levels: [signaleren]
prerequisites: [alles]
review_by: 2999-01-01
review_owner: Redactie
version: "1.1"
changes:
  - version: "1.1"
    date: 2026-11-26
    text: "Nieuw: een toets."
  - version: "1.0"
    date: 2026-11-01
    text: Begin.
valid_months: 36
sources:
  - title: Een boek
    seen: 2026-11-23
---

Begin bij [de eerste les](les:01-kijken) van [deze module](module:alles).
"""

LOOKING = """---
title: Kijken
summary: Wat je ziet.
minutes: 9
goals: [kijken]
sources:
  - title: "Richtlijn: volledig"
    url: https://example.org/richtlijn
    seen: 2026-11-23
    note: wat er staat
---

## Kop

Tekst over een [[complexe scheiding|vechtscheiding]].[^1]

[^1]: Een noot.

::: wet Meldrecht
Iedereen **mag** melden. Zie [de volgende](les:02-doen).
:::

::: picture
file: trap.png
alt: Een trap met drie treden.
caption: Van ruzie naar strijd
:::

::: audio
file: gesprek.mp3
title: Een gesprek
transcript: |
  *Zij*: hallo.

  *Hij*: dag.
minutes: 3
:::

::: video
file: film.mp4
title: Een film
transcript: Er wordt **niets** gezegd.
minutes: 2
captions: film.vtt
:::

::: download
file: lijst.pdf
title: Een lijst
:::

::: table
caption: Wie doet wat?
columns: [Wie, Doet, Doet niet]
rows:
  - [Veilig Thuis, geeft advies, legt niets op]
  - [De Raad, onderzoekt, helpt niet]
:::

::: timeline
title: Vijf weken
moments:
  - when: week 1
    text: De jongen houdt zijn jas aan.
  - when: week 3
    text: Moeder **belt**.
:::

::: term
name: complexe scheiding
:::

::: case
case: voorbeeld-1
:::

::: practice
theme: signaleren
:::
"""

STOP = """::: stop
key: blauwe-plek
minutes: 4
text: |
  *Fictief.* Een blauwe plek.

  Moeder zegt: "gevallen".
question: Wat doe je als eerste?
choices:
  - text: KEUZE een
  - text: KEUZE twee
ask_reason: false
commentary: SLEUTEL van de stop.
:::
"""

SCENARIO = """::: scenario
key: gesprek
title: Het gesprek
minutes: 8
start: deur
nodes:
  deur:
    text: Moeder staat in de deur.
    choices:
      - text: Kom binnen.
        to: zitten
      - text: Luister!
        to: boos
        consequence: SLEUTEL zij stapt achteruit.
  boos:
    text: SLEUTEL "Ik hoef niets."
    choices:
      - text: Opnieuw?
        to: deur
      - text: Dan meld ik.
        to: weg
  zitten:
    text: SLEUTEL zij zit.
    end: good
    feedback: SLEUTEL ruimte.
  weg:
    text: SLEUTEL zij loopt weg.
    end: risk
    feedback: SLEUTEL een deur dicht.
:::
"""

ONE = """::: question
key: {key}
kind: one
{goal}text: Wie mag melden?
answers:
  - text: SLEUTEL niemand
    feedback: SLEUTEL nee
  - text: SLEUTEL iedereen
    feedback: SLEUTEL ja
    right: true
:::
"""

QUESTIONS = {
    "one": ONE.format(key="l-one", goal=""),
    "several": """::: question
key: l-several
kind: several
text: Wat zijn feiten?
minutes: 2
answers:
  - text: SLEUTEL a
    feedback: SLEUTEL fa
    right: true
  - text: SLEUTEL b
    feedback: SLEUTEL fb
    right: true
  - text: SLEUTEL c
    feedback: SLEUTEL fc
:::
""",
    "order": """::: question
key: l-order
kind: order
text: Zet op volgorde.
steps:
  - text: SLEUTEL eerst
    feedback: SLEUTEL want
  - text: SLEUTEL dan
  - text: SLEUTEL tot slot
feedback: SLEUTEL geheel
:::
""",
    "match": """::: question
key: l-match
kind: match
text: Wat hoort bij elkaar?
pairs:
  - left: SLEUTEL la
    right: SLEUTEL ra
    feedback: SLEUTEL fa
  - left: SLEUTEL lb
    right: SLEUTEL rb
  - left: SLEUTEL lc
    right: SLEUTEL rc
:::
""",
    "true_false": """::: question
key: l-true-false
kind: true_false
text: Klopt dit?
right: false
reasons:
  - text: SLEUTEL omdat
    feedback: SLEUTEL juist
    right: true
  - text: SLEUTEL daarom
    feedback: SLEUTEL onjuist
feedback: SLEUTEL geheel
:::
""",
    "open": """::: question
key: l-open
kind: open
text: Schrijf het op.
model: |
  SLEUTEL een model.

  - met een lijst
:::
""",
    "judgement": """::: question
key: l-judgement
kind: judgement
text: Wat weegt het zwaarst?
answers:
  - text: SLEUTEL a
    feedback: SLEUTEL fa
    panel: 0
  - text: SLEUTEL b
    feedback: SLEUTEL fb
    panel: 3
  - text: SLEUTEL c
    feedback: SLEUTEL fc
    panel: 6
panel_of: voorstel van de redactie
:::
""",
}

DOING = f"""---
title: Doen
minutes: 5
goals: [kijken, wegen]
sources:
  - title: Een boek
    seen: 2026-11-23
---

Nu jij.

{STOP}
{SCENARIO}
{"".join(QUESTIONS.values())}"""


def for_test(kind: str) -> str:
    """The question of this kind as it stands in a test."""
    return QUESTIONS[kind].replace("key: l-", "key: t-").replace("text:", "goal: wegen\ntext:", 1)


TEST = f"""---
title: Toets
questions: 5
pass_mark: 80
wait_hours: 0
minutes: 11
---

{ONE.format(key="t-eerst", goal="goal: kijken" + chr(10))}
{"".join(for_test(kind) for kind in QUESTIONS if kind != "open")}"""

SUMMARY = "---\ntitle: Wat je meeneemt\n---\n\nKijk eerst. **Schrijf** dan.\n"
TRAINER = "---\ntitle: Lesgeven hiermee\nminutes: 90\n---\n\nSLEUTEL voor de begeleider.\n"


def png(colour: str = "navy") -> bytes:
    """A picture of four dots."""
    held = BytesIO()
    Image.new("RGB", (4, 4), colour).save(held, "PNG")
    return held.getvalue()


def write_rich(folder: Path) -> Path:
    """The files of the module "Alles in één" in `folder`."""
    folder.mkdir()
    texts = {
        "module.md": MODULE,
        "01-kijken.md": LOOKING,
        "02-doen.md": DOING,
        "test.md": TEST,
        "summary.md": SUMMARY,
        "trainer.md": TRAINER,
        "film.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "trap.png").write_bytes(png())
    for name in ("gesprek.mp3", "film.mp4", "lijst.pdf"):
        (folder / name).write_bytes(b"just bytes of " + name.encode())
    return folder


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
