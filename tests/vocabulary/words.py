"""The words of the field for tests that are about something else: read once a run, written in one go."""

import functools

from tegenspraak.vocabulary import files
from tegenspraak.vocabulary.models import Level, Loaded, Term, Theme


@functools.cache
def _read() -> list[tuple[type[Loaded], list[files.Item]]]:
    return [(Theme, files.read_themes()), (Level, files.read_levels()), (Term, files.read_terms())]


def load_words() -> None:
    """As `load_vocabulary` does into an empty database, but the words reach no index: that takes a second."""
    for model, items in _read():
        things = [model(**item) for item in items]
        for thing in things:
            thing.loaded_digest = thing.digest()
        *most, last = things
        model._default_manager.bulk_create(most)
        # What is kept in memory of the words hears that there are others.
        last.save()
