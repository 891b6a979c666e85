"""Questions: how they are shown, how an answer is read, what it is worth, and what it opens. Plain Python.

A question is a mapping as `block_rules` checks it. An answer is plain data that JSON can hold, by places in
the question as it was written: for one and judgement a place, for several a list of places, for order the
places of the steps as they were put, for match for each left the place of a right, for true_false
{"right": bool, "reason": place}, for open the text.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Values = Mapping[str, Any]
LISTS = {
    "one": "answers",
    "several": "answers",
    "judgement": "answers",
    "order": "steps",
    "match": "pairs",
    "true_false": "reasons",
}
LONGEST_ANSWER = 10_000


class NotAnswered(ValueError):
    """What was sent is no whole answer to the question."""


@dataclass(frozen=True)
class Feedback:
    """What is told about one part of an answer: its text, and what there is to know of it.

    `is_right` is None where there is no right or wrong.
    """

    text: str
    feedback: str
    is_chosen: bool
    is_right: bool | None = None


def digest_of(values: Values) -> str:
    """Tells whether a question was changed after somebody answered it."""
    words = json.dumps(values, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(words.encode()).hexdigest()


def mixed(values: Values, seed: str) -> list[int]:
    """The places of the answers, steps, reasons or rights in the order to show; the same for the same seed.

    The seed must hold something that the browser does not know: for an order question the places are the key.
    Judgements stand in their own order, which often is a scale.
    """
    places = list(range(len(values.get(LISTS.get(values["kind"], ""), ()))))
    if values["kind"] == "judgement":
        return places
    chance = random.Random(f"{seed}|{values['key']}")
    chance.shuffle(places)
    # What is handed in as it was shown must be worth nothing.
    while values["kind"] in ("order", "match") and share_in_place(places) > 0:
        chance.shuffle(places)
    return places


def share_in_place(places: Sequence[int]) -> float:
    """The share of steps or pairs that are where they belong; below one half nothing."""
    share = sum(place == at for at, place in enumerate(places)) / len(places)
    return share if share >= 0.5 else 0.0


def read(values: Values, order: Sequence[int], sent: Callable[[str], list[str]]) -> Any:
    """The answer in what was sent; `sent(name)` gives the values of a field, `order` is as `mixed` gave it.

    Fields: `answer` for a shown place (or several), `step-<shown place>` for the number of a step,
    `pair-<left>` for the shown place of a right, `right` true or false, `text`. Raises NotAnswered.
    """
    kind = values["kind"]
    if kind == "open":
        return text_in(sent("text"))
    if kind == "order":
        return steps_in(order, sent)
    if kind == "match":
        return [order[place_in(sent(f"pair-{left}"), order)] for left in range(len(order))]
    if kind == "several":
        chosen = sorted({order[place_in([one], order)] for one in sent("answer")})
        if not chosen:
            raise NotAnswered
        return chosen
    place = order[place_in(sent("answer"), order)]
    if kind != "true_false":
        return place
    if (said := "".join(sent("right")[:1])) not in ("true", "false"):
        raise NotAnswered
    return {"right": said == "true", "reason": place}


def place_in(sent: Sequence[str], order: Sequence[int]) -> int:
    if len(sent) != 1 or not sent[0].isdecimal() or len(sent[0]) > 3 or int(sent[0]) >= len(order):
        raise NotAnswered
    return int(sent[0])


def text_in(sent: Sequence[str]) -> str:
    text = "".join(sent[:1]).replace("\x00", "").strip()
    if not text:
        raise NotAnswered
    return text[:LONGEST_ANSWER]


def steps_in(order: Sequence[int], sent: Callable[[str], list[str]]) -> list[int]:
    numbers = ["".join(sent(f"step-{shown}")[:1]) for shown in range(len(order))]
    if sorted(numbers) != sorted(str(number) for number in range(1, len(order) + 1)):
        raise NotAnswered
    return [order[shown] for shown in sorted(range(len(order)), key=lambda shown: int(numbers[shown]))]


def score(values: Values, answer: Any) -> float:
    """What an answer is worth, from 0 to 1; an open question is not scored and gives 1.

    Order and match give the share of steps or pairs in their place, several the share of the right answers
    that is chosen less the share of the wrong ones: who ticks all, or guesses, gains nothing. Below one half
    is nothing. A judgement is worth how many of the panel chose it against the most chosen.
    """
    kind = values["kind"]
    if kind == "open":
        return 1.0
    if kind == "judgement":
        panel = [one["panel"] for one in values["answers"]]
        return float(panel[answer] / max(panel))
    if kind == "one":
        return float(bool(values["answers"][answer].get("right")))
    if kind == "true_false":
        reason = values["reasons"][answer["reason"]]
        return 0.5 * (answer["right"] == values["right"]) * (1 + bool(reason.get("right")))
    return score_of_several(values, set(answer)) if kind == "several" else share_in_place(answer)


def score_of_several(values: Values, chosen: set[int]) -> float:
    right = {place for place, one in enumerate(values["answers"]) if one.get("right")}
    wrong = set(range(len(values["answers"]))) - right
    share = len(chosen & right) / len(right) - len(chosen & wrong) / len(wrong)
    return share if share >= 0.5 else 0.0


def is_right(values: Values, answer: Any) -> bool | None:
    """Whether the answer is wholly right; None where there is no right or wrong."""
    return None if values["kind"] in ("open", "judgement") else score(values, answer) == 1.0


def pair_of(pair: Values) -> str:
    """What belongs together, in one line: the full stop of the left side would stand in the middle of it."""
    return f"{pair['left'].rstrip('.')}: {pair['right']}"


def feedback(values: Values, answer: Any) -> list[Feedback]:
    """What an answer opens, part by part, in the order as written."""
    kind = values["kind"]
    if kind == "open":
        return []
    if kind == "order":
        steps = values["steps"]
        return [
            Feedback(one["text"], one.get("feedback", ""), True, answer[at] == at)
            for at, one in enumerate(steps)
        ]
    if kind == "match":
        pairs = values["pairs"]
        return [
            Feedback(pair_of(one), one.get("feedback", ""), True, answer[at] == at)
            for at, one in enumerate(pairs)
        ]
    chosen = answer if kind == "several" else [answer["reason"] if kind == "true_false" else answer]
    return [
        Feedback(
            one["text"],
            one["feedback"],
            place in chosen,
            None if kind == "judgement" else bool(one.get("right")),
        )
        for place, one in enumerate(values[LISTS[kind]])
    ]
