"""What the CMS asks of a page of a module beyond its own fields."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from learning import plain


class ActivitiesForm(WagtailAdminPageForm):
    """A lesson or a test, whose activities have keys that nothing else in the module has.

    In the form and not on the model: files may move a key from one lesson to another, a page at a time.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        for name in ("body", "bank"):
            if cleaned.get(name) and self.parent_page and (wrong := self.taken_in(cleaned[name])):
                self.add_error(name, StreamBlockValidationError(block_errors=wrong))
        return cleaned

    def taken_in(self, body: Any) -> dict[int, ValidationError]:
        """For the place of each activity whose key is taken: what its key field says."""
        keys = {place: key for place, block in enumerate(body) if (key := plain.key_of(block))}
        taken = keys_in(self.parent_page, besides=self.instance) if keys else {}
        return {
            place: StructBlockValidationError(block_errors={"key": told(key, taken[key])})
            for place, key in keys.items()
            if key in taken
        }


def told(key: str, page: str) -> ValidationError:
    words = {"key": key, "page": page}
    return ValidationError(
        _("“%(page)s” has an activity with the key “%(key)s” already. Choose another key."), params=words
    )


def keys_in(module: Any, besides: Any) -> dict[str, str]:
    """For each key in `module`: the title of its lesson or test, whether on the site, off it or a draft."""
    from learning.models import LessonPage, TestPage

    found: dict[str, str] = {}
    for model, name in ((LessonPage, "body"), (TestPage, "bank")):
        pages = model.objects.child_of(module).exclude(pk=besides.pk).select_related("latest_revision")
        for page in pages:
            draft = page.latest_revision.content.get(name) if page.latest_revision else None
            # As it is stored: the pictures and documents in it need not be asked for.
            for block in (*getattr(page, name).raw_data, *json.loads(draft or "[]")):
                if hasattr(block["value"], "get") and (key := block["value"].get("key")):
                    found.setdefault(key, page.get_admin_display_title())
    return found
