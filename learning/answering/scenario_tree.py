"""A scenario drawn as a tree: each node once, at the end of its shortest way; other ways point to it."""

from __future__ import annotations

import textwrap
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from learning.answering.scenario_shown import LOOKS
from learning.answering.scenarios import Values
from learning.blocks import END_LABELS
from learning.lessons.rendering import plain

WIDTH, HEIGHT = 260, 104  # of a box
ACROSS, DOWN = 310, 118  # from one box to the next
MARGIN = 10
LETTERS, LINES = 32, 2


@dataclass
class Box:
    """A node in the drawing, or a way to a node that stands elsewhere in it."""

    key: str
    text: str
    choice: str = ""
    consequence: str = ""
    end: str = ""
    look: str = ""
    feedback: str = ""
    is_elsewhere: bool = False
    x: int = 0
    y: int = 0
    children: list[Box] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[int, str, str]]:
        """What is written in the box, line by line: at what height, as what, and the words."""
        # What is said stands between quotation marks already.
        told = [("choice", f"“{one}”") for one in fitting(self.choice.strip("“”"), 1, LETTERS - 4)]
        head = f"↪ {self.key}" if self.is_elsewhere else " · ".join(filter(None, [self.key, self.end]))
        told.append(("key", head))
        if not self.is_elsewhere:
            told += [
                ("text", one) for one in fitting(self.text, LINES if told[0][0] == "choice" else LINES + 1)
            ]
        return [(self.y + 24 + 21 * at, role, words) for at, (role, words) in enumerate(told)]

    @property
    def text_x(self) -> int:
        return self.x + 14

    @property
    def ways(self) -> list[str]:
        """The lines to the boxes after this one, as paths of an SVG."""
        from_x, from_y = self.x + WIDTH, self.y + HEIGHT // 2
        middle = from_x + (ACROSS - WIDTH) // 2
        return [f"M{from_x} {from_y}H{middle}V{child.y + HEIGHT // 2}H{child.x}" for child in self.children]


@dataclass(frozen=True)
class Tree:
    root: Box
    boxes: list[Box]
    width: int
    height: int
    box_width: int = WIDTH
    box_height: int = HEIGHT

    @property
    def ends(self) -> list[Box]:
        return [box for box in self.boxes if box.end and not box.is_elsewhere]


def fitting(text: str, lines: int, letters: int = LETTERS) -> list[str]:
    return textwrap.wrap(text, letters, max_lines=lines, placeholder=" …")


def tree_of(values: Values) -> Tree:
    """The drawing of a scenario as `block_rules` checks it."""
    root = grown(values)
    put(root, 0, 0)
    boxes = list(walk(root))
    width = max(box.x for box in boxes) + WIDTH + MARGIN
    height = max(box.y for box in boxes) + HEIGHT + MARGIN
    return Tree(root, boxes, width, height)


def grown(values: Values) -> Box:
    nodes, start = values["nodes"], str(values["start"])
    root = box_of(start, nodes[start])
    seen, waiting = {start}, deque([root])
    while waiting:
        box = waiting.popleft()
        for way in nodes[box.key].get("choices", ()):
            child = box_of(way["to"], nodes[way["to"]], way, is_elsewhere=way["to"] in seen)
            box.children.append(child)
            if not child.is_elsewhere:
                seen.add(child.key)
                waiting.append(child)
    return root


def box_of(key: str, node: Values, way: Values | None = None, is_elsewhere: bool = False) -> Box:
    told: dict[str, Any] = {}
    if "end" in node:
        told = {"end": str(END_LABELS[node["end"]]), "look": LOOKS[node["end"]]}
        told["feedback"] = plain(node["feedback"])
    if way:
        told |= {"choice": way["text"], "consequence": plain(way.get("consequence", ""))}
    return Box(key, plain(node["text"]), is_elsewhere=is_elsewhere, **told)


def put(box: Box, depth: int, row: int) -> int:
    """Places `box` and all after it, from `row` on; gives the first free row below."""
    box.x = MARGIN + depth * ACROSS
    box.y = MARGIN + row * DOWN
    for child in box.children:
        row = put(child, depth + 1, row)
    return row if box.children else row + 1


def walk(box: Box) -> Iterator[Box]:
    yield box
    for child in box.children:
        yield from walk(child)
