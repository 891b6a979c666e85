import pytest
from django.core import mail
from django.db import transaction

from tegenspraak.notices.models import Notice, notify


def tell(user, key="reflection-1"):
    return notify(user, key=key, text="Je bent uitgenodigd voor een reflectie", path="/reflectie/x/")


def test_a_notice_stands_on_the_page_and_goes_out_by_mail(samira, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(samira)
    assert list(Notice.objects.visible_to(samira).unread()) == [notice]
    assert [m.to for m in mail.outbox] == [["samira@voorbeeld.test"]]
    assert "http://localhost:8000/reflectie/x/" in mail.outbox[0].body
    notice.refresh_from_db()
    assert notice.mailed_at


def test_a_notice_is_sent_once(samira, daan, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(samira)
        assert tell(samira) is None
        assert tell(daan)
    assert len(mail.outbox) == 2


def test_a_change_that_fails_sends_nothing(samira, django_capture_on_commit_callbacks):
    def change_that_fails() -> None:
        with transaction.atomic():
            tell(samira)
            raise ZeroDivisionError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert mail.outbox == []
    assert Notice.objects.count() == 0


def test_a_notice_is_seen_by_its_recipient_alone(samira, daan):
    from django.contrib.auth.models import AnonymousUser

    tell(samira)
    assert not Notice.objects.visible_to(daan).exists()
    assert not Notice.objects.visible_to(AnonymousUser()).exists()


def test_a_mail_server_that_is_away_stops_nobody(
    samira, settings, caplog, django_capture_on_commit_callbacks
):
    """The line stays on the page, the mail counts as not sent, and the log tells neither address nor text."""
    settings.EMAIL_BACKEND = "tests.notices.test_notify.Away"
    with django_capture_on_commit_callbacks(execute=True):
        notice = tell(samira)
    notice.refresh_from_db()
    assert notice.mailed_at is None
    assert "ConnectionRefusedError" in caplog.text
    assert samira.email not in caplog.text
    assert notice.text not in caplog.text


class Away:
    """A mail server that refuses."""

    def __init__(self, **kwargs) -> None:
        pass

    def send_messages(self, messages) -> int:
        raise ConnectionRefusedError(f"no mail for {messages[0].to}")
