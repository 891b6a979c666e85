"""What a value must be. A check takes a value and says all that is wrong with it.

What can go wrong in the CMS too is told in the editor's language; the rest only who loads files reads.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, override

LONGEST_MINUTES = 1200
KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Wrong:
    """What is wrong, and where: keys of mappings and places in lists (from 0), from the outside in.

    `text` follows a subject in English, for who loads files; its translation is a sentence by itself, for
    the editor who reads it at the field.
    """

    text: Any
    params: dict[str, Any] = field(default_factory=dict)
    path: tuple[str | int, ...] = ()

    def below(self, *steps: str | int) -> Wrong:
        """The same, seen from the mapping or list that it stands in."""
        return replace(self, path=(*steps, *self.path))

    @property
    def name(self) -> str:
        """The key of the whole that this is about."""
        return str(self.path[0] if self.path else self.params.get("key", ""))

    def __str__(self) -> str:
        """With its place, in English: the console's language."""
        places = [f"“{step}”" if isinstance(step, str) else f"item {step + 1}" for step in self.path]
        with override(None):
            return " ".join([*places, str(self.text % self.params)])


Wrongs = list[Wrong]
Check = Callable[[Any], Wrongs]


@dataclass(frozen=True)
class Rule:
    check: Check
    is_required: bool = True


Rules = dict[str, Rule]


def optional(check: Check) -> Rule:
    return Rule(check, is_required=False)


def unless(is_good: Any, text: Any, **params: Any) -> Wrongs:
    """Nothing where `is_good`, and otherwise what `text` says."""
    return [] if is_good else [Wrong(text, params)]


def faults_of(values: Mapping[str, Any], rules: Rules) -> Wrongs:
    """All that is wrong with `values`, unknown keys and missing ones too."""
    faults: Wrongs = []
    for key, value in values.items():
        if key not in rules:
            unknown = _("unknown key “%(key)s”; known are %(known)s")
            faults.append(Wrong(unknown, {"key": key, "known": ", ".join(rules)}))
        else:
            faults += [wrong.below(key) for wrong in rules[key].check(value)]
    missing = [key for key, rule in rules.items() if rule.is_required and key not in values]
    return faults + [Wrong(_("is missing"), path=(key,)) for key in missing]


def line_of_text(longest: int) -> Check:
    def check(value: Any) -> Wrongs:
        if not isinstance(value, str) or not value.strip():
            return [Wrong(_("must be text; put quotes around “%(value)s”"), {"value": value})]
        return unless(len(value) <= longest, _("has more than %(most)d characters"), most=longest)

    return check


LINE, LONG = line_of_text(250), line_of_text(20_000)


A_NUMBER = _("must be a whole number from %(least)d to %(most)d, not “%(value)s”")
OF_MINUTES = _("must be a whole number of minutes from %(least)d to %(most)d, not “%(value)s”")


def whole_number(least: int, most: int, text: Any = A_NUMBER) -> Check:
    def check(value: Any) -> Wrongs:
        good = type(value) is int and least <= value <= most
        return unless(good, text, least=least, most=most, value=value)

    return check


whole_minutes = whole_number(1, LONGEST_MINUTES, OF_MINUTES)


def a_date(value: Any) -> Wrongs:
    return unless(type(value) is date, "must be a date like 2026-11-23, not “%(value)s”", value=value)


def a_yes_or_no(value: Any) -> Wrongs:
    return unless(isinstance(value, bool), _("must be true or false, not “%(value)s”"), value=value)


def a_key(value: Any) -> Wrongs:
    good = isinstance(value, str) and len(value) <= 80 and KEY.fullmatch(value)
    return unless(good, _("“%(value)s” must have small letters, digits and hyphens only"), value=value)


def a_web_address(value: Any) -> Wrongs:
    good = isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value)
    return unless(good, "must be an address that begins with https://, not “%(value)s”", value=value)


def one_of(known: Collection[str], text: Any) -> Check:
    """One of `known`; `text` says with %(value)s what another value is not."""
    return lambda value: unless(isinstance(value, str) and value in known, text, value=value)


def list_of(check: Check, least: int = 1, most: int | None = None) -> Check:
    def check_all(value: Any) -> Wrongs:
        if not isinstance(value, list):
            return [Wrong(_("must be a list"))]
        if wrong := how_many(value, least, most):
            return wrong
        return [told.below(place) for place, item in enumerate(value) for told in check(item)]

    return check_all


def mapping_of(check: Check, least: int = 1, most: int | None = None) -> Check:
    """Keys of small letters, each with a value that fits `check`."""

    def check_all(value: Any) -> Wrongs:
        if not isinstance(value, dict):
            return [Wrong("must be lines of “key: value”")]
        if wrong := how_many(value, least, most):
            return wrong
        return [told.below(str(key)) for key, item in value.items() for told in [*a_key(key), *check(item)]]

    return check_all


def how_many(value: Collection[Any], least: int, most: int | None) -> Wrongs:
    if most:
        good = least <= len(value) <= most
        return unless(good, _("must have %(least)d to %(most)d items"), least=least, most=most)
    few = ngettext_lazy("must have at least %(least)d item", "must have at least %(least)d items", "least")
    return unless(len(value) >= least, few, least=least)


def having(rules: Rules) -> Check:
    """A mapping whose keys fit `rules`."""

    def check(value: Any) -> Wrongs:
        if not isinstance(value, dict):
            return [Wrong(_("must have the keys %(keys)s"), {"keys": ", ".join(rules)})]
        return faults_of(value, rules)

    return check


def a_source(value: Any) -> Wrongs:
    """Title and the day it was seen, and perhaps an address and a note."""
    return having(
        {"title": Rule(LINE), "url": optional(a_web_address), "seen": Rule(a_date), "note": optional(LINE)}
    )(value)
