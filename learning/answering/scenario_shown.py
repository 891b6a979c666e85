"""A scenario on a page: the way until here and the present node, and nothing of what lies beyond."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.safestring import SafeString

from learning.answering import scenarios
from learning.answering.activity import Activity, Reader, Tried, Values, anchor_of, frame
from learning.answering.asked import Option
from learning.answering.questions import digest_of
from learning.blocks import END_LABELS
from learning.models.answers import ScenarioRun

LOOKS = {"good": "ok", "mixed": "warning", "risk": "danger"}


@dataclass(frozen=True)
class Step:
    """An earlier step: what happened, what was chosen, and what came of it."""

    text: SafeString
    choice: str
    consequence: SafeString | None


@dataclass(frozen=True)
class End:
    label: str
    look: str
    feedback: SafeString
    found: int
    total: int


@dataclass(frozen=True, kw_only=True)
class ScenarioShown(Activity):
    title: str
    earlier: list[Step]
    options: list[Option]
    end: End | None
    is_changed: bool
    tree_address: str


def show(
    reader: Reader, values: Values, run: ScenarioRun | None = None, tried: Tried | None = None
) -> ScenarioShown:
    """The scenario where `run` stands."""
    if run is None or not run.path:
        found = run.ends if run else []
        run = ScenarioRun(user_id=reader.user.pk, values=values, digest=digest_of(values), ends=found)
    played, prefix = run.values, anchor_of(values["key"])
    node = played["nodes"][scenarios.here(played, run.path)]
    return ScenarioShown(
        **frame(reader, "scenario", values, (("state", run.state),), (run.path, run.ends), tried),
        text=reader.renderer.markdown(node["text"], f"{prefix}-{len(run.path)}"),
        title=played["title"],
        earlier=[step(reader, played, at, one) for at, one in enumerate(run.path)],
        options=[Option(str(place), one["text"]) for place, one in enumerate(node.get("choices", ()))],
        end=end_of(reader, run, f"{prefix}-einde") if "end" in node else None,
        is_changed=run.digest != digest_of(values),
        tree_address=tree_address(reader, values),
    )


def step(reader: Reader, played: Values, at: int, one: scenarios.Values) -> Step:
    node, prefix = played["nodes"][one["node"]], f"{anchor_of(played['key'])}-{at}"
    choice = node["choices"][one["choice"]]
    told = choice.get("consequence")
    return Step(
        reader.renderer.markdown(node["text"], prefix),
        choice["text"],
        reader.renderer.markdown(told, f"{prefix}-gevolg") if told else None,
    )


def end_of(reader: Reader, run: ScenarioRun, prefix: str) -> End:
    node, ends = run.values["nodes"][run.end], scenarios.ends_of(run.values)
    return End(
        str(END_LABELS[node["end"]]),
        LOOKS[node["end"]],
        reader.renderer.markdown(node["feedback"], prefix),
        len(set(ends) & set(run.ends)),
        len(ends),
    )


def tree_address(reader: Reader, values: Values) -> str:
    """Where an editor sees the whole; "" for who is none, and for a page that was never saved."""
    if not reader.can_edit or not reader.lesson or not reader.lesson.pk:
        return ""
    return reverse("learning:tree", args=[reader.lesson.translation_key, values["key"]])
