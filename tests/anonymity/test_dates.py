import pytest

from casuistry.anonymity import find
from casuistry.anonymity.dates import band


def of(category, text):
    return [finding.text for finding in find(text) if finding.category == category]


@pytest.mark.parametrize(
    "date",
    [
        "14 maart 2023",
        "14 mrt 2023",
        "3 mei",
        "1e kerstdag 2022",
        "tweede paasdag",
        "vrijdag 9 juni",
        "zondagavond 7 april",
        "maart 2021",
        "21/01/2024",
        "12-09-'23",
        "3-5-24",
        "2023-03-14",
        "01.01.2009",
        "twaalfde januari",
        "zomer 2021",
    ],
)
def test_a_date_asks(date):
    text = f"Het was rond {date} dat het misging."
    assert of("date", text) == [date]
    assert find(text)[0].severity == "asks"


@pytest.mark.parametrize(
    "text",
    [
        "geboren op {}.",
        "geb. {} te",
        "geboortedatum: {} en",
        "Sterre ({}) is hier.",
        "vader, geboren {}, belt",
    ],
)
def test_a_date_of_birth_blocks(text):
    findings = [finding for finding in find(text.format("3 mei 2012")) if finding.text == "3 mei 2012"]
    assert [(finding.category, finding.severity) for finding in findings] == [("birth_date", "blocks")]


@pytest.mark.parametrize(
    ("text", "age", "suggestion"),
    [
        ("Haar zoon is acht jaar oud.", "acht jaar oud", "[leeftijd 8-11]"),
        ("Youssef (8 jaar) speelt.", "8 jaar", "[leeftijd 8-11]"),
        ("Merhawi (15) speelt.", "15", "[leeftijd 12-15]"),
        ("Fee (7 maanden) slaapt.", "7 maanden", "[leeftijd 0-3]"),
        ("Een 17-jarige jongen belt.", "17-jarige", "[leeftijd 16-17]"),
        ("Een veertienjarig meisje belt.", "veertienjarig", "[leeftijd 12-15]"),
        ("Haar broertje van vier plast in bed.", "vier", "[leeftijd 4-7]"),
        ("Aïssatou, negen, verstopte zich.", "negen", "[leeftijd 8-11]"),
        ("De moeder is vierendertig en moe.", "vierendertig", "[leeftijd 18+]"),
        ("Kinderen van 4, 7 en 9 zijn thuis.", "4, 7 en 9", "[leeftijd 4-7 en 8-11]"),
        ("ik ben 16 jaar en bang", "16 jaar", "[leeftijd 16-17]"),
        ("zus naima is 19 en werkt", "19", "[leeftijd 18+]"),
        ("Een baby van 6 weken huilt.", "6 weken", "[leeftijd 0-3]"),
    ],
)
def test_an_exact_age_asks_and_gets_its_band(text, age, suggestion):
    (finding,) = [finding for finding in find(text) if finding.category == "age"]
    assert (finding.text, finding.suggestion, finding.severity) == (age, suggestion, "asks")


@pytest.mark.parametrize(
    "text",
    [
        "Zij zijn al drie jaar uit elkaar.",
        "Hij is 3 keer gevallen.",
        "De ondertoezichtstelling is twaalf maanden verlengd.",
        "Dat is twee jaar geleden.",
        "Het kind is vier uur alleen geweest.",
        "Geen van drie sloeg aan.",
        "De jongste van een drieling.",
    ],
)
def test_a_duration_or_an_amount_is_no_age(text):
    assert of("age", text) == []


@pytest.mark.parametrize(
    ("age", "label"),
    [
        ("3", "0-3"),
        ("4 jaar", "4-7"),
        ("elf", "8-11"),
        ("eenentwintig", "18+"),
        ("drieëntwintig", "18+"),
        ("anderhalf jaar", "0-3"),
        ("10 weken", "0-3"),
        ("één", "0-3"),
    ],
)
def test_the_band_of_an_age(age, label):
    assert band(age) == f"[leeftijd {label}]"


@pytest.mark.parametrize(
    ("text", "what", "category"),
    [
        ("01/02 - gebeld met school", "01/02", "date"),
        ("Op haar tiende getuige van een ongeluk.", "tiende", "age"),
        ("Zij woont sinds haar tweede bij hen.", "tweede", "age"),
        ("De zoon, Liban, is 17 jaar.", "17 jaar", "age"),
        ("Kaan (bijna 6) rent weg.", "6", "age"),
        ("Zij wordt in mei 10.", "10", "age"),
        ("Alle drie zijn onder de vijf.", "vijf", "age"),
    ],
)
def test_dates_and_ages_of_journals_are_found(text, what, category):
    assert (what, category) in [(finding.text, finding.category) for finding in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Op haar tiende school ging het goed.",
        "Hij is 26 jaar ouder dan zij.",
        "Zij zijn al 22 jaar pleegouders.",
        "Het was hun tweede gesprek.",
        "Zij is 7 maanden zwanger.",
    ],
)
def test_a_duration_or_a_turn_is_no_age(text):
    assert [finding for finding in find(text) if finding.category == "age"] == []


def test_a_full_stop_after_a_date_stays():
    assert [finding.text for finding in find("Het was 5 april. Daarna niets.")] == ["5 april"]


def test_a_month_alone_is_an_advice():
    (month,) = find("Het begon in maart.")
    assert (month.text, month.category, month.blocking) == ("maart", "date", False)
