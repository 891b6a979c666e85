"""Numbers and addresses that a pattern finds and, where there is one, a check digit proves."""

import re
from collections.abc import Callable, Iterator
from functools import cache

import phonenumbers
from stdnum import iban
from stdnum.nl import bsn

from .findings import ASKS, BLOCKS, Finding

# Veilig Thuis, 113, Kindertelefoon, police: numbers that everybody may read.
PUBLIC = frozenset(("08002000", "08000113", "08000432", "09008844", "08007000"))
BSN_LENGTH = 9
Check = Callable[[str], bool]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _is_bsn(text: str) -> bool:
    return len(_digits(text)) == BSN_LENGTH and bool(bsn.is_valid(_digits(text)))


def _is_iban(text: str) -> bool:
    return bool(iban.is_valid(re.sub(r"[\s.\-]", "", text)))


@cache
def _is_phone(text: str) -> bool:
    digits = _digits(text)
    if digits in PUBLIC:
        return False
    if re.match(r"0[1-9]\d{8}$", digits) or re.match(r"(?:0800|0900|0906|088|14)\d{3,}$", digits):
        return True
    try:
        number = phonenumbers.parse(re.sub(r"^00", "+", text.replace("(0)", "")), "NL")
    except phonenumbers.NumberParseException:
        return False
    return text.startswith(("+", "00")) and phonenumbers.is_possible_number(number)


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _is_long(text: str) -> bool:
    return len(_digits(text)) >= 5


def _is_file_number(text: str) -> bool:
    """ "Haar nummer is 06-…" tells a telephone, not a file."""
    return _is_long(text) and not _is_phone(text)


def _pattern(expression: str, *, is_exact: bool = False) -> re.Pattern[str]:
    return re.compile(expression, re.NOFLAG if is_exact else re.IGNORECASE)


# What stands between a word such as "dossiernummer" and the number: at most "is", a colon and blanks.
TO_NUMBER = r"\s{0,2}(?:nummer|nr\.?|no\.?|num)?\s{0,2}(?:is|was|luidt)?\s{0,2}[:#=]?\s{0,2}"
NUMBERED = (
    r"(?:dossier|zaak|kenmerk|cli[eë]nt|rekest|parket|zitting|proces-?verbaal|pv|mutatie|registratie|meldings?|polis|"
    r"klant|referentie|ref|aangifte|incident|casus|patient|patiënt|gezin|intern|relatie|systeem|leerling|deelnemer|"
    r"verzekerden?|debiteur|bestel|factuur|order|paspoort|document|rijbewijs|v|vreemdelingen|burgerservice|onderwijs)"
)
PLATE = (
    r"[A-Z]{2}-\d{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|[A-Z]{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}|"
    r"\d{2}-[A-Z]{2}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|"
    r"[A-Z]{3}-\d{2}-[A-Z]|[A-Z]-\d{2}-[A-Z]{3}|\d-[A-Z]{2}-\d{3}|\d{3}-[A-Z]{2}-\d"
)
DIGITS = r"(?P<it>\d(?:[ .-]?\d)"  # digits, perhaps in groups; the count follows
TOP_LEVELS = r"(?:nl|com|org|net|eu|be|de|info|nu)"
MEDIA = (
    r"(?:snap(?:chat)?|insta(?:gram)?|tiktok|facebook|discord|telegram|roblox|gamertag|gebruikersnaam|accountnaam|"
    r"nickname|username)"
)
# What it is and what to write instead, the pattern (its group "it", or the whole), a check of what was found.
PATTERNS: list[tuple[str, str, re.Pattern[str], Check | None]] = [
    (
        "email",
        "[e-mailadres]",
        _pattern(
            r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?[\[(](?:at|apenstaartje)[\])]\s?)"
            r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}"
        ),
        None,
    ),
    ("url", "[webadres]", _pattern(r"\b(?:https?://|www\.)[^\s<>\"“”]{2,2000}[^\s<>\"“”.,;:!?)\]']"), None),
    (
        "url",
        "[webadres]",
        _pattern(
            rf"(?<![\w@.-])[a-z0-9][a-z0-9-]{{1,62}}(?:\.[a-z0-9-]{{1,63}}){{0,3}}\.{TOP_LEVELS}(?![\w-])"
            r"(?:/[^\s<>\"“”,;)]{0,2000})?"
        ),
        None,
    ),
    ("handle", "[accountnaam]", _pattern(r"(?<![\w@/.])@[A-Za-z_][\w.]{1,40}\w"), None),
    (
        "handle",
        "[accountnaam]",
        _pattern(
            rf"\b{MEDIA}(?:[- ]?(?:account|naam|profiel|tag))?\s{{0,2}}"
            r"(?:is|heet|genaamd|onder de naam|:)\s{0,2}"
            r"[\"'“‘]?(?P<it>[\w.#-]{3,40}\w)"
        ),
        _has_digit,
    ),
    ("iban", "[rekeningnummer]", _pattern(r"\b[A-Z]{2}\s?\d{2}(?:[ .-]?[A-Z0-9]){11,30}\b"), _is_iban),
    (
        "iban",
        "[rekeningnummer]",
        _pattern(r"\b[A-Z]{2}\s?\d{2}[ .-]?[A-Z]{4}(?:[ .-]?\d{2,4}){3,5}\b", is_exact=True),
        None,
    ),
    (
        "bsn",
        "[BSN]",
        _pattern(r"\b(?:bsn|burgerservicenummer|sofi-?nummer)" + TO_NUMBER + DIGITS + r"{7,8})(?!\d)"),
        None,
    ),
    ("case_number", "[zaaknummer]", _pattern(r"\bECLI:[A-Z]{2}:[A-Z]{2,8}:\d{4}:[A-Z0-9.]{1,25}\b"), None),
    (
        "case_number",
        "[zaaknummer]",
        _pattern(
            r"\bC[/ .-]?\d{2}[/ .-]\s?\d{5,7}"
            r"(?:\s?/\s?(?:[A-Z]{2}\s?){1,2}\s?\d{2}[- /]\d{1,5})?(?:\s?/\s?\d{1,6})?"
        ),
        None,
    ),
    (
        "case_number",
        "[zaaknummer]",
        _pattern(r"\b(?:JE|FA|HA|KG|EX|ES|FT|BZ)\s?(?:RK|ZA)\s?\d{2}\s?[-/.]\s?\d{1,5}\b"),
        None,
    ),
    ("case_number", "[zaaknummer]", _pattern(r"\b200\.\d{3}\.\d{3}(?:[/-]\d{2})?\b"), None),
    ("case_number", "[zaaknummer]", _pattern(r"\b\d{2}[/-]\d{5,6}[-/]\d{2}\b"), None),
    ("case_number", "[zaaknummer]", _pattern(r"\bPL\d{4}[- ]?\d{6,12}(?:-\d)?\b"), None),
    (
        "registration",
        "[registratienummer]",
        _pattern(
            r"\b(?:SKJ|BIG|AGB|KvK|NIP|NVO|BSW)[- ]?(?:registratie|register|code)?-?"
            + TO_NUMBER
            + DIGITS
            + r"{4,12})(?!\d)"
        ),
        None,
    ),
    (
        "case_number",
        "[dossiernummer]",
        _pattern(
            rf"\b{NUMBERED}-?(?:nummer|nr|no)\b\.?\s{{0,2}}(?:is|was|luidt)?\s{{0,2}}[:#=]?\s{{0,2}}"
            r"(?P<it>[A-Z0-9][A-Z0-9./_-]{1,38}[A-Z0-9])"
        ),
        _has_digit,
    ),
    (
        "case_number",
        "[dossiernummer]",
        _pattern(
            r"\b(?:dossier|zaak|kenmerk|referentie|ref|nummer|nr|pv|mutatie|aangifte)\b\.?\s{0,2}"
            r"(?:is|onder|met|met nummer)?\s{0,2}[:#]?\s{0,2}"
            r"(?P<it>[A-Z]{0,6}[-/ ]?\d[\dA-Z./_-]{3,38}[\dA-Z])"
        ),
        _is_file_number,
    ),
    ("plate", "[kenteken]", _pattern(rf"(?<![\w-])(?:{PLATE})(?![\w-])", is_exact=True), None),
    (
        "plate",
        "[kenteken]",
        _pattern(
            r"\bkenteken(?:plaat)?\s{0,2}(?:is|was|met|van de auto)?\s{0,2}:?\s{0,2}"
            r"(?P<it>[A-Z0-9]{1,3}[- ]?[A-Z0-9]{2,3}[- ]?[A-Z0-9]{1,3})\b"
        ),
        _has_digit,
    ),
    (
        "phone",
        "[telefoonnummer]",
        _pattern(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[\s./()_–-]{0,3}\d){7,14}(?![\w/-])"),
        _is_phone,
    ),
    (
        "bsn",
        "[BSN]",
        _pattern(r"(?<![\w.,/-])\d{2,4}(?:[ .-]?\d{2,3}){1,3}(?:[ .-]\d{1,3})?(?![\w/-])"),
        _is_bsn,
    ),
    (
        "postcode",
        "[postcode]",
        _pattern(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b(?!\s?RK)", is_exact=True),
        None,
    ),
    ("url", "[IP-adres]", _pattern(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), None),
]
# What looks like a number of a file, without anything that says so: these ask.
GUESSES: list[tuple[str, str, re.Pattern[str], Check | None]] = [
    (
        "case_number",
        "[dossiernummer]",
        _pattern(r"(?<![\w-])[A-Z]{1,6}[-/.]?\d{2,4}[-/.]\d{3,12}(?![\w-])"),
        _is_long,
    ),
    ("case_number", "[dossiernummer]", _pattern(r"(?<![\w-])[A-Z]{1,6}-?\d{5,14}(?![\w-])"), None),
    ("number", "[nummer]", _pattern(r"(?<![\w,€-])\d{6,18}(?![\w,])"), None),
]


def numbers(text: str) -> Iterator[Finding]:
    """Takes a text, gives the numbers and accounts in it; the surer ones come first."""
    for severity, patterns in ((BLOCKS, PATTERNS), (ASKS, GUESSES)):
        for category, suggestion, pattern, check in patterns:
            for start, end in _spans(text, pattern, check):
                yield Finding(start, end, text[start:end], category, severity, suggestion)


def _spans(text: str, pattern: re.Pattern[str], check: Check | None) -> Iterator[tuple[int, int]]:
    group = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        if check is None or check(match.group(group)):
            yield match.span(group)
