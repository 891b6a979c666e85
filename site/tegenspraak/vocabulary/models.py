"""The one controlled set of themes, the glossary with its other names, and the levels of responsibility.

All three are loaded from `data/`; editors may change them, and then their words stay.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.models import NaturalKeyManager, TagBase
from wagtail.search import index


class WordQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Everyone may read the vocabulary, a visitor too."""
        return self.all()


class Loaded(models.Model):
    """What comes from a file in `data/` and remembers what it was loaded as."""

    loaded_fields: ClassVar[tuple[str, ...]]
    slug: Any

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def digest(self) -> str:
        """A fingerprint of what an editor can change."""
        words = json.dumps([getattr(self, name) for name in self.loaded_fields], ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()

    @property
    def is_edited(self) -> bool:
        """Whether somebody wrote or changed this on the site."""
        return self.loaded_digest != self.digest()


class Theme(Loaded, index.Indexed, TagBase):  # type: ignore[django-manager-missing]
    """A tag of the one controlled set; modules, cases and reflections each have their own through model."""

    # Wagtail's tag field then offers the existing themes only.
    free_tagging = False
    loaded_fields = ("name", "explanation")

    explanation = models.TextField(_("explanation"), blank=True)

    objects = NaturalKeyManager.from_queryset(WordQuerySet)()  # type: ignore[django-manager-missing]

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("explanation"),
    ]

    class Meta:
        ordering = ["name"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def get_absolute_url(self) -> str:
        return reverse("vocabulary:theme", args=[self.slug])

    def search_text(self) -> str:
        return self.explanation


class Term(Loaded, index.Indexed, models.Model):
    """A word of the field: its preferred name, what it means, and what else people call it."""

    loaded_fields = ("label", "explanation", "synonyms", "one_way", "loaded_words", "capitals")

    label = models.CharField(_("preferred name"), max_length=100, unique=True)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    explanation = models.TextField(
        _("explanation"),
        blank=True,
        help_text=_("One or two plain sentences. Lessons show this on the spot."),
    )
    synonyms = models.TextField(
        _("other names"), blank=True, help_text=_("One per line. Searching for one finds all of them.")
    )
    one_way = models.TextField(
        _("narrower and older names"),
        blank=True,
        help_text=_(
            "One per line. Whoever searches for these also finds the preferred name, not the reverse."
        ),
    )
    loaded_words = models.TextField(
        _("loaded names"),
        blank=True,
        help_text=_("One per line. Found when searched for; we ourselves use the preferred name."),
    )
    capitals = models.BooleanField(
        _("abbreviations only in capitals"),
        default=False,
        help_text=_("Tick this when an abbreviation is also an ordinary word, such as OM or KIES."),
    )
    source = models.URLField(_("source"), blank=True)

    objects = models.Manager.from_queryset(WordQuerySet)()

    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.AutocompleteField("synonyms"),
        index.SearchField("synonyms"),
        index.SearchField("one_way"),
        index.SearchField("loaded_words"),
        index.SearchField("explanation"),
    ]

    class Meta:
        ordering = ["label"]
        verbose_name = _("term")
        verbose_name_plural = _("terms")

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("vocabulary:term", args=[self.slug])

    def search_text(self) -> str:
        return "\n".join(filter(None, [self.explanation, ", ".join(self.other_names)]))

    @property
    def other_names(self) -> list[str]:
        """Names that mean the same, loaded ones too, each once."""
        return list(dict.fromkeys(lines(self.synonyms) + lines(self.loaded_words)))

    @property
    def neutral_names(self) -> list[str]:
        """Other names that we would use ourselves."""
        return [name for name in lines(self.synonyms) if name not in lines(self.loaded_words)]

    @property
    def one_way_names(self) -> list[str]:
        return lines(self.one_way)

    @property
    def loaded_names(self) -> list[str]:
        return lines(self.loaded_words)


class Level(Loaded, models.Model):
    """One of the five levels of responsibility; no ladder in time, so a thing may have several."""

    loaded_fields = ("number", "name", "explanation")

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    explanation = models.TextField(_("explanation"), blank=True)

    objects = models.Manager.from_queryset(WordQuerySet)()

    class Meta:
        ordering = ["number"]
        verbose_name = _("level of responsibility")
        verbose_name_plural = _("levels of responsibility")

    def __str__(self) -> str:
        return self.name


def lines(text: str) -> list[str]:
    """The lines of `text` with something on them, trimmed."""
    return [line.strip() for line in text.splitlines() if line.strip()]
