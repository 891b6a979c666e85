"""The gate with the detector as it is: what the page promises must hold."""

import uuid

import pytest

from casuistry.cases.draft import Draft, Line
from casuistry.cases.models import Case
from casuistry.gate.check import check


def case(author, situation, *facts, register=()):
    draft = Draft(
        "Een casus", situation=situation, lines=tuple(Line(fact=f) for f in facts), register=register
    )
    return Case.objects.start(draft, by=author, submission=uuid.uuid4())


def open_texts(case):
    return [item.finding.text for item in check(case).open]


@pytest.mark.parametrize("facts", [(), ("Zij belde later terug.",)])
def test_a_name_and_a_number_close_the_gate(samira, facts):
    """Whether there is one text or several."""
    found = open_texts(case(samira, "Bel mevrouw Jansen op 06 12345678.", *facts))
    assert "06 12345678" in found
    assert any("Jansen" in text for text in found)


def test_a_name_in_one_text_is_found_in_small_letters_in_another(samira):
    assert "jansen" in open_texts(case(samira, "Ik sprak mevrouw Jansen.", "Volgens jansen ging het goed."))


def test_replacing_everything_leaves_a_clean_case(samira):
    written = case(
        samira,
        "Karin belde vanuit Zwolle, BSN 111222333, karin@voorbeeld.nl.",
        "karin zei dat Fatima Yildiz op 3 maart 2019 kwam.",
        register=(("Karin", "moeder"),),
    )
    for _ in range(20):
        if found := check(written).to_decide:
            written.replace(found[0], by=samira)
    assert open_texts(written) == []
    assert "[moeder]" in written.situation


def test_roles_in_brackets_are_no_findings(samira):
    assert check(case(samira, "[moeder] en [zoon, 4-7] spraken met [jeugdbeschermer 2].")).is_clean
