import pytest

from casuistry.anonymity import find


def found(text, **kwargs):
    return [(finding.text, finding.category, finding.suggestion) for finding in find(text, **kwargs)]


@pytest.mark.parametrize(
    ("text", "what", "category"),
    [
        ("Dit getal 111222333 hoort bij haar.", "111222333", "bsn"),
        ("Het is 1112.22.333 volgens de kaart.", "1112.22.333", "bsn"),
        ("Het is 111 222 333 volgens de kaart.", "111 222 333", "bsn"),
        ("bsn: 123456789 staat er.", "123456789", "bsn"),
        ("Stort op NL91 ABNA 0417 1643 00 graag.", "NL91 ABNA 0417 1643 00", "iban"),
        ("Stort op NL91ABNA0417164300 graag.", "NL91ABNA0417164300", "iban"),
        ("Bel 06-12345678 na zessen.", "06-12345678", "phone"),
        ("Bel 06.12.34.56.78 na zessen.", "06.12.34.56.78", "phone"),
        ("Bel (0592) 31 22 11 na zessen.", "(0592) 31 22 11", "phone"),
        ("Bel 0031 6 12345678 na zessen.", "0031 6 12345678", "phone"),
        ("Bel +32 475 12 34 56 na zessen.", "+32 475 12 34 56", "phone"),
        ("Mail p.smit@voorbeeld.test graag.", "p.smit@voorbeeld.test", "email"),
        ("Mail p.smit[at]voorbeeld.test graag.", "p.smit[at]voorbeeld.test", "email"),
        ("Zie https://voorbeeld.test/pagina?x=1.", "https://voorbeeld.test/pagina?x=1", "url"),
        ("Zie debrug-school.nl/ouders voor meer.", "debrug-school.nl/ouders", "url"),
        ("Hij heet daar @danny.010 nu.", "@danny.010", "handle"),
        ("Zijn snapchat is danny_010 nu.", "danny_010", "handle"),
        ("Een busje met V-482-KX erop.", "V-482-KX", "plate"),
        ("Het kenteken is xk204b volgens haar.", "xk204b", "plate"),
        ("Hij woont op 4204 KM nu.", "4204 KM", "postcode"),
        ("Zaak C/09/635412 / JE RK 22-1874 loopt.", "C/09/635412 / JE RK 22-1874", "case_number"),
        ("Nummer FA RK 23-5519 loopt.", "FA RK 23-5519", "case_number"),
        ("Hof 200.312.456/01 loopt.", "200.312.456/01", "case_number"),
        ("Parket 10/123456-22 loopt.", "10/123456-22", "case_number"),
        ("Zie ECLI:NL:RBROT:2021:5555 hierover.", "ECLI:NL:RBROT:2021:5555", "case_number"),
        ("Aangifte PL2100-2024014455 ligt er.", "PL2100-2024014455", "case_number"),
        ("dossiernummer: JB-2021-0048817 is het.", "JB-2021-0048817", "case_number"),
        ("Ons kenmerk: JZ/2022/3391 graag noemen.", "JZ/2022/3391", "case_number"),
        ("Zij is SKJ-geregistreerd, SKJ nummer 110034582 dus.", "110034582", "registration"),
    ],
)
def test_a_number_that_points_at_somebody_blocks(text, what, category):
    findings = [finding for finding in find(text) if finding.category == category]
    assert [finding.text for finding in findings] == [what]
    assert findings[0].severity == "blocks"
    assert findings[0].suggestion.startswith("[")


@pytest.mark.parametrize(
    "text",
    [
        "Het is 24 uur per dag, 7 dagen per week zwaar, 3 van de 10 keer.",
        "Op grond van artikel 1:255 lid 1 BW en artikel 8 EVRM.",
        "Om 15.30 uur, 3-4 keer per week, 2,5 uur lang, € 1.500,00 of 100%.",
        "Zij geeft een 4 op de schaal van 0 tot 10.",
        "Bel bij twijfel Veilig Thuis: 0800-2000 of 112.",
        "Dat is al drie jaar zo, en over 6 weken wordt het 2 jaar verlengd.",
    ],
)
def test_ordinary_numbers_are_left_alone(text):
    assert found(text) == []


def test_a_number_that_fails_the_eleven_test_is_no_bsn_by_itself():
    assert [category for _, category, _ in found("Het is 111222334 volgens de kaart.")] == ["number"]


def test_a_wrong_iban_still_blocks():
    assert found("Stort op NL00 ABNA 0417 1643 00 graag.")[0][1:] == ("iban", "[rekeningnummer]")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Zij woont aan de Lijsterbesstraat 42-A in de stad.", "Lijsterbesstraat 42-A"),
        ("Zij woont op de Prof. Lorentzlaan 118 nu.", "Prof. Lorentzlaan 118"),
        ("zij woont kerkstraat 5 nu", "kerkstraat 5"),
        ("Het is Laan van Meerdervoort 101 geworden.", "Laan van Meerdervoort 101"),
        ("Zij woont op Hoge Weide 12 nu.", "Hoge Weide 12"),
    ],
)
def test_an_address_blocks(text, what):
    (address,) = [finding for finding in find(text) if finding.category == "address"]
    assert what in address.text
    assert address.severity == "blocks"


def test_a_street_without_a_number_asks():
    (street,) = find("Zij zagen hem in de Kanaalstraat lopen.")
    assert (street.text, street.category, street.severity) == ("Kanaalstraat", "address", "asks")


@pytest.mark.parametrize(
    "text", ["Haar nummer is 06-12345678.", "Nummer: 0612345678", "Bel nummer 020 1234567."]
)
def test_a_number_that_reads_as_a_telephone_is_one(text):
    assert [finding.category for finding in find(text)] == ["phone"]


def test_a_number_of_a_file_stays_one():
    assert [finding.category for finding in find("Zaak 84512/2022 loopt nog.")] == ["case_number"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("V-nummer 284.119.5520 staat erbij.", "284.119.5520"),
        ("Zie GI-INZ-23/0419, graag.", "GI-INZ-23/0419"),
        ("Het is NX8R2KD41 geworden.", "NX8R2KD41"),
        ("Zie 10412287 \\ BM VERZ 23-881.", "10412287 \\ BM VERZ 23-881"),
        ("Bel tst. 4417 maar.", "4417"),
        ("zij woont in 2563xk nu", "2563xk"),
        ("zn auto hx-921-t stond daar", "hx-921-t"),
        ("onder de naam xX_BudiKing_Xx speelt hij", "xX_BudiKing_Xx"),
        ("op insta, account arash.khan_99, dreigt hij", "arash.khan_99"),
    ],
)
def test_a_number_of_somebody_is_found_without_a_word_that_tells_what_it_is(text, what):
    assert what in [finding.text for finding in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "De schuld is 23000 of 12.500 euro.",
        "Schooljaar 2022-2023 was zwaar, en 2021/2022 ook.",
        "Bel 0800-2000 of 0800-0113.",
        "Hij woog 1500kg en liep 12000 stappen.",
        "Op 1-jan-20 was er niets bijzonders.",
        "De T-score is 72 en het TIQ 85.",
    ],
)
def test_amounts_years_and_public_numbers_are_nobodys(text):
    assert [finding.text for finding in find(text) if finding.category not in ("date", "birth_date")] == []
