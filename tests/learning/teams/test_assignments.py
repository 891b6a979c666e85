"""A manager assigns a module; who was asked sees it, nobody else does."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.authoring.loading import known, load_module
from learning.models import Assignment, ModulePage
from learning.teams.assigned import assigned_to
from tegenspraak.notices.models import Notice
from tegenspraak.people.models import Team
from tegenspraak.trail.models import Entry
from tests.learning.conftest import write_module
from tests.learning.teams.conftest import finish, words


def form_for(module, team, due, **more):
    return {"module": module.pk, "team": team.pk if team else "", "due": due.isoformat(), **more}


def test_a_manager_assigns_a_module_and_the_team_gets_one_notice_each(
    sign_in, noor, samira, daan, esther, organisation, team, module, soon, django_capture_on_commit_callbacks,
    mailoutbox,
):  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(noor).post(
            reverse("learning:assign", args=[organisation.slug]), form_for(module, team, soon)
        )
    assert answer.status_code == 302
    assert {notice.recipient for notice in Notice.objects.all()} == {samira, daan}
    assert sorted(mail.to[0] for mail in mailoutbox) == sorted([samira.email, daan.email])
    assert Entry.objects.about(Assignment.objects.get()).get().verb == "assigned"


def test_a_notice_leads_to_the_module(assign, sign_in, samira, module):
    assign()
    notice = Notice.objects.get(recipient=samira)
    assert sign_in(samira).post(reverse("home:open_notice", args=[notice.pk])).url == module.url


@pytest.mark.parametrize("everybody", [True, False])
def test_a_double_click_assigns_once(sign_in, noor, samira, team, organisation, module, soon, everybody):
    client, address = sign_in(noor), reverse("learning:assign", args=[organisation.slug])
    sent = form_for(module, None if everybody else team, soon)
    assert client.post(address, sent).status_code == 302
    assert "errorlist" in words(client.post(address, sent))
    assert Assignment.objects.count() == 1
    assert Notice.objects.filter(recipient=samira).count() == 1


def test_a_change_tells_nobody_anew(assign, sign_in, noor, samira, soon):
    one = assign()
    later = soon + timedelta(days=7)
    sent = {"due": later.isoformat(), "is_obligatory": "on"}
    sign_in(noor).post(reverse("learning:change_assignment", args=[one.pk]), sent)
    one.refresh_from_db()
    assert (one.due, one.is_obligatory) == (later, True)
    assert Notice.objects.filter(recipient=samira).count() == 1


def test_what_is_withdrawn_is_asked_of_nobody_and_a_second_click_finds_nothing(assign, sign_in, noor, samira):
    one, client = assign(), sign_in(noor)
    address = reverse("learning:withdraw_assignment", args=[one.pk])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert client.post(address).status_code == 404
    assert assigned_to(samira) == []


def test_a_team_of_another_organisation_is_refused(assign, other_organisation):
    elsewhere = Team.objects.create(organisation=other_organisation, name="Team Zuid")
    with pytest.raises(ValidationError):
        assign(team=elsewhere)


@pytest.mark.parametrize(
    "spoilt",
    [
        {"due": ""},
        {"due": "2001-01-01"},
        {"due": "gisteren"},
        {"module": "1e9"},
        {"module": "\x00"},
        {"team": "x"},
    ],
)
def test_a_form_with_a_fault_comes_back_and_assigns_nothing(
    sign_in, noor, organisation, team, module, soon, spoilt
):
    address = reverse("learning:assign", args=[organisation.slug])
    page = words(sign_in(noor).post(address, form_for(module, team, soon) | spoilt))
    assert "errorlist" in page
    assert not Assignment.objects.exists()


PAGES = ["team_progress", "assign", "change_assignment"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [("noor", 200), ("samira", 403), ("esther", 403), ("rens", 404), ("joost", 404), ("bram", 404)],
)
def test_only_a_manager_gets_in(request, assign, sign_in, organisation, page, who, status):
    one = assign(team=None)
    address = reverse(f"learning:{page}", args=[one.pk if page == "change_assignment" else organisation.slug])
    assert sign_in(request.getfixturevalue(who)).get(address).status_code == status


def test_a_visitor_signs_in_first(client, assign, organisation):
    address = reverse("learning:team_progress", args=[organisation.slug])
    assert client.get(address).url == f"/account/login/?next={address}"


def test_a_manager_without_second_factor_stays_out_where_that_is_demanded(
    assign, sign_in, noor, organisation, settings
):
    settings.MFA_REQUIRED = True
    address = reverse("learning:team_progress", args=[organisation.slug])
    assert sign_in(noor).get(address).status_code != 200


def test_a_learner_sees_it_in_the_workspace_and_on_the_module(assign, sign_in, samira, module):
    assign(is_obligatory=True)
    client = sign_in(samira)
    assert f'<h3><a href="{module.url}">Leren kijken</a></h3>' in words(client.get("/mijn/"))
    page = words(client.get(module.url))
    assert 'id="gevraagd"' in page
    assert "Team Oost" in page
    assert reverse("learning:own_sharing") in page


def test_a_module_that_was_begun_stands_in_the_workspace_once(assign, sign_in, samira, module, lessons):
    assign()
    lessons[0].open(by=samira)
    assert words(sign_in(samira).get("/mijn/")).count(f'href="{module.url}"') == 1


def test_a_finished_module_leaves_the_workspace(assign, sign_in, samira, module):
    assign()
    finish(samira, module)
    assert f'<h3><a href="{module.url}">' not in words(sign_in(samira).get("/mijn/"))
    assert assigned_to(samira)[0].is_done


def test_the_first_date_counts_and_one_must_is_a_must(assign, samira, soon):
    assign()
    assign(team=None, due=soon + timedelta(days=9), is_obligatory=True)
    (one,) = assigned_to(samira)
    assert (one.due, one.is_obligatory, one.groups) == (soon, True, ["Team Oost", "Jeugdbescherming Noord"])


def test_past_the_date_it_says_so(assign, samira, noor):
    one = assign()
    one.change(due=timezone.localdate() - timedelta(days=1), is_obligatory=False, by=noor)
    assert assigned_to(samira)[0].is_late


@pytest.mark.parametrize("who", ["esther", "joost", "rens", "bram"])
def test_who_is_not_in_the_team_was_not_asked(request, assign, sign_in, module, who):
    assign()
    somebody = request.getfixturevalue(who)
    assert assigned_to(somebody) == []
    assert 'id="gevraagd"' not in words(sign_in(somebody).get(module.url))


def test_a_visitor_and_a_module_that_went_offline_have_nothing(assign, client, samira, module):
    assign()
    assert 'id="gevraagd"' not in words(client.get(module.url))
    module.unpublish()
    assert assigned_to(samira) == []


def test_who_leaves_the_team_is_asked_no_longer(assign, samira, team, noor):
    assign()
    team.unseat(samira, by=noor)
    assert assigned_to(samira) == []


def test_more_assignments_take_no_more_questions(assign, tmp_path, samira, organisation):
    counts = []
    for number in range(6):
        load_module(write_module(tmp_path / f"module-{number}"), known())
        assign(module=ModulePage.objects.get(slug=f"module-{number}"))
        with CaptureQueriesContext(connection) as asked:
            assert len(assigned_to(samira)) == number + 1
        counts.append(len(asked))
    assert len(set(counts)) == 1
