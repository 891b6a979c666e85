"""Who can read a case right now, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casuistry.cases.models import Case, Visibility


def audience(case: Case, user: Any) -> str:
    """A short phrase for whoever looks: "Only you", "Team Oost (3 people)".

    That there are participants, a reader from the team does not hear: it tells of a reflection.
    """
    if case.visibility == Visibility.PRIVATE:
        return _("Only you")
    readers = case.readers.present().count()
    if case.visibility == Visibility.PARTICIPANTS:
        return participants(readers)
    people = case.team.memberships.count() if case.team else 0
    team = ngettext("%(team)s (%(count)d person)", "%(team)s (%(count)d people)", people)
    words = team % {"team": case.team, "count": people}
    return (
        _("%(team)s and %(readers)s") % {"team": words, "readers": participants(readers)}
        if readers and case.author_id == user.pk
        else words
    )


def participants(number: int) -> str:
    return ngettext("%(count)d participant", "%(count)d participants", number) % {"count": number}
