"""A stop moment on a page: the choice, and after it how colleagues chose and what there is to say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from learning.answering.activity import Activity, Reader, Row, Tried, Values, anchor_of, frame, spread
from learning.answering.asked import Option
from learning.answering.questions import digest_of
from learning.models.answers import Commitment

ENOUGH = 5  # people who chose, oneself among them, before it is shown how they chose
Spreads = Mapping[tuple[str, str], Mapping[int, int]]


@dataclass(frozen=True)
class Made:
    """A choice that was made, and what it opened."""

    choice: str
    reason: str
    commentary: SafeString
    spread: list[Row]  # empty while too few have chosen
    total: int
    is_changed: bool
    other_choice: str = ""  # what was sent later, and not taken
    other_reason: str = ""

    @property
    def is_other(self) -> bool:
        """Whether something else was sent than what was kept."""
        return bool(self.other_choice or self.other_reason)


@dataclass(frozen=True, kw_only=True)
class StopShown(Activity):
    question: str
    options: list[Option]
    asks_reason: bool
    reason: str
    made: Made | None = None


def place_of(lesson: Any) -> str:
    """Where the stop moments of a lesson are, for their commitments."""
    return f"lesson:{lesson.translation_key}"


def asked_of(values: Values) -> dict[str, Any]:
    """What somebody commits to: not the commentary, which may grow better afterwards."""
    return {name: values[name] for name in ("text", "question", "choices")}


def made_for(values: Values, choice: int, reason: str) -> Commitment:
    """A commitment that nobody keeps."""
    asked = asked_of(values)
    return Commitment(key=values["key"], digest=digest_of(asked), asked=asked, choice=choice, reason=reason)


def show(
    reader: Reader,
    values: Values,
    commitment: Commitment | None = None,
    spreads: Spreads | None = None,
    tried: Tried | None = None,
) -> StopShown:
    """The stop moment for `reader`; `tried` brings back what was not taken."""
    chosen = tried.first("choice") if tried else ""
    hidden = (("token", reader.token(digest_of(asked_of(values)))),)
    return StopShown(
        **frame(reader, "stop", values, hidden, tried=tried),
        text=reader.renderer.markdown(values["text"], anchor_of(values["key"])),
        question=values["question"],
        options=[
            Option(str(place), one["text"], str(place) == chosen)
            for place, one in enumerate(values["choices"])
        ],
        asks_reason=values.get("ask_reason", True),
        reason=tried.first("reason") if tried else "",
        made=made_of(reader, values, commitment, spreads or {}, tried) if commitment else None,
    )


def made_of(
    reader: Reader, values: Values, commitment: Commitment, spreads: Spreads, tried: Tried | None
) -> Made:
    texts = [one["text"] for one in commitment.asked["choices"]]
    counts = spreads.get((commitment.key, commitment.digest), {})
    total = sum(counts.values())
    late = tried.first("reason").strip() if tried else ""
    chosen = tried.first("choice") if tried else ""
    is_other = chosen.isdecimal() and len(chosen) < 4 and int(chosen) < len(texts)
    return Made(
        texts[commitment.choice],
        commitment.reason,
        reader.renderer.markdown(values["commentary"], f"{anchor_of(values['key'])}-na"),
        spread(texts, counts, commitment.choice) if total >= ENOUGH else [],
        total,
        is_changed=commitment.digest != digest_of(asked_of(values)),
        other_choice=texts[int(chosen)] if is_other and int(chosen) != commitment.choice else "",
        other_reason=late if late != commitment.reason else "",
    )
