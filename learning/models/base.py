"""What every page of a module has in common."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef
from django.db.models.functions import Left, Length
from wagtail.models import PageLogEntry, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet

from learning.authoring.page_forms import ModuleCopyForm


class LearningQuerySet(PageQuerySet):
    def visible_to(self, user: Any) -> Self:
        """What is live and not in a private section: modules are for everyone, visitors too.

        As Wagtail's own `public()`, in the query itself instead of in one before it.
        """
        above = Left(OuterRef("path"), Length("page__path"))
        private = PageViewRestriction.objects.alias(above=above).filter(page__path=F("above"))
        return self.live().filter(~Exists(private))


DIGESTS = "2-"  # begins each digest; another figure when `content` says the same in another way
LearningManager = PageManager.from_queryset(LearningQuerySet)


class Loaded(models.Model):
    """A page that may come from a file in `modules/` and remembers what it was loaded as."""

    loaded_digest = models.CharField(max_length=64, blank=True, editable=False)

    # A copy that an editor makes is theirs and never came from a file.
    exclude_fields_in_copy = ["loaded_digest"]
    copy_form_class = ModuleCopyForm

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """Everything an editor can change, as plain values that compare."""
        raise NotImplementedError

    def digest(self) -> str:
        words = json.dumps(self.content(), ensure_ascii=False, sort_keys=True)
        return DIGESTS + hashlib.sha256(words.encode()).hexdigest()[: 64 - len(DIGESTS)]

    def is_as_loaded(self) -> bool:
        """Whether nobody changed this since it was loaded; asked of the latest words, published or not.

        A digest of an earlier edition of this software cannot be compared: then an editor in the history
        tells; the log knows of one who was removed since. Without a digest it never came from a file.
        """
        if self.loaded_digest.startswith(DIGESTS) or not self.loaded_digest:
            return self.digest() == self.loaded_digest
        revisions = self.revisions  # type: ignore[attr-defined]
        log = PageLogEntry.objects.filter(page=self.pk)
        return not any(rows.filter(user_id__isnull=False).exists() for rows in (revisions, log))


def in_order(rows: Any) -> list[Any]:
    """Rows of a page in the order that an editor gave them, saved or not."""
    return sorted(rows.all(), key=lambda row: row.sort_order or 0)
