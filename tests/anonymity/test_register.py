import pytest

from casuistry.anonymity import find

REGISTER = {"Karin de Vries": "moeder", "Roos": "kind 1", "Wil": "vader", "Youssef": "[zoon]"}


def labels(text):
    return [
        (finding.text, finding.suggestion) for finding in find(text, REGISTER) if finding.category == "person"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vandaag kwam Karin.", [("Karin", "[moeder]")]),
        ("vandaag kwam karin", [("karin", "[moeder]")]),
        ("Vandaag kwam KARIN!", [("KARIN", "[moeder]")]),
        ("Dat is Karins fiets.", [("Karins", "[moeder]")]),
        ("Dat is Karin's fiets.", [("Karin's", "[moeder]")]),
        ("Dat is karin’s fiets.", [("karin’s", "[moeder]")]),
        ("Vandaag kwam Kairn.", [("Kairn", "[moeder]")]),
        ("Vandaag kwam Karin de Vries.", [("Karin de Vries", "[moeder]")]),
        ("Mevrouw de Vries is er.", [("de Vries", "[moeder]")]),
        ("Roosje huilt.", [("Roosje", "[kind 1]")]),
        ("toen zei roos niets", [("roos", "[kind 1]")]),
        ("Wil zegt ja.", [("Wil", "[vader]")]),
        ("Vandaag belt Yousef.", [("Yousef", "[zoon]")]),
        ("oma-karin past op", [("oma-karin", "[moeder]")]),
    ],
)
def test_a_name_of_the_register_blocks_with_its_role(text, expected):
    assert labels(text) == expected
    assert {finding.severity for finding in find(text, REGISTER)} == {"blocks"}


@pytest.mark.parametrize("text", ["Ik wil dat niet.", "Er bloeit een roos.", "Hij wil de roos niet."])
def test_an_ordinary_word_that_is_also_a_name_is_left_alone(text):
    assert labels(text) == []


def test_an_empty_register_changes_nothing():
    assert find("Vandaag kwam Karin.", {}) == find("Vandaag kwam Karin.") == find("Vandaag kwam Karin.", None)


@pytest.mark.parametrize("name", ["", " ", "-", "de", "123", "(("])
def test_an_odd_register_does_no_harm(name):
    assert isinstance(find("Vandaag kwam de man van 123.", {name: "vader"}), list)
