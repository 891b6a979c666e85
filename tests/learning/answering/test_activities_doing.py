"""Answering, choosing and playing, with a script and without."""

import pytest

from learning.answering.stop_shown import asked_of, place_of
from learning.models import Answer, Commitment, ScenarioRun
from tests.conftest import person
from tests.learning.answering.conftest import Learner, act


def opened(learner, answer) -> str:
    """What came back: the piece for a script, else the way back to its place in the lesson."""
    if learner.by_script:
        assert answer.status_code == 200
        html = answer.content.decode()
        assert html.lstrip().startswith('<div class="activity')
        assert html.count("autofocus") == 1
        return html
    assert answer.status_code == 303
    assert answer.url.startswith(f"{learner.lesson.url}#doe-")
    return learner.page()


def test_one_right_answer(learner):
    html = opened(learner, learner.choose("een", "Alleen de bakker"))
    for words in ("GEHEIM bakker", "GEHEIM iedereen", "GEHEIM dokter", "outcome--warning"):
        assert words in html
    learner.look()
    html = opened(learner, learner.choose("een", "Iedereen"))
    assert "outcome--ok" in html
    assert Answer.objects.order_by("-tries").first().tries == 2


def test_several_answers(learner):
    options = learner.form("meer")["options"]
    html = opened(learner, learner.send("meer", answer=[options["Kijken"], options["Vragen"]]))
    assert "outcome--ok" in html
    assert Answer.objects.get().answer == [0, 2]


def test_an_order(learner):
    html = learner.html[learner.html.index('id="doe-volgorde"') :]
    shown = sorted(("zien", "denken", "doen"), key=lambda word: html.index(f"Stap {word}"))
    numbers = {
        f"step-{place}": str(("zien", "denken", "doen").index(word) + 1) for place, word in enumerate(shown)
    }
    html = opened(learner, learner.send("volgorde", **numbers))
    assert "outcome--ok" in html
    assert "GEHEIM volgorde" in html
    assert Answer.objects.get().answer == [0, 1, 2]


def test_pairs(learner):
    html = learner.html[learner.html.index('id="doe-paren"') :]
    rights = sorted(("miauwt", "blaft", "loeit"), key=lambda word: html.index(f">{word}</option>"))
    pairs = {
        f"pair-{left}": str(rights.index(word)) for left, word in enumerate(("miauwt", "loeit", "blaft"))
    }
    html = opened(learner, learner.send("paren", **pairs))
    assert "GEHEIM hond" in html
    assert Answer.objects.get().answer == [0, 2, 1]


def test_true_or_false_with_a_reason(learner):
    html = opened(learner, learner.choose("waar", "Want steen", right="false"))
    assert "GEHEIM maan" in html
    assert Answer.objects.get().score == 1


def test_an_open_question_shows_a_good_answer_after_writing_and_gives_the_words_back(learner):
    html = opened(learner, learner.send("open", text="Ik zeg <b>niets</b>\x00 & wacht"))
    assert "GEHEIM model met <strong>nadruk</strong>" in html
    assert html.count("Ik zeg &lt;b&gt;niets&lt;/b&gt; &amp; wacht") == 2
    learner.look()
    opened(learner, learner.send("open", text="Beter"))
    assert [one.text for one in Answer.objects.order_by("-is_first")] == [
        "Ik zeg <b>niets</b> & wacht",
        "Beter",
    ]


def test_a_judgement_shows_the_panel(learner):
    html = opened(learner, learner.choose("oordeel", "Zwaar"))
    assert "GEHEIM panel van tien" in html
    assert "GEHEIM matig" in html
    assert '<rect class="spread__share" width="60" height="8"/>' in html
    assert Answer.objects.get().score == 0.5


def test_a_stop_moment_shows_choice_reason_and_commentary(learner):
    html = opened(
        learner, learner.choose("stilstaan", "Ik vraag", "choice", reason="Want <i>dan</i>\x00 weet ik")
    )
    assert "GEHEIM commentaar met <strong>nadruk</strong>" in html
    assert "Ik vraag" in html
    assert "Want &lt;i&gt;dan&lt;/i&gt; weet ik" in html
    assert "spread" not in html[html.index("doe-stilstaan") : html.index("GEHEIM commentaar")]
    made = Commitment.objects.get()
    assert (made.place, made.choice) == (f"lesson:{learner.lesson.translation_key}", 1)


def others_chose(lesson, values, choices):
    place, asked = place_of(lesson), asked_of(values("stilstaan"))
    for number, choice in enumerate(choices):
        Commitment.objects.commit(
            place, "stilstaan", asked, choice=choice, reason="GEHEIME reden", by=person(f"Ander{number}")
        )


@pytest.mark.parametrize(("others", "is_shown"), [(3, False), (4, True)])
def test_how_colleagues_chose_is_shown_from_five_on(learner, values, others, is_shown):
    others_chose(learner.lesson, values, [0, 2, 0, 1][:others])
    html = opened(learner, learner.choose("stilstaan", "Ik troost", "choice"))
    assert ("spread__share" in html) is is_shown
    assert "GEHEIME reden" not in html
    assert "Ander" not in html
    if is_shown:
        assert 'width="60" height="8"' in html


def test_a_scenario_from_start_to_end_and_back(learner):
    html = opened(learner, learner.choose("gesprek", "Luister nu", "choice"))
    assert "GEHEIM ze schrikt" in html
    assert "GEHEIM boos" in html
    assert "GEHEIM ze lacht" not in html
    assert "GEHEIM zit" not in html
    learner.look()
    html = opened(learner, learner.choose("gesprek", "GEHEIM melden", "choice"))
    assert "GEHEIM te snel" in html
    assert "outcome--danger" in html
    learner.look()
    html = opened(learner, learner.send("gesprek", go="back"))
    assert "GEHEIM te snel" not in html
    learner.look()
    html = opened(learner, learner.send("gesprek", go="again"))
    assert "GEHEIM" not in html
    assert ScenarioRun.objects.get().ends == ["weg"]


def test_a_scenario_goes_on_where_it_was_on_another_device(learner, sign_in):
    learner.choose("gesprek", "Luister nu", "choice")
    other = Learner(sign_in(ScenarioRun.objects.get().user), learner.lesson, False)
    assert "GEHEIM boos" in other.html
    other.choose("gesprek", "GEHEIM opnieuw", "choice")
    assert "GEHEIM goed gedaan" in other.look()


def test_what_somebody_did_is_seen_by_nobody_else(learner, sign_in, rens, noor):
    learner.choose("een", "Iedereen")
    learner.send("open", text="Mijn eigen woorden")
    learner.choose("stilstaan", "Ik vraag", "choice", reason="Mijn eigen reden")
    learner.choose("gesprek", "Luister nu", "choice")
    for user in (rens, noor):
        page = sign_in(user).get(learner.lesson.url).content.decode()
        assert "Mijn eigen" not in page
        assert "GEHEIM" not in page


@pytest.mark.parametrize("who", ["visitor", "guest"])
@pytest.mark.parametrize("key", ["een", "stilstaan", "gesprek"])
def test_who_is_no_member_keeps_nothing(client, sign_in, lesson, joost, who, key):
    if who == "guest":
        joost.is_guest = True
        joost.save()
        client = sign_in(joost)
    answer = client.post(act(lesson, key), {"answer": "0", "choice": "0"})
    assert answer.status_code == (401 if who == "visitor" else 403)
    assert "GEHEIM" not in answer.content.decode()
    assert not any(model.objects.exists() for model in (Answer, Commitment, ScenarioRun))


def test_coming_from_the_sign_in_page_leads_back_to_the_place_in_the_lesson(sign_in, client, lesson, joost):
    assert client.get(act(lesson, "een")).url.startswith("/account/login/")
    assert sign_in(joost).get(act(lesson, "een")).url == f"{lesson.url}#doe-een"
    assert sign_in(joost).get(act(lesson, "niets")).status_code == 404
