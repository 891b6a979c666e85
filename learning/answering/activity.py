"""What an activity on a page has, whatever its kind; what an answer opens is not in it before that answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString

from learning.answering.asked import Sent
from learning.authoring.block_rules import minutes_of
from learning.lessons.rendering import Renderer
from learning.permissions import can_keep_progress

KINDS = ("question", "stop", "scenario")
PREVIEW_SALT = "learning.activity.preview"
Values = Mapping[str, Any]


@dataclass(frozen=True)
class Reader:
    """Who looks at an activity, in which lesson, and what renders its words.

    In a preview nothing is kept: what the forms need travels with them, sealed.
    """

    user: Any
    lesson: Any
    renderer: Renderer
    is_preview: bool = False
    can_edit: bool = False

    @property
    def may_act(self) -> bool:
        return self.is_preview or can_keep_progress(self.user)

    @property
    def seed(self) -> str:
        """Mixes the answers of a question, the same each time for one reader, and known to no browser."""
        return salted_hmac("learning.order", str(self.user.pk)).hexdigest()

    def token(self, digest: str) -> str:
        """Tells whether a page shows what is asked now, to this person.

        A bare digest would not do: with it one could try out which key fits.
        """
        return salted_hmac("learning.activity", f"{self.user.pk}|{digest}").hexdigest()[:20]


@dataclass(frozen=True)
class Tried:
    """What was sent and not taken: why, and the words to show again."""

    sent: Sent
    fault: str = ""

    def first(self, name: str) -> str:
        return "".join(self.sent(name)[:1]).replace("\x00", "")


@dataclass(frozen=True)
class Row:
    """How many chose this; `share` is out of a hundred of them all."""

    text: str
    count: int
    share: int
    is_own: bool


def spread(texts: list[str], counts: Mapping[int, int], own: int) -> list[Row]:
    total = sum(counts.values()) or 1
    return [
        Row(text, counts.get(place, 0), round(100 * counts.get(place, 0) / total), place == own)
        for place, text in enumerate(texts)
    ]


@dataclass(frozen=True, kw_only=True)
class Activity:
    """An activity as one reader may see it: this, and not its values, is what templates get."""

    kind: str
    key: str
    minutes: int
    address: str
    hidden: tuple[tuple[str, str], ...] = ()
    may_act: bool = False
    text: SafeString = field(default=SafeString(""))
    fault: str = ""

    @property
    def anchor(self) -> str:
        return anchor_of(self.key)


def anchor_of(key: str) -> str:
    return f"doe-{key}"


def frame(
    reader: Reader,
    kind: str,
    values: Values,
    hidden: tuple[tuple[str, str], ...],
    path: Any = (),
    tried: Tried | None = None,
) -> dict[str, Any]:
    """The fields that every activity has."""
    if reader.is_preview:
        address = reverse("learning:try_out")
        hidden = (("preview", sealed(reader, kind, values, path)), *hidden)
    else:
        address = reverse("learning:act", args=[reader.lesson.translation_key, values["key"]])
    return {
        "kind": kind,
        "key": values["key"],
        "minutes": minutes_of(kind, values),
        "address": address,
        "hidden": hidden if reader.may_act else (),
        "may_act": reader.may_act,
        "fault": tried.fault if tried else "",
    }


def sealed(reader: Reader, kind: str, values: Values, path: Any) -> str:
    addresses = [reader.renderer.addresses.module, reader.renderer.addresses.modules]
    told = {"kind": kind, "values": values, "path": list(path), "addresses": addresses}
    return signing.dumps(told, salt=PREVIEW_SALT, compress=True)
