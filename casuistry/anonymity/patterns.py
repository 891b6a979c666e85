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
Patterns = list[tuple[str, str, re.Pattern[str], Check | None]]
SHORTEST_CODE, FEWEST_DIGITS = 6, 3


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


def _is_account(text: str) -> bool:
    """No word has a digit, an underscore or a stop inside it."""
    return (
        _has_digit(text) and any(map(str.isalpha, text)) or "_" in text.strip("_") or "." in text.strip(".")
    )


def _is_long(text: str) -> bool:
    return len(_digits(text)) >= 5


def _is_file_number(text: str) -> bool:
    """ "Haar nummer is 06-…" tells a telephone, not a file."""
    return _is_long(text) and not _is_phone(text)


SCHOOL_YEARS = re.compile(r"(?:19|20)?\d{2}[-/](?:19|20)?\d{2}(?:[-/](?:19|20)\d{2})?")


def _is_code(text: str) -> bool:
    """Letters and at least three digits mixed, or many digits in groups; not years or an amount."""
    digits = _digits(text)
    if SCHOOL_YEARS.fullmatch(text) or digits in PUBLIC:
        return False
    if any(map(str.isalpha, text)):
        is_mixed = len(digits) >= FEWEST_DIGITS and (text.isupper() or len(digits) >= 5)
        return (
            is_mixed
            and len(text) >= SHORTEST_CODE
            and not re.fullmatch(r"\d+[a-zA-Z]+|[A-Za-z]+-\d{1,3}", text)
        )
    return len(digits) >= SHORTEST_CODE and not re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text)


def _is_long_group(text: str) -> bool:
    return len(_digits(text)) >= 7


def _is_no_date(text: str) -> bool:
    """1-jan-20 is a date and no plate."""
    return not re.search(r"jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec", text.lower())


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
UNITS = r"(?:km|kg|mg|cm|mm|ml|dl|cl|kb|mb|gb|nm|ie|er|en|in|is|op|om|pk|st|ha|m2|m3|de|of|te|ze|al|ik|we)"
DIGITS = r"(?P<it>\d(?:[ .-]?\d)"  # digits, perhaps in groups; the count follows
TOP_LEVELS = r"(?:nl|com|org|net|eu|be|de|info|nu)"
MEDIA = (
    r"(?:snap(?:chat)?|insta(?:gram)?|tiktok|facebook|discord|telegram|roblox|gamertag|gebruikersnaam|accountnaam|"
    r"nickname|username)"
)
# What it is and what to write instead, the pattern (its group "it", or the whole), a check of what was found.
PATTERNS: Patterns = [
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
            rf"\b(?:{MEDIA}|account|profiel|naam|chat)(?:[- ]?(?:account|naam|profiel|tag))?[,:]?\s{{0,2}}"
            r"(?:(?:is|heet|genaamd|als|onder de naam|met de naam|met|op|:)\s{0,2}){0,2}"
            r"[\"'“‘@]?(?!account|profiel|naam)(?P<it>[\w.#-]{3,40}\w)"
        ),
        _is_account,
    ),
    (
        "handle",
        "[accountnaam]",
        _pattern(r"(?<![\w@/.-])(?=[\w.]{0,40}[A-Za-z])[\w.]{1,40}_[\w.]{0,40}\w(?![\w@/-])"),
        None,
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
    ("plate", "[kenteken]", _pattern(rf"(?<![\w-])(?:{PLATE})(?![\w-])"), _is_no_date),
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
        _pattern(r"(?<![\w.,/-])(?:\+|00)?\(?\d(?:[ \t\u00a0./()_–-]{0,3}\d){7,14}(?![\w/-])"),
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
    # 2563xk; 1500kg and 3000ml are amounts
    ("postcode", "[postcode]", _pattern(rf"\b[1-9]\d{{3}}(?!{UNITS}\b)[a-z]{{2}}\b"), None),
    (
        "postcode",
        "[postcode]",
        _pattern(rf"(?:\d[a-z]?,?|code|,)\s(?P<it>[1-9]\d{{3}}\s(?!{UNITS}\b)[a-z]{{2}})\b(?=[\s,]+[a-z])"),
        None,
    ),
    ("url", "[IP-adres]", _pattern(r"\b(?:\d{1,3}\.){3}\d{1,3}\b"), None),
]
# What looks like a number of a file, without anything that says so: these ask.
NO_AMOUNT = (
    r"(?!\w|[.,]\d|\s?(?:euro|eur|gram|kg|kilo|km|kilometer|meter|ml|mg|inwoners|kinderen|keer|jaar|mensen|stappen|punten|"
    r"volgers|woorden)\b)"
)
GUESSES: Patterns = [
    (
        "case_number",
        "[zaaknummer]",
        _pattern(r"\b\d{6,8}\s?[\\/|]\s?[A-Z]{2}\s?[A-Z]{2,5}\s?\d{2}[-/]\d{1,6}\b"),
        None,
    ),
    (
        "case_number",
        "[zaaknummer]",
        _pattern(r"\b(?:[A-Z]{2,5}[ /]){1,3}\d{2}\s?[-/]\s?\d{3,6}(?![-/\d])", is_exact=True),
        None,
    ),
    (
        "phone",
        "[telefoonnummer]",
        _pattern(r"\b(?:tst|toestel|doorkies(?:nummer|nr)?)\W{1,3}(?P<it>\d{2,6})\b"),
        None,
    ),
    (
        "number",
        "[nummer]",
        _pattern(r"(?<![\w,€./_-])(?<!€\s)(?!\d{2,3}000\b)\d{5,18}(?![-/._]\w)" + NO_AMOUNT),
        None,
    ),
    # JZ/2022/3391, LP-2022-8831, 16.204418.23, GI-INZ-23/0419, NX8R2KD41, VT21-33871
    (
        "case_number",
        "[dossiernummer]",
        _pattern(
            r"(?<![\w,€.-])(?<!€\s)(?=[A-Z0-9./_-]{6})(?P<it>[A-Z0-9]{1,20}(?:[-/._][A-Z0-9]{1,20}){0,5})"
            + NO_AMOUNT
        ),
        _is_code,
    ),
    (
        "number",
        "[nummer]",
        _pattern(r"(?<![\w,€.-])(?<!€\s)\d{2,4}(?: \d{2,4}){2,5}" + NO_AMOUNT),
        _is_long_group,
    ),
]


def _spans_of(text: str, patterns: Patterns, severity: str) -> Iterator[Finding]:
    for category, suggestion, pattern, check in patterns:
        for start, end in _spans(text, pattern, check):
            yield Finding(start, end, text[start:end], category, severity, suggestion)


def numbers(text: str) -> Iterator[Finding]:
    """Takes a text, gives the numbers and accounts in it that are sure."""
    return _spans_of(text, PATTERNS, BLOCKS)


def guesses(text: str) -> Iterator[Finding]:
    """Takes a text, gives what else looks like somebody's number; for after the dates, which look alike."""
    return _spans_of(text, GUESSES, ASKS)


def _spans(text: str, pattern: re.Pattern[str], check: Check | None) -> Iterator[tuple[int, int]]:
    group = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        if check is None or check(match.group(group)):
            yield match.span(group)
