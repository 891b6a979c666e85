"""Notices: a line on the page and a mail, sent once, that never quote what someone wrote."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, models, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, user: Any) -> NoticeQuerySet:
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def unread(self) -> NoticeQuerySet:
        return self.filter(read_at=None)


class Notice(models.Model):
    """`text` is a fixed sentence of ours, `path` where it leads; `key` makes sure it is sent once."""

    recipient = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    key = models.CharField(max_length=120)
    text = models.CharField(max_length=200)
    path = models.CharField(max_length=200)
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("notice")
        constraints = [models.UniqueConstraint(fields=["recipient", "key"], name="a_notice_is_sent_once")]

    def __str__(self) -> str:
        return self.text


def notify(recipient: Any, *, key: str, text: str, path: str) -> Notice | None:
    """Puts a notice on `recipient`'s page and mails them, once per `key`; None when it was sent before.

    `text` is one of our own sentences without case text; `path` starts with a slash. The mail goes out
    after the transaction, so that a change that fails sends nothing.
    """
    try:
        with transaction.atomic():
            notice = Notice.objects.create(recipient=recipient, key=key, text=text, path=path)
    except IntegrityError:
        return None
    transaction.on_commit(lambda: mail(notice))
    return notice


def mail(notice: Notice) -> None:
    """Mails a notice: its fixed sentence and the link. The line on the page stays when the mail fails."""
    sent = send_plain(
        notice.recipient.email,
        subject=_("Tegenspraak: something is waiting for you"),
        template="notices/notice.txt",
        context={"notice": notice, "link": settings.BASE_URL + notice.path},
    )
    if sent:
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])


def send_plain(address: str, *, subject: Any, template: str, context: dict[str, Any]) -> bool:
    """Whether one plain-text mail was sent; a mail server that is away is logged without address or text."""
    body = render_to_string(template, {"base_url": settings.BASE_URL, **context})
    try:
        send_mail(str(subject), body, settings.DEFAULT_FROM_EMAIL, [address])
    except (OSError, SMTPException) as error:
        logger.error("A mail (%s) was not sent: %s", template, type(error).__name__)
        return False
    return True
