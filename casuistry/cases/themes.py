"""The themes of a case, read for many cases at once."""

from __future__ import annotations

import uuid
from typing import Any

from taggit.managers import _TaggableManager


class ThemesManager(_TaggableManager):
    """taggit's manager compares the ids of cases as the database stores them.

    SQLite stores a UUID as text, so that prefetched themes belonged to no case at all.
    """

    def get_prefetch_querysets(self, instances: Any, querysets: Any = None) -> Any:
        themes, case_of, *others = super().get_prefetch_querysets(instances, querysets)
        return (themes, lambda theme: as_uuid(case_of(theme)), *others)


def as_uuid(value: Any) -> uuid.UUID:
    return value if isinstance(value, uuid.UUID) else uuid.UUID(value)
