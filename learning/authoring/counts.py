"""How much there is in a module: words, minutes, questions. Plain numbers of plain values."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from learning.authoring.block_rules import QUESTION_KINDS, minutes_of
from learning.authoring.front_matter import Block
from learning.authoring.module_files import LessonFile, ModuleFiles, study_load
from learning.lessons.rendering import plain


@dataclass
class Count:
    """What stands in a lesson, or in all lessons of a module."""

    words: int = 0
    reading: int = 0
    activities: int = 0
    stops: int = 0
    questions: Counter[str] = field(default_factory=Counter)
    nodes: list[int] = field(default_factory=list)  # of each scenario

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.words + other.words,
            self.reading + other.reading,
            self.activities + other.activities,
            self.stops + other.stops,
            self.questions + other.questions,
            self.nodes + other.nodes,
        )

    def __str__(self) -> str:
        kinds = in_kinds(self.questions)
        nodes = f" of {', '.join(map(str, self.nodes))} nodes" if self.nodes else ""
        return (
            f"{self.words} words, {self.reading} minutes of reading and {self.activities} of activities, "
            f"{self.questions.total()} questions{kinds}, {self.stops} stops, "
            f"{len(self.nodes)} scenarios{nodes}"
        )


def in_kinds(questions: Counter[str]) -> str:
    kinds = [f"{questions[kind]} {kind}" for kind in QUESTION_KINDS if questions[kind]]
    return f" ({', '.join(kinds)})" if kinds else ""


def count_of(lesson: LessonFile) -> Count:
    found = Count(reading=int(lesson.values.get("minutes") or 0))
    for block in lesson.blocks:
        found.words += words_of(block)
        found.activities += minutes_of(block.kind, block.values)
        if block.kind == "question":
            found.questions[block.values["kind"]] += 1
        elif block.kind == "stop":
            found.stops += 1
        elif block.kind == "scenario":
            found.nodes.append(len(block.values.get("nodes", ())))
    return found


def words_of(block: Block) -> int:
    """Words of running text: paragraphs and callouts, with their titles and without any mark."""
    if block.kind not in ("text", "callout"):
        return 0
    words = f"{block.values.get('title', '')} {plain(block.values['text'])}".split()
    return sum(any(sign.isalnum() for sign in word) for word in words)


def bank_by_goal(goals: Iterable[str], bank: Iterable[Block]) -> dict[str, Counter[str]]:
    """For each goal, and for "" when a question names none of them, the questions by kind."""
    found: dict[str, Counter[str]] = {goal: Counter() for goal in goals}
    for block in bank:
        goal = block.values.get("goal", "")
        found.setdefault(goal if goal in found else "", Counter())[block.values["kind"]] += 1
    return found


def lines_of(module: ModuleFiles) -> Iterator[str]:
    """What there is to tell of a module, lesson by lesson, then as a whole."""
    total = Count()
    for lesson in module.lessons:
        total += (count := count_of(lesson))
        yield f"{module.slug}/{lesson.slug}: {count}"
    yield f"{module.slug}: {total}"
    yield f"{module.slug}: {study_load(module)} minutes in all, and it says {module.values['minutes']}"
    if module.test:
        by_goal = bank_by_goal(module.values.get("goals", ()), module.test.blocks)
        for goal, kinds in by_goal.items():
            yield f"{module.slug}/{module.test.slug}, {goal or 'no goal'}: {bank_line(kinds)}"
        whole = sum(by_goal.values(), Counter())
        yield f"{module.slug}/{module.test.slug}: {bank_line(whole)}{in_kinds(whole)}"


def bank_line(kinds: Counter[str]) -> str:
    total = kinds.total()
    share = round(100 * kinds["judgement"] / total) if total else 0
    return f"{total} questions, {share}% judgement"
