"""The tables beside this file: one case on a line, its words apart by spaces."""

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    return [line.split() for line in Path(__file__).with_name(f"{name}.txt").read_text().splitlines() if line]


def words(name: str) -> list[str]:
    return [word for row in rows(name) for word in row]
