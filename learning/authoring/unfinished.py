"""What is not finished in a draft, for the editor who looks at its preview; readers never see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from learning.authoring import named, plain
from learning.authoring.block_errors import error_of, told_in
from learning.lessons.rendering import Section

NO_CASE = "learning/blocks/_no_case.html"


@dataclass(frozen=True)
class Unfinished:
    """A block that cannot be published yet: its place (from 1), its name, and a line for each fault."""

    number: int
    label: str
    faults: tuple[str, ...]


def in_page(page: Any, name: str) -> list[Unfinished]:
    """Each block of `page` that the form would refuse on publishing, for what the form would say."""
    body = getattr(page, name)
    told: defaultdict[int, list[str]] = defaultdict(list)
    try:
        body.stream_block.clean(body)
    except ValidationError as error:
        for place, wrong in getattr(error, "block_errors", {}).items():
            told[place] += told_in(body[place].block, wrong)
    known = named.known_to(page, page.get_parent())
    for place, block in enumerate(body):
        if wrongs := named.wrong_in(named.in_block(block), known):
            told[place] += told_in(block.block, error_of(block.block, wrongs, plain.of_block(block)))
    return [Unfinished(place + 1, str(body[place].block.label), tuple(told[place])) for place in sorted(told)]


def put_in(sections: list[Section], page: Any) -> list[Section]:
    """`sections` of a lesson with what is not finished in the block of each, and a word in place of a case
    that its editor does not see: it may be somebody else's, or its id may be wrong. No more is told."""
    found = {one.number: one for one in in_page(page, "body")}
    return [
        replace(
            section,
            unfinished=found.get(number),
            panel=section.panel or (render_to_string(NO_CASE) if section.kind == "case" else None),
        )
        for number, section in enumerate(sections, 1)
    ]
