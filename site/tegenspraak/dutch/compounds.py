"""Take Dutch compounds apart on the word list: few and long parts, none of them only a prefix or a suffix."""

from collections.abc import Iterator
from functools import lru_cache

from .lexicon import FOLDED, lexicon
from .text import fold


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SHORTEST_WORD = 7
LONGEST_WORD = 48
MOST_PARTS = 5
LINKS = {"": 0, "s": 0, "e": 5, "en": 3, "er": 5, "n": 4}  # what a linking letter costs
# Words of the list that in a compound are nearly always a suffix, a prefix, or a piece of something else.
NEVER_LAST = _words(
    """
    lijk heid baar zaam schap dom ling ster aar eren ering aal iek isch loze loos eert erend ette tisch
    iteit teit achtig matig kunde ders ners lier ager nisse haft ting ding ging sing ring ming ning ping
    king wing eling ende end ens eens erig erin innen inne gen den ten sten tend lingen stelt lijke lijker
    schappen schappij waarts wijs wijze maal heden mate maten zijds zijde voud voudig talig tal eerd zaken
    ieren iers ieder ander anten ante antie aties atie itie ities tie ties sie sies
    """
)
NEVER_FIRST = _words(
    """
    ver ont her mis aan achter af bij binnen boven buiten dank door heen in langs mede mee na naar neer om
    onder op over rond samen te tegen terug toe tussen uit van vast verder voor voort voorbij weder weer weg
    zonder deel plaats gelijk open goed waar daar hier er wel even eens alle aller anders half eigen niet
    niets vers verst buit gesp gebeur bene stand stil lief aard acht zins eind wan oor des ten ter ener
    """
)
PARTICLES = ("onder", "over", "terug", "tegen", "voor", "uit", "aan", "bij", "in", "op")
# The only parts of three letters, the shortest there are.
SHORT = _words(
    """
    arm bad bed bos bus cel dag dak eet eis geld huis hof hok kas les lus mes oma opa oom pak pot rol sms
    spa tas taal tak tel top weg wet wil zak zee zus vak vat nek rug oog oor zon vis lid bel ggz app map mop
    web job eed ei ijs lof pen pil pop ras rek tv zin gat doel eer min wal wijk ouder ex
    """
)
# Parts that are no word by themselves, or are missing from the list.
EXTRA = _words(
    """
    kinder stief opvoed zorger mijder werker brenger nemer
    """
)
# No compounds, or none any more: the word and its inflections stay whole.
WHOLE = tuple(
    _words(
        """
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


@lru_cache(maxsize=65536)
def split(word: str) -> tuple[str, ...]:
    """Takes a word, gives the folded parts of a compound without linking letters; none when it is none.

    The parts are few and long ("pleegzorgplaatsing" gives "pleegzorg" and "plaatsing"): a part may be a
    compound itself, to be split again. "kinder" keeps its form, its stem is "kind".
    """
    folded = fold(word).strip("-'")
    if "-" in folded:
        return tuple(part for part in folded.split("-") if len(part) > 1) if folded.count("-") < 6 else ()
    if not SHORTEST_WORD <= len(folded) <= LONGEST_WORD or not folded.isalpha() or _is_whole(folded):
        return ()
    return _cheapest(folded) or _after_particle(folded)


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
    """The cheapest way to cover the whole word, from the end to the beginning."""
    best: dict[int, tuple[int, tuple[str, ...]]] = {len(word): (0, ())}
    for start in range(len(word) - 3, -1, -1):
        ways = [
            (cost + best[after][0], (part, *best[after][1]))
            for part, after, cost in _parts_at(word, start)
            if after in best
        ]
        if ways:
            best[start] = min(ways, key=lambda way: (way[0], -len(way[1][0])))
    parts = best.get(0, (0, ()))[1]
    return parts if len(parts) <= MOST_PARTS else ()


def _parts_at(word: str, start: int) -> Iterator[tuple[str, int, int]]:
    """The parts that can begin here: the part, where the next one begins, and what it costs."""
    for end in range(start + 2, len(word) + 1):
        part = word[start:end]
        if end - start == len(word) or not _is_part(part, is_first=start == 0, is_last=end == len(word)):
            continue
        for link, cost in LINKS.items():
            after = end + len(link)
            if word.startswith(link, end) and (after < len(word) or not link):
                yield part, after, cost + _cost(part, is_last=not link and after == len(word))


def _cost(part: str, *, is_last: bool) -> int:
    """Few parts, long parts, and the linking s outside the part ("beroep", not "beroeps")."""
    keeps_link = not is_last and len(part) > 5 and part.endswith("s") and part[:-1] in lexicon()
    return 20 + {2: 14, 3: 8, 4: 3}.get(len(part), 0) + 4 * keeps_link


def _is_part(part: str, *, is_first: bool, is_last: bool) -> bool:
    if len(part) < 4 and part not in SHORT:
        return False
    if (is_last and part in NEVER_LAST) or (not is_last and part in NEVER_FIRST):
        return False
    return part in EXTRA or part in lexicon() or (FOLDED + part) in lexicon()
