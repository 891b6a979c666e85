"""One step back from an inflected Dutch word: each function gives the word without its ending, or nothing.

A step counts only when the word list has what it leads to.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from .exceptions import STEMS
from .lexicon import FOLDED, lexicon
from .strong_verbs import OTHER_ALONE, TABLE

VOWELS = "aeiouy"
DOUBLED = "aeou"
HARDENED = {"v": "f", "z": "s"}
SOFTENED = {"f": "v", "s": "z"}
VOICELESS = "tkfspxh"  # after these "-te", else "-de"
_ATTACHED = "be her ont ver ge er mis over onder door om voor weer aan"
ATTACHED = tuple(_ATTACHED.split())
DIMINUTIVES = (("je", ""), ("etje", ""), ("tje", ""), ("pje", ""), ("kje", "g"))
S_PLURALS = ("el", "em", "en", "er", "laar", "naar", "raar", "ie", "e", "eur", "or", "um")
# What parts from its verb: "opvangen", "vangt op", "opgevangen".
_PARTICLES = """
achter binnen boven buiten onder tegen terug voort voorbij tussen samen thuis plaats gelijk rond aan mede door
heen klaar kwijt langs over neer open stil toe uit vast voor vol vrij waar deel goed weg weer af bij in los
mee na om op
"""
PARTICLES = tuple(_PARTICLES.split())
SHORTEST_BASE = 3
LONG_ENOUGH = 9  # a shorter word that the list does not have may be a name: "Balke" is no "balk"
NEVER_DOUBLED = "aeiouywxj"
# Vowels that stay as they are before one consonant.
LONG = frozenset(["aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ei", "ij", "au", "ou"])
UNSTRESSED = ("el", "em", "en", "er", "ig")  # before "-en" they stay as they are: "luisteren", "verdedigen"
# "gerust" and "gemest" are not of these.
NO_VERBS = frozenset(["kassen", "russen", "messen", "geboren", "verwezen"])
ROOTS = {"gaan": "ga", "staan": "sta", "slaan": "sla", "zien": "zie", "doen": "doe", "komen": "kom"}
IRREGULAR = {root: infinitive for infinitive, root in ROOTS.items()}


@lru_cache(maxsize=8192)
def has(word: str) -> bool:
    """Whether the list has this folded word."""
    return word in lexicon() or FOLDED + word in lexicon()


def _attached(word: str) -> str:
    """The prefix of a verb that stays with it ("over" and the like do so sometimes), or nothing."""
    if not word.startswith(ATTACHED):
        return ""
    return next(prefix for prefix in ATTACHED if word.startswith(prefix))


@lru_cache(maxsize=8192)
def is_infinitive(word: str) -> bool:
    """Whether this is a verb: "lassen" is and "kassen" is not, for there is "lassend" and no "kassend"."""
    if len(word) < 5 or not word.endswith("en") or word in NO_VERBS or not has(word):
        return False
    if word in _strong_infinitives() or has(word + "d") or _has_participle(word):
        return True
    if word.startswith("ge") and has(word[2:]):
        return False  # "gezetten" comes from "zetten", "gebruiken" stands by itself
    prefix = _attached(word)
    if prefix and word.removeprefix(prefix) in _strong_infinitives():
        return True
    roots = [root for root in closed(word[:-2]) if len(root) > 2 or root[-1] not in VOWELS]
    sure = roots[:1] if word[-4:-2] not in UNSTRESSED else roots
    return any(has(form) for root in sure for form in _weak_forms(root, is_long=bool(prefix)))


def _has_participle(word: str) -> bool:
    """Whether this is a verb that parts: "uithuwelijken" is, for there is "uitgehuwelijkt"."""
    particle = next((one for one in PARTICLES if word.startswith(one)), "")
    base = word.removeprefix(particle).removesuffix("en")
    if not particle or len(base) < SHORTEST_BASE:
        return False
    roots = [root for root in closed(base) if root[-1:] not in ("d", "t", "")]
    return any(has(f"{particle}ge{root}{ending}") for root in roots for ending in "dt")


def _weak_forms(root: str, *, is_long: bool) -> Iterator[str]:
    """What only verbs have; of a long one the past is sure enough ("registreerde", not "kaste")."""
    ending = "t" if root[-1] in VOICELESS else "d"
    if root[-1] in "dt":
        yield root + root[-1] + "e"  # "belden" is no verb: there is no "beldde"
        return
    yield "ge" + root + ending
    yield "ge" + root + "d"
    if is_long or root.endswith("eer"):
        yield root + ending + "e"
        yield root + "de"


def closed(base: str) -> list[str]:
    """What a word that loses "-en" or "-e" can be: "problem" is first "probleem", then "problem"."""
    last = base[-1]
    if len(base) > 2 and last == base[-2] and last not in VOWELS:
        return [base[:-1]]
    hardened = base[:-1] + HARDENED.get(last, last)
    is_open = base[-2:-1] in tuple(DOUBLED) and last not in VOWELS and base[-3:-1] not in LONG
    return [hardened[:-1] + base[-2] + hardened[-1], hardened] if is_open else [hardened]


def infinitives(root: str) -> Iterator[str]:
    """The infinitives that a verb's root can have: of "geef" this is "geven", of "stop" "stoppen"."""
    last = root[-1]
    bases = [root]
    if last in NEVER_DOUBLED or len(root) < 3:
        pass
    elif root[-3:-2] == root[-2:-1] and last != root[-2]:
        bases = [root[:-2] + last]
    elif last not in VOWELS and root[-2:-1] in tuple(VOWELS) and root[-3:-2] not in tuple(VOWELS):
        bases = [root + last, root] if root.endswith(UNSTRESSED) else [root + last]
    for base in bases:
        yield base + "en"
        if last in SOFTENED:
            yield base[:-1] + SOFTENED[last] + "en"


def is_root(word: str) -> bool:
    return len(word) > 2 and any(is_infinitive(verb) for verb in infinitives(word))


def root_of(infinitive: str) -> str:
    """Takes "plaatsen" or "geven", gives "plaats" or "geef"."""
    if infinitive in ROOTS:
        return ROOTS[infinitive]
    prefix = _attached(infinitive)
    if prefix and infinitive.removeprefix(prefix) in _strong_infinitives():
        return prefix + root_of(infinitive.removeprefix(prefix))
    ways = closed(infinitive.removesuffix("en"))
    return next((way for way in ways if has(way)), ways[0])


@cache
def _strong_infinitives() -> frozenset[str]:
    return frozenset(line.split()[0] for line in TABLE.strip().splitlines())


@cache
def _strong() -> tuple[dict[str, str], dict[str, str]]:
    """Past forms and participles, each with the root of its verb."""
    past: dict[str, str] = {}
    participles: dict[str, str] = {}
    for line in TABLE.strip().splitlines():
        infinitive, one, many, participle = line.split()
        root = root_of(infinitive)
        past |= {one: root, many: root}
        participles[participle] = root
    return past, participles


def strong(word: str) -> str:
    """ "besprak" gives "bespreek"; "sprak" and "gesproken" give "spreek"."""
    past, participles = _strong()
    if word not in OTHER_ALONE and (root := past.get(word) or participles.get(word)):
        return root
    prefix = _attached(word)
    return strong_after(prefix, word.removeprefix(prefix)) if prefix and not is_infinitive(word) else ""


def strong_after(prefix: str, rest: str) -> str:
    """The same for what stands after a prefix: "op" and "sloot" give "opsluit", if the list has that verb."""
    past, participles = _strong()
    for root in (past.get(rest), participles.get("ge" + rest), participles.get(rest)):
        if root and _is_verb_with(prefix, root):
            return prefix + root
    return ""


def participle(word: str) -> str:
    """The participle alone, for a form of it: "verbroken(e)", "getroffen(en)"."""
    participles = _strong()[1]
    if word in participles and word not in OTHER_ALONE:
        return participles[word]
    prefix = _attached(word)
    root = participles.get("ge" + word.removeprefix(prefix)) if prefix else None
    return prefix + root if root and _is_verb_with(prefix, root) else ""


def participle_after(particle: str, rest: str) -> str:
    """The root of a verb that exists with its particle only: "uit" and "gehuwelijkt" give "uithuwelijk"."""
    root = rest[2:-1] if rest.startswith("ge") and rest.endswith(("d", "t")) else ""
    if len(root) < SHORTEST_BASE:
        return ""
    return particle + root if any(has(particle + verb) for verb in infinitives(root)) else ""


def _is_verb_with(prefix: str, root: str) -> bool:
    return any(has(prefix + verb) for verb in [IRREGULAR.get(root, ""), *infinitives(root)] if verb)


def irregular(word: str) -> str:
    """Forms of the short verbs: "bestaat" and "bestaan" give "besta"."""
    if not word.endswith(("aan", "aat", "ien", "iet", "oen", "oet", "omen", "omt")):
        return ""
    for infinitive, root in ROOTS.items():
        for form in (infinitive, root + "t"):
            prefix = word.removesuffix(form)
            if prefix != word and (not prefix or (prefix in ATTACHED and has(prefix + infinitive))):
                return prefix + root
    return ""


def present(word: str) -> str:
    """ "mishandelt" gives "mishandel", "mishandelend" too."""
    if word.endswith("nd") and (is_infinitive(word[:-1]) or irregular(word[:-1])):
        return irregular(word[:-1]) or root_of(word[:-1])
    return word[:-1] if word.endswith("t") and _has_form(word, word[:-1]) else ""


def _has_form(word: str, root: str) -> bool:
    """Of "plant" the plural says that it is a noun; "straften" may be a past."""
    is_noun = has(word + "en") and root[-1:] not in tuple(VOICELESS)
    ends_well = root[-1:] not in tuple("aeou") and (root[-1:] != "i" or root[-3:-1] in LONG)
    return ends_well and is_root(root) and not is_noun


def past(word: str) -> str:
    """ "woonde", "woonden", "plaatste", "plaatsten"."""
    base = word.removesuffix("n")
    root, ending = base[:-2], base[-2:]
    fits = ending == "te" if root[-1:] in tuple(VOICELESS) and not _is_soft(root) else ending == "de"
    return root if fits and is_root(root) else ""


def _is_soft(root: str) -> bool:
    """Of "leef" and "reis" the verb has "v" and "z": "leefde", "reisde"."""
    return root[-1:] in tuple(SOFTENED) and any(
        is_infinitive(verb) and verb[-3] in HARDENED for verb in infinitives(root)
    )


def weak_participle(word: str) -> str:
    """ "geplaatst", "gemeld", "verwaarloosd"."""
    if word[-1:] not in ("t", "d"):
        return ""
    if word.startswith("ge") and len(word) > 4 and not is_root(word):
        bare = word[2:]
        if root := next((way for way in (bare, bare[:-1]) if is_root(way) and _agrees(way, word)), ""):
            return root
    starts = word.startswith(ATTACHED)
    return word[:-1] if starts and word.endswith("d") and is_root(word[:-1]) else ""


def _agrees(root: str, word: str) -> bool:
    """Only a root that ends in "d" or "t" is its own participle."""
    return root[-1] in "dt" if word.endswith(root) else True


def plural(word: str) -> str:
    """ "problemen", "diagnosen", "scheidingen"."""
    base = word.removesuffix("en")
    if base == word or len(base) < SHORTEST_BASE:
        return ""
    if is_infinitive(word):
        return root_of(word)
    if has(word + "s"):
        return ""  # "wapen" is no plural of "waap"
    return next((way for way in [*closed(base), word[:-1]] if has(way)), "")


def with_e(word: str) -> str:
    """ "boze", "nieuwe", "emotionele", "mishandelde"."""
    base = word.removesuffix("e")
    if base == word or len(base) < SHORTEST_BASE or base[-1] in "iej":
        return ""
    ways = [base[:-2] + "eel"] if base.endswith("iel") else closed(base)  # "financiële"
    return next((way for way in ways if has(way)), "")


def with_s(word: str) -> str:
    """ "ouders", "teams"; not "plaats", for of "plaat" there are "platen"."""
    base = word.removesuffix("s")
    if base == word or len(base) <= SHORTEST_BASE or not has(base):
        return ""
    if base.endswith(S_PLURALS) and not (base.endswith(UNSTRESSED) and base[-3] in VOWELS):
        return base
    return "" if any(map(has, (base + "en", *infinitives(base)))) else base  # these look like plurals too


def diminutive(word: str) -> str:
    """ "briefje", "jongetje", "gezinnetje", "bloempje", "koninkje"."""
    for ending, instead in DIMINUTIVES:
        base = word.removesuffix(ending)
        if base != word and len(base) >= SHORTEST_BASE:
            ways = [base + instead, *(closed(base) if ending == "etje" else []), *_single(base)]
            if found := next((way for way in ways if has(way)), ""):
                return found
    return ""


def _single(base: str) -> list[str]:
    """ "fotootje" is a small "foto"."""
    return [base[:-1]] if base[-1] == base[-2] and base[-1] in VOWELS else []


def nominal(word: str) -> str:
    """ "mishandeling" gives "mishandel", "veiligheid" and "mogelijkheden" give "veilig" and "mogelijk"."""
    for ending in ("heid", "heden"):
        base = word.removesuffix(ending)
        if base != word and len(base) > SHORTEST_BASE and has(base):
            return base
    base = word.removesuffix("ing")
    if base == word or len(base) < SHORTEST_BASE:
        return ""
    return root_of(base + "en") if is_infinitive(base + "en") else ""


def compared(word: str) -> str:
    """ "veiliger", "ernstigste", "kwetsbaarder"; other words in "-er" are rather people."""
    for ending in ("dere", "der", "ere", "er", "ste", "st"):
        base = word.removesuffix(ending)
        if base != word and base.endswith(("ig", "lijk", "baar", "zaam")) and has(base):
            return base
    return ""


NOUN_STEPS = (with_s, diminutive, plural, with_e, compared)  # each at most once, in this order
VERB_STEPS = (irregular, participle, past, weak_participle, present, nominal)  # the first that answers


@lru_cache(maxsize=1024)  # splitting a word and stemming it ask for the same
def base(word: str) -> tuple[str, bool]:
    """Takes a folded word, gives it without its endings as far as the list knows what is left.

    Also gives whether that is the root of a verb.
    """
    if word in STEMS:
        return STEMS[word], False
    left = word
    for step in NOUN_STEPS if len(word) >= LONG_ENOUGH or has(word) else ():
        if is_infinitive(left):
            return root_of(left), True
        left = step(left) or left
        if left in STEMS:
            return STEMS[left], False
    root = next(filter(None, (step(left) for step in VERB_STEPS)), "")
    return root or left, bool(root)
