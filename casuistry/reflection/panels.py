"""What stands beside a case: its reflections, and the way to begin one."""

from typing import Any

from django.template.loader import render_to_string

from casuistry.cases.models import Case
from casuistry.reflection.models import Reflection
from casuistry.reflection.permissions import can_start


def case_panel(case: Case, user: Any) -> str | None:
    """The reflections on `case` that `user` takes part in; None when there is nothing to show or do."""
    reflections = Reflection.objects.visible_to(user).filter(case=case).select_related("protocol")
    may_start = can_start(user, case)
    if not may_start and not reflections:
        return None
    context = {"case": case, "reflections": reflections, "may_start": may_start}
    return render_to_string("reflection/case_panel.html", context)
