"""A figure before, at the end and after three months: one's own, and averages for editors."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from learning.models import Action, Cohort, Evaluation, Moment
from learning.teaching.evaluating import averages_of, evaluations_due
from tests.conftest import person
from tests.learning.teams.conftest import finish, words

FIRST, SECOND = "Ik kijk langer.", "Ik schrijf <b>op</b>."


@pytest.fixture
def acted(module):
    """ "Leren kijken" with two actions."""
    Action.objects.create(module=module, text=FIRST, sort_order=0)
    Action.objects.create(module=module, text=SECOND, sort_order=1)
    return module


def address(moment):
    return reverse("learning:evaluate", args=["kijken", moment])


def send(client, moment, **changes):
    from learning.models import ModulePage
    from learning.teaching.evaluating import actions_of
    from learning.teams.team_forms import EvaluationForm

    form = EvaluationForm(actions=actions_of(ModulePage.objects.get(slug="kijken")), moment=moment)
    sent = {"asked": form.digest, "figure-0": "4", "figure-1": "6"}
    return client.post(address(moment), {**sent, **changes})


def give(user, module, moment, *figures):
    pairs = list(zip((FIRST, SECOND), figures, strict=True))
    return Evaluation.objects.fill_in(module, moment, ratings=pairs, by=user)


def long_ago(row, days):
    Evaluation.objects.filter(pk=row.pk).update(made_at=timezone.now() - timedelta(days=days))


def test_before_at_the_end_and_three_months_later_each_in_its_time(sign_in, samira, acted):
    client = sign_in(samira)
    assert address("vooraf") in words(client.get(acted.url))
    assert client.get(address("na-afloop")).url == acted.url
    assert send(client, "vooraf").url == acted.url
    assert address("vooraf") not in words(client.get(acted.url))
    finish(samira, acted)
    assert client.get(address("vooraf")).url == acted.url
    assert address("na-afloop") in words(client.get(acted.url))
    assert send(client, "na-afloop", did="Ik belde eerder.").status_code == 302
    assert client.get(address("na-drie-maanden")).url == acted.url
    long_ago(Evaluation.objects.get(moment=Moment.END), 91)
    assert address("na-drie-maanden") in words(client.get("/mijn/"))
    assert send(client, "na-drie-maanden").status_code == 302
    assert address("na-drie-maanden") not in words(client.get("/mijn/"))


def test_a_double_click_and_a_second_tab_are_one_evaluation(sign_in, samira, acted):
    client = sign_in(samira)
    send(client, "vooraf")
    send(client, "vooraf", **{"figure-0": "9"})
    assert Evaluation.objects.get().figures == {FIRST: 9, SECOND: 6}
    assert 'value="9" selected' in words(client.get(address("vooraf")))


@pytest.mark.parametrize("figure", ["", "11", "-1", "4.5", "x", "\x00"])
def test_what_is_no_figure_from_0_to_10_comes_back(sign_in, samira, acted, figure):
    assert "errorlist" in words(send(sign_in(samira), "vooraf", **{"figure-0": figure}))
    assert not Evaluation.objects.exists()


def test_actions_that_changed_in_the_middle_are_shown_anew_and_figures_stay(sign_in, samira, acted):
    page = words(send(sign_in(samira), "vooraf", asked="an older digest"))
    assert "errorlist" in page
    assert 'value="4" selected' in page
    assert not Evaluation.objects.exists()


def test_what_somebody_wrote_is_encrypted_shown_as_text_and_seen_by_nobody_else(sign_in, samira, bram, acted):
    finish(samira, acted)
    secret = "Ik belde <script>eerder</script>."
    send(sign_in(samira), "na-afloop", did=secret)
    with connection.cursor() as cursor:
        cursor.execute("SELECT did FROM learning_evaluation")
        assert "belde" not in str(cursor.fetchall())
    page = words(sign_in(samira).get(address("na-afloop")))
    assert "&lt;script&gt;eerder" in page
    assert "&lt;b&gt;op" in page
    averages = words(sign_in(bram).get(reverse("learning:evaluation_averages", args=["kijken"])))
    assert "belde" not in averages


def test_an_average_appears_from_five_people_on(acted):
    people = [person(f"Lezer{number}") for number in range(5)]
    for number, user in enumerate(people[:4]):
        give(user, acted, Moment.BEFORE, number, 5)
    assert averages_of(acted)[0].figures == [None, None, None]
    give(people[4], acted, Moment.BEFORE, 4, 10)
    assert [line.figures for line in averages_of(acted)] == [[2.0, None, None], [6.0, None, None]]


def test_an_action_in_other_words_begins_anew(acted):
    for number in range(5):
        give(person(f"Lezer{number}"), acted, Moment.END, 5, 5)
    Action.objects.filter(text=FIRST).update(text="Ik kijk anders.")
    assert [line.figures[1] for line in averages_of(acted)] == [None, 5.0]


@pytest.mark.parametrize("who", ["samira", "noor", "rens"])
def test_averages_are_for_editors(request, sign_in, acted, who):
    client = sign_in(request.getfixturevalue(who))
    assert client.get(reverse("learning:evaluation_averages", args=["kijken"])).status_code == 403


def evaluation_in(page):
    """The table of averages in a dossier, its cells."""
    told = page.partition('id="evaluatie"')[2].partition("</section>")[0]
    return re.findall(r"<td[^>]*>(?:<span[^>]*>)?([^<]*)", told)


def test_the_dossier_has_the_averages_and_hides_those_of_fewer_than_five(sign_in, bram, acted):
    client, dossier = sign_in(bram), reverse("learning:dossier", args=["kijken"])
    people = [person(f"Lezer{number}") for number in range(5)]
    for number, user in enumerate(people):
        give(user, acted, Moment.BEFORE, number, 5)
    for user in people[:4]:
        give(user, acted, Moment.END, 9, 9)
    page = words(client.get(dossier))
    few = "minder dan vijf"
    assert evaluation_in(page) == ["2,0", few, few, "5,0", few, few]
    assert "9,0" not in page
    assert "&lt;b&gt;op" in page


def test_the_dossier_of_a_module_without_actions_says_so(sign_in, bram, module):
    page = words(sign_in(bram).get(reverse("learning:dossier", args=["kijken"])))
    assert 'id="evaluatie"' in page
    assert evaluation_in(page) == []


def test_a_trainer_sees_them_in_the_dossier_and_a_learner_does_not(sign_in, daan, samira, acted):
    dossier = reverse("learning:dossier", args=["kijken"])
    Cohort.objects.start("Groep", acted, by=daan)
    assert len(evaluation_in(words(sign_in(daan).get(dossier)))) == 6
    assert sign_in(samira).get(dossier).status_code == 403


@pytest.mark.parametrize(("days", "times"), [(89, 0), (91, 1), (364, 1), (366, 0)])
def test_the_reminder_comes_after_three_months_and_not_after_a_year(samira, rens, acted, days, times):
    long_ago(give(samira, acted, Moment.END, 5, 5), days)
    assert len(evaluations_due(samira)) == times
    assert evaluations_due(rens) == []


def test_without_actions_or_module_or_moment_there_is_nothing(client, sign_in, samira, module):
    assert client.get(address("vooraf")).url.startswith("/account/login/")
    assert sign_in(samira).get(address("vooraf")).status_code == 404
    assert 'id="evaluatie"' not in words(sign_in(samira).get(module.url))
    Action.objects.create(module=module, text=FIRST)
    assert sign_in(samira).get(address("ooit")).status_code == 404
    module.unpublish()
    assert sign_in(samira).get(address("vooraf")).status_code == 404
