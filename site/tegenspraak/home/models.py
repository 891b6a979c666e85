"""Pages that belong to no other room, and what a person searched for before."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Subquery, Value
from django.db.models.functions import Coalesce
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
        own, digest = self.visible_to(by), digest_of(text, by)
        same = own.filter(digest=digest).values("pk")[:1]
        last = own.newest_first().values("pk")[RecentSearch.MOST - 1 : RecentSearch.MOST]
        new = Value(uuid.uuid4(), models.UUIDField())
        place = Coalesce(Subquery(same), Subquery(last), new)
        self.bulk_create(
            [self.model(id=place, user=by, text=text, digest=digest, at=timezone.now())],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["text", "digest", "at"],
        )


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
