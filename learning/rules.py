"""What a value in a module's files must be. A check takes a value and says what is wrong, or None."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

LONGEST_MINUTES = 1200
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Check = Callable[[Any], str | None]


@dataclass(frozen=True)
class Rule:
    check: Check
    is_required: bool = True


Rules = dict[str, Rule]


def optional(check: Check) -> Rule:
    return Rule(check, is_required=False)


def faults_of(values: Mapping[str, Any], rules: Rules) -> list[tuple[str, str]]:
    """All that is wrong with `values`: the key and what is wrong with it; "" for what is missing."""
    faults = []
    for key, value in values.items():
        if key not in rules:
            faults.append((key, f"unknown key “{key}”; known are {', '.join(rules)}"))
        elif wrong := rules[key].check(value):
            faults.append((key, f"“{key}” {wrong}"))
    missing = [key for key, rule in rules.items() if rule.is_required and key not in values]
    return faults + [("", f"“{key}” is missing") for key in missing]


def line_of_text(longest: int) -> Check:
    def check(value: Any) -> str | None:
        if not isinstance(value, str) or not value.strip():
            return f"must be text; put quotes around “{value}”"
        return f"has more than {longest} characters" if len(value) > longest else None

    return check


LINE, LONG = line_of_text(250), line_of_text(20_000)


def whole_number(least: int, most: int, what: str = "") -> Check:
    def check(value: Any) -> str | None:
        good = type(value) is int and least <= value <= most
        return None if good else f"must be a whole number{what} from {least} to {most}, not “{value}”"

    return check


whole_minutes = whole_number(1, LONGEST_MINUTES, " of minutes")


def a_date(value: Any) -> str | None:
    return None if type(value) is date else f"must be a date like 2026-11-23, not “{value}”"


def a_yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else f"must be true or false, not “{value}”"


def a_key(value: Any) -> str | None:
    good = isinstance(value, str) and len(value) <= 80 and KEY.fullmatch(value)
    return None if good else f"“{value}” must have small letters, digits and hyphens only"


def a_web_address(value: Any) -> str | None:
    good = isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value)
    return None if good else f"must be an address that begins with https://, not “{value}”"


def list_of(check: Check, least: int = 1, most: int | None = None) -> Check:
    def check_all(value: Any) -> str | None:
        if not isinstance(value, list):
            return "must be a list"
        if len(value) < least or (most and len(value) > most):
            return f"must have {least} to {most} items" if most else f"must have at least {least} item"
        wrong = [f"item {number} {told}" for number, item in enumerate(value, 1) if (told := check(item))]
        return "; ".join(wrong) or None

    return check_all


def one_of(known: Collection[str], what: str) -> Check:
    def check(value: Any) -> str | None:
        return None if isinstance(value, str) and value in known else f"“{value}” is no known {what}"

    return check


def mapping_of(check: Check, least: int = 1, most: int | None = None) -> Check:
    """Keys of small letters, each with a value that fits `check`."""

    def check_all(value: Any) -> str | None:
        if not isinstance(value, dict):
            return "must be lines of “key: value”"
        if len(value) < least or (most and len(value) > most):
            return f"must have {least} to {most or 'more'} lines"
        wrong = [told for key in value if (told := a_key(key))]
        wrong += [f"“{key}” {told}" for key, item in value.items() if (told := check(item))]
        return "; ".join(wrong) or None

    return check_all


def having(rules: Rules) -> Check:
    """A mapping whose keys fit `rules`."""

    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return f"must have the keys {', '.join(rules)}"
        return "; ".join(told for _key, told in faults_of(value, rules)) or None

    return check


def a_source(value: Any) -> str | None:
    """Title and the day it was seen, and perhaps an address and a note."""
    return having(
        {"title": Rule(LINE), "url": optional(a_web_address), "seen": Rule(a_date), "note": optional(LINE)}
    )(value)
