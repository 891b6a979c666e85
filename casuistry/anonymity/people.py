"""Words around a name: family, titles and roles before it, particles in it, verbs behind it."""

from functools import lru_cache

from .vocabulary import is_listed_name, labelled


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ROLE_OF = labelled("roles.txt")
# Titles say no more than that a name follows.
TITLES = _words(
    "dhr mevr mvr mw mevrouw meneer mijnheer mnr heer hr mr mrs miss dr drs prof ing ir mej juffrouw ds"
)
FAMILY = _words(
    """
    gezin familie fam pleeggezin gastgezin gezinshuis echtpaar tweeling gebroeders kinderen weduwe
    """
)
# Words that end in one of these are roles too: "letselarts", "schoolmaatschappelijk werkster".
ROLE_ENDINGS = {
    ending: ROLE_OF.get(ending, ending)
    for ending in _words(
        """
        arts verpleegkundige begeleider begeleidster hulpverlener hulpverleenster werker werkster medewerker
        medewerkster therapeut therapeute psycholoog pedagoog pedagoge onderzoeker ambtenaar voogd leider
        leidster leraar lerares docent docente trainer trainster coach agent agente rechercheur consulent
        consulente coordinator beheerder directeur directrice manager moeder vader ouder zoon dochter zus
        zusje broer broertje oma opa tante oom neef nicht buurvrouw buurman vriend vriendin juf meester
        rector advocaat rechter
        """
    )
}
ENDINGS = tuple(ROLE_ENDINGS)
SHORTEST_BEFORE_ENDING = 3
NAMED = _words(
    """
    heet heette heten genaamd namens zekere ene roepnaam voornaam achternaam naam
    """
)

# What joins the parts of a name.
PARTICLES = _words(
    """
    van de den der ten ter te 't t het el al ben bin bint abu abou la le du des di da dos do von zu op in
    in't d' vd vdn
    """
)
# Two that join only before another: "in 't Veld", "op den Kamp".
PLACING_PARTICLES = _words("op in")
AFTER_PLACING = _words("den der 't t ten")
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
    april koos erna juni storm bos beer wolf toon sep mare nick rob fee som si as ad ed en de het een
    in op te bij tot uit van met voor na nu zo ze zij hij ik je jij we wij dit dat die er hier
    daar wat wie waar hoe als maar
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
NEVER_NAMES = (
    _words("dan door do al mag kan als per toen nu daar hier anders mooi verder samen erna zo'n zo’n")
    | ARTICLES
)
WITH = _words("met door namens")
PREPOSITIONS = _words("met op van aan bij voor door naar over namens tegen zonder en dat of")
# Verbs that only a person does.
SPEAKING = _words(
    """
    zei zegt vertelde vertelt vroeg vraagt appte appt belde belt mailde mailt huilt huilde schreeuwt
    schreeuwde riep
    """
)

# What notes are written in: no names, though nobody finds them in a list of words.
SHORTHAND = _words(
    """
    hb tel mz vz mn zn z'n m'n d'r dr vd vdn vh nt nr ws ivm mbt tav nav dmv bv bijv oa ed ipv zsm aub svp ff
    idd trg gespr afspr aanw afw mdw vlgs wrs mss egt ech ofzo enzo enz gr grtjes mvg thx pm pv hv kk rtg
    zwgr eea aangez telef tst wkn mnd jr uur uu app appje appjes apps smiddags savonds smorgens snachts
    tzt ihkv itt mogl ong evt incl excl gz psych smw jgz ib hvl vt rvdk gi ots uhp mdo info intake
    mail mails mailtje check checken checkt ok oke okay okee sorry hoi hey doei top dus gwn morge vandaag
    groetjes hai
    dtr zs vdr mdr mrg nwe lkr lln gzn wkt pgb
    """
)


# Roles of people at work: of them a surname is used, also with an article ("huisarts de wolf").
AT_WORK = frozenset(
    ROLE_OF[word]
    for word in _words(
        """
        juf huisarts verpleegkundige jeugdbeschermer psycholoog hulpverlener advocaat kinderrechter wijkagent
        collega
        """
    )
)


@lru_cache(maxsize=16384)
def role_of(word: str) -> str | None:
    """Takes a folded word, gives the role it tells ("juf" and "vakantiejuf" a teacher's), or None."""
    if word in ROLE_OF:
        return ROLE_OF[word]
    if not word.endswith(ENDINGS) or is_listed_name(word):  # Chioma is nobody's oma
        return None
    for ending, label in ROLE_ENDINGS.items():
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_BEFORE_ENDING:
            return label
    return None
