"""Preview, which keeps nothing, and the scenario as a tree; both for editors only."""

import pytest
from django.urls import reverse

from learning.answering.scenario_tree import tree_of
from learning.models import Answer, Commitment, LessonProgress, ScenarioRun
from tests.learning.answering.conftest import KEYS, Forms

TRY = "/leren/proef/"


def tree(lesson, key="gesprek"):
    return reverse("learning:tree", args=[lesson.translation_key, key])


@pytest.fixture
def preview(sign_in, editor, lesson):
    """The preview of the lesson, and what each activity in it sends along."""
    client = sign_in(editor)
    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[lesson.pk])).content.decode()
    sealed = {}
    for part in html.split('<div class="activity stack')[1:]:
        key = part.split('id="doe-', 1)[1].split('"', 1)[0]
        sealed[key] = Forms(part).found[TRY]
    return client, sealed


def nothing_kept():
    return not any(model.objects.exists() for model in (Answer, Commitment, ScenarioRun, LessonProgress))


def test_all_works_in_a_preview_and_nothing_is_kept(preview):
    client, sealed = preview
    assert set(sealed) == set(KEYS)

    def send(key, **fields):
        answer = client.post(TRY, {"preview": sealed[key]["hidden"]["preview"], **fields})
        assert answer.status_code == 200
        return answer.content.decode()

    assert "GEHEIM iedereen" in send("een", answer=sealed["een"]["options"]["Iedereen"])
    assert "GEHEIM model" in send("open", text="Iets")
    assert "GEHEIM commentaar" in send("stilstaan", choice="1", reason="Zo")
    html = send("gesprek", choice="1")
    sealed["gesprek"] = Forms(html).found[TRY]
    assert "GEHEIM boos" in html
    html = send("gesprek", choice="1")
    sealed["gesprek"] = Forms(html).found[TRY]
    assert "GEHEIM te snel" in html
    assert "GEHEIM" not in send("gesprek", go="again")
    assert nothing_kept()


def test_a_preview_refuses_what_is_no_answer(preview):
    client, sealed = preview
    for key in KEYS:
        assert client.post(TRY, {"preview": sealed[key]["hidden"]["preview"]}).status_code == 422
    assert client.post(TRY, {"preview": "zelf gemaakt"}).status_code == 400
    assert nothing_kept()


@pytest.mark.parametrize(
    ("who", "tree_status", "try_status"),
    [
        ("visitor", 302, 302),
        ("joost", 403, 403),
        ("rens", 403, 403),
        ("noor", 403, 403),
        ("editor", 200, 400),
    ],
)
def test_who_comes_in(request, client, sign_in, lesson, who, tree_status, try_status):
    if who != "visitor":
        client = sign_in(request.getfixturevalue(who))
    answer = client.get(tree(lesson))
    assert answer.status_code == tree_status
    assert ("GEHEIM" in answer.content.decode()) is (who == "editor")
    assert client.post(TRY, {"preview": "x"}).status_code == try_status


def test_a_draft_is_there_for_an_editor_only(sign_in, lesson, editor, rens):
    lesson.unpublish()
    assert sign_in(rens).get(tree(lesson)).status_code == 404
    assert sign_in(editor).get(tree(lesson)).status_code == 200
    assert sign_in(editor).get(tree(lesson, "een")).status_code == 404
    assert sign_in(editor).get(tree(lesson, "niets")).status_code == 404


def test_the_way_to_the_tree_stands_below_the_scenario_for_an_editor(sign_in, lesson, editor, joost):
    assert tree(lesson) in sign_in(editor).get(lesson.url).content.decode()
    assert tree(lesson) not in sign_in(joost).get(lesson.url).content.decode()


def test_the_tree_shows_every_node_once_and_points_to_what_stands_elsewhere(sign_in, lesson, editor, values):
    found = tree_of(values("gesprek"))
    assert [box.key for box in found.boxes if not box.is_elsewhere] == ["deur", "zitten", "boos", "weg"]
    assert [box.key for box in found.boxes if box.is_elsewhere] == ["zitten"]
    assert len({(box.x, box.y) for box in found.boxes}) == len(found.boxes)
    page = sign_in(editor).get(tree(lesson)).content.decode()
    assert page.count("<rect") == 5
    assert "style=" not in page
    assert "GEHEIM te snel" in page
