"""What the CMS asks of a page of a module beyond its own fields."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.forms.pages import CopyForm
from wagtail.blocks import StreamBlockValidationError

from learning.authoring import named, plain
from learning.authoring.block_errors import error_of
from learning.authoring.rules import Wrong

NO_GOAL = _("“%(value)s” is no learning goal of this module. It has: %(goals)s.")
ONE_TEST = _(
    "This module has a test on the site: “%(title)s”. Take that one off the site first. "
    "Until then you can keep this one as a draft."
)
KEY_TAKEN = _("“%(page)s” has an activity with the key “%(key)s” already. Choose another key.")


class ActivitiesForm(WagtailAdminPageForm):
    """A lesson or a test: the keys of its activities are its own in the module, its goals are the module's.

    In the form and not on the model: files may move a key from one lesson to another, a page at a time.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if not self.parent_page:
            return cleaned
        for goal in str(cleaned.get("goals") or "").split():
            if goal not in self.goals_known:
                wrong = self.no_goal(goal)
                self.add_error("goals", ValidationError(wrong.text, params=wrong.params))
        for name in ("body", "bank"):
            if cleaned.get(name) and (faults := self.wrong_in(cleaned[name])):
                self.add_error(name, StreamBlockValidationError(block_errors=faults))
        return cleaned

    @cached_property
    def goals_known(self) -> set[str]:
        return goals_in(self.parent_page)

    def wrong_in(self, body: Any) -> dict[int, ValidationError]:
        """For the place of each block that is wrong: what its fields say."""
        taken = keys_in(self.parent_page, besides=self.instance) if any(map(plain.key_of, body)) else {}
        # A draft need not be whole yet.
        known = None if self.is_deferred_validation else named.known_to(self.instance, self.parent_page)
        faults = {}
        for place, block in enumerate(body):
            wrongs = [*self.wrong_activity(block, taken)]
            if known is not None:
                wrongs += named.wrong_in(named.in_block(block), known)
            if wrongs:
                faults[place] = error_of(block.block, wrongs, plain.of_block(block))
        return faults

    def wrong_activity(self, block: Any, taken: Mapping[str, str]) -> Iterator[Wrong]:
        """Whether the key of an activity is its own, and its goal one of the module's."""
        if not (key := plain.key_of(block)):
            return
        if key in taken:
            yield Wrong(KEY_TAKEN, {"page": taken[key], "key": key}, ("key",))
        if (goal := block.value.get("goal")) and goal not in self.goals_known:
            yield self.no_goal(goal).below("goal")

    def no_goal(self, goal: str) -> Wrong:
        return Wrong(NO_GOAL, {"value": goal, "goals": ", ".join(sorted(self.goals_known))})


class TestForm(ActivitiesForm):
    """A test: one stands on the site in a module. Another may be written as a draft, to take its place."""

    __test__ = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        is_public = self.parent_page and not self.is_deferred_validation
        if is_public and (other := live_test_in(self.parent_page, besides=self.instance)):
            self.add_error(None, ValidationError(ONE_TEST, params={"title": other.title}))
        return cleaned


class ModuleForm(WagtailAdminPageForm):
    """A module: its texts name what is there."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if self.is_deferred_validation:
            return cleaned
        known = named.known_to(self.instance, self.instance if self.instance.pk else None)
        for name in ("introduction", "sheet", "trainer_guide"):
            for wrong in named.wrong_in(named.in_text(cleaned.get(name) or ""), known):
                self.add_error(name, ValidationError(wrong.text, params=wrong.params))
        return cleaned


class ModuleCopyForm(CopyForm):
    """A copy is a page of its own: one that follows another page would have its keys and could not change."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("alias", None)

    def clean(self) -> dict[str, Any]:
        from learning.models import TestPage

        cleaned: dict[str, Any] = super().clean()
        module = cleaned.get("new_parent_page")
        is_public = cleaned.get("publish_copies") and issubclass(self.page.specific_class, TestPage)
        if module and is_public and (other := live_test_in(module)):
            self.add_error("publish_copies", ValidationError(ONE_TEST, params={"title": other.title}))
        return cleaned


def live_test_in(module: Any, besides: Any = None) -> Any:
    from learning.models import TestPage

    return TestPage.objects.child_of(module).live().exclude(pk=besides and besides.pk).first()


def goals_in(module: Any) -> set[str]:
    """The keys of the learning goals of `module`, those of its draft too."""
    from learning.models import LearningGoal

    draft = module.latest_revision.content.get("goals", ()) if module.latest_revision else ()
    return {
        *LearningGoal.objects.filter(module=module).values_list("key", flat=True),
        *(g["key"] for g in draft),
    }


def keys_in(module: Any, besides: Any) -> dict[str, str]:
    """For each key in `module`: the title of its lesson or test, whether on the site, off it or a draft."""
    from learning.models import LessonPage, TestPage

    found: dict[str, str] = {}
    for model, name in ((LessonPage, "body"), (TestPage, "bank")):
        pages = model.objects.child_of(module).exclude(pk=besides.pk).select_related("latest_revision")
        for page in pages:
            draft = page.latest_revision.content.get(name) if page.latest_revision else None
            # As it is stored: the pictures and documents in it need not be asked for.
            for key in keys_of((*getattr(page, name).raw_data, *json.loads(draft or "[]"))):
                found.setdefault(key, page.get_admin_display_title())
    return found


def keys_of(raw: Iterable[Any]) -> Iterator[str]:
    """The keys of the activities in a body as it is stored."""
    for block in raw:
        if hasattr(block["value"], "get") and (key := block["value"].get("key")):
            yield key
