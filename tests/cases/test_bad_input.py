"""Whatever is sent, the words come back and nothing breaks."""

import pytest

pytestmark = pytest.mark.django_db

LONG = "woord " * 170_000  # a megabyte


@pytest.fixture
def send(sign_in, samira, fields):
    return lambda **changed: sign_in(samira).post("/casuistiek/nieuw/", {**fields(), **changed})


def test_a_megabyte_in_every_field_is_refused_with_all_its_words(send):
    line = {f"lines-0-{name}": LONG for name in ("fact", "interpretation", "when", "source", "whose")}
    answer = send(title=LONG, question=LONG, situation=LONG, **line, **{"lines-TOTAL_FORMS": "1"})
    assert answer.status_code == 422
    assert answer.content.count(LONG.strip().encode()) == 8
    assert "tekens" in answer.content.decode()


def test_a_form_that_says_to_have_a_billion_rows_is_no_burden(send):
    answer = send(**{"lines-TOTAL_FORMS": "1000000000"})
    assert answer.status_code == 422
    assert answer.content.count(b"data-line") < 130


@pytest.mark.parametrize("themes", ["x", "9" * 40, "-1", "\0"])
def test_a_theme_that_is_none_is_refused(send, themes):
    answer = send(themes=themes, title="Mijn eigen woorden")
    assert answer.status_code == 422
    assert "Mijn eigen woorden" in answer.content.decode()


@pytest.mark.parametrize("count", ["x", "-5", ""])
def test_a_broken_count_of_rows_loses_no_title(send, count):
    answer = send(**{"lines-TOTAL_FORMS": count, "title": "Mijn eigen woorden"})
    assert answer.status_code in (302, 422)


def test_emoji_and_text_from_right_to_left_are_saved_as_they_are(send, samira):
    assert send(title="Zij zei مرحبا 👨\u200d👩\u200d👧").status_code == 302
    assert samira.cases.get().title == "Zij zei مرحبا 👨\u200d👩\u200d👧"


def test_a_number_cannot_hide_between_signs_that_nobody_sees(send, samira):
    send(situation="Bel 06\u200b123\u00ad45678.")
    assert samira.cases.get().situation == "Bel 0612345678."
