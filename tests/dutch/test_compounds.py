import pytest

from tegenspraak.dutch import split

COMPOUNDS = """
vechtscheiding vecht scheiding
kindermishandeling kinder mishandeling
ondertoezichtstelling onder toezicht stelling
uithuisplaatsing uit huis plaatsing
jeugdbeschermer jeugd beschermer
omgangsregeling omgang regeling
gezinsvoogd gezin voogd
veiligheidsplan veiligheid plan
pleegzorgplaatsing pleegzorg plaatsing
kinderrechter kinder rechter
kinderbeschermingsmaatregel kinderbescherming maatregel
jeugdzorgwerker jeugdzorg werker
hulpverlener hulp verlener
hulpverlening hulp verlening
loyaliteitsconflict loyaliteit conflict
ouderschapsplan ouderschap plan
gedragswetenschapper gedrag wetenschapper
gezagsbeëindiging gezag beeindiging
crisisplaatsing crisis plaatsing
crisispleeggezin crisis pleeggezin
spoedmachtiging spoed machtiging
netwerkberaad netwerk beraad
leerplichtambtenaar leerplicht ambtenaar
wijkteam wijk team
schoolverzuim school verzuim
letselduiding letsel duiding
eerwraak eer wraak
partnergeweld partner geweld
huisverbod huis verbod
hechtingsstoornis hechting stoornis
angststoornis angst stoornis
gedragsproblemen gedrag problemen
tunnelvisie tunnel visie
denkfouten denk fouten
intervisiegroep intervisie groep
casusoverleg casus overleg
risicotaxatie risico taxatie
veiligheidstaxatie veiligheid taxatie
werkbegeleiding werk begeleiding
vertrouwenspersoon vertrouwen persoon
gezinshuis gezin huis
leefgroep leef groep
opvoedondersteuning opvoed ondersteuning
schuldenproblematiek schulden problematiek
huisuitzetting huis uitzetting
beroepsgeheim beroep geheim
drugsgebruik drugs gebruik
alcoholverslaving alcohol verslaving
verslavingszorg verslaving zorg
borderlineproblematiek borderline problematiek
zelfbeschadiging zelf beschadiging
stiefvader stief vader
pleegmoeder pleeg moeder
consultatiebureau consultatie bureau
bloeduitstorting bloed uitstorting
contactweigering contact weigering
ex-partner ex partner
ouder-kindrelatie ouder kindrelatie
voogdijmaatregel voogdij maatregel
tienermoeder tiener moeder
slaapkamer slaap kamer
thuissituatie thuis situatie
meldplicht meld plicht
kindgesprek kind gesprek
gezinsplan gezin plan
toekomstperspectief toekomst perspectief
machtsmisbruik macht misbruik
zorgmijder zorg mijder
steunfiguur steun figuur
basisschool basis school
woonbegeleider woon begeleider
kinderalimentatie kinder alimentatie
vragenlijst vragen lijst
hulpvraag hulp vraag
rechtbank recht bank
waarheidsvinding waarheid vinding
feitenonderzoek feiten onderzoek
bevestigingsfout bevestiging fout
moedertaal moeder taal
jeugdreclassering jeugd reclassering
politiebureau politie bureau
kinderopvang kinder opvang
bezoekregeling bezoek regeling
zorgregeling zorg regeling
tienerzwangerschap tiener zwangerschap
mantelzorger mantel zorger
grensoverschrijdend grens overschrijdend
bestaanszekerheid bestaan zekerheid
"""
WHOLE = """
huiselijk verwaarlozing ouders terugplaatsing opvoeding overdracht aanwijzing onderzoek gesprek
moeder vader toestemming ontwikkeling beslissing relatie resultaat mogelijkheid verantwoordelijkheid
regelmatig emotioneel ervaring persoonlijkheid wetenschap kinderen kinderlijk vriendschap veiligheid
verslaving voorbeeld opmerking beschermen vertellen bijzondere samenwerking tegenspraak
buitenschools gedeelde informatie werkelijkheid allebei antwoorden afstemming inschatting
zwangerschap psychologisch begeleiding begeleider betrokkenheid beperking instelling instemming
beschermende kwetsbaar slachtoffers maatregelen afspraken opgroeien vertrouwen voldoende gesloten
seksueel aandacht mishandelen ruzies bedreiging medewerkers machtiging wederzijds minderjarige
volwassenen noodzakelijke gezinnen behandelaars gemeentelijke onmiddellijke financiële getuigen
meldingen beschuldigingen verzorgers opstandig
"""


@pytest.mark.parametrize("line", COMPOUNDS.strip().splitlines())
def test_a_compound_is_split_in_few_and_long_parts(line):
    word, *parts = line.split()
    assert split(word) == tuple(parts)


@pytest.mark.parametrize("word", WHOLE.split())
def test_an_ordinary_word_is_not_split_into_nonsense(word):
    assert split(word) == ()


def test_capitals_and_accents_do_not_matter():
    assert split("Vechtscheiding") == split("VECHTSCHEIDING") == ("vecht", "scheiding")


@pytest.mark.parametrize("word", ["", "a", "12345678", "x" * 500, "-" * 50, "a-b-c-d-e-f-g-h"])
def test_odd_words_are_left_alone(word):
    assert split(word) == ()
