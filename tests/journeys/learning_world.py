"""What people did in modules, for the pages about that: tries, a certificate, an assignment, a group."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from learning.answering import activities, stop_shown
from learning.authoring.plain import kind_of
from learning.models import (
    Answer,
    Assignment,
    Attempt,
    Certificate,
    Cohort,
    Commitment,
    Evaluation,
    LearningSetting,
    LessonPage,
    ModulePage,
    Moment,
    Note,
    Refresher,
    RefresherAnswer,
    ScenarioRun,
    TestPage,
)
from learning.refreshers.refreshing import choose, on_goal, refreshers_due
from learning.teaching.presentation import parts_of
from tegenspraak.people.models import User
from tests.journeys.answering import right_answer, wrong_answer

STOP, QUESTION, SCENARIO = "l3-verlengen", "l3-reden", "l3-aan-moeder"
LONG_NOTE = "Vraag bij elke zin: wie zag dit? " * 12


@dataclass
class Learning:
    """Joost is done with the module, Samira is in the middle of its test, and Daan takes a group through."""

    module: ModulePage
    test: TestPage
    lesson: LessonPage  # with a stop moment, a question and a scenario that Samira did
    begun: Attempt
    failed: Attempt
    passed: Attempt
    certificate: Certificate
    revoked: Certificate
    assignment: Assignment
    cohort: Cohort
    refreshed: RefresherAnswer
    screen: int  # of the lesson in the presentation, with a question for the group


def make_learning(people: dict[str, User]) -> Learning:
    """Takes the cast by name; the modules are loaded."""
    module = ModulePage.objects.get(slug="feiten-en-meningen")
    test = TestPage.objects.child_of(module).get()
    lesson = LessonPage.objects.child_of(module).get(slug="een-besluit-met-reden")
    samira, joost, daan, bram = (people[name] for name in ("samira", "joost", "daan", "bram"))
    do_activities(lesson, people)
    for one in LessonPage.objects.child_of(module):
        one.mark_done(by=joost)
    failed, passed = tried(test, joost, right=False), tried(test, joost, right=True)
    revoked = tried(test, people["esther"], right=True).certificate
    return Learning(
        module=module,
        test=test,
        lesson=lesson,
        begun=begun(test, samira),
        failed=failed,
        passed=passed,
        certificate=passed.certificate,
        revoked=revoked.revoke(by=bram, reason="Iemand anders maakte de toets."),
        assignment=assigned(module, people["noor"], samira),
        cohort=grouped(module, daan, [samira, joost]),
        refreshed=refreshed(module, joost),
        screen=1 + [kind_of(block.block_type) for block, _piece in parts_of(lesson)].index("question"),
    )


def do_activities(lesson: LessonPage, people: dict[str, User]) -> None:
    """All choose at the stop moment; Samira answers wrong, plays the scenario to an end and writes a note."""
    values = {key: kept for key, (_kind, kept) in activities.in_lesson(lesson).items()}
    samira, stop, played = people["samira"], values[STOP], values[SCENARIO]
    for choice, user in enumerate(people.values()):
        Commitment.objects.commit(
            stop_shown.place_of(lesson),
            STOP,
            stop_shown.asked_of(stop),
            choice=choice % len(stop["choices"]),
            reason="Er zit een gat in het plan.",
            by=user,
        )
    lesson.open(by=samira)
    lesson.keep(True, by=samira)
    Note.objects.write(LONG_NOTE, lesson=lesson, by=samira, seen="")
    Answer.objects.give(lesson, values[QUESTION], wrong_answer(values[QUESTION]), by=samira)
    run = ScenarioRun.objects.start_again(lesson, played, by=samira, state="")
    for choice in (1, 1):  # behind the team, and then by letter
        run = ScenarioRun.objects.choose(lesson, played, choice, by=samira, state=run.state)
    assert run.is_at_end


def begun(test: TestPage, user: User) -> Attempt:
    """With two answers."""
    attempt = Attempt.objects.start(test, by=user)
    for place in (0, 1):
        attempt.answer(place, right_answer(attempt.questions[place]), by=user)
    return attempt


def tried(test: TestPage, user: User, right: bool) -> Attempt:
    """Handed in so long ago that the next try may begin."""
    attempt = Attempt.objects.start(test, by=user)
    for place, values in enumerate(attempt.questions):
        attempt.answer(place, right_answer(values) if right else wrong_answer(values), by=user)
    attempt.hand_in(by=user)
    Attempt.objects.filter(pk=attempt.pk).update(finished_at=F("finished_at") - timedelta(days=2))
    return Attempt.objects.get(pk=attempt.pk)


def assigned(module: ModulePage, noor: User, samira: User) -> Assignment:
    """Obligatory for the team and for everybody, with names."""
    [team], due = samira.teams.all(), timezone.localdate() + timedelta(days=20)
    usual = {"organisation": team.organisation, "due": due, "by": noor}
    LearningSetting.choose(team.organisation, shows_persons_when_obligatory=True, by=noor)
    other = ModulePage.objects.get(slug="kindermishandeling-herkennen")
    Assignment.objects.assign(other, team=None, is_obligatory=False, **usual)
    return Assignment.objects.assign(module, team=team, is_obligatory=True, **usual)


def grouped(module: ModulePage, trainer: User, people: list[User]) -> Cohort:
    """One of them lets the trainer see their name."""
    cohort = Cohort.objects.start("Leergang najaar", module, by=trainer)
    for user, agrees in zip(people, (True, False), strict=True):
        cohort.take_part(by=user, agrees=agrees)
    return cohort


def refreshed(module: ModulePage, joost: User) -> RefresherAnswer:
    """Days later Joost answers one question, and the others wait; he said what the module brought."""
    Refresher.objects.filter(user=joost).update(due_at=F("due_at") - timedelta(days=3))
    one = refreshers_due(joost)[0]
    values = choose(one, on_goal(one, joost)).values
    ratings = [(action.text, 7) for action in module.actions.all()]
    Evaluation.objects.fill_in(module, Moment.END, ratings=ratings, by=joost)
    return one.answer(values, wrong_answer(values), turn=one.turn, by=joost)
