"""Who can read a case right now, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casuistry.cases.models import Case, Visibility
from tegenspraak.people.models import Organisation, Team


def audience(case: Case, user: Any) -> str:
    """A short phrase for whoever looks: "Only you", "Team Oost (3 people)".

    That there are participants, a reader who is not the author does not hear: it tells of a reflection.
    """
    if case.visibility == Visibility.PRIVATE:
        return _("Only you")
    if case.visibility == Visibility.LIBRARY:
        return _("Everyone with an account: it stands in the library")
    readers = case.readers.present().count()
    if case.visibility == Visibility.PARTICIPANTS:
        return participants(readers)
    group: Any = case.team if case.visibility == Visibility.TEAM else case.organisation
    words = with_size(group)
    if not readers or case.author_id != user.pk:
        return words
    return _("%(group)s and %(readers)s") % {"group": words, "readers": participants(readers)}


def with_size(group: Team | Organisation) -> str:
    """A team or an organisation, with how many people are in it."""
    people = group.memberships.filter(user__is_active=True).count()
    words = ngettext("%(group)s (%(count)d person)", "%(group)s (%(count)d people)", people)
    return words % {"group": group, "count": people}


def participants(number: int) -> str:
    return ngettext("%(count)d participant", "%(count)d participants", number) % {"count": number}
