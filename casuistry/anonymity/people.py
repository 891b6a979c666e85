"""Words around a name: family, titles and roles before it, particles in it, verbs behind it."""

from .vocabulary import labelled


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROLE_OF = labelled("roles.txt")
# Titles say no more than that a name follows.
TITLES = _words("dhr mevr mw mevrouw meneer heer mr mrs dr drs prof ing ir mej juffrouw")
FAMILY = _words(
    """
    gezin familie fam pleeggezin gezinshuis echtpaar tweeling gebroeders kinderen
    """
)
NAMED = _words(
    """
    heet heette heten genaamd namens zekere ene roepnaam voornaam achternaam naam
    """
)

# What joins the parts of a name.
PARTICLES = _words(
    """
    van de den der ten ter te 't t het el al ben bin bint abu abou la le du des di da dos von zu op in
    in't d'
    """
)
# These belong to a name even when the word before them is no name.
SURE_PARTICLES = frozenset("der den ten ter el al bin bint von abu abou")

# Verbs whose subject is mostly a person: "mees appte", "roos zei".
VERBS = _words(
    """
    zei zegt zeggen vertelde vertelt vroeg vraagt appte appt belde belt mailde mailt schreef schrijft
    riep roept is was heeft had wil wilde wou kan kon mag mocht moet moest gaat ging komt kwam blijft
    bleef vindt vond denkt dacht doet deed durft durfde huilt huilde slaapt sliep speelt speelde woont
    woonde zit zat ligt lag staat stond loopt liep krijgt kreeg geeft gaf neemt nam ziet zag hoort
    hoorde voelt voelde eet at drinkt dronk slaat sloeg schopt schopte schreeuwt schreeuwde wordt werd
    laat liet maakt maakte weet wist gelooft reageert reageerde antwoordt antwoordde noemt noemde
    houdt hield helpt hielp werkt werkte rijdt reed stuurt stuurde brengt bracht haalt haalde mist
    miste plast plaste tekent tekende leert leerde lijkt leek wacht wachtte weigert weigerde zoekt
    zocht knikt knikte lacht lachte kijkt keek verstopt verstopte verblijft verbleef ontkent ontkende
    bevestigt bevestigde zegt's zou zal hoeft hoefde tolkt verzorgt verzorgde vertrekt vertrok blowt
    blowde gebruikt gebruikte bedreigt bedreigde overleed stierf snapt snapte snijdt sneed blijkt
    bleek heeft's raakt raakte valt viel
    """
)
# Names that are first of all small words: only a verb after a capital makes them a name.
SMALL_WORDS = _words(
    """
    wil dan an bas ben door kan mag do per el al kim job jet mark max roman constant lieve lente zomer
    april beer wolf toon sep mare nick rob fee som si as ad ed en de het een in op te bij tot uit van
    met voor na nu zo ze zij hij ik je jij we wij dit dat die er hier daar wat wie waar hoe als maar
    want of ook niet geen wel nog toen sinds om aan over onder tegen tussen zonder vanaf volgens
    tijdens omdat doordat hoewel terwijl zodat naar was is had heeft zijn haar hun ons mijn jouw uw
    alle alles elk elke ieder iedere veel weinig meer minder soms vaak altijd nooit eerst daarna later
    vandaag morgen gisteren man genet gul mina mara nadir emir bente pip flor gust rune kris ken tinne
    omer noel valere
    """
)
ARTICLES = _words(
    """
    de het een 't 'n geen deze die dit dat mijn jouw zijn haar hun ons onze uw elke elk iedere ieder
    welke welk alle enkele sommige beide zo'n er
    """
)
CONJUNCTIONS = _words(
    """
    dat maar en want of als omdat toen dus terwijl waarop wat hoe waarom wanneer zodat
    """
)
# Openers that are never a name, though the lists have them.
NEVER_NAMES = _words("dan door do al mag kan als per toen nu daar hier") | ARTICLES
PREPOSITIONS = _words("met op van aan bij voor door naar over namens tegen zonder en dat of")
# Verbs that only a person does.
SPEAKING = _words(
    """
    zei zegt vertelde vertelt vroeg vraagt appte appt belde belt mailde mailt huilt huilde schreeuwt
    schreeuwde riep
    """
)
