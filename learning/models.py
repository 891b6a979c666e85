"""Modules and lessons as pages of the CMS, and how far each person is."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Self

from django import forms
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.search import index

from learning import rendering
from learning.blocks import LessonBody, SourceBlock, content_of, normal, source_of
from learning.permissions import can_keep_progress
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Level, Theme


class LearningQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What is live and not in a private section: modules are for everyone, visitors too.

        As Wagtail's own `public()`, in the query itself instead of in one before it.
        """
        above = Left(OuterRef("path"), Length("page__path"))
        private = PageViewRestriction.objects.alias(above=above).filter(page__path=F("above"))
        return self.live().filter(~Exists(private))


LearningManager = PageManager.from_queryset(LearningQuerySet)


class Loaded(models.Model):
    """A page that may come from a file in `modules/` and remembers what it was loaded as."""

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """Everything an editor can change, as plain values that compare."""
        raise NotImplementedError

    def digest(self) -> str:
        words = json.dumps(self.content(), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(words.encode()).hexdigest()


class ModuleIndexPage(Page):
    introduction = models.TextField(_("introduction"), blank=True)

    objects = LearningManager()

    max_count = 1
    subpage_types = ["learning.ModulePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning import progress

        modules = ModulePage.objects.child_of(self).visible_to(request.user)
        standings = progress.standings(modules, request.user)
        return {**super().get_context(request, *args, **kwargs), "standings": standings}


class LearningTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="learning_items")
    content_object = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="theme_items")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tag", "content_object"], name="a_module_has_a_theme_once")
        ]


class LearningGoal(Orderable):
    module = ParentalKey("learning.ModulePage", on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(_("after this you can"), max_length=250)

    panels = [FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = _("learning goal")
        verbose_name_plural = _("learning goals")

    def __str__(self) -> str:
        return self.text


class ModulePage(Loaded, Page):  # type: ignore[django-manager-missing]
    summary = models.TextField(_("summary"))
    introduction = models.TextField(_("introduction (Markdown)"), blank=True)
    audience = models.CharField(_("for whom"), max_length=250)
    minutes = models.PositiveSmallIntegerField(_("study load in minutes"), validators=[MinValueValidator(1)])
    levels = ParentalManyToManyField(Level, blank=True, verbose_name=_("levels of responsibility"))
    themes = ClusterTaggableManager(through=LearningTheme, blank=True, verbose_name=_("themes"))
    sources = StreamField([("source", SourceBlock())], blank=True, verbose_name=_("sources"))
    review_by = models.DateField(_("review before"))
    review_owner = models.CharField(_("reviewed by"), max_length=120)
    version = models.CharField(_("version"), max_length=20)

    objects = LearningManager()  # type: ignore[django-manager-missing]

    parent_page_types = ["learning.ModuleIndexPage"]
    subpage_types = ["learning.LessonPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("audience"),
        FieldPanel("minutes"),
        InlinePanel("goals", label=_("Learning goal")),
        FieldPanel("themes"),
        FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
        FieldPanel("sources"),
        MultiFieldPanel(
            [FieldPanel("version"), FieldPanel("review_by"), FieldPanel("review_owner")],
            heading=_("Upkeep"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("search_text"),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def content(self) -> dict[str, Any]:
        goals = sorted(self.goals.all(), key=lambda goal: goal.sort_order or 0)
        return {
            "title": self.title,
            "summary": normal(self.summary),
            "introduction": normal(self.introduction),
            "audience": normal(self.audience),
            "minutes": self.minutes,
            "goals": [goal.text for goal in goals],
            "themes": sorted(theme.slug for theme in self.themes.all()),
            "levels": sorted(level.slug for level in self.levels.all()),
            "sources": [source_of(block.value) for block in self.sources],
            "review_by": str(self.review_by),
            "review_owner": self.review_owner,
            "version": self.version,
        }

    def search_text(self) -> str:
        goals = [goal.text for goal in self.goals.all()]
        introduction = rendering.plain(self.introduction).splitlines()
        return rendering.sentences([self.summary, *introduction, *goals])

    @property
    def is_past_review(self) -> bool:
        return self.review_by < timezone.localdate()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning import progress

        return {
            **super().get_context(request, *args, **kwargs),
            "outline": progress.outline(self, request.user),
            "introduction": rendering.render(self.introduction, explain.glossary(), "inleiding"),
            "crumbs": [self.get_parent()],
        }


class LessonPage(Loaded, Page):
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), validators=[MinValueValidator(1)])
    body = StreamField(LessonBody(), verbose_name=_("text"))

    objects = LearningManager()  # type: ignore[django-manager-missing]

    parent_page_types = ["learning.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("body"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("search_text"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def content(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "summary": self.summary,
            "minutes": self.minutes,
            "body": content_of(self.body),
        }

    def search_text(self) -> str:
        """What a reader reads, for the index; sources are not part of it."""
        parts = [self.summary]
        for block in self.body:
            if block.block_type == "callout":
                parts += [block.value["title"], *rendering.plain(block.value["text"]).splitlines()]
            elif block.block_type == "text":
                parts += rendering.plain(block.value).splitlines()
        return rendering.sentences(parts)

    @transaction.atomic
    def open(self, *, by: Any) -> LessonProgress:
        """`by` reads this lesson now; the first time starts it. Done stays done."""
        progress, is_new = self._progress_of(by)
        if not is_new:
            progress.last_opened_at = timezone.now()
            progress.save(update_fields=["last_opened_at"])
        return progress

    @transaction.atomic
    def mark_done(self, *, by: Any) -> LessonProgress:
        """`by` has finished this lesson; a second time changes nothing."""
        progress, _is_new = self._progress_of(by)
        if progress.done_at is None:
            progress.done_at = timezone.now()
            progress.save(update_fields=["done_at"])
        return progress

    @transaction.atomic
    def undo_done(self, *, by: Any) -> LessonProgress:
        """`by` has not finished this lesson after all."""
        progress, _is_new = self._progress_of(by)
        progress.done_at = None
        progress.save(update_fields=["done_at"])
        return progress

    def _progress_of(self, user: Any) -> tuple[LessonProgress, bool]:
        # Locked: the same person may have the lesson open on two screens.
        return LessonProgress.objects.select_for_update().get_or_create(user=user, lesson=self)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Not in get_context: that runs for an editor's preview too.
        if can_keep_progress(request.user):
            self.open(by=request.user)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning import panels, progress

        # On the way to a lesson the CMS passed its module: that is kept, and asked for no second time.
        module = self.get_parent().specific
        outline = progress.outline(module, request.user)
        return {
            **super().get_context(request, *args, **kwargs),
            "module": module,
            "outline": outline,
            "step": outline.step_of(self),
            "before": outline.beside(self, -1),
            "after": outline.beside(self, +1),
            "sections": rendering.render_body(self.body),
            "panels": panels.panels_for(self, request.user),
            "crumbs": [module.get_parent(), module],
        }


class LessonProgress(models.Model):
    """One person and one lesson: opened, last opened, done."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="lesson_progress"
    )
    lesson = models.ForeignKey(LessonPage, on_delete=models.CASCADE, related_name="progress")
    opened_at = models.DateTimeField(default=timezone.now)
    last_opened_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("progress")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "lesson"],
                name="one_progress_per_lesson",
                violation_error_message=_("Your progress in this lesson is kept already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.lesson_id}"
