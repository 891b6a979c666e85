"""The final test of a module as a page of the CMS."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.authoring.page_forms import TestForm
from learning.authoring.plain import content_of
from learning.blocks import Bank
from learning.models.base import LearningManager, Loaded


class TestPage(Loaded, Page):
    """The final test of a module: its rules, and the bank that questions are drawn from."""

    __test__ = False  # for pytest: a word of ours, and no test

    questions = models.PositiveSmallIntegerField(
        _("questions that are drawn"), validators=[MinValueValidator(1)]
    )
    pass_mark = models.PositiveSmallIntegerField(
        _("pass mark in per cent"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    wait_hours = models.PositiveSmallIntegerField(_("hours between two tries"), default=24)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1)])
    bank = StreamField(Bank(), verbose_name=_("question bank"))

    objects = LearningManager()  # type: ignore[django-manager-missing]

    base_form_class = TestForm
    parent_page_types = ["learning.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("questions", "pass_mark", "wait_hours", "minutes")],
            heading=_("Rules"),
        ),
        FieldPanel("bank"),
    ]
    # The bank stands in no index: what it asks and what is right would be found there.
    search_fields: list[Any] = []

    class Meta:
        verbose_name = _("test")
        verbose_name_plural = _("tests")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(pass_mark__gte=1, pass_mark__lte=100),
                name="a_pass_mark_is_a_percentage",
                violation_error_message=_("A pass mark is a percentage from 1 to 100."),
            )
        ]

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "questions": self.questions,
            "pass_mark": self.pass_mark,
            "wait_hours": self.wait_hours,
            "minutes": self.minutes,
            "bank": content_of(self.bank),
        }

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.assessment import assessment_panel
        from learning.authoring import unfinished

        module = self.get_parent().specific
        is_preview = getattr(request, "is_preview", False)
        return {
            **super().get_context(request, *args, **kwargs),
            "module": module,
            "state": assessment_panel.state_for(module, request.user),
            "is_preview": is_preview,
            "unfinished": unfinished.in_page(self, "bank") if is_preview else [],
            "crumbs": [module.get_parent(), module],
        }
