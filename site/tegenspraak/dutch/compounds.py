"""Take Dutch compounds apart on the word list: few and long parts, none of them only a prefix or a suffix."""

from collections.abc import Iterator
from functools import lru_cache

from . import inflections
from .lexicon import lexicon
from .text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTEST_WORD = 7
LONGEST_WORD = 48
MOST_PARTS = 5
LINKS = {"s": 0, "e": 5, "en": 3, "er": 5, "n": 4}  # what a linking letter costs
FIRST_OF_LINKS = "sen"
WANTS_S = ("ing", "heid", "teit", "schap")  # before the next part these nearly always have a linking s
COST_OF_SHORT = {2: 14, 3: 8, 4: 3}
# Words of the list that in a compound are nearly always a suffix, a prefix, or a piece of something else.
NEVER_LAST = _words(
    """
    lijk heid baar zaam schap dom ling ster aar eren ering aal iek isch loze loos eert erend ette tisch
    iteit teit achtig matig kunde ders ners lier ager nisse haft ting ding ging sing ring ming ning ping
    king wing eling ende end ens eens erig erin innen inne gen den ten sten tend lingen stelt lijke lijker
    schappen schappij waarts wijs wijze maal heden mate maten zijds zijde voud voudig talig tal eerd zaken
    ieren iers ieder ander anten ante antie aties atie itie ities tie ties sie sies lende kerend ment aken
    eest aagt enken kenen eten eet ei ving hing
    """
)
NEVER_FIRST = _words(
    """
    ver ont her mis aan achter af bij binnen boven buiten dank door heen in langs mede mee na naar neer om
    onder op over rond samen te tegen terug toe tussen uit van vast verder voor voort voorbij weder weer weg
    zonder deel gelijk open goed waar daar hier er wel even eens alle aller anders half eigen niet
    niets vers verst buit gesp gebeur bene stand stil lief aard acht zins eind wan oor des ten ter ener
    herin heruit volg voord grijn tegens tiens overs meed voorn toep verg meel bete waard schei
    """
)
PARTICLES = ("onder", "over", "terug", "tegen", "voor", "uit", "aan", "bij", "in", "op")
# The only parts of three letters, the shortest there are.
SHORT = _words(
    """
    arm bad bed bos bus cel dag dak eet eis geld huis hof hok kas les lus mes oma opa oom pak pot rol sms
    spa tas taal tak tel top weg wet wil zak zee zus vak vat nek rug oog oor zon vis lid bel ggz app map mop
    web job eed ei ijs lof pil pop ras rek tv zin gat doel eer min wal wijk ouder ex kok bal kat
    """
)
# Parts that are no word by themselves, or are missing from the list.
EXTRA = ("kinder", "stief", "opvoed", "zorger", "mijder", "werker", "brenger", "nemer", "stress")
# No compounds, or none any more: the word and its inflections stay whole.
WHOLE = tuple(
    _words(
        """
    algemeen document generiek inschakel kenteken portfolio telefoon telefon vrijwillig supervisie
    veertien vijftien minstens instrument
    behandelaar aandacht aanwezigheid achterstand afspraak afspraken agressie allemaal altijd anderhalf
    antwoord beetje behandel belangrijk beoordeling beschikking bestanddeel boodschap broertje criminaliteit
    depressie directeur dochtertje eigenaar eigenschap emotioneel financieel gebeurtenis gehoorzaam
    gemeenschap gesprek getuigenis gevangenis gezamenlijk gezondheid godsdienst grootmoeder grootouder
    grootvader handeling herinnering hopeloos iedereen iemand inkomen intussen kinderlijk landschap
    lidmaatschap liefdevol maatregel maatschappelijk maatschappij medewerk meerderjarig meisje middelbaar
    minderjarig mishandel moederschap mogelijk noodzakelijk observatie onderwijs onmiddellijk ontwikkeling
    oordeel opleiding ouderschap overal paranoia pedagoog persoonlijk perspectief praktijk procedure
    professioneel psychiater psycholoog regelmatig risicovol seksueel sindsdien situatie slachtoffer
    tegenstander therapeut therapie toestand universiteit vaderschap vandaag verandering verantwoordelijk
    verbetering veroordeling verpleegkundig verslaving vertrouw verwaarlozing verwantschap volwassen
    vreemdeling vriendschap waardevol waarheid waarneming waarschijnlijk wederhoor wedstrijd werkelijk
    wetenschap zoontje
    """
    )
)
LONGEST_INFLECTION = 3
Way = tuple[str, int, int]  # a part, where the next one begins, and what it costs


def can_begin(part: str) -> bool:
    """Whether a word of the list can stand at the beginning or in the middle of a compound."""
    return (len(part) > 3 or part in SHORT) and part not in NEVER_FIRST


def can_end(part: str) -> bool:
    """Whether a word of the list can be the last part of a compound."""
    return (len(part) > 3 or part in SHORT) and part not in NEVER_LAST


@lru_cache(maxsize=8192)
def split(word: str) -> tuple[str, ...]:
    """Takes a word, gives the folded parts of a compound without linking letters; none when it is none.

    The parts are few and long ("pleegzorgplaatsing" gives "pleegzorg" and "plaatsing"): a part may be a
    compound itself, to be split again. "kinder" keeps its form, its stem is "kind".
    """
    folded = fold(word).strip("-'")
    if "-" in folded:
        return _pieces(folded)
    if not SHORTEST_WORD <= len(folded) <= LONGEST_WORD or not folded.isalpha() or _is_whole(folded):
        return ()
    base, is_verb = inflections.base(folded)
    return () if is_verb and base.endswith("eer") else _of_base(folded, base)


def _pieces(folded: str) -> tuple[str, ...]:
    """ "16-jarige" and "ouder-kindrelatie" say themselves where they part."""
    if folded.count("-") > MOST_PARTS:
        return ()
    return tuple(part for part in folded.split("-") if len(part) > 1 or part.isdigit())


def _of_base(word: str, base: str) -> tuple[str, ...]:
    """The parts of the word without its endings ("scheidingen" has no "dingen"), the last one with them."""
    parts = _cheapest(base) or _after_particle(base)
    begin = base.removesuffix(parts[-1]) if parts else ""
    return (*parts[:-1], word.removeprefix(begin)) if parts and word.startswith(begin) else ()


def _is_whole(word: str) -> bool:
    return word.startswith(WHOLE) and any(
        len(word) - len(whole) <= LONGEST_INFLECTION for whole in WHOLE if word.startswith(whole)
    )


def _after_particle(word: str) -> tuple[str, ...]:
    """A particle before one word makes a word of its own ("opvoeding"), before a compound it is a part."""
    for particle in PARTICLES:
        if word.startswith(particle) and (rest := _cheapest(word[len(particle) :])):
            return (particle, *rest)
    return ()


def _cheapest(word: str) -> tuple[str, ...]:
    """The cheapest way to cover the whole word; of two that cost the same that with the longer first part."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {len(word): (0, ())}
    ways = _reachable(word)
    for start in sorted(ways, reverse=True):
        fitting = [
            (cost + best[after][0], -len(part), part, after)
            for part, after, cost in ways[start]
            if after in best
        ]
        if fitting:
            cost, _, part, after = min(fitting)
            best[start] = (cost, (part, *best[after][1]))
    parts = best.get(0, (0, ()))[1]
    return parts if len(parts) <= MOST_PARTS else ()


def _reachable(word: str) -> dict[int, list[Way]]:
    """Every place where a part can begin when the parts before it fit, with the parts that begin there."""
    found: dict[int, list[Way]] = {}
    places = [0]
    while places:
        start = places.pop()
        if start not in found and start < len(word):
            found[start] = list(_parts_at(word, start))
            places += [after for _, after, _ in found[start]]
    return found


def _parts_at(word: str, start: int) -> Iterator[Way]:
    for part in _words_at(word[start:]):
        end = start + len(part)
        if end == len(word):
            if start and part not in NEVER_LAST:
                yield part, end, _cost(part)
        elif part not in NEVER_FIRST:
            cost = _cost(part) + 4 * _keeps_link(part)
            yield part, end, cost + part.endswith(WANTS_S)
            if word[end] in FIRST_OF_LINKS:
                for link, price in LINKS.items():
                    if word.startswith(link, end) and end + len(link) < len(word):
                        yield part, end + len(link), cost + price


def _words_at(text: str) -> list[str]:
    found = [part for part in lexicon().beginnings(text) if len(part) > 3 or part in SHORT]
    if text.startswith(EXTRA):
        found += [part for part in EXTRA if text.startswith(part)]
    return found


def _cost(part: str) -> int:
    """Few parts and long ones."""
    return 20 + COST_OF_SHORT.get(len(part), 0)


def _keeps_link(part: str) -> bool:
    """The linking s stays outside the part: "beroep", not "beroeps"."""
    ends_in_link = len(part) > 5 and part[-1] == "s" and part[-2] != "s"
    return ends_in_link and part != "plaats" and part[:-1] in lexicon()
