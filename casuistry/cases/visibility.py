"""Who may read a case: the levels, from narrow to wide, and the queryset that knows what they mean."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from casuistry.cases.draft import Draft
from casuistry.cases.parts import Reader
from casuistry.gate.check import Kept
from tegenspraak.dutch import fold
from tegenspraak.people.permissions import may_see_others, organisations_of, teams_of
from tegenspraak.trail.models import record

if TYPE_CHECKING:
    from casuistry.cases.models import Case


class Visibility(models.TextChoices):
    """Who may read a case, from narrow to wide."""

    PRIVATE = "private", _("only you")
    PARTICIPANTS = "participants", _("participants in a reflection")
    TEAM = "team", _("a team")
    ORGANISATION = "organisation", _("an organisation")
    LIBRARY = "library", _("the library")

    def reaches(self, other: str) -> bool:
        """Whether this is as wide as `other`, or wider."""
        return Visibility.values.index(self) >= Visibility.values.index(other)


# How far an author alone can take a case; beyond that it takes a check by someone else.
SHARED_BY_AUTHOR = (Visibility.PARTICIPANTS, Visibility.TEAM)
# What stands in the search index: private cases and those of a reflection do not.
INDEXED = (Visibility.TEAM, Visibility.ORGANISATION, Visibility.LIBRARY)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: Any) -> CaseQuerySet:
        """One's own; of others what was shared with my team, my organisation, the library or me in person.

        A guest sees only what they take part in.
        """
        if not user.is_authenticated:
            return self.none()
        mine = Q(author_id=user.pk)
        if not may_see_others(user):
            return self.filter(mine)
        take_part = Q(pk__in=Reader.objects.present().filter(user_id=user.pk).values("case_id"))
        seen = mine | (take_part & ~Q(visibility=Visibility.PRIVATE))
        if not user.is_guest:
            seen |= Q(visibility=Visibility.TEAM, team__in=teams_of(user))
            seen |= Q(visibility=Visibility.ORGANISATION, organisation__in=organisations_of(user))
            seen |= Q(visibility=Visibility.LIBRARY)
        return self.filter(seen)

    def in_library(self) -> CaseQuerySet:
        return self.filter(visibility=Visibility.LIBRARY)

    def written_by(self, user: Any) -> CaseQuerySet:
        return self.filter(author_id=user.pk)

    def by_others_than(self, user: Any) -> CaseQuerySet:
        return self.exclude(author_id=user.pk)

    def shared_in_person(self) -> CaseQuerySet:
        """Without the library, which is shared with everyone."""
        return self.exclude(visibility=Visibility.LIBRARY)

    def with_title(self, text: str) -> CaseQuerySet:
        """Those whose titles hold all these words, half ones too. Titles are encrypted: each one is read."""
        words = fold(text).split()
        if not words:
            return self
        titles = self.order_by().values_list("pk", "title")
        return self.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in words)])

    def for_lists(self) -> CaseQuerySet:
        """Newest first, with all that a line in a list shows."""
        cases = self.select_related("author", "team").prefetch_related("themes")
        return cases.defer("situation").order_by("-updated_at")

    def for_reading(self) -> CaseQuerySet:
        """With all that the page of one case shows."""
        cases = self.select_related("author", "team__organisation", "organisation")
        return cases.prefetch_related("observations", "register", "themes", "levels")

    @transaction.atomic
    def start(
        self,
        draft: Draft,
        *,
        by: Any,
        submission: uuid.UUID,
        kept: list[Kept] | None = None,
        version: int = 1,
    ) -> Case:
        """Makes the case that `by` wrote. The same form sent again leads to the same case.

        Sent again with other words (the back button) it is an edit of `version`; raises Conflict when the
        case has moved on since.
        """
        case = self.filter(author_id=by.pk, submission=submission).first()
        if case is None:
            try:
                with transaction.atomic():
                    case = self.create(
                        author=by, submission=submission, organisation=organisations_of(by).first()
                    )
            except IntegrityError:  # the other half of a double click was first
                return self.start(draft, by=by, submission=submission, kept=kept, version=version)
            record("wrote", case, by=by)
        case.rewrite(draft, by=by, version=version if case.version else 0, kept=kept)
        return case
