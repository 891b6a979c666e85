"""What the words of a page name: terms, themes, lessons, modules. For the CMS; files are checked apart.

A name that is wrong hinders publishing and never a draft, and one that readers see already never hinders:
a term may have left the glossary since, which is no fault of who mends a comma.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamValue

from learning.authoring import plain
from learning.authoring.markup import links, mentions
from learning.authoring.rules import Wrong, Wrongs
from tegenspraak.dutch import fold
from tegenspraak.vocabulary import explain
from tegenspraak.vocabulary.models import Theme

NOT_THERE = {
    "term": _("“%(name)s” is not in the glossary"),
    "theme": _("“%(name)s” is no theme"),
    "les": _("there is no lesson “%(name)s” in this module"),
    "module": _("there is no module “%(name)s”"),
}
Pair = tuple[str, str]


@dataclass(frozen=True)
class Named:
    """A name in a text, what it should be the name of, and where it stands in its block."""

    kind: str
    name: str
    path: tuple[str | int, ...] = ()

    @property
    def pair(self) -> Pair:
        """What it is known by: terms whatever their capitals, lessons without the number of their file."""
        if self.kind == "les":
            return self.kind, self.name[3:]
        return self.kind, fold(self.name) if self.kind == "term" else self.name


def in_text(text: str, path: tuple[str | int, ...] = ()) -> Iterator[Named]:
    for mention in mentions(text):
        yield Named("term", mention.name, path)
    for link in links(text):
        yield Named(link.kind, link.to, path)


def in_values(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Named]:
    """The names in every text of plain values."""
    if isinstance(value, str):
        yield from in_text(value, path)
    elif isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from in_values(item, (*path, step))


def in_block(block: Any) -> Iterator[Named]:
    if block.block_type == "sources":
        return  # shown as they are
    values = plain.of_block(block)
    yield from in_values(values)
    for kind, own, name in (("term", "term", "name"), ("practice", "theme", "theme")):
        if block.block_type == kind and values.get(name):
            yield Named(own, values[name], (name,))


def in_page(page: Any) -> Iterator[Named]:
    """The names in all the words of a page of a module."""
    for field in ("introduction", "sheet", "trainer_guide", "body", "bank"):
        value = getattr(page, field, "")
        if isinstance(value, StreamValue):
            yield from (named for block in value for named in in_block(block))
        else:
            yield from in_text(value)


def known_to(page: Any, module: Any) -> set[Pair]:
    """All that `page` may name: what there is in or beside `module`, and what its readers see already."""
    from learning.models import LessonPage, ModulePage

    found = {("term", name) for name in explain.glossary()}
    found |= {("theme", slug) for slug in Theme.objects.values_list("slug", flat=True)}
    found |= {("module", slug) for slug in ModulePage.objects.values_list("slug", flat=True)}
    if module:
        lessons = LessonPage.objects.child_of(module).values_list("slug", flat=True)
        found |= {("les", slug) for slug in lessons}
    # The row of a page has its words as they were last published, once they were.
    shown = type(page).objects.filter(pk=page.pk, first_published_at__isnull=False).first()
    return found | ({named.pair for named in in_page(shown)} if shown else set())


def wrong_in(names: Iterator[Named], known: Collection[Pair]) -> Wrongs:
    """A fault for each of `names` that is not known, once at its place."""
    wrong = dict.fromkeys(named for named in names if named.pair not in known)
    return [Wrong(NOT_THERE[named.kind], {"name": named.name}, named.path) for named in wrong]
