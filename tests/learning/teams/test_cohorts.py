"""A trainer takes a group through a module and sees numbers; names by consent."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from learning.models import Cohort, LessonProgress, Participation
from learning.teaching.cohort_progress import progress_of
from tegenspraak.notices.models import Notice
from tegenspraak.trail.models import Entry
from tests.conftest import join, person
from tests.learning.teams.conftest import finish, words


@pytest.fixture
def cohort(daan, module) -> Cohort:
    """A group that Daan trains."""
    return Cohort.objects.start("Groep voorjaar", module, by=daan)


def shown(cohort):
    return [cell.value for _lesson, cell in progress_of(cohort).lessons]


def test_a_facilitator_starts_a_group_and_a_double_click_starts_one(sign_in, daan, module):
    client, sent = sign_in(daan), {"name": "Groep", "module": module.pk}
    address = reverse("learning:cohorts")
    assert client.post(address, sent).url == Cohort.objects.get().get_absolute_url()
    assert "errorlist" in words(client.post(address, sent))
    assert Cohort.objects.count() == 1


def test_two_groups_of_one_name_are_refused(cohort, daan, module):
    with pytest.raises(ValidationError):
        Cohort.objects.start("Groep voorjaar", module, by=daan)


@pytest.mark.parametrize("who", ["samira", "joost", "rens"])
def test_a_plain_member_starts_none(request, sign_in, who, module):
    client = sign_in(request.getfixturevalue(who))
    address = reverse("learning:cohorts")
    assert client.get(address).status_code == 403
    assert client.post(address, {"name": "x", "module": module.pk}).status_code == 403
    assert not Cohort.objects.exists()


@pytest.mark.parametrize("who", ["samira", "noor", "rens", "bram"])
@pytest.mark.parametrize("act", ["cohort", "invite_to_cohort", "renew_cohort_link", "end_cohort"])
def test_a_group_is_its_trainers_alone(request, cohort, sign_in, who, act):
    client = sign_in(request.getfixturevalue(who))
    address = reverse(f"learning:{act}", args=[cohort.pk])
    answer = client.get(address) if act == "cohort" else client.post(address)
    assert answer.status_code == 404


def test_names_need_the_second_factor_where_that_is_demanded(cohort, sign_in, daan, settings):
    settings.MFA_REQUIRED = True
    assert sign_in(daan).get(cohort.get_absolute_url()).status_code != 200


def test_who_has_the_link_reads_what_the_trainer_sees_and_joins(cohort, sign_in, rens):
    client = sign_in(rens)
    assert "Groep voorjaar" in words(client.get(cohort.link))
    for _ in range(2):
        assert client.post(cohort.link).url == cohort.module.url
    assert Participation.objects.get().agrees is False
    assert progress_of(cohort).named == []


def test_a_visitor_signs_in_first_and_a_trainer_goes_to_the_group(cohort, client, sign_in, daan):
    assert client.get(cohort.link).url == f"/account/login/?next={cohort.link}"
    assert sign_in(daan).get(cohort.link).url == cohort.get_absolute_url()


def test_an_old_link_says_that_it_works_no_longer(cohort, sign_in, daan, rens):
    old = cohort.link
    sign_in(daan).post(reverse("learning:renew_cohort_link", args=[cohort.pk]))
    cohort.refresh_from_db()
    assert old != cohort.link
    assert sign_in(rens).get(old).status_code == 410
    assert sign_in(rens).post(old).status_code == 410
    assert sign_in(rens).get(cohort.link).status_code == 200


def test_the_token_is_not_readable_in_the_database(cohort):
    with connection.cursor() as cursor:
        cursor.execute("SELECT token, token_digest FROM learning_cohort")
        assert cohort.token not in str(cursor.fetchall())


def test_an_invited_address_gets_one_notice_and_nobody_learns_who_has_an_account(
    cohort, sign_in, daan, rens, settings
):
    address = reverse("learning:invite_to_cohort", args=[cohort.pk])
    pages = []
    for addresses in (rens.email, "niemand@voorbeeld.test", rens.email):
        pages.append(words(sign_in(daan).post(address, {"addresses": addresses}, follow=True)))
    notice = Notice.objects.get(recipient=rens)
    assert sign_in(rens).get(notice.path).status_code == 200
    assert Notice.objects.count() == 1
    assert len({page.count('class="notice') for page in pages}) == 1


def test_a_piece_that_is_no_address_comes_back(cohort, sign_in, daan):
    address = reverse("learning:invite_to_cohort", args=[cohort.pk])
    assert "errorlist" in words(sign_in(daan).post(address, {"addresses": "geen adres"}))


def test_fewer_than_five_are_not_counted(cohort, module, samira, rens):
    for user in (samira, rens):
        cohort.take_part(by=user, agrees=False)
        finish(user, module)
    assert shown(cohort) == [None, None]


def test_numbers_and_names_of_a_group(cohort, module, lessons, organisation):
    people = [join(person(f"Deelnemer{n}"), organisation) for n in range(11)]
    for number, user in enumerate(people):
        cohort.take_part(by=user, agrees=number == 0)
    for user in people[:6]:
        lessons[0].mark_done(by=user)
    lessons[1].mark_done(by=people[0])
    found = progress_of(cohort)
    assert [cell.value for _l, cell in found.lessons] == [6, 1]
    assert found.named == [(people[0], 2)]
    lessons[1].mark_done(by=people[1])
    assert shown(cohort) == [6, None]


def test_consent_is_taken_back_and_a_group_is_left(cohort, sign_in, samira):
    cohort.take_part(by=samira, agrees=True)
    client, address = sign_in(samira), reverse("learning:own_place", args=[cohort.pk])
    assert "Groep voorjaar" in words(client.get(reverse("learning:own_sharing")))
    client.post(address, {"act": "hide"})
    assert progress_of(cohort).named == []
    client.post(address, {"act": "show"})
    assert progress_of(cohort).named == [(samira, 0)]
    assert client.post(address, {"act": "leave"}).status_code == 302
    assert client.post(address, {"act": "leave"}).status_code == 404
    assert progress_of(cohort).people == 0


@pytest.fixture
def taken_part(cohort, samira):
    """Samira takes part and agreed that Daan sees her name."""
    return cohort.take_part(by=samira, agrees=True)


def out(cohort, user):
    return reverse("learning:take_out", args=[cohort.pk, user.pk])


def test_a_trainer_takes_somebody_out_who_is_told_and_keeps_what_they_did(
    cohort, taken_part, sign_in, daan, samira, lessons, mailoutbox, django_capture_on_commit_callbacks
):
    lessons[0].mark_done(by=samira)
    client = sign_in(daan)
    assert out(cohort, samira) in words(client.get(cohort.get_absolute_url()))
    assert "Samira" in words(client.get(out(cohort, samira)))
    assert Participation.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(out(cohort, samira)).url == cohort.get_absolute_url()
    assert not Participation.objects.exists()
    assert LessonProgress.objects.get(user=samira).done_at
    notice = Notice.objects.get()
    assert (notice.recipient, notice.path) == (samira, cohort.module.url)
    assert "Groep voorjaar" not in notice.text
    assert [mail.to for mail in mailoutbox] == [[samira.email]]
    assert Entry.objects.about(cohort).filter(verb="took_out_of_cohort").count() == 1
    assert client.post(out(cohort, samira)).status_code == 404


def test_a_second_click_at_one_moment_changes_nothing(taken_part, daan):
    for _click in range(2):
        taken_part.take_out(by=daan)
    assert Notice.objects.count() == 1
    assert Entry.objects.about(taken_part.cohort).filter(verb="took_out_of_cohort").count() == 1


def test_who_was_taken_out_comes_back_by_the_link_until_it_is_renewed(
    cohort, taken_part, sign_in, daan, samira
):
    taken_part.take_out(by=daan)
    old = cohort.link
    assert sign_in(samira).post(old).url == cohort.module.url
    cohort.participations.get().take_out(by=daan)
    assert Notice.objects.filter(recipient=samira).count() == 2
    cohort.renew_link(by=daan)
    assert sign_in(samira).post(old).status_code == 410
    assert not Participation.objects.exists()


def test_a_long_title_fits_in_the_notice_of_who_is_out(taken_part, daan, module):
    module.title = "Lang " * 50
    module.save()
    taken_part.cohort.module.refresh_from_db()
    taken_part.take_out(by=daan)
    assert len(Notice.objects.get().text) <= 200


def test_whose_name_the_trainer_does_not_see_cannot_be_taken_out(cohort, sign_in, daan, samira, rens):
    cohort.take_part(by=samira, agrees=False)
    client = sign_in(daan)
    assert out(cohort, samira) not in words(client.get(cohort.get_absolute_url()))
    for somebody in (samira, rens):
        assert client.get(out(cohort, somebody)).status_code == 404
        assert client.post(out(cohort, somebody)).status_code == 404
    assert Participation.objects.count() == 1


@pytest.mark.parametrize("who", ["samira", "noor", "rens", "bram", "esther"])
def test_only_the_trainer_takes_somebody_out(request, cohort, taken_part, sign_in, samira, who):
    client = sign_in(request.getfixturevalue(who))
    for answer in (client.get(out(cohort, samira)), client.post(out(cohort, samira))):
        assert answer.status_code == 404
    assert Participation.objects.exists()


def test_a_trainer_takes_nobody_out_of_anothers_group(cohort, taken_part, sign_in, daan, bram, samira):
    other = Cohort.objects.start("Van Bram", cohort.module, by=bram)
    other.take_part(by=samira, agrees=True)
    assert sign_in(daan).post(out(other, samira)).status_code == 404
    assert other.participations.exists()


def test_nobody_changes_a_place_that_is_not_theirs(cohort, sign_in, samira, rens):
    cohort.take_part(by=samira, agrees=False)
    address = reverse("learning:own_place", args=[cohort.pk])
    assert sign_in(rens).post(address, {"act": "show"}).status_code == 404
    assert sign_in(rens).post(
        reverse("learning:own_place", args=[uuid.uuid4()]), {"act": "show"}
    ).status_code == 404  # fmt: skip


def test_an_ended_group_is_gone_with_its_places(cohort, sign_in, daan, samira):
    cohort.take_part(by=samira, agrees=True)
    assert sign_in(daan).post(reverse("learning:end_cohort", args=[cohort.pk])).status_code == 302
    assert not Participation.objects.exists()


def test_html_in_a_name_is_text(sign_in, daan, module, samira):
    group = Cohort.objects.start("<b>Groep</b>", module, by=daan)
    for user, address in ((daan, group.get_absolute_url()), (samira, group.link)):
        page = words(sign_in(user).get(address))
        assert "<b>Groep" not in page
        assert "&lt;b&gt;Groep" in page


def test_more_people_take_no_more_questions(cohort, sign_in, daan, organisation):
    counts = []
    for number in range(4):
        cohort.take_part(by=join(person(f"Deelnemer{number}"), organisation), agrees=True)
        with CaptureQueriesContext(connection) as asked:
            progress_of(cohort)
        counts.append(len(asked))
    assert len(set(counts)) == 1
