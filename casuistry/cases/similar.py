"""Cases that look like what somebody reads: beside a case, and from practice beside a lesson."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.template.loader import render_to_string

from casuistry.cases.kinds import text_of
from casuistry.cases.models import Case
from learning.models import LessonPage
from tegenspraak.search.find import Hit
from tegenspraak.search.similar import Alike, similar
from tegenspraak.vocabulary.models import Theme

MOST = 3
MOST_WORDS = 4


@dataclass(frozen=True)
class Likeness:
    """A case that the reader may see, with the themes that both are about, and its other themes."""

    alike: Alike
    shared: list[Theme]
    others: list[Theme]

    @property
    def hit(self) -> Hit:
        return self.alike.hit

    @property
    def words(self) -> list[str]:
        """Some words that both texts hold, rare ones first."""
        return self.alike.words(MOST_WORDS)


def similar_cases(case: Case, user: Any) -> list[Likeness]:
    """What is most like `case` of all that `user` may read."""
    text = "\n".join([case.title, text_of(case)])
    return likenesses(similar(text, user, kinds=["case"], limit=MOST, without=case), case.themes.all())


def from_practice(lesson: LessonPage, user: Any) -> str | None:
    """A panel beside a lesson: cases about its themes and words; None where `user` may see none."""
    if not user.is_authenticated:
        return None
    themes = Theme.objects.filter(learning_items__content_object__path=lesson.path[: -lesson.steplen])
    text = "\n".join([lesson.title, *(theme.name for theme in themes), lesson.search_text()])
    cases = likenesses(similar(text, user, kinds=["case"], limit=MOST), themes)
    return render_to_string("cases/from_practice.html", {"cases": cases}) if cases else None


def likenesses(found: Sequence[Alike], themes: Collection[Theme]) -> list[Likeness]:
    prefetch_related_objects([one.hit.object for one in found], "themes")
    return [likeness(one, set(themes)) for one in found]


def likeness(alike: Alike, themes: Collection[Theme]) -> Likeness:
    its = list(alike.hit.object.themes.all())
    return Likeness(
        alike, [theme for theme in its if theme in themes], [theme for theme in its if theme not in themes]
    )
