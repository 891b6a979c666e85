"""Stems: Snowball's Dutch stemmer, with a table of what it gets wrong in the words of this field."""

import threading
from functools import lru_cache

import Stemmer

from .lexicon import is_ordinary
from .text import fold

# The stem first, then the forms that Snowball would take elsewhere.
GROUPS = """
kind kinder kinderen kinders kindje kindjes
scheid gescheiden scheidt scheidde scheidden scheiding
meld melden meldt meldde gemeld gemelde
getuig getuige getuigen getuigt getuigde
veilig veilige veiliger veiligst veiligheid
onveilig onveilige onveiliger onveiligheid
gewelddadig gewelddadige gewelddadigheid
slaan slaat sloeg sloegen geslagen sla
spreek spreekt sprak spraken gesproken
zie ziet zien zag zagen gezien
ga gaat gaan ging gingen gegaan
sta staat staan stond stonden gestaan
doe doet doen deed deden gedaan
geef geeft geven gaf gaven gegeven
neem neemt nemen nam namen genomen
kom komt komen kwam kwamen gekomen
krijg krijgt krijgen kreeg kregen gekregen
blijf blijft blijven bleef bleven gebleven
schrijf schrijft schrijven schreef schreven geschreven
vind vindt vinden vond vonden gevonden
help helpt helpen hielp hielpen geholpen
breng brengt brengen bracht brachten gebracht
denk denkt denken dacht dachten gedacht
zoek zoekt zoeken zocht zochten gezocht
onderzoek onderzocht onderzochten onderzochte
verlies verliest verliezen verloor verloren
bespreek bespreekt besprak besproken bespreking
overdraag overdragen overgedragen overdracht
besluit besluiten besloot besloten
beslis beslist beslissen besliste beslissing
bedreig bedreigd bedreigde bedreigt
verbreek verbroken verbreekt
ontvoer ontvoerd ontvoerde
misbruik misbruikt misbruikte misbruikten
meisje meisjes
leerling leerlingen
voogd voogden
lid leden
stad steden
plaats plaatst plaatste plaatsten
dak daken
dag dagen
weg wegen
glas glazen
gedrag gedragingen gedragen
besef besefte
bewijs bewijzen bewezen
"""
STEMS = {form: line.split()[0] for line in GROUPS.strip().splitlines() for form in line.split()}
# Nouns whose "ge" belongs to the word; Snowball takes it for the mark of a participle.
KEEPS_GE = """
gezin gezag gezelschap geweld geweten gesprek getuig gevaar gevoel geval gevolg geheim geloof gemeent
gebied  gebouw gebruik geboort gedrag gedacht gelijk geluk genot gerecht geslacht gesticht gewoont
gewricht gezicht  gezond geding gebed gebrek gehoor geduld gezel gebaar gebeur geniet genees geschied
gewicht gemis gevecht
"""
KEPT = tuple(KEEPS_GE.split())
HIDES_GE = "q"  # a letter that Snowball leaves alone; it takes "ge" away even inside a word
_own = threading.local()  # a Snowball stemmer must not be shared by threads


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Takes a word in any case, gives its folded stem ("kinderen" and "Kind" both give "kind")."""
    folded = fold(word)
    if folded in STEMS:
        return STEMS[folded]
    if folded.startswith(KEPT):
        return "ge" + _snowball(HIDES_GE + folded[2:])[1:]
    return _snowball(_infinitive(folded) or folded)


def _snowball(word: str) -> str:
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("dutch")
    stemmed: str = _own.stemmer.stemWord(word)
    return stemmed


def _infinitive(word: str) -> str:
    """Gives the infinitive of "mishandeld", "verwaarloosd", "opvoedt"; empty when the list has none."""
    if len(word) < 5 or word[-1] not in "dt":
        return ""
    base = word[:-1]
    candidates = [base + "en"]
    if base[-3] == base[-2] and base[-2] in "aeou":
        candidates.append(base[:-2] + {"f": "v", "s": "z"}.get(base[-1], base[-1]) + "en")
    elif base[-1] in "fs":
        candidates.append(base[:-1] + {"f": "v", "s": "z"}[base[-1]] + "en")
    return next((verb for verb in candidates if is_ordinary(verb)), "")
