"""Modules and lessons as pages of the CMS."""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import chain
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from learning.authoring import plain
from learning.authoring.block_rules import minutes_of
from learning.authoring.page_forms import ActivitiesForm, ModuleForm
from learning.authoring.plain import content_of, normal
from learning.blocks import LessonBody, SourceBlock
from learning.durations import about
from learning.lessons import rendering, searching
from learning.models.base import LearningManager, Loaded, in_order
from learning.models.notes import Note
from learning.models.progress import LessonProgress
from learning.models.rows import LearningTheme
from learning.permissions import can_keep_progress
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Level


class ModuleIndexPage(Page):
    introduction = models.TextField(_("introduction"), blank=True)

    objects = LearningManager()

    max_count = 1
    subpage_types = ["learning.ModulePage"]
    content_panels = [*Page.content_panels, FieldPanel("introduction")]

    class Meta:
        verbose_name = _("list of modules")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.lessons import progress

        modules = ModulePage.objects.child_of(self).visible_to(request.user)
        standings = progress.standings(modules, request.user)
        return {**super().get_context(request, *args, **kwargs), "standings": standings}


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
    prerequisites = models.TextField(
        _("modules to do first"), blank=True, help_text=_("Their addresses, one a line.")
    )
    valid_months = models.PositiveSmallIntegerField(
        _("months that a certificate stays valid"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    sheet_title = models.CharField(_("title of the summary"), max_length=120, blank=True)
    sheet = models.TextField(_("summary on one page (Markdown)"), blank=True)
    trainer_title = models.CharField(_("title of the trainer's guide"), max_length=120, blank=True)
    trainer_minutes = models.PositiveSmallIntegerField(_("minutes of a session"), null=True, blank=True)
    trainer_guide = models.TextField(_("trainer's guide (Markdown)"), blank=True)

    objects = LearningManager()  # type: ignore[django-manager-missing]

    base_form_class = ModuleForm
    parent_page_types = ["learning.ModuleIndexPage"]
    subpage_types = ["learning.LessonPage", "learning.TestPage"]
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("introduction"),
        FieldPanel("audience"),
        FieldPanel("minutes"),
        InlinePanel("goals", label=_("Learning goal")),
        InlinePanel("actions", label=_("Intention"), max_num=5),
        FieldPanel("prerequisites"),
        FieldPanel("themes"),
        FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
        FieldPanel("sources"),
        MultiFieldPanel(
            [
                FieldPanel("version"),
                FieldPanel("review_by"),
                FieldPanel("review_owner"),
                FieldPanel("valid_months"),
                InlinePanel("changes", label=_("What changed")),
            ],
            heading=_("Upkeep"),
        ),
        MultiFieldPanel([FieldPanel("sheet_title"), FieldPanel("sheet")], heading=_("Summary")),
        MultiFieldPanel(
            [FieldPanel("trainer_title"), FieldPanel("trainer_minutes"), FieldPanel("trainer_guide")],
            heading=_("Trainer's guide"),
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
        goals = in_order(self.goals)
        return {
            "title": self.title,
            "summary": normal(self.summary),
            "introduction": normal(self.introduction),
            "audience": normal(self.audience),
            "minutes": self.minutes,
            "goals": [[goal.key, goal.text] for goal in goals],
            "actions": [action.text for action in in_order(self.actions)],
            "prerequisites": self.prerequisites.split(),
            "valid_months": self.valid_months,
            "changes": [[one.version, str(one.date), normal(one.text)] for one in in_order(self.changes)],
            "sheet": [self.sheet_title, normal(self.sheet)],
            "trainer": [self.trainer_title, self.trainer_minutes, normal(self.trainer_guide)],
            "themes": sorted(theme.slug for theme in self.themes.all()),
            "levels": sorted(level.slug for level in self.levels.all()),
            "sources": [plain.simple(block.value) for block in self.sources],
            "review_by": str(self.review_by),
            "review_owner": self.review_owner,
            "version": self.version,
        }

    def search_text(self) -> str:
        goals = [goal.text for goal in self.goals.all()]
        introduction = rendering.plain(self.introduction).splitlines()
        return rendering.sentences([self.summary, *introduction, *goals])

    @property
    def study_load(self) -> str:
        return about(self.minutes)

    @property
    def is_past_review(self) -> bool:
        return self.review_by < timezone.localdate()

    @transaction.atomic
    def mark_changes_read(self, *, by: Any) -> None:
        """`by` knows this version now; what they did stays as it is."""
        mine = LessonProgress.objects.visible_to(by).filter(lesson__path__startswith=self.path)
        mine.exclude(version=self.version).update(version=self.version)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning.assessment import assessment_panel
        from learning.lessons import beforehand, newer, progress

        outline = progress.outline(self, request.user)
        return {
            **super().get_context(request, *args, **kwargs),
            "state": assessment_panel.state_for(self, request.user),
            "outline": outline,
            "newer": newer.newer_for(self, outline),
            "prerequisites": beforehand.prerequisites_of(self, request.user),
            "introduction": rendering.render(
                self.introduction, explain.glossary(), "inleiding", rendering.Addresses.of(self)
            ),
            "crumbs": [self.get_parent()],
        }


class LessonPage(Loaded, Page):
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1)], help_text=_("Of reading; activities have their own.")
    )
    goals = models.TextField(_("keys of the learning goals"), blank=True, help_text=_("One a line."))
    body = StreamField(LessonBody(), verbose_name=_("text"))

    objects = LearningManager()  # type: ignore[django-manager-missing]

    base_form_class = ActivitiesForm
    parent_page_types = ["learning.ModulePage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("minutes"),
        FieldPanel("goals"),
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
            "goals": self.goal_keys,
            "body": content_of(self.body),
        }

    @property
    def goal_keys(self) -> list[str]:
        """The learning goals of the module that this lesson is about."""
        return self.goals.split()

    @property
    def all_minutes(self) -> int:
        """Reading and activities together."""
        return self.minutes + self.activity_minutes

    @property
    def activity_minutes(self) -> int:
        """Of all that one does in this lesson beside reading; computed without asking for its pictures."""
        blocks = ((plain.kind_of(one["type"]), one["value"]) for one in self.body.raw_data)
        return sum(minutes_of(kind, value) for kind, value in blocks if hasattr(value, "get"))

    def search_text(self) -> str:
        """What a reader reads, for the index; sources are not part of it, nor what an answer opens."""
        return rendering.sentences([self.summary, *_lines_in(LessonPage.body.field.value_to_string(self))])

    @transaction.atomic
    def open(self, *, by: Any) -> LessonProgress:
        """`by` reads this lesson now; the first time starts it. Done stays done."""
        progress, is_new = self._progress_of(by)
        if not is_new:
            progress.last_opened_at = timezone.now()
            # Progress of before versions were kept: they know the one they see now.
            progress.version = progress.version or self.version_of_module()
            progress.save(update_fields=["last_opened_at", "version"])
        return progress

    @transaction.atomic
    def mark_done(self, *, by: Any) -> LessonProgress:
        """`by` has finished this lesson; a second time changes nothing."""
        from learning.lessons import finishing

        progress, _is_new = self._progress_of(by)
        if progress.done_at is None:
            progress.done_at = timezone.now()
            progress.save(update_fields=["done_at"])
            finishing.after_lesson(self, by=by)
        return progress

    @transaction.atomic
    def undo_done(self, *, by: Any) -> LessonProgress:
        """`by` has not finished this lesson after all."""
        progress, _is_new = self._progress_of(by)
        progress.done_at = None
        progress.save(update_fields=["done_at"])
        return progress

    @transaction.atomic
    def reach(self, number: int, *, by: Any) -> LessonProgress:
        """`by` is at block `number` now; the place to go on from, on another device too."""
        progress, _is_new = self._progress_of(by)
        progress.reached = max(0, min(number, len(self.body)))
        progress.save(update_fields=["reached"])
        return progress

    @transaction.atomic
    def keep(self, is_kept: bool, *, by: Any) -> LessonProgress:
        """`by` keeps this lesson at hand, or no longer does; a second time changes nothing."""
        progress, _is_new = self._progress_of(by)
        if is_kept != bool(progress.kept_at):
            progress.kept_at = timezone.now() if is_kept else None
            progress.save(update_fields=["kept_at"])
        return progress

    def _progress_of(self, user: Any) -> tuple[LessonProgress, bool]:
        # Locked: the same person may have the lesson open on two screens.
        fresh: dict[str, Any] = {"version": self.version_of_module}  # asked only when it is needed
        return LessonProgress.objects.select_for_update().get_or_create(fresh, user=user, lesson=self)

    def version_of_module(self) -> str:
        return str(self.get_parent().specific.version)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Not in get_context: that runs for an editor's preview too.
        if can_keep_progress(request.user):
            self.open(by=request.user)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from learning import panels
        from learning.answering import activities
        from learning.authoring import unfinished
        from learning.lessons import newer, progress

        # On the way to a lesson the CMS passed its module: that is kept, and asked for no second time.
        module = self.get_parent().specific
        outline = progress.outline(module, request.user)
        renderer = rendering.Renderer(rendering.Addresses.of(module), request.user)
        is_preview = getattr(request, "is_preview", False)
        shown = activities.shown_in(self, request.user, renderer, is_preview)
        sections = activities.put_in(renderer.body(self.body), shown)
        return {
            **super().get_context(request, *args, **kwargs),
            "module": module,
            "outline": outline,
            "newer": newer.newer_for(module, outline),
            "step": outline.step_of(self),
            "before": outline.beside(self, -1),
            "after": outline.beside(self, +1),
            "sections": unfinished.put_in(sections, self) if is_preview else sections,
            "panels": panels.panels_for(self, request.user),
            "note": Note.objects.of(self, request.user),
            "crumbs": [module.get_parent(), module],
        }


@lru_cache(maxsize=128)
def _lines_in(body: str) -> tuple[str, ...]:
    """The words of the blocks given as JSON. Kept: whoever searches meets the same lessons all day."""
    blocks = LessonPage.body.field.to_python(json.loads(body))
    return tuple(chain.from_iterable(text.splitlines() for text in searching.words_of(blocks)))
