"""Who may see what, written out by hand: the one table that the leak tests are held against."""

import re
from typing import NamedTuple

# One row for each object, one column for each role.
#   S  may see it, and the search shows it
#   o  may see it, but it stands in no index (or the search is closed to this role)
#   .  may not see it: no trace of it comes out anywhere
TABLE = """
               visitor samira daan noor esther joost mirjam rens bram admin guest former unsecured stand_in
theme             S      S     S    S     S      S     S     S    S     S     o     S        S        S
term              S      S     S    S     S      S     S     S    S     S     o     S        S        S
module            S      S     S    S     S      S     S     S    S     S     o     S        S        S
lesson            S      S     S    S     S      S     S     S    S     S     o     S        S        S
protocol          S      S     S    S     S      S     S     S    S     S     o     S        S        S
private           .      o     .    .     .      .     .     .    .     .     .     .        .        .
participants      .      o     o    .     .      .     .     .    .     .     .     .        .        .
team              .      S     S    S     .      .     .     .    .     .     .     .        .        .
organisation      .      S     S    S     S      .     .     .    .     .     .     .        .        .
library           .      S     S    S     S      S     S     S    S     S     .     S        .        S
register          .      o     .    .     .      .     .     .    .     .     .     .        .        .
revision          .      o     o    o     o      o     o     o    o     o     .     o        .        o
answer            .      .     o    .     .      .     .     .    .     .     .     .        .        .
personal          .      o     .    .     .      .     .     .    .     .     .     .        .        .
recent            .      o     .    .     .      .     .     .    .     .     .     .        .        .
draftmodule       .      .     .    .     .      .     .     .    .     .     .     .        .        .
draftlesson       .      .     .    .     .      .     .     .    .     .     .     .        .        .
draftprotocol     .      .     .    .     .      .     .     .    .     .     .     .        .        .
editedmodule      .      .     .    .     .      .     .     .    .     .     .     .        .        .
closedmodule      .      .     .    .     .      .     .     .    .     .     .     .        .        .
closedlesson      .      .     .    .     .      .     .     .    .     .     .     .        .        .
"""
# Bram keeps these in the CMS; nothing else may come out there.
IN_CMS = {"theme", "term", "module", "lesson", "protocol", "draftmodule", "draftlesson", "draftprotocol"}
IN_CMS |= {"editedmodule", "closedmodule", "closedlesson"}
# What an index may hold: what somebody else than its author can find.
INDEXED = IN_CMS - {"draftprotocol", "editedmodule"} | {"team", "organisation", "library"}

_header, *_rows = [line.split() for line in TABLE.strip().splitlines()]
ROLES = tuple(_header)
OBJECTS = tuple(row[0] for row in _rows)
EXPECTED = {(role, row[0]): sign for row in _rows for role, sign in zip(ROLES, row[1:], strict=True)}

# Which kind of the search each object is of; the others belong to none.
KINDS = {
    "theme": ["theme"],
    "term": ["term"],
    "module": ["module", "draftmodule", "editedmodule", "closedmodule"],
    "lesson": ["lesson", "draftlesson", "closedlesson"],
    "protocol": ["protocol", "draftprotocol"],
    "case": ["private", "participants", "team", "organisation", "library"],
}
COMMON = "samenkomst"  # stands in every object
ANIMALS = re.findall(
    r"\w+",
    "ooievaar pelikaan zeehond flamingo kameleon albatros stekelvarken krokodil buizerd lepelaar struisvogel "
    "leguaan nijlpaard wasbeer kolibrie aardvarken gordeldier schildpad vleermuis hagedis papegaai kangoeroe",
)
HEADS = re.findall(
    r"\w+",
    "appel banaan citroen dadel framboos druif komkommer kastanje mandarijn meloen olijf "
    "peer perzik pompoen radijs rabarber spinazie tomaat walnoot wortel aardbei augurk",
)
TAILS = re.findall(
    r"\w+",
    "lamp hamer trommel ladder emmer fluit beitel kachel spiegel zadel anker "
    "koffer mantel sleutel schilderij tapijt piano viool bijl schaar kruik trompet",
)


class Marks(NamedTuple):
    """`animal` (in the title and the text) and `compound` (in the text) are asked for; `title` and `text`
    are words that nobody ever types: where one comes out, the object itself did.
    """

    animal: str
    compound: str
    title: str
    text: str
    theme: str

    @property
    def heading(self) -> str:
        return f"{self.title} {self.animal}"

    @property
    def body(self) -> str:
        return f"Een {COMMON} over {self.animal} en {self.compound} met {self.text} erbij."

    @property
    def misspelt(self) -> str:
        return self.animal[:-2] + self.animal[-1] + self.animal[-2]


def _marks(number: int, name: str) -> Marks:
    compound = HEADS[number] + TAILS[number]
    return Marks(ANIMALS[number], compound, f"Zqt{name}k", f"zqxxx{name}k", f"Zqm{name}k")


MARKS = {name: _marks(number, name) for number, name in enumerate(OBJECTS)}


def is_hidden(role: str, name: str) -> bool:
    return EXPECTED[role, name] == "."


def seen_in(text: str, hidden: list[str], with_theme: bool = False) -> list[str]:
    """Which of these objects left a trace in a text."""
    text = text.casefold()
    return [name for name in hidden if any(mark.casefold() in text for mark in traces(name, with_theme))]


def traces(name: str, with_theme: bool = False) -> list[str]:
    marks = MARKS[name]
    return [marks.title, marks.text] + ([marks.theme] if with_theme else [])


def animals() -> list[str]:
    """All animals, in questions that fit in the field of the page."""
    return together([marks.animal for marks in MARKS.values()])


def questions() -> list[str]:
    """All animals, all compounds, and the word that all share."""
    return [COMMON, *animals(), *together([marks.compound for marks in MARKS.values()])]


def together(words: list[str]) -> list[str]:
    return [" ".join(words[start : start + 11]) for start in range(0, len(words), 11)]
