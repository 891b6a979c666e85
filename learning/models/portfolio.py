"""What somebody did for their craft; other rooms write it down through `learning.portfolio.record`."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PortfolioEntryQuerySet(models.QuerySet["PortfolioEntry"]):
    def visible_to(self, user: Any) -> PortfolioEntryQuerySet:
        """One's own: nobody reads another person's portfolio."""
        return self.filter(user=user) if user.is_authenticated else self.none()


class PortfolioEntry(models.Model):
    """One thing that somebody did, in words that stay when the thing itself goes."""

    class Kind(models.TextChoices):
        MODULE = "module", _("module")
        REFLECTION = "reflection", _("reflection")
        INTERVISION = "intervision", _("intervision")
        INCIDENT = "incident", _("learning from an incident")
        CONSULT = "consult", _("advice")
        OTHER = "other", _("something else")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="portfolio")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    title = models.CharField(_("title"), max_length=250)
    version = models.CharField(_("version"), max_length=20, blank=True)
    minutes = models.PositiveIntegerField(_("minutes"))
    date = models.DateField(_("date"))
    source = models.CharField(max_length=120)  # what made it, such as "certificate:<key>"

    objects = PortfolioEntryQuerySet.as_manager()

    # Who did what is no use of a page: editors are shown none of it.
    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-date", "-pk"]
        verbose_name = _("entry of a portfolio")
        verbose_name_plural = _("entries of a portfolio")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "source"],
                name="a_portfolio_has_a_thing_once",
                violation_error_message=_("This stands in your portfolio already."),
            )
        ]

    def __str__(self) -> str:
        return self.title
