"""From data files to the database, without ever writing over an editor's words."""

from collections import Counter
from pathlib import Path
from typing import Any

from django.db import transaction

from tegenspraak.vocabulary import files
from tegenspraak.vocabulary.models import Level, Loaded, Term, Theme

NEW, UPDATED, UNCHANGED, LEFT_ALONE = "new", "updated", "unchanged", "edited on the site, left alone"


@transaction.atomic
def load(folder: Path = files.DATA) -> dict[str, Counter[str]]:
    """Loads all three files of `folder` or nothing; gives per kind how many items went which way.

    Raises files.FaultyFile.
    """
    return {
        "themes": load_items(Theme, files.read_themes(folder)),
        "levels": load_items(Level, files.read_levels(folder)),
        "terms": load_items(Term, files.read_terms(folder)),
    }


def load_items(model: type[Loaded], items: list[dict[str, Any]]) -> Counter[str]:
    existing = {thing.slug: thing for thing in model._default_manager.all()}
    return Counter(load_one(model, existing.get(item["slug"]), item) for item in items)


def load_one(model: type[Loaded], thing: Any, item: dict[str, Any]) -> str:
    """Makes or renews one item and gives which of the four it was."""
    if thing is None:
        thing, outcome = model(), NEW
    elif thing.is_edited:
        return LEFT_ALONE
    else:
        outcome = UPDATED
    for field, value in item.items():
        setattr(thing, field, value)
    if thing.digest() == thing.loaded_digest:
        return UNCHANGED
    thing.loaded_digest = thing.digest()
    thing.save()
    return outcome
