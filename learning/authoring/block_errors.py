"""What is wrong with a block, at the field of the CMS that it is about; and as lines that name the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from learning.authoring.rules import Wrong, Wrongs


def error_of(block: blocks.Block, wrongs: Iterable[Wrong], values: Any) -> ValidationError:
    """All of `wrongs` as Wagtail takes them, each at its own field.

    `values` are the plain ones that were judged: parts of a scenario are a list in the CMS, and go by their
    keys there.
    """
    here: list[ValidationError] = []
    below: dict[Any, Wrongs] = {}
    for wrong in wrongs:
        place = place_in(block, wrong.path[0], values) if wrong.path else None
        if place is None:
            here.append(ValidationError(wrong.text, params=wrong.params))
        else:
            below.setdefault(place, []).append(Wrong(wrong.text, wrong.params, wrong.path[1:]))
    if isinstance(block, blocks.ListBlock):
        items = list(values.values()) if isinstance(values, Mapping) else values
        at = {place: error_of(block.child_block, told, items[place]) for place, told in below.items()}
        return ListBlockValidationError(block_errors=at, non_block_errors=here)
    if isinstance(block, blocks.StructBlock):
        named = {
            name: error_of(block.child_blocks[name], told, values.get(name)) for name, told in below.items()
        }
        return StructBlockValidationError(block_errors=named, non_block_errors=here)
    return ValidationError(here)


def place_in(block: blocks.Block, step: str | int, values: Any) -> str | int | None:
    """Where `step` leads to in `block`; None for what has no field of its own."""
    if isinstance(block, blocks.ListBlock):
        return list(values).index(step) if isinstance(values, Mapping) else step
    if isinstance(block, blocks.StructBlock) and step in block.child_blocks:
        return step
    return None


def told_in(block: blocks.Block, error: ValidationError, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Everything that `error` says of `block`, a line each, with the labels of the fields before it."""
    inner: Mapping[Any, ValidationError] = getattr(error, "block_errors", {})
    own = getattr(error, "non_block_errors", None)
    messages = [told for one in own.as_data() for told in one.messages] if own is not None else error.messages
    for message in messages:
        yield f"{' › '.join(names)}: {message}" if names else str(message)
    for place, wrong in inner.items():
        if isinstance(block, blocks.StructBlock):
            child = block.child_blocks[place]
            yield from told_in(child, wrong, (*names, str(child.label)))
        elif isinstance(block, blocks.ListBlock):
            yield from told_in(block.child_block, wrong, (*names, str(place + 1)))
