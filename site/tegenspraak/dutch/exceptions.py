"""Words whose stem no rule finds, and words that a rule would give to another."""

# The stem first, then the forms that belong to it.
GROUPS = """
kind kinder kinderen kinders kindje kindjes kinds kindertjes
scheid scheiden scheidt scheiding scheidingen gescheiden
sla slaan slaat
zie zien ziet
ga gaan gaat
sta staan staat
doe doen doet
leg legt
zeg zegt zei zeiden
ben bent is was waren geweest zijn
heb hebt heeft had hadden gehad hebben
kan kunt kunnen kon konden gekund
wil wilt willen wilde wilden wou wouden gewild
moet moeten moest moesten
mag mogen mocht mochten
zal zullen zou zouden
weet weten wist wisten geweten
koop kopen koopt kocht kochten gekocht
zoek zoeken zoekt zocht zochten gezocht
lees lezen leest las lazen gelezen
kies kiezen kiest koos kozen gekozen
bied bieden biedt bood boden geboden
win winnen wint won wonnen gewonnen
steel stelen steelt gestolen
eet eten at aten gegeten
bel bellen belt belde belden gebeld
bespreek bespreken bespreekt besprak bespraken besproken bespreking besprekingen
spreek spreken spreekt sprak spraken gesproken
overlijd overlijden overlijdt overleed overleden overledene overledenen
geboren geborene
misbruik misbruiken misbruikt misbruikte misbruikten
macht machten
uitspraak uitspraken
afspraak afspraken
aanspraak aanspraken
tegenspraak tegenspraken
toespraak toespraken
verslag verslagen
gezag gezags
gezin gezins gezinnen gezinnetje gezinnetjes
licht lichte lichter lichtere lichtst lichtste
verkeerd verkeerde
best beste
sekse seksen
kussens kussentje kussentjes
beetje beetjes
woning woningen
mening meningen
rekening rekeningen
regering regeringen
regeling regelingen
tekening tekeningen
vereniging verenigingen
vergadering vergaderingen
scholing scholingen
leerling leerlingen
gelden geldt gold golden gegolden
boete boetes boeten
liefde liefdes
avond avonds avonden avondje avondjes
ochtend ochtends ochtenden
middag middags middagen
nacht nachts nachten
dag dagen daagje dagje dagjes
dak daken
weg wegen wegje
glas glazen
bad baden
blad bladen bladeren
gat gaten
graf graven
hof hoven
hol holen
lot loten
slot sloten
spel spelen spellen spelletje spelletjes
vat vaten
god goden
pad paden
staf staven
schot schoten
slag slagen
bedrag bedragen
verdrag verdragen
gedrag gedragingen gedragen
gebed gebeden
gebrek gebreken
bevel bevelen beveelt beval bevalen bevolen
verbied verbieden verbiedt verbood verboden verbod
hertog hertogen
lid leden lidje
stad steden stadje
schip schepen scheepje
smid smeden
gelid gelederen
ei eieren
lied liederen liedje liedjes
goed goede goederen
blauw blauwe
jongen jongens jongetje jongetjes
jong jonge jonger jongst jongste
kracht krachten
boos boze bozer
zoon zoons zonen zoontje zoontjes
oom ooms oompje
uitgave uitgaven
opgave opgaven
ruzie ruzies ruzien ruziet
stel stelt stellen stelde stelden gesteld stelling
uitbuit uitbuiten uitbuitte uitgebuit uitbuiting
word worden wordt werd werden geworden
help helpen helpt hielp hielpen geholpen
jongere jongeren
ouder ouders
oudere ouderen
meisje meisjes meid meiden
baby baby's baby'tje babys
oma oma's omas
opa opa's opas
crisis crises crisissen
koe koeien
been benen beentje beentjes
vlo vlooien
"""
# They keep their own form, whatever a rule makes of them; the stem of their other forms is this form too.
OWN = """
gezelschap geweld gesprek gevaar gevoel geval gevolg geheim geloof gebied gebouw gebruik geboorte geduld
geluid gelijk geluk genot gerecht geslacht gesticht gewoonte gewricht gezicht geding gehoor gezel gebaar
gebeurtenis geneesmiddel gewicht gemis gevecht gedicht gerucht gezond gewoon geld gemeente gedachte gegevens
gevangenis gemeenschap gezegde gebit getal gezang gemoed bekend bekende bericht bestand verstand verband
toestand afstand opstand aandacht overheid waarheid eenheid minderheid meerderheid menigheid persoonlijkheid
last kust mist gist plant kant gast vorst alleen aarde
"""
STEMS = {form: line.split()[0] for line in GROUPS.strip().splitlines() for form in line.split()}
STEMS |= {word: word for word in OWN.split()}
