"""Numbers about people that tell nothing of one person. Plain Python.

Fewer than five people are not counted aloud. What could be reckoned from the numbers that are shown, because
the total is known or because two groups differ by a few people, is hidden as well.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

FEWEST = 5

Group = frozenset[Hashable]


def shown(counts: Sequence[int]) -> list[bool]:
    """Which of `counts` may be shown beside their total. Where all of the rest is nobody, all may."""
    small = {place for place, count in enumerate(counts) if count < FEWEST}
    if sum(counts[place] for place in small) == 0:
        return [True] * len(counts)
    if len(small) == 1 and len(counts) > 1:
        rest = [place for place in range(len(counts)) if place not in small]
        small.add(min(rest, key=lambda place: counts[place]))
    return [place not in small for place in range(len(counts))]


def together(groups: Sequence[Group]) -> list[bool]:
    """Which groups may be counted beside each other, the larger first.

    Of two groups that differ by fewer than five, or a whole and its parts that leave fewer than five over,
    the numbers would tell about those few.
    """
    kept: list[int] = []
    for place in sorted(range(len(groups)), key=lambda place: -len(groups[place])):
        if not any(is_few(gap) for gap in gaps(groups[place], [groups[one] for one in kept])):
            kept.append(place)
    return [place in kept for place in range(len(groups))]


def gaps(group: Group, others: Sequence[Group]) -> list[Group]:
    """What is left of `group` without the others, of them without it, and of a whole without its parts."""
    found = [gap for other in others if group & other for gap in (group - other, other - group)]
    for whole in others:
        parts = [other for other in others if other < whole]
        found.append(whole.difference(group, *parts))
    return found


def is_few(group: Group) -> bool:
    return 0 < len(group) < FEWEST
