"""Dates in all their Dutch forms, and exact ages in digits and in words."""

import re
from collections.abc import Iterable, Iterator

from .findings import ADVISES, ASKS, BLOCKS, Finding

MONTH = (
    r"(?:(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)\b|"
    r"(?:jan|feb|febr|mrt|apr|jun|jul|aug|sept|sep|okt|nov|dec)\b(?:\.(?!\s+[A-ZÀ-Ž]|\s*$))?)"
)
WEEKDAY = (
    r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag(?:ochtend|middag|avond)?|(?:ma|di|wo|do|vr|za|zo)\.?)"
)
YEAR = r"(?:(?:19|20)\d{2}|['’]\d{2})"
TEENTH = (
    "eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende|"
    "vijftiende|zestiende|zeventiende|achttiende|negentiende"
)
TWENTIETH = r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?(?:twintigste|dertigste)"
DAY = rf"(?:[0-3]?\d(?:e|de|ste)?|{TEENTH}|{TWENTIETH})"
HOLIDAY = (
    r"(?:(?:1e|2e|eerste|tweede)\s)?(?:kerstdag|paasdag|pinksterdag)|kerstavond|oudejaars?(?:dag|avond)|"
    r"nieuwjaarsdag|koningsdag|bevrijdingsdag|hemelvaartsdag"
)
SEASON = r"(?:voorjaar|lente|zomer|najaar|herfst|winter|begin|eind|medio|half|kerst|pasen|pinksteren)"
DATES = re.compile(
    rf"""
    (?<![\w/.-])(?:
        (?:{WEEKDAY}\s(?:de\s)?)?{DAY}\s{{1,2}}{MONTH}(?:\s{{1,2}}{YEAR}|\sjl\b\.?)?
      | (?:{WEEKDAY}\s(?:de\s)?)?{DAY}\s(?:en|t/m|tot|of)\s{DAY}\s{MONTH}(?:\s{YEAR})?
      | {MONTH}\s{YEAR}
      | (?:19|20)\d{{2}}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])
      | (?:0?[1-9]|[12]\d|3[01])\s?[-/.]\s?(?:0?[1-9]|1[0-2])\s?[-/.]\s?(?:(?:19|20)\d{{2}}|['’]?\d{{2}})
      | (?:0?[1-9]|[12]\d|3[01])-(?:{MONTH})-(?:(?:19|20)\d{{2}}|\d{{2}})
      | (?:{HOLIDAY})(?:\s{YEAR})?
      | {SEASON}\s(?:van\s)?(?:19|20)\d{{2}}
    )(?![\w/]|-\w)""",
    re.IGNORECASE | re.VERBOSE,
)
BEFORE_DATE = rf"\b(?:op|d\.?d\.?|per|vanaf|sinds|tot|t/m|van|datum:?|{WEEKDAY})\s"
DAY_AND_MONTH = r"(?P<it>(?:0?[1-9]|[12]\d|3[01])[-/](?:0?[1-9]|1[0-2]))(?![\w/-])"
SHORT_DATE = re.compile(BEFORE_DATE + DAY_AND_MONTH, re.IGNORECASE)
# In a journal: at the start of a line or sentence, before a colon, dash or time; or with a leading zero.
JOURNAL_DATES = [
    re.compile(
        r"(?:^|(?<=[.!?;]\s)|(?<=\n))[-–•*\s]{0,4}"
        + DAY_AND_MONTH
        + r"(?=\s?[:–—-]|\s\d{1,2}[:.u]|\s[A-Za-z])(?!\s(?:van|deel)\b)"
    ),
    re.compile(r"(?<![\w/.,-])(?P<it>0[1-9][-/](?:0[1-9]|1[0-2])|[12]\d[-/]0[1-9])(?![\w/-])"),
]
MONTH_ALONE = re.compile(
    r"\b(?:in|sinds|vanaf|tot|rond|per|eind|begin|medio|half)\s(?P<it>januari|februari|maart|april|mei|juni|juli|augustus|september|"
    r"oktober|november|december)\b",
    re.IGNORECASE,
)
LONE_YEAR = re.compile(
    r"\b(?:in|sinds|uit|vanaf|tot|rond|per|anno|van|eind|begin|medio)\s(?P<it>(?:19|20)\d{2})(?![\w/.-]\d|\w)",
    re.IGNORECASE,
)
BIRTH = re.compile(
    r"(?:\bgeb(?:oren|oortedatum|\.)?|\bg\.?d\.?|\bgebdat\.?|\*)\s?(?:te\s\S{2,30}\s)?(?:is\s|was\s)?(?:op\s)?[:.]?\s?$",
    re.IGNORECASE,
)
BIRTH_YEAR = re.compile(
    r"\b(?:geboren|geb\.)\s(?:in|op)?\s?(?P<it>(?:[0-3]?\d[-/ ])?(?:19|20)\d{2})\b", re.IGNORECASE
)
AFTER_NAME = re.compile(r"(?:\b[A-ZÀ-Ž][\w'’-]{1,30}|\b(?:zoon|dochter|kind|jongen|meisje)(?:tje)?)\s?\($")
LONGEST_LOOK_BACK = 60

SMALL = """
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien
    zeventien achttien negentien
"""
VALUES = {word: value for value, word in enumerate(SMALL.split())} | {
    "één": 1,
    "anderhalf": 1,
    "tweeënhalf": 2,
}
TENS = {
    **{"twintig": 20, "dertig": 30, "veertig": 40, "vijftig": 50},
    **{"zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90},
}
ONES = "een|één|twee|drie|vier|vijf|zes|zeven|acht|negen"
SINGLES = "|".join(word for word in [*TENS, *reversed(VALUES)] if word not in ("een", "nul"))
WORD_NUMBER = rf"(?:(?:{ONES})(?:en|ën)(?:{'|'.join(TENS)})|{SINGLES})"
NUMBER = rf"(?:\d{{1,2}}(?:[.,]5)?|{WORD_NUMBER})(?:\s?½|\s?1/2|\sen\seen\shalf)?"
UNIT = r"(?:(?:jaar|jaren|maanden|maand|weken|dagen)\b|(?:jr|mnd|wkn)\b\.?)"
SERIES = rf"{NUMBER}(?:(?:,\s|\sen\s|,\sen\s){NUMBER}){{0,6}}"
PERSON = (
    r"(?i:hij|zij|ze|ik|die|(?:stief|pleeg|half|klein|adoptie)?(?:kind(?:eren|je|jes)?|zoon|zonen|"
    r"zoontjes?|dochters?|dochtertjes?|jongens?|jongetjes?|meisjes?|meiden|broers?|broertjes?|zus|zussen|zusjes?|"
    r"baby|peuter|kleuter|puber|tiener|jongere|moeder|vader|man|vrouw|oma|opa|oudste|jongste|middelste|tweeling|"
    r"neefje|nichtje))"
)
IS = (
    r"(?:\s(?:is|ben|was|word|wordt|werd|van|zijn|waren|bijna|nu|net|pas|toen|inmiddels|al|nog|maar|zelf|"
    r"ongeveer))"
)
# What makes a number a duration, an amount or a time, and no age.
NO_AGE = (
    r"(?!\s?(?:keer|maal|uur|minuten|procent|%|euro|of|kinderen|andere|broers|zussen|mensen|gesprekken|weken|dagen)\b)"
    r"(?!\s?(?:jaar|maanden|maand|weken)?\s?(?:geleden|lang|later|bezig|verder|samen|getrouwd|gescheiden|uit\selkaar|"
    r"duur|durend|achtereen|na|tijd|ervaring|in\sdienst|werkzaam|celstraf|gevangenis|in\sNederland|op\srij|onder|"
    r"toezicht|verlengd|ouder\b|jonger\b|zwanger|uit\b|pleeg\w+|pleegouders|bekend|actief|lid|eigenaar|in\sbeeld|op\sdezelfde|proeftijd|de|het|een|voor|alleen|weg|thuis|clean|nuchter)\b)(?![-/:.]\d|\w)"
)
# "Op haar tiende getuige" tells an age, "op haar tiende school" does not.
AFTER_ORDINAL = (
    r"(?=\s?[.,;:)!?\n]|$|\s(?:al|bij|in|op|is|was|werd|wordt|kreeg|krijgt|had|heeft|moest|ging|gaat|kwam|komt|woon\w+|getuige|uit|"
    r"thuis|naar|met|van|en|toen|niet|trouw\w+|zwanger|moeder|vader|begon|door|het|de|een|zat|liep|raakte|rookt\w*|blow\w*|"
    r"werk\w+|verhuis\w+|kon|kan|wilde|dronk|gevlucht|geplaatst|alleen|voor|aan|als|onder|weg)\b)"
)
AGES = [
    re.compile(expression)
    for expression in (
        rf"\b(?P<it>(?:{NUMBER}|een)\s?{UNIT}\s(?:oude?|jong))\b",
        rf"\b(?P<it>{NUMBER}\s?-?\s?jarige?)\b",
        rf"\((?P<it>{SERIES}\s?(?:{UNIT})?(?:\soud)?)\s?(?:[,;/][^()\n]{{0,60}})?\)",
        rf"\b{PERSON}{IS}{{1,3}}\s(?P<it>{SERIES}(?:\s{UNIT})?){NO_AGE}",
        rf"\b{PERSON},\s(?P<it>{NUMBER}(?:\s{UNIT})?)(?=[,.;)])",
        rf"\b(?i:op|sinds|vanaf|rond|na|voor|tot)\s(?:haar|zijn|mijn|hun|z['’]?n|d['’]r|m['’]?n)\s(?P<it>{TEENTH}|{TWENTIETH}|\d{{1,2}}e)"
        rf"{AFTER_ORDINAL}",
        rf"\b(?:onder|boven|vanaf)\sde\s(?P<it>{NUMBER}(?:\s{UNIT})?)(?=[.,;:)]|\sen\b|$)",
        rf"\bwordt?\s(?:(?:in\s\w{{3,9}}|morgen|binnenkort|straks|volgende\s\w{{4,6}}|op\s\d+\s\w+)\s)(?P<it>{NUMBER}){NO_AGE}(?=[\s.,;)]|$)",
        rf"\b(?:leeftijd\svan|leeftijd:?|toen\s(?:hij|zij|ze|ik))\s(?P<it>{SERIES}(?:\s{UNIT})?){NO_AGE}",
    )
]
AGE = rf"{SERIES}(?:\s?{UNIT})?(?:\soud)?"
BESIDE = [
    re.compile(expression)
    for expression in (
        rf"(?:,?{IS}{{1,3}}|,)\s?(?P<it>{AGE}){NO_AGE}(?=[\s,.;:)!?]|$)",
        rf"\s?\((?:bijna\s|net\s|nu\s|pas\s)?(?P<it>{AGE}){NO_AGE}(?=\s?[,;:)/])",
        rf"\s(?P<it>\d{{1,2}}(?:\s?{UNIT})?){NO_AGE}(?=\s?[,;.)]|\sen\s[\w'’-]+\s\d)",
    )
]
LONGEST_BESIDE = 80
BAND_END = re.compile(r"\+|\s?[-–]\s?\d")  # 18+ and 8-11 are bands, no ages
BANDS = ((3, "0-3"), (7, "4-7"), (11, "8-11"), (15, "12-15"), (17, "16-17"))


def dates(text: str) -> Iterator[Finding]:
    """Takes a text, gives its dates; a date of birth blocks."""
    for pattern in (DATES, BIRTH_YEAR, SHORT_DATE, *JOURNAL_DATES, LONE_YEAR):
        for match in pattern.finditer(text):
            start, end = match.span("it" if "it" in pattern.groupindex else 0)
            if pattern is BIRTH_YEAR or _is_birth(text[max(0, start - LONGEST_LOOK_BACK) : start]):
                yield Finding(start, end, text[start:end], "birth_date", BLOCKS, "[geboortedatum]")
            else:
                yield Finding(start, end, text[start:end], "date", ASKS, "[datum]")
    for match in MONTH_ALONE.finditer(text):
        yield Finding(*match.span("it"), match.group("it"), "date", ADVISES, "[datum]")


def _is_birth(before: str) -> bool:
    return bool(BIRTH.search(before) or AFTER_NAME.search(before))


def ages(text: str) -> Iterator[Finding]:
    """Takes a text, gives the exact ages in it; the suggestion is the band."""
    for pattern in AGES:
        for match in pattern.finditer(text):
            start, end = match.span("it")
            if not BAND_END.match(text, end):
                yield Finding(start, end, text[start:end], "age", ASKS, band(text[start:end]))


def ages_beside(text: str, ends: Iterable[int]) -> Iterator[Finding]:
    """Takes a text and where names end in it, gives the ages that stand right after a name: "naima is 19"."""
    for place in ends:
        beside = text[place : place + LONGEST_BESIDE]
        match = next(filter(None, (pattern.match(beside) for pattern in BESIDE)), None)
        if match:
            start, end = place + match.start("it"), place + match.end("it")
            yield Finding(start, end, text[start:end], "age", ASKS, band(text[start:end]))


def band(age: str) -> str:
    """Takes an age as it was written ("zes jaar", "7 maanden"), gives the label of its band."""
    years = [_value(number) for number in re.findall(rf"\d+|{WORD_NUMBER}", age.lower())] or [0]
    if re.search(r"maand|mnd|week|weken|wkn|dag", age.lower()):
        years = [0]
    bands = list(dict.fromkeys(_band_of(year) for year in years))
    return f"[leeftijd {' en '.join(bands)}]"


def _band_of(years: int) -> str:
    return next((name for highest, name in BANDS if years <= highest), "18+")


def _value(number: str) -> int:
    if number.isdigit():
        return int(number)
    if number in VALUES:
        return VALUES[number]
    for word, tens in TENS.items():
        if number.endswith(word):
            ones = number.removesuffix(word).removesuffix("en").removesuffix("ën")
            return tens + VALUES.get(ones, 0)
    return 0
