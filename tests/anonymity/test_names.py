import pytest

from casuistry.anonymity import find
from tests.benchmarks.notes import notes


def names(text, **kwargs):
    return [finding.text for finding in find(text, **kwargs) if finding.category == "person"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vandaag belde Karin.", ["Karin"]),
        ("Wij zagen P.J. van der Meulen daar.", ["P.J. van der Meulen"]),
        ("Dat zei Fatima el Amrani.", ["Fatima el Amrani"]),
        ("Dat zei Agnieszka Wiśniewska-Kowalczyk.", ["Agnieszka Wiśniewska-Kowalczyk"]),
        ("Dat zei Gerrit-Jan ten Broeke.", ["Gerrit-Jan ten Broeke"]),
        ("Dat zei J.W. van 't Hof.", ["J.W. van 't Hof"]),
        ("Ouders zijn J. en M. de Wit-Jansen.", ["J.", "M. de Wit-Jansen"]),
        ("Van den Heuvel belde terug.", ["Van den Heuvel"]),
        ("Tjitske belde terug.", ["Tjitske"]),
        ("Roos durft niet naar huis.", ["Roos"]),
        ("Visser belde terug.", ["Visser"]),
        ("JOHAN VERSTEEG belde terug.", ["JOHAN VERSTEEG"]),
        ("Chayenne de B. is geplaatst.", ["Chayenne de B."]),
        ("K. (14) is weggelopen.", ["K."]),
        ("Zoe\u0308 is er weer.", ["Zoe\u0308"]),
    ],
)
def test_a_capital_betrays_a_name(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hij gaat naar papa kevin toe", ["kevin"]),
        ("mw owusu maakt zich zorgen", ["owusu"]),
        ("mevr de vries belde", ["de vries"]),
        ("mees appte dat hij komt", ["mees"]),
        ("maar roos zei daar niets over", ["roos"]),
        ("ik heb met rashida gebeld", ["rashida"]),
        ("toen zei youssef niets", ["youssef"]),
        ("gulnara appt dat ze niet komt", ["gulnara"]),
    ],
)
def test_a_name_without_a_capital_is_found_where_only_a_name_can_stand(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "De Raad voor de Kinderbescherming en Veilig Thuis spraken met de GI's over Signs of Safety.",
        "Volgens de Jeugdwet en de LIRIK is een LVB-problematiek of KOPP-kind geen reden.",
        "Vader en Moeder zijn gehoord door de Kinderrechter. De Rechtbank besliste in Januari.",
        'Wat is er nodig? Wie besluit dat? "Ik wil naar huis", zei het kind.',
        "- Wat gaat goed\n- Wat gaat niet goed\n\n**Stop** en denk na.",
        "Op de kamer stond een roos in een vaas en buiten was er storm.",
        "NIET DOORGEVEN AAN VADER.",
        "moedr heeft de afspraka met shcool verzet",
        "Één ding staat vast: zij spreekt Tigrinya en Nederlands.",
        "Hij kan niet. Wil hij wel? Dan mag het. Bij twijfel bellen.",
        "Gezagsbeëindigingsverzoeken komen vaker voor.",
    ],
)
def test_ordinary_dutch_and_the_words_of_the_field_raise_no_suspicion(text):
    assert [finding for finding in find(text) if finding.blocking] == []


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Toen belde moeder Karin.", "[moeder]"),
        ("Ik sprak met moeder, Fatima el Amrani.", "[moeder]"),
        ("Moeder, mw. Agnieszka Kowalczyk, werkt.", "[moeder]"),
        ("Het gaat om haar zoon Youssef.", "[zoon]"),
        ("Zijn zusje Fenna huilt.", "[zus]"),
        ("Dat ziet juf Marieke ook.", "[leerkracht]"),
        ("Dat ziet oma Corrie ook.", "[oma]"),
        ("Advocaat mr. S. Yıldırım belde.", "[advocaat]"),
        ("De jeugdbeschermer L. Hoogendoorn belde.", "[jeugdbeschermer]"),
        ("Dhr. Peters belde.", "[naam]"),
        ("Het gezin Tesfamariam is hier.", "[naam]"),
    ],
)
def test_a_name_after_a_role_gets_the_label_of_the_role(text, suggestion):
    (finding,) = find(text)
    assert finding.suggestion == suggestion
    assert finding.category == "person"


def test_the_same_person_has_the_same_label_everywhere():
    text = "Youssef slaapt slecht. Haar zoon Youssef is moe. Later sliep Youssef. youssef's bed is nat."
    assert [finding.suggestion for finding in find(text)] == ["[zoon]"] * 4


def test_a_name_found_once_is_found_everywhere():
    text = "Wij spraken Xolisa Mbeki. xolisa was moe. Mbeki ook, en Xolisa's zus."
    assert names(text) == ["Xolisa Mbeki", "xolisa", "Mbeki", "Xolisa's"]


def test_a_full_stop_ends_the_name():
    assert names("Dit is de visie van moeder. Verder is er niets.") == []


@pytest.mark.parametrize(
    ("text", "what", "category"),
    [
        ("Hij zit op obs De Wilgenroos nu.", "obs De Wilgenroos", "school"),
        ("Hij zit op het Walburg College nu.", "Walburg College", "school"),
        ("Zij belde Huisartsenpraktijk De Brink nu.", "Huisartsenpraktijk De Brink", "practice"),
        ("Zij ligt in het Albert Schweitzer ziekenhuis nu.", "Albert Schweitzer ziekenhuis", "hospital"),
        ("Zij werkt in de nachtdienst bij Verkuil Techniek nu.", "Verkuil Techniek", "employer"),
        ("Zij komt van Stichting Zuidwester nu.", "Stichting Zuidwester", "organisation"),
        ("Zij ging naar Café 't Hoekje nu.", "Café 't Hoekje", "organisation"),
        ("Zij woont in Gorinchem nu.", "Gorinchem", "place"),
        ("hij hangt rond in osdorp nu", "osdorp", "place"),
        ("Wij vroegen Veilig Thuis Twente nu.", "Twente", "place"),
    ],
)
def test_schools_practices_employers_and_places_ask(text, what, category):
    (finding,) = find(text)
    assert (finding.text, finding.category, finding.severity) == (what, category, "asks")


def test_known_terms_raise_no_suspicion():
    text = "Dat is de werkwijze van Bovenpolder Jeugd."
    assert find(text) != []
    assert find(text, known=["Bovenpolder Jeugd"]) == []


def test_an_origin_is_an_advice_and_does_not_block():
    (origin,) = find("Het is het enige Eritrese gezin hier.")
    assert (origin.category, origin.severity, origin.blocking) == ("origin", "advises", False)


ORIGINS = {
    "Surinamese": "Ashwin Ramsaran,Sherida Pinas,Radjen Bhikharie,Gwendoline Amoksi",
    "Eritrean": "Tesfalem Habte,Luwam Gebreyesus,Kibreab Asfaha,Bisrat Mehreteab",
    "West African": "Kwabena Asante,Mariatou Jallow,Ebrima Ceesay,Djenaba Soumah",
    "Central Asian": "Aigerim Sultanova,Bekzod Yusupov,Jasurbek Tursunov,Zulfiya Mamadova",
    "Antillean": "Rignaldo Cijntje,Shurmaila Winklaar,Giovendrick Albertoe,Charelyn Sprock",
    "Turkish": "Berkay Yıldız,Hatice Çelik,Nurten Şahin,İsmail Arslan",
    "Moroccan": "Ilham Bouhlal,Soufian El Idrissi,Hafsa Benali,Naoufal Chahid",
    "Polish": "Wioletta Nowak,Bożena Szymańska,Jarosław Wójcik,Oliwia Dąbrowska",
    "Dutch": "Tjitske Hoekstra,Joost Bakker,Fleur Timmermans,Koos van der Wal",
}
SENTENCES = [
    "Toen vertelde {first} {last} over vroeger.",
    "{first} belde vanmorgen dat het niet gaat.",
    "Het gedrag van {first} valt op.",
    "{first} {last} is de vader. Hij heet {first}.",
    "Het gezin {last} wil geen hulp.",
]


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_names_of_every_origin_are_found(origin, sentence):
    for name in ORIGINS[origin].split(","):
        first, _, last = name.partition(" ")
        text = sentence.format(first=first, last=last)
        covered = {place for finding in find(text) for place in range(finding.start, finding.end)}
        for part in {first, last} & set(text.replace(".", " ").split()) | {first} & {
            first if first in text else ""
        }:
            start = text.index(part)
            assert set(range(start, start + len(part))) - {start + part.find(" ")} <= covered, text


def test_notes_leak_little_and_stay_readable():
    """The measure of the house, on fictitious notes as they are typed."""
    spans = leaked = outside = marked = 0
    for text, gold in notes():
        covered = {place for finding in find(text) for place in range(finding.start, finding.end)}
        wanted = {place for span in gold for place in range(span["start"], span["end"])}
        spans += len(gold)
        leaked += sum(
            any(text[place].isalnum() and place not in covered for place in range(span["start"], span["end"]))
            for span in gold
        )
        free = [place for place in range(len(text)) if text[place].isalnum() and place not in wanted]
        outside += len(free)
        marked += sum(place in covered for place in free)
    assert leaked / spans <= 0.025
    assert marked / outside <= 0.03


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gisteren yusra gesproken, ze was moe", ["yusra"]),
        ("tel oma: emirhan weer geslagen", ["emirhan"]),
        ("kids (nelson 6, leila 4) weten van niks", ["nelson", "leila"]),
        ("mn naam is joey de vries", ["joey de vries"]),
        ("letselarts van der hulst kijkt mee", ["van der hulst"]),
        ("huisarts de wolf verwees door", ["de wolf"]),
        ("pleegmoeder wil houdt ze uit elkaar", ["wil"]),
        ("bram en siebe vechten elke pauze", ["bram", "siebe"]),
        ("mo is weer thuis. ik heb mo gebeld", ["mo", "mo"]),
        ("toen ging roos naar buiten, roos was boos", ["roos", "roos"]),
        ("gert-jan belt terug", ["gert-jan"]),
        ("ik sprak chioma en haar oma", ["chioma"]),
    ],
)
def test_a_note_without_capitals_hides_no_name(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "mdr belde, kan mrg niet ivm tandarts. nwe afspr vrijdag 10u. kids zijn ziek, buikgriep",
        "jongere gespot bij t station, zei dat ie tussenuur had. mentor pakt t op",
        "huis erg rommelig, afwas van dagen. wel eten in huis. zorgmelding overwogen",
        "evaluatei ingevuld, cijfer 7. tevredne over begeleidig, afsluiten per volgende mnd",
        "moeder appt dat ze geappt heeft en wordt gebeld. ik heb gegoogeld wat het betekent",
    ],
)
def test_the_language_of_notes_raises_no_suspicion(text):
    assert [finding.text for finding in find(text) if finding.blocking] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is de zaak-Verhaegen.", ["Verhaegen"]),
        ("Het Jansen-gezin is verhuisd.", ["Jansen"]),
        ("Daar was de Karins-kwestie weer.", ["Karins"]),
        ("Frans belde. Oom Frans spreekt Frans.", ["Frans", "Frans"]),
        ("Ben zegt niets. Ik ben moe.", ["Ben"]),
        ("Wil is verhuisd. Wil hij dat?", ["Wil"]),
        ("Dat ziet juf de Haan ook.", ["de Haan"]),
        ("Hij slaapt bij Karin in Assen.", ["Karin"]),
        ("Mevrouw Tjandra kookt.", ["Tjandra"]),
        ("Enes zegt niets.", ["Enes"]),
        ("Roos's moeder belde.", ["Roos's"]),
        ("Mentor: Bas. Verder niets.", ["Bas"]),
    ],
)
def test_only_the_name_is_marked_and_all_of_it(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text", ["A. Zeg niets. B. Bel de moeder.", "'s Nachts slaapt zij.", "Ma. gebeld. Di. niet."]
)
def test_letters_of_answers_and_days_are_no_names(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "what", "category"),
    [
        ("Hij zit in groep 6 van De Bron.", "De Bron", "school"),
        ("Zij gaat naar de Julianaschool.", "Julianaschool", "school"),
        ("ze zitten op de regenboog, zegt oma", "de regenboog", "school"),
        ("hij blijft vannacht in maasstad ziekenhuis", "maasstad ziekenhuis", "hospital"),
        ("Zij woont in Bergen op Zoom nu.", "Bergen op Zoom", "place"),
        ("hij komt uit den bosch en blijft daar", "den bosch", "place"),
        ("De woning is Grote Beer 240.", "Grote Beer 240", "address"),
        ("Stuur het naar Postbus 4410.", "Postbus 4410", "address"),
        ("ADRES: VAN GOGHSTRAAT 151", "VAN GOGHSTRAAT 151", "address"),
    ],
)
def test_places_of_all_kinds_are_found_whole(text, what, category):
    assert (what, category) in [(finding.text, finding.category) for finding in find(text)]
