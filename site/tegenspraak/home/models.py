"""Pages that belong to no other room, and what a person searched for before."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import connection, models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from tegenspraak.encryption import EncryptedTextField


class HomePage(Page):
    intro = models.TextField(_("introduction"), blank=True)

    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")


# Written out, since this happens on each page of answers: Django takes a millisecond to write it.
REMEMBER = """
INSERT INTO home_recentsearch (id, user_id, text, digest, at)
VALUES (
    COALESCE(
        (SELECT id FROM home_recentsearch WHERE user_id = %(user_id)s AND digest = %(digest)s),
        (
            SELECT id FROM home_recentsearch WHERE user_id = %(user_id)s
            ORDER BY at DESC, id DESC LIMIT 1 OFFSET %(last)s
        ),
        %(id)s
    ),
    %(user_id)s, %(text)s, %(digest)s, %(at)s
)
ON CONFLICT (id) DO UPDATE SET text = EXCLUDED.text, digest = EXCLUDED.digest, at = EXCLUDED.at
"""


class RecentSearchQuerySet(models.QuerySet["RecentSearch"]):
    def visible_to(self, user: Any) -> Self:
        """One's own, and nobody else's; a visitor and a guest have none."""
        return self.filter(user=user) if may_be_remembered(user) else self.none()

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def remember(self, text: str, *, by: Any) -> None:
        """Puts what `by` searched for on top, once; where the list is full it takes the place of the last.

        One question to the database, since this happens on each page of answers: a row whose id is that of
        the same search, else of the last one of a full list, else new. Raises IntegrityError where two
        pages remember the same for the first time.
        """
        if not text or not may_be_remembered(by):
            return
        digest = digest_of(text, by)
        new = self.model(id=uuid.uuid4(), user=by, text=text, digest=digest, at=timezone.now())
        fields = self.model._meta.local_fields
        values = {one.attname: one.get_db_prep_save(getattr(new, one.attname), connection) for one in fields}
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER, {**values, "last": RecentSearch.MOST - 1})


class RecentSearch(models.Model):
    """What somebody searched for, for their own eyes. Words of a search may say much: they are encrypted."""

    MOST = 8  # for one person
    KEPT_FOR = timedelta(days=90)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = EncryptedTextField(_("words"))
    # The words cannot be compared in the database; this tells a repeated search, and not what it said.
    digest = models.CharField(max_length=64, editable=False)
    at = models.DateTimeField(default=timezone.now)

    objects = RecentSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("recent search")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "digest"],
                name="recent_search_once",
                violation_error_message=_("This search is already in the list."),
            )
        ]
        indexes = [models.Index(fields=["user", "-at"], name="recent_search_newest")]

    def __str__(self) -> str:
        return str(self.pk)


def may_be_remembered(user: Any) -> bool:
    return user.is_authenticated and not user.is_guest


def digest_of(text: str, user: Any) -> str:
    """A keyed digest of the words of one person, whatever their capitals and spaces."""
    words = " ".join(text.casefold().split())
    return salted_hmac("tegenspraak.home.recent_search", f"{user.pk}|{words}", algorithm="sha256").hexdigest()


def remove_old_searches() -> int:
    """Daily work: removes what was searched for more than ninety days ago; gives its number."""
    gone, _kinds = RecentSearch.objects.filter(at__lt=timezone.now() - RecentSearch.KEPT_FOR).delete()
    return gone
