"""The line under a field: who can read it, and when, by name."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from casuistry.reflection.definition import Readers
from casuistry.reflection.participant import Participant


def who_reads(readers: Readers, blind: bool, writer: Participant, people: Iterable[Participant]) -> str:
    """A sentence for `writer`: nobody else; or who, at once or when the phase is closed."""
    others = [person for person in people if person.pk != writer.pk and reads(readers, person)]
    if not others:
        return _("Only you can read this.")
    names = enumerated([person.user.display_name for person in others])
    if blind:
        return _("Only you for now. When this phase is closed: %(names)s.") % {"names": names}
    return _("As soon as you save it: %(names)s.") % {"names": names}


def reads(readers: Readers, person: Participant) -> bool:
    if readers is Readers.PRESENTER:
        return person.role == Participant.Role.PRESENTER
    return readers is Readers.GROUP


def enumerated(names: list[str]) -> str:
    """The names in one phrase: Daan, Noor en Samira."""
    first, last = sorted(names)[:-1], max(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
