"""Review by a second editor: a step in Wagtail's workflow that nobody takes for their own words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState


class SecondReader(AbstractGroupApprovalTask):
    """An editor approves or sends back what another editor handed in."""

    class Meta:
        verbose_name = _("second reader")
        verbose_name_plural = _("second readers")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        state = obj.current_workflow_state
        if state and state.requested_by_id == user.pk:
            return []
        return list(super().get_actions(obj, user))

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        return states.exclude(workflow_state__requested_by=user)

    @classmethod
    def get_description(cls) -> str:
        return str(_("Another editor than who handed it in reads along"))
