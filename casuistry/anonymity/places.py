"""Schools, practices, hospitals, employers and streets: a word that announces one, and what follows."""

import re
from collections.abc import Iterator
from itertools import chain

from tegenspraak.dutch import is_ordinary, is_proper, split

from .chains import chain_end, chain_start, is_linked, is_name_part, with_initials
from .findings import ASKS, BLOCKS, Finding
from .people import ARTICLES, SHORTHAND, SMALL_WORDS, VERBS
from .reading import Reading, Token
from .shape import is_misspelt
from .vocabulary import is_plain, labelled, word_list

CATEGORY = labelled("cues.txt")
LABEL = {
    "school": "[school]",
    "practice": "[praktijk]",
    "hospital": "[ziekenhuis]",
    "organisation": "[organisatie]",
    "employer": "[werkgever]",
    "place": "[plaats]",
    "address": "[adres]",
}
WORKS_AT = {
    "werkt",
    "werkte",
    "werken",
    "werkzaam",
    "baan",
    "dienst",
    "bedrijfsleider",
    "stage",
    "stagiair",
    "eigenaar",
    "chauffeur",
}
PLACE_WORDS = {
    *(
        "in",
        "te",
        "naar",
        "nr",
        "uit",
        "vanuit",
        "nabij",
        "rond",
        "rondom",
        "richting",
        "gemeente",
        "dorp",
        "stad",
    ),
    *("wijk", "buurt", "regio", "provincie", "eiland", "woonplaats"),
}
STREET = (
    r"(?:straat|laan|plein|gracht|kade|singel|dijk|steeg|dreef|plantsoen|boulevard|hof|pad|weg|burcht|erf|hoek|kamp|"
    r"markt|park|ring|wal|werf|baan|brink|veld|akker|oord|haven|plaats|meent|zoom|gaarde|horst|tuin|weide|donk)"
)
SMALL_STREET = (
    r"(?:straat|laan|weg|plein|gracht|kade|singel|dijk|steeg|dreef|plantsoen|hof|pad|markt|park|wal)"
)
# A number that counts something is no house number.
NO_COUNT = r"(?!\d|\s?(?:jaar|uur|keer|euro|maanden|weken|dagen|kinderen|%|/\d))"
HOUSE_NUMBER = (
    rf"(?:\s(?:nr\.?|nummer|huisnummer))?\s\d{{1,4}}{NO_COUNT}"
    r"(?:\s?-?\s?(?:[a-zA-Z]\b|[IVX]{1,3}\b|bis\b|hs\b|\d{1,3}\b))?"
)
STREET_WORD = r"(?:[A-ZÀ-Ž0-9][\w'’.-]{0,30}|van|de|den|der|het|ten|ter|op|in|aan|la|le|'t|en)"
ADDRESSES = [
    re.compile(expression)
    for expression in (
        # Prof. Lorentzlaan 118; Burgemeester van der Lindenstraat 3
        rf"\b[A-ZÀ-Ž][\w'’.-]{{0,30}}\s(?:(?!op\s|in\s|aan\s|en\s){STREET_WORD}\s){{0,4}}?[\w'’.-]{{0,40}}?{STREET}{HOUSE_NUMBER}",
        # VAN GOGHSTRAAT 151
        rf"\b(?:[A-ZÀ-Ž][A-ZÀ-Ž'’.-]{{0,30}}\s){{0,4}}[A-ZÀ-Ž'’.-]{{0,40}}(?:STRAAT|LAAN|WEG|PLEIN|GRACHT|KADE|SINGEL|DIJK|DREEF|HOF){HOUSE_NUMBER}",
        r"\b(?:op|van)\s(?P<it>(?:nummer|nr\.?)\s\d{1,4}[a-z]?)\b(?!\s(?:euro|op|van))",
        r"\b(?:[Pp]ostbus|[Aa]ntwoordnummer)\s\d{1,5}\b",
        # kerkstraat 5
        rf"\b[\w'’-]{{2,40}}{SMALL_STREET}{HOUSE_NUMBER}",
        # Laan van Meerdervoort 101
        rf"\b(?:Laan|Weg|Plein|Park|Hof|Pad|Kade)\s(?:{STREET_WORD}\s){{0,3}}?[A-ZÀ-Ž0-9][\w'’.-]{{1,30}}{HOUSE_NUMBER}",
        # woont op Hoge Weide 12
        r"\b(?:[Aa]an|[Oo]p|[Aa]dres:?|[Ww]oont|[Ww]onend(?:e)?(?:\sop|\saan|\ste)?)\s(?:de\s|het\s)?"
        rf"(?P<it>(?:[A-ZÀ-Ž][\w'’-]{{1,30}}\s){{0,3}}[A-ZÀ-Ž][\w'’-]{{1,30}}{HOUSE_NUMBER})",
    )
]
BUSINESS = re.compile(
    r"[a-z-]{2,24}(studio|salon|winkel|bedrijf|praktijk|fabriek|vereniging|club|restaurant|bakkerij|garage|kliniek|zaak|school|"
    r"college|moskee|kerk|handel|boerderij)"
)
SCHOOLS = re.compile(
    r"\b(?:(?:groep|klas|leerjaar)\s\w{1,4}\s(?:van|op|bij)|(?:zit|zitten|zat|zaten|gaat|ging|gaan|leerling|les|kleuter|klasgenoot|"
    r"overgestapt|aangemeld)\s(?:nu\s|ook\s|al\s|samen\s|weer\s|allebei\s|beiden\s){0,2}(?:op|naar|van|bij))\s"
    r"(?P<it>(?:De|Het|'t|’t)\s[A-ZÀ-Ž0-9][\w'’-]{1,30}(?:\s[A-ZÀ-Ž][\w'’-]{1,30}){0,2})"
)
SMALL_SCHOOLS = re.compile(
    r"\b(?:op|van|naar|bij)\s(?P<it>(?:de|het)\s(?:regenboog|klimop|springplank|wegwijzer|ark|schakel|kameleon|vlinder|zonnebloem|"
    r"wilgenroos|toermalijn|polsstok|triangel|piramide|vlieger|hoeksteen|vuurvogel|dolfijn|duizendpoot|lichtbaken|boemerang|"
    r"zevensprong|kinderboom|ontdekking|horizon|tweesprong|driesprong|vijfmaster|wijngaard|wingerd|mozaiek|kring|windroos|bolster))"
    r"(?!\w|\s(?:op|tekenen))"
)
NAMED_SCHOOL = re.compile(
    r"[A-ZÀ-Ž][\w'’-]{2,30}(?:school|college|lyceum|gymnasium|mavo|praktijk|kliniek|ziekenhuis)"
)
SHORTEST = 3
HIGH_SCHOOLS = frozenset(("college", "lyceum", "gymnasium"))
BEFORE_SCHOOL = frozenset(
    ("obs", "cbs", "rkbs", "pcbs", "bs", "ods", "basisschool", "kdv", "bso", "ikc", "sbo")
)
LONE_STREET = re.compile(rf"[A-ZÀ-Ž][\w'’.-]{{1,40}}{SMALL_STREET}")


# A number right after a suspect name: 240 is of a house, 6 may be an age.
NUMBER_OF_HOUSE = re.compile(rf"{HOUSE_NUMBER}(?![\w%])")
LOWEST_OF_HOUSE = 20
BEFORE_HOUSE = {"aan", "op", "adres", "is", "te", "woont", "wonen", "wonend", "wonende", "naar", "van", "bij"}


def house_number(reading: Reading, index: int, finding: Finding) -> Finding | None:
    """Takes a suspect name and its first token, gives the address if a number of a house follows."""
    match = NUMBER_OF_HOUSE.match(reading.text, finding.end)
    if match is None or finding.text.isupper():
        return None
    before = reading.before(index) or reading.before(index, 2)
    before = reading.before(index, 2) if before in ("de", "het") else before
    digits = int(re.findall(r"\d+", match.group())[0])
    if digits < LOWEST_OF_HOUSE and before not in BEFORE_HOUSE:
        return None
    text = reading.text[finding.start : match.end()]
    return Finding(finding.start, match.end(), text, "address", ASKS, LABEL["address"])


def addresses(text: str) -> Iterator[Finding]:
    """Takes a text, gives the streets with a house number."""
    for pattern in ADDRESSES:
        for match in pattern.finditer(text):
            start, end = match.span("it" if "it" in pattern.groupindex else 0)
            yield Finding(start, end, text[start:end], "address", BLOCKS, LABEL["address"])


def schools(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives the schools that only their place tells: "in groep 6 van De Bron"."""
    for match in chain(SCHOOLS.finditer(reading.text), SMALL_SCHOOLS.finditer(reading.text)):
        yield Finding(*match.span("it"), match.group("it"), "school", ASKS, LABEL["school"])


def organisations(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives the schools, practices, clubs and employers that a word announces."""
    for index, token in enumerate(reading.tokens):
        category = CATEGORY.get(token.folded) or _category_by_ending(token.folded)
        if category is None:
            yield from _named_school(reading, index)
            continue
        end = _name_after(reading, index)
        start = _name_before(reading, index) if end == index else index
        if start != index or end != index:
            yield _finding(reading, start, end, category)
        else:
            yield from _named_school(reading, index)


def _category_by_ending(word: str) -> str | None:
    """ "nagelstudio" and "belwinkel" announce the name of a business too."""
    match = BUSINESS.fullmatch(word)
    return match and CATEGORY.get(match.group(1), "organisation")


def _named_school(reading: Reading, index: int) -> Iterator[Finding]:
    """ "Julianaschool", "Dr. M. Polanoschool": a name that is one word with school."""
    token = reading.tokens[index]
    is_word = is_plain(token.text) if token.is_opener else is_ordinary(token.text)
    if NAMED_SCHOOL.fullmatch(token.text) and not is_word:
        yield _finding(reading, with_initials(reading, chain_start(reading, index)), index, "school")


def _name_before(reading: Reading, index: int) -> int:
    """The first token of the name before an announcing word; "maasstad ziekenhuis" without capitals too."""
    first = chain_start(reading, index)
    if first < index or not reading.is_joined(index) or not reading.tokens[index].is_careless:
        return first
    token, cue = reading.tokens[index - 1], reading.tokens[index].folded
    if token.folded in ARTICLES | SHORTHAND or not token.text.isalpha() or len(token.text) <= SHORTEST:
        return index
    if cue in HIGH_SCHOOLS and reading.before(index - 1) in ("het", "op"):
        return index - 1  # het stedelijk lyceum
    if cue == "ziekenhuis":
        return index if is_plain(token.text) else index - 1
    is_word = is_plain(token.text) or bool(split(token.text)) or is_misspelt(token.folded)
    return index if is_word else index - 1


def _is_small_name(token: Token) -> bool:
    """A word without a capital that has one in the list, and that nobody uses otherwise."""
    word = token.folded
    if (
        not token.is_careless
        or word in word_list("common.txt")
        or word in ARTICLES | SHORTHAND | VERBS | SMALL_WORDS
    ):
        return False
    return is_proper(token.text.capitalize())


def _name_after(reading: Reading, index: int) -> int:
    """The last token of the name after an announcing word: "obs De Wilgenroos", "Café 't Hoekje"."""
    tokens = reading.tokens
    first = index + 1
    has_article = (
        first < len(tokens)
        and tokens[first].folded in ("de", "het", "t")
        and (is_linked(reading, first) or tokens[first].gap == ": ")
    )
    first += has_article
    if first >= len(tokens) or not (reading.is_joined(first) or tokens[first].gap == ": "):
        return index
    is_name = is_name_part(tokens[first]) or (has_article and tokens[first].text[0].isdigit())
    if tokens[index].folded in BEFORE_SCHOOL and has_article and tokens[first].is_careless:
        is_name = True  # obs het palet
    if not is_name and _is_small_name(tokens[first]):
        return first  # autobedrijf jansen
    return chain_end(reading, first) if is_name else index


def employers(reading: Reading) -> Iterator[Finding]:
    """Takes a reading, gives what follows "werkt … bij"."""
    for index, token in enumerate(reading.tokens):
        if token.folded in WORKS_AT:
            for at in range(index + 1, min(index + 7, len(reading.tokens) - 1)):
                if (
                    reading.tokens[at].folded in ("bij", "van")
                    and reading.is_joined(at + 1)
                    and is_name_part(reading.tokens[at + 1])
                ):
                    yield _finding(reading, at + 1, chain_end(reading, at + 1), "employer")
                    break


def category_of(reading: Reading, index: int) -> str:
    """What a suspect name that starts at this token probably is, by the word before it."""
    before = reading.before(index)
    if before in ("de", "het"):
        before = reading.before(index, 2)
    text = reading.tokens[index].text
    if LONE_STREET.fullmatch(text):
        return "address"
    is_after_organisation = reading.is_joined(index) and reading.tokens[index - 1].is_known
    return "place" if before in PLACE_WORDS or is_after_organisation else "person"


def _finding(reading: Reading, first: int, last: int, category: str) -> Finding:
    start, end = reading.tokens[first].start, reading.tokens[last].end
    return Finding(start, end, reading.text[start:end], category, ASKS, LABEL[category])
