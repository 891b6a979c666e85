"""A certificate that ends: its owner is told once and in time, and reads it on their workspace."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.assessment import marking
from learning.authoring.loading import known, load_module
from learning.certificates import certified
from learning.certificates.certified import certificates_of
from learning.durations import ends_in
from learning.models import Certificate, ModulePage, TestPage
from tegenspraak.notices.models import Notice
from tests.learning.assessment.conftest import passed

TODAY = date(2026, 11, 23)
SOON = marking.REMIND_DAYS


@pytest.fixture
def certificate(test_page, joost) -> Certificate:
    passed(test_page, joost)
    return Certificate.objects.get()


def ends_after(certificate: Certificate, days: int, issued: int = 1000) -> Certificate:
    """As if it was given `issued` days ago and ends `days` from now."""
    today = timezone.localdate()
    certificate.issued_on = today - timedelta(days=issued)
    certificate.valid_until = today + timedelta(days=days)
    certificate.save()
    return certificate


@pytest.mark.parametrize(
    ("issued", "left", "is_soon"),
    [
        (1000, SOON, True),
        (1000, SOON + 1, False),
        (1000, 0, True),
        (1000, -1, False),
        (10, 20, False),
        (20, 20, True),
    ],
)
def test_it_ends_soon_in_its_last_days_and_in_its_second_half(issued, left, is_soon):
    issued_on, valid_until = TODAY - timedelta(days=issued), TODAY + timedelta(days=left)
    assert marking.ends_soon(issued_on, valid_until, TODAY) is is_soon


def test_one_without_end_never_ends_soon():
    assert not marking.ends_soon(TODAY, None, TODAY)


def test_who_is_reminded_may_take_the_test_at_once():
    assert marking.REMIND_DAYS <= marking.REFRESH_DAYS


@pytest.mark.parametrize(("days", "number"), [(1, "1"), (13, "13"), (14, "2"), (60, "8")])
def test_the_last_two_weeks_are_counted_in_days(days, number):
    assert number in ends_in(days).split()


def test_the_owner_is_told_once_however_often_the_work_is_done(
    certificate, joost, mailoutbox, django_capture_on_commit_callbacks, capsys
):
    ends_after(certificate, SOON - 3)
    with django_capture_on_commit_callbacks(execute=True):
        assert [certified.remind(), certified.remind()] == [1, 0]
        call_command("daily")
    notice = Notice.objects.get()
    assert notice.recipient == joost
    assert notice.path == certificate.module.url
    assert "Leren kijken" in notice.text
    assert certificate.number not in notice.text
    assert [mail.to for mail in mailoutbox] == [[joost.email]]
    assert "reminders of certificates: 0" in capsys.readouterr().out


@pytest.mark.parametrize(("days", "told"), [(SOON + 1, 0), (SOON, 1), (1, 1), (0, 1), (-1, 0)])
def test_days_that_were_skipped_lose_no_reminder_and_what_ended_gets_none(certificate, days, told):
    ends_after(certificate, days)
    assert certified.remind() == told


def test_a_long_title_fits_in_a_notice(certificate):
    certificate.title = "Lang " * 51
    ends_after(certificate, 5)
    assert certified.remind() == 1
    assert len(Notice.objects.get().text) <= 200


def test_who_took_the_test_again_is_not_reminded_of_the_old_one(certificate, test_page, joost):
    ends_after(certificate, 5)
    passed(test_page, joost)
    assert certified.remind() == 0
    (held,) = certificates_of(joost)
    assert held.certificate != certificate
    assert held.renew_at == ""


def test_a_later_one_that_was_revoked_leaves_the_old_one(certificate, test_page, joost, bram):
    ends_after(certificate, 5)
    passed(test_page, joost)
    Certificate.objects.exclude(pk=certificate.pk).get().revoke(by=bram, reason="Samen gemaakt.")
    Notice.objects.all().delete()
    assert certified.remind() == 1
    assert [held.certificate for held in certificates_of(joost)] == [certificate]


def test_nobody_is_told_of_what_was_revoked_or_cannot_be_renewed(certificate, joost, bram, test_page):
    ends_after(certificate, 5)
    test_page.unpublish()
    assert certified.remind() == 0
    assert [held.renew_at for held in certificates_of(joost)] == [""]
    TestPage.objects.get().get_latest_revision().publish()
    certificate.revoke(by=bram, reason="Samen gemaakt.")
    assert certified.remind() == 0
    assert certificates_of(joost) == []


def test_who_can_no_longer_sign_in_is_not_mailed(certificate, joost):
    ends_after(certificate, 5)
    joost.is_active = False
    joost.save()
    assert certified.remind() == 0


def test_the_workspace_says_until_when_and_leads_to_the_test(certificate, sign_in, joost, rens):
    ends_after(certificate, 36)
    page = sign_in(joost).get("/mijn/").content.decode()
    told = page.partition('id="certificaten"')[2]
    assert certificate.get_absolute_url() in told
    assert certificate.ends_in in told
    assert f'href="{certificate.module.url}"' in told
    assert 'id="certificaten"' not in sign_in(rens).get("/mijn/").content.decode()


def test_one_that_is_valid_for_long_asks_for_nothing(certificate, sign_in, joost):
    page = sign_in(joost).get("/mijn/").content.decode()
    told = page.partition('id="certificaten"')[2]
    assert "badge--warning" not in told
    assert f'href="{certificate.module.url}"' not in told


def test_the_module_and_its_own_page_say_it_to_the_owner_alone(certificate, sign_in, client, joost):
    ends_after(certificate, 36)
    mine = sign_in(joost)
    for address in (certificate.module.url, certificate.get_absolute_url()):
        assert certificate.ends_in in mine.get(address).content.decode()
    assert certificate.ends_in not in client.get(certificate.get_absolute_url()).content.decode()


def test_an_editor_sees_only_their_own_on_the_workspace(certificate, editor):
    assert certificates_of(editor) == []


def test_more_certificates_take_no_more_questions(certificate, tested_folder, joost):
    counts = []
    for number in range(4):
        folder = tested_folder.with_name(f"nog-{number}")
        tested_folder.rename(folder)
        load_module(folder, known())
        folder.rename(tested_folder)
        module = ModulePage.objects.get(slug=folder.name)
        passed(TestPage.objects.child_of(module).get(), joost)
        ends_after(Certificate.objects.get(module=module), 5)
        with CaptureQueriesContext(connection) as asked:
            assert len(certificates_of(joost)) == number + 2
        counts.append(len(asked))
    assert len(set(counts)) == 1
