"""A module on paper: every lesson with its activities as they are before anybody answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.crypto import salted_hmac
from wagtail.images import get_image_model

from learning import panels
from learning.answering import questions
from learning.authoring import plain
from learning.authoring.block_rules import minutes_of
from learning.lessons.rendering import LOOKS, Addresses, Renderer, Section
from learning.models import LessonPage, ModulePage

PICTURE = "max-1200x1200"  # as blocks/picture.html asks for it
MEDIA = ("audio", "video", "download")
REGIONS = ("term", "sources")
ACTIVITIES = ("question", "stop", "scenario")


@dataclass(frozen=True)
class Printed(Section):
    """A block as it looks on paper."""

    @property
    def template(self) -> str:
        name = "callout" if self.kind in LOOKS else "media" if self.kind in MEDIA else self.kind
        return f"learning/print/{name}.html"


@dataclass(frozen=True)
class PrintedLesson:
    lesson: LessonPage
    number: int
    sections: list[Section]


def lessons_of(module: ModulePage, user: Any) -> list[PrintedLesson]:
    """Every live lesson of `module`, in a number of queries that does not grow with them."""
    lessons = list(LessonPage.objects.child_of(module).visible_to(user))
    printer = Printer(Addresses.of(module), lessons)
    return [
        PrintedLesson(lesson, number, list(printer.sections(lesson, f"les-{number}")))
        for number, lesson in enumerate(lessons, 1)
    ]


class Printer:
    """Prints the lessons of one module; asks for all their pictures at once."""

    def __init__(self, addresses: Addresses, lessons: Iterable[LessonPage]) -> None:
        self.renderer = Renderer(addresses)
        raw = [one for lesson in lessons for one in lesson.body.raw_data if one["type"] == "picture"]
        numbers = {one["value"]["file"] for one in raw}
        found = get_image_model().objects.filter(pk__in=numbers).prefetch_renditions(PICTURE)
        self.pictures = {picture.pk: picture for picture in found}

    def sections(self, lesson: LessonPage, prefix: str) -> Iterator[Section]:
        for number, raw in enumerate(lesson.body.raw_data, 1):
            anchor, kind = f"{prefix}-deel-{number}", plain.kind_of(raw["type"])
            if kind in panels.IN_TEXT:  # what higher rooms show differs from reader to reader
                continue
            if kind == "picture" or kind in MEDIA:
                yield self.seen(kind, raw["value"], anchor)
            elif kind in ACTIVITIES:
                yield self.activity(kind, plain.of_block(lesson.body[number - 1]), anchor, lesson)
            else:
                yield self.read(lesson.body[number - 1], anchor)

    def read(self, block: Any, anchor: str) -> Section:
        """As in its lesson; what is a region of the page there is not one of many here."""
        section = self.renderer.section(block, anchor)
        if section.kind in LOOKS or section.kind in REGIONS:
            section = Printed(section.kind, section.html, section.title, section.values)
        return replace(section, anchor=anchor)

    def seen(self, kind: str, raw: Mapping[str, Any], anchor: str) -> Section:
        """From the stored values, so that files are not asked for one by one."""
        texts = {"transcript": self.renderer.markdown(raw.get("transcript") or "", anchor)}
        values = {**raw, "file": self.pictures.get(raw["file"])} if kind == "picture" else raw
        return Printed(kind, values=values, texts=texts, anchor=anchor)

    def activity(self, kind: str, values: dict[str, Any], anchor: str, lesson: LessonPage) -> Section:
        """What is asked, and nothing that an answer opens."""
        known = {"minutes": minutes_of(kind, values), "address": lesson.url}
        if kind == "scenario":
            node = values["nodes"][values["start"]]
            known |= {"title": values["title"], "choices": node.get("choices", ())}
            text = node["text"]
        elif kind == "stop":
            known |= {name: values.get(name) for name in ("question", "choices")}
            known["ask_reason"], text = values.get("ask_reason", True), values["text"]
        else:
            known |= asked(values, lesson)
            text = values["text"]
        texts = {"text": self.renderer.markdown(text, anchor)}
        return Printed(kind, values=known, texts=texts, anchor=anchor)


def asked(values: Mapping[str, Any], lesson: LessonPage) -> dict[str, Any]:
    """What may be chosen, mixed with a seed that no browser knows: an order question is its own key."""
    kind = values["kind"]
    order = questions.mixed(values, salted_hmac("learning.print", str(lesson.pk)).hexdigest())
    items = values.get(questions.LISTS.get(kind, ""), ())
    shown = [items[place]["right" if kind == "match" else "text"] for place in order]
    lefts = [one["left"] for one in items] if kind == "match" else []
    return {"kind": kind, "options": shown, "lefts": lefts}
