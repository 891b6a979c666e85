"""How well an engine did on a set of questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

TOP = 10
ALL = "all"

Query = Mapping[str, Any]
Answers = Mapping[str, Sequence[str]]  # by the id of a question


class Score(NamedTuple):
    """From 0 to 1: how much of what could stand in the first ten did, and how high the first stood."""

    recall: float
    rank: float

    def __str__(self) -> str:
        return f"{self.recall:.2f} / {self.rank:.2f}"


def recall(found: Sequence[str], relevant: Sequence[str]) -> float:
    return len(set(found[:TOP]) & set(relevant)) / min(TOP, len(relevant))


def reciprocal_rank(found: Sequence[str], relevant: Sequence[str]) -> float:
    wanted = set(relevant)
    return next((1 / place for place, one in enumerate(found[:TOP], start=1) if one in wanted), 0.0)


def scored(queries: Iterable[Query], answers: Answers) -> Score:
    """The mean over the questions."""
    pairs = [(answers[query["id"]], query["relevant"]) for query in queries]
    number = len(pairs) or 1
    return Score(
        sum(recall(*pair) for pair in pairs) / number, sum(reciprocal_rank(*pair) for pair in pairs) / number
    )


def by_kind(queries: Sequence[Query], answers: Answers) -> dict[str, Score]:
    """A score for each kind of question, and one for all of them."""
    kinds = dict.fromkeys(query["kind"] for query in queries)
    scores = {kind: scored([one for one in queries if one["kind"] == kind], answers) for kind in kinds}
    return scores | {ALL: scored(queries, answers)}


def table(title: str, queries: Sequence[Query], answers: Mapping[str, Answers]) -> str:
    """Kinds down, engines across: recall at ten and mean reciprocal rank."""
    columns = {name: by_kind(queries, found) for name, found in answers.items()}
    kinds = [*dict.fromkeys(query["kind"] for query in queries), ALL]
    counts = {kind: sum(kind in (ALL, query["kind"]) for query in queries) for kind in kinds}
    head = f"{'recall at 10 / MRR':22}{'n':>4}" + "".join(f"{name:>20}" for name in columns)
    lines = [
        f"{kind:22}{counts[kind]:4}" + "".join(f"{scores[kind]!s:>20}" for scores in columns.values())
        for kind in kinds
    ]
    return "\n".join(["", f"{title}: {len(queries)} questions", head, *lines])
