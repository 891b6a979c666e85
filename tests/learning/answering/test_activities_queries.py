"""The number of questions to the database does not grow with activities, answers or people."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from learning.answering import activities
from learning.answering.stop_shown import asked_of, place_of
from learning.authoring.loading import known, load_module
from learning.models import Answer, Commitment, LessonPage, ModulePage, ScenarioRun
from tests.conftest import person
from tests.learning.answering.conftest import ONE, SCENARIO, STOP, write


def times(blocks: str, many: int) -> str:
    return "".join(
        blocks.replace("key: een", f"key: een-{n}")
        .replace("key: stilstaan", f"key: stilstaan-{n}")
        .replace("key: gesprek", f"key: gesprek-{n}")
        for n in range(many)
    )


def did_all(lesson, user):
    for key, (kind, values) in activities.in_lesson(lesson).items():
        if kind == "question":
            Answer.objects.give(lesson, values, 0, by=user)
            Answer.objects.give(lesson, values, 1, by=user, after=1)
        elif kind == "stop":
            Commitment.objects.commit(place_of(lesson), key, asked_of(values), choice=0, by=user)
        else:
            run = ScenarioRun.objects.start_again(lesson, values, by=user, state="")
            ScenarioRun.objects.choose(lesson, values, 1, by=user, state=run.state)


def asked(client, address) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_a_lesson_full_of_activities_takes_no_more_questions_than_one_with_few(
    vocabulary, tmp_path, sign_in, joost
):
    client, counts = sign_in(joost), []
    for many in (1, 8):
        folder = write(tmp_path / f"doen-{many}", times(ONE + STOP + SCENARIO, many), 5 + 6 * many)
        load_module(folder, known())
        lesson = LessonPage.objects.child_of(ModulePage.objects.get(slug=f"doen-{many}")).get()
        counts.append(asked(client, lesson.url))
        did_all(lesson, joost)
        for number in range(many):
            did_all(lesson, person(f"Ander{many}{number}"))
        counts.append(asked(client, lesson.url))
    print(counts)
    assert len(set(counts)) == 1
    assert counts[0] <= 28
