"""A text as the finders read it: its words, and whether each opens a sentence, has a capital, is known."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from tegenspraak.dutch import fold, is_proper, words

from .findings import Finding
from .vocabulary import is_listed_name, is_plain


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# After these a full stop ends no sentence.
ABBREVIATIONS = _words(
    """
    dhr mevr mw mr mrs dr drs prof ir ing ds st jr sr fam tel nr bijv bv d.w.z o.a i.v.m m.b.t t.a.v
    n.a.v e.d enz etc ca resp evt incl excl geb gem blz art jl vgl zgn plm
    """
)
GENITIVE = re.compile(r"(?:['’]s?|(?<=[^s\W])s)$")
ENDS_SENTENCE = re.compile(r"[.!?:…]|\n|[\"“”„«»‘]|[-–•*_|#>]\s*$|[(\[]$")
# 's-Hertogenbosch, d'Angelo, al-Masri, zaak-Verhaegen
HIDDEN_CAPITAL = re.compile(r"(?:s-|[dl]['’]|[a-z]{2}-)[A-ZÀ-Ž]|[a-zë]{3,20}-[A-ZÀ-Ž][a-zà-ž]{2}")
WORDS_FOR_A_CAPITAL = 40
ONLY_SPACE = re.compile(r"[ \t\u00a0]+")


@dataclass(slots=True)
class Token:
    """A word of the text; `gap` is what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str
    folded: str = ""
    is_opener: bool = False
    is_known: bool = False
    is_careless: bool = False
    has_capital: bool = False

    def __post_init__(self) -> None:
        self.has_capital = self.text[0].isupper() or bool(HIDDEN_CAPITAL.match(self.text))

    @property
    def is_initial(self) -> bool:
        return len(self.text) == 1 and self.text.isupper()

    @property
    def is_shouted(self) -> bool:
        return len(self.text) > 1 and self.text.isupper()

    @property
    def bare(self) -> str:
        """The word without a possessive ending ("Karin's" and "Karins" give "Karin")."""
        return GENITIVE.sub("", self.text) or self.text


@dataclass(slots=True)
class Reading:
    """A text, its tokens, and what has been found in it until now."""

    text: str
    tokens: list[Token]
    found: list[Finding] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def is_joined(self, index: int) -> bool:
        """Whether only blanks stand between this token and the one before it."""
        return index > 0 and bool(ONLY_SPACE.fullmatch(self.tokens[index].gap))

    def before(self, index: int, distance: int = 1) -> str:
        """The folded word before this token, when only blanks part them; else nothing."""
        for step in range(distance):
            if not self.is_joined(index - step):
                return ""
        return self.tokens[index - distance].folded

    def after(self, index: int) -> str:
        """The folded word after this token, when only blanks part them; else nothing."""
        return (
            self.tokens[index + 1].folded
            if index + 1 < len(self.tokens) and self.is_joined(index + 1)
            else ""
        )

    def mark_careless(self) -> None:
        """Mark the words of each line that was typed without capitals; for after the known words."""
        line: list[Token] = []
        for token in self.tokens:
            if "\n" in token.gap:
                _mark_line(line)
                line = []
            line.append(token)
        _mark_line(line)

    def within(self, start: int, end: int) -> range:
        """The indexes of the tokens that lie in this stretch of text."""
        return range(bisect_left(self.starts, start), bisect_right(self.starts, end - 1))

    def is_initial(self, index: int) -> bool:
        """Whether this token is one capital with a full stop ("J.")."""
        token = self.tokens[index]
        return token.is_initial and self.text[token.end : token.end + 1] == "."


def read(text: str) -> Reading:
    """Takes a text, gives its reading."""
    tokens: list[Token] = []
    end = 0
    for word in words(text):
        token = Token(word.text, word.start, word.end, text[end : word.start], fold(word.text))
        token.is_opener = _opens(tokens, token.gap) or (bool(tokens) and follows_option(tokens[-1], token))
        tokens.append(token)
        end = word.end
    return Reading(text, tokens, starts=[token.start for token in tokens])


def _mark_line(line: list[Token]) -> None:
    """Careless: most sentences open without a capital, and hardly a capital stands inside them."""
    openers = [
        token.text[0].islower()
        for token in line
        if token.is_opener and token.text[0].isalpha() and not token.gap.endswith("[")
    ]
    inside = sum(
        token.has_capital and not (token.is_opener or token.is_known or token.is_shouted) for token in line
    )
    is_careless = sum(openers) * 2 >= len(openers) > 0 and inside <= 1 + len(line) // WORDS_FOR_A_CAPITAL
    for token in line:
        token.is_careless = is_careless


def follows_option(before: Token, token: Token) -> bool:
    """ "A. Zeg niets" is an answer to choose; "K. Jansen" is somebody."""
    if not (before.is_initial and before.is_opener and token.gap == ". " and token.has_capital):
        return False
    return is_plain(token.text) and not (is_proper(token.text) or is_listed_name(token.text))


def _opens(before: list[Token], gap: str) -> bool:
    if not before:
        return True
    if not ENDS_SENTENCE.search(gap):
        return False
    last = before[-1]
    if gap.strip(" ") == "." and (last.is_initial or last.folded in ABBREVIATIONS):
        return False
    return not (gap == "." or gap == "-")  # inside P.J. or a number
