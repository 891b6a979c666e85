"""A page of a module that an editor copied: in one module no two activities have one key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

from django.db import transaction
from wagtail.models import Page

from learning.authoring.page_forms import keys_in, keys_of
from learning.blocks import new_key

BODIES = ("body", "bank")


@transaction.atomic
def give_own_keys(copy: Page) -> int:
    """Gives each activity of `copy` whose key its module uses elsewhere a new one; says how many.

    In the words on the site and in every revision alike, so that going back to one brings no old key back.
    """
    page = type(copy.specific).objects.get(pk=copy.pk)  # as it was stored
    if not (name := next((name for name in BODIES if hasattr(page, name)), "")):
        return 0
    raw, revisions = list(getattr(page, name).raw_data), list(page.revisions.all())
    drafts = [json.loads(revision.content.get(name) or "[]") for revision in revisions]
    taken = keys_in(page.get_parent(), besides=page)
    fresh = {key: new_key() for key in keys_of(chain(raw, *drafts)) if key in taken}
    if fresh:
        setattr(page, name, json.dumps(with_keys(raw, fresh)))
        page.save(update_fields=[name], clean=False)
        for revision, draft in zip(revisions, drafts, strict=True):
            revision.content[name] = json.dumps(with_keys(draft, fresh))
            revision.save(update_fields=["content"])
    return len(fresh)


def with_keys(raw: Iterable[Any], fresh: Mapping[str, str]) -> list[dict[str, Any]]:
    """A body as it is stored, with the keys in `fresh` instead of the old ones."""
    return [
        {**block, "value": {**block["value"], "key": fresh[key]}}
        if (key := next(keys_of([block]), "")) in fresh
        else dict(block)
        for block in raw
    ]
