"""The one screen on which a case is written: its three forms as one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from casuistry.cases.draft import Draft
from casuistry.cases.forms import (
    CaseForm,
    LineFormSet,
    RoleFormSet,
    draft_of,
    initial_of,
    new_initial,
    typed,
)
from casuistry.cases.models import Case
from casuistry.gate.things import kind_of


class Writing:
    """Made by one of the class methods: from nothing, from a case, or from what someone sent."""

    def __init__(self, form: CaseForm, lines: Any, roles: Any) -> None:
        self.form, self.lines, self.roles = form, lines, roles

    @classmethod
    def blank(cls) -> Writing:
        return cls(CaseForm(initial=new_initial()), LineFormSet(prefix="lines"), RoleFormSet(prefix="roles"))

    @classmethod
    def of(cls, case: Case) -> Writing:
        draft = case.draft()
        lines = [{**line.content(), "id": line.id} for line in draft.lines]
        roles = [{"name": name, "role": role} for name, role in draft.register]
        return cls(
            CaseForm(initial=initial_of(draft, case.version)),
            LineFormSet(prefix="lines", initial=lines),
            RoleFormSet(prefix="roles", initial=roles),
        ).about(case)

    @classmethod
    def sent(cls, data: QueryDict) -> Writing:
        return cls(CaseForm(data), LineFormSet(data, prefix="lines"), RoleFormSet(data, prefix="roles"))

    @classmethod
    def again(cls, data: QueryDict, more: int = 0, **changed: Any) -> Writing:
        """What was sent as a fresh screen: every word, no complaints, and `more` blank rows."""
        sent = cls.sent(data)
        writing = cls(
            CaseForm(initial={**typed(sent.form), **changed}),
            LineFormSet(prefix="lines", initial=rows(sent.lines)),
            RoleFormSet(prefix="roles", initial=rows(sent.roles)),
        )
        writing.lines.extra = writing.roles.extra = more
        return writing

    def about(self, case: Case) -> Writing:
        """The live marks then know what was decided on this case before."""
        self.form.fields["kept"].widget.thing = f"{kind_of(case)}:{case.pk}"
        return self

    def is_valid(self) -> bool:
        # All three, so that every complaint shows at once.
        return all([self.form.is_valid(), self.lines.is_valid(), self.roles.is_valid()])

    def draft(self) -> Draft:
        """What the author wrote; only after `is_valid()`."""
        return draft_of(self.form, self.lines, self.roles)


def rows(formset: Any) -> list[Mapping[str, Any]]:
    """The rows of a sent formset; without its management form there are none."""
    return [typed(form) for form in formset.forms] if formset.management_form.is_valid() else []
