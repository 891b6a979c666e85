"""What is not finished in a draft, for the editor who looks at its preview; readers never see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from learning.authoring.block_errors import told_in
from learning.lessons.rendering import Section


@dataclass(frozen=True)
class Unfinished:
    """A block that cannot be published yet: its place (from 1), its name, and a line for each fault."""

    number: int
    label: str
    faults: tuple[str, ...]


def in_body(body: StreamValue) -> Iterator[Unfinished]:
    """Each block of `body` that the form would refuse on publishing, for what the form would say."""
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        for place, wrong in sorted(getattr(error, "block_errors", {}).items()):
            block = body[place].block
            yield Unfinished(place + 1, str(block.label), tuple(told_in(block, wrong)))


def put_in(sections: list[Section], body: StreamValue) -> list[Section]:
    """`sections` with what is not finished in the block of each."""
    found = {one.number: one for one in in_body(body)}
    return [
        replace(section, unfinished=found.get(number)) if number in found else section
        for number, section in enumerate(sections, 1)
    ]
