"""A corpus of made Dutch cases: the same documents for the same seed, and none of them about anyone.

`python -m tests.benchmarks.corpus 10000 > cases.jsonl` writes them in the form that load_cases reads.
The sentences stand in sentences.txt: patterns by theme, written by hand. A document mixes the patterns of
one to three themes with what is said everywhere, and gets a few rare details by which one would remember it.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

SENTENCES = Path(__file__).with_name("sentences.txt")
SEED = 20261123
WORDS = (150, 500)
CHOICE = re.compile(r"\[([^\[\]]*)\]")
SLOT = re.compile(r"\{(\w+)\}")

Document = dict[str, object]
Bank = dict[str, list[str]]

HE = {"hij": "hij", "hem": "hem", "zijn": "zijn"}
SHE = {"hij": "ze", "hem": "haar", "zijn": "haar"}
BOYS = ("de jongen", "de oudste zoon", "de peuter", "de puber", "de kleuter", "het jongetje")
GIRLS = ("het meisje", "de dochter", "de jongste dochter", "de tiener", "de oudste dochter")
CHILDREN = [(word, HE) for word in BOYS] + [(word, SHE) for word in GIRLS]
PARENTS = ("moeder", "vader", "de vader", "de moeder", "de stiefvader", "de pleegmoeder", "de stiefmoeder")
PROFESSIONALS = (
    "de jeugdbeschermer", "de gezinsvoogd", "de raadsonderzoeker", "de wijkteammedewerker", "de jeugdarts",
    "de gezinscoach", "de leerkracht", "de ambulant hulpverlener", "de vertrouwensarts", "de jeugdwerker",
    "de schoolmaatschappelijk werker", "de pleegzorgbegeleider", "de casusregisseur", "mijn collega",
)  # fmt: skip
AGES = (
    "drie maanden", "anderhalf jaar", "drie jaar", "vier jaar", "zes jaar", "acht jaar", "negen jaar",
    "elf jaar", "dertien jaar", "vijftien jaar", "zestien jaar", "bijna achttien",
)  # fmt: skip
TITLES = (
    "Twijfel over {wat}", "{Wat}: kijken we weg?", "{Wat} en wat er aan voorafging",
    "Wat vraagt {wat} van mij?", "Vastgelopen bij {wat}", "Terugblik op {wat}", "{Wat}, en niemand belde",
    "Te vroeg of te laat bij {wat}",
)  # fmt: skip
SUBJECTS = {
    "signaleren": ("een vermoeden", "stille signalen"),
    "meldcode": ("een melding", "de meldcode", "een melding bij Veilig Thuis"),
    "lichamelijke-mishandeling": ("kindermishandeling", "blauwe plekken", "letsel zonder verklaring"),
    "verwaarlozing": ("verwaarlozing", "een vervuild huis"),
    "emotionele-mishandeling": ("een zondebok", "emotionele mishandeling", "kleineren"),
    "seksueel-misbruik": ("seksueel misbruik", "een onthulling"),
    "huiselijk-geweld": ("huiselijk geweld", "een huisverbod", "intieme terreur"),
    "schadelijke-praktijken": ("huwelijksdwang", "eergerelateerd geweld"),
    "online-veiligheid": ("naaktfoto's in de klas", "een telefoon vol geheimen"),
    "complexe-scheiding": ("een vechtscheiding", "een complexe scheiding", "strijd tussen ouders"),
    "contact-en-omgang": ("de omgang", "de omgangsregeling", "een geweigerd bezoek"),
    "ouder-psychisch": ("een depressieve moeder", "een psychose", "een KOPP-kind"),
    "ouder-verslaving": ("verslaving", "een drinkende ouder", "een terugval"),
    "lvb": ("ouders met een beperking", "overvraagde ouders", "een ouder met LVB"),
    "kind-psychisch": ("een angstig kind", "de wachtlijst", "druk gedrag"),
    "trauma-hechting": ("hechting", "een getraumatiseerd kind"),
    "suicidaliteit": ("zelfbeschadiging", "een suïcidale jongere"),
    "gedrag-delict": ("schoolverzuim", "weglopen en stelen", "een jongere met een mes"),
    "jonge-kind": ("een ongeboren kind", "een huilbaby", "een jonge moeder"),
    "veilig-genoeg": ("een veiligheidsplan", "veilig genoeg"),
    "feiten-en-weging": ("feiten en meningen", "een oud dossier"),
    "denkfouten": ("tunnelvisie", "ons eerste verhaal"),
    "uithuisplaatsing": ("een uithuisplaatsing", "broertjes die gescheiden werden", "een spoedplaatsing"),
    "terugplaatsing-perspectief": ("de terugplaatsing", "het perspectiefbesluit"),
    "drang-en-dwang": ("de ondertoezichtstelling", "een OTS", "een wisselende gezinsvoogd"),
    "stem-van-het-kind": ("de stem van het kind", "een kindgesprek"),
    "samenwerken-met-ouders": ("weerstand", "ouders die niet opendoen", "samenwerking met vader"),
    "netwerk": ("het netwerk", "een familieberaad"),
    "diversiteit": ("een tolk aan tafel", "cultuur en opvoeding"),
    "bestaanszekerheid": ("schulden", "een dreigende ontruiming"),
    "ketensamenwerking": ("een koude overdracht", "te veel hulpverleners"),
    "informatie-delen": ("beroepsgeheim", "informatie delen"),
    "pleegzorg-residentieel": ("een overbelast pleeggezin", "de leefgroep"),
    "beroepsethiek": ("een moreel dilemma", "een belofte"),
    "vakmanschap": ("werkdruk", "een bedreigde collega"),
    "leren-en-verbeteren": ("een bijna-incident", "wat goed ging"),
}


@cache
def bank() -> Bank:
    """Patterns per theme, and under `slot <name>` the values of a slot."""
    patterns: Bank = {}
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            section = patterns.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("#"):
            section.append(line)
    return {
        name: [value.strip() for line in lines for value in line.split(";")]
        if name.startswith("slot ")
        else lines
        for name, lines in patterns.items()
    }


def themes() -> list[str]:
    """The themes from common to rare: the first comes up some ten times as often as the last."""
    return [name for name in bank() if name in SUBJECTS]


def capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


class Case:
    """One document in the making: who plays in it is the same in all of its sentences."""

    def __init__(self, number: int, seed: int = SEED) -> None:
        self.number = number
        self.dice = random.Random(seed * 100_003 + number)
        child, pronouns = self.dice.choice(CHILDREN)
        parent = self.dice.choice(PARENTS)
        self.people = {
            **pronouns,
            "kind": child,
            "ouder": parent,
            "ouder2": "ze" if parent.endswith("moeder") else "hij",
            "leeftijd": self.dice.choice(AGES),
        }

    def fill(self, pattern: str) -> str:
        text = CHOICE.sub(lambda match: self.dice.choice(match[1].split("|")), pattern)
        text = SLOT.sub(lambda match: self.value(match[1]), text)
        return capitalised(re.sub(r" {2,}", " ", text))

    def value(self, slot: str) -> str:
        name = slot.lower()
        if name == "prof":
            value = self.dice.choice(PROFESSIONALS)
        else:
            value = self.people.get(name) or self.dice.choice(bank()[f"slot {name}"])
        return capitalised(value) if slot[0].isupper() else value

    def chosen_themes(self) -> list[str]:
        names = themes()
        weights = [1 / (rank + 4) for rank in range(len(names))]
        drawn = self.dice.choices(names, weights, k=self.dice.choice((1, 2, 2, 3)))
        return list(dict.fromkeys(drawn))

    def document(self) -> Document:
        slugs = self.chosen_themes()
        length = self.dice.randint(WORDS[0] + 20, WORDS[1] - 40)
        subject = self.dice.choice(SUBJECTS[slugs[0]])
        title = self.dice.choice(TITLES).format(wat=subject, Wat=capitalised(subject))
        return {
            "id": f"case-{self.number:05}",
            "title": title,
            "text": self.written(slugs, length),
            "themes": slugs,
        }

    def written(self, slugs: list[str], length: int) -> str:
        """Details; then what belongs to the themes and what is said everywhere, until it is long enough."""
        details = self.dice.sample(bank()["bijzonder"], self.dice.randint(2, 4))
        own = [pattern for slug in slugs for pattern in bank()[slug]]
        common = list(bank()["overal"])
        self.dice.shuffle(own)
        self.dice.shuffle(common)
        sentences = [self.fill(pattern) for pattern in details]
        while sum(len(sentence.split()) for sentence in sentences) < length and (own or common):
            source = own if own and (not common or self.dice.random() < 0.55) else common
            sentences.append(self.fill(source.pop()))
        self.dice.shuffle(sentences)
        return "\n\n".join(" ".join(sentences[start : start + 6]) for start in range(0, len(sentences), 6))


def documents(number: int, seed: int = SEED) -> Iterator[Document]:
    """That many cases; the first thousand of ten thousand are the same as a thousand."""
    return (Case(n, seed).document() for n in range(number))


if __name__ == "__main__":
    for document in documents(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000):
        print(json.dumps(document, ensure_ascii=False))
