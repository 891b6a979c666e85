"""Protocol files into the database: repeatable, whole or not at all, never over an editor's words."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from django.db import transaction

from casuistry.reflection.definition import Certainty
from casuistry.reflection.marked_yaml import ProtocolError
from casuistry.reflection.protocol import Protocol, digest_of

FOLDER = Path(__file__).parent / "protocols"


class Outcome(StrEnum):
    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    LEFT_ALONE = "edited in Wagtail, left alone"


@transaction.atomic
def load(path: Path) -> Outcome:
    """Loads one file; its name is the slug. Raises ProtocolError, and then nothing of it is loaded."""
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProtocolError(path.name, 1, f"the file cannot be read ({type(error).__name__})") from error
    known = Protocol.objects.select_for_update().filter(slug=path.stem).first()
    if known and digest_of(known.newest_source) != known.source_digest:
        return Outcome.LEFT_ALONE
    if known and known.source_digest == digest_of(source):
        return Outcome.UNCHANGED
    take_over(known or Protocol(slug=path.stem), source)
    return Outcome.UPDATED if known else Outcome.NEW


def take_over(protocol: Protocol, source: str) -> None:
    """Fills `protocol` from `source` and publishes it; what is of low certainty stays a draft."""
    protocol.source, protocol.source_digest = source, digest_of(source)
    protocol.read_source()
    if protocol._state.adding:
        protocol.live = False
        protocol.save()
    revision = protocol.save_revision()
    if protocol.plan.certainty is not Certainty.LOW:
        revision.publish()
