"""What a module has several of: themes, goals, actions, changes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable

from learning.blocks import check_key
from tegenspraak.vocabulary.models import Theme


class LearningTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="learning_items")
    content_object = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="theme_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="a_module_has_a_theme_once")
        ]


class LearningGoal(Orderable):
    module = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="goals")
    key = models.CharField(_("key"), max_length=80, blank=True, validators=[check_key])
    text = models.CharField(_("after this you can"), max_length=250)

    panels = [FieldPanel("text"), FieldPanel("key")]

    class Meta(Orderable.Meta):
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")

    def __str__(self) -> str:
        return self.text


class Change(Orderable):
    """What is new in a version of a module."""

    module = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="changes")
    version = models.CharField(_("version"), max_length=20)
    date = models.DateField(_("date"), default=timezone.localdate)
    text = models.TextField(_("what is new"), max_length=500)

    panels = [FieldPanel("version"), FieldPanel("date"), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return self.version


class Action(Orderable):
    """What somebody does differently after a module."""

    module = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(_("what you do"), max_length=250)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def __str__(self) -> str:
        return self.text
