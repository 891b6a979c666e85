"""What a page of a module says to somebody who was asked to do it."""

from typing import Any

from django import template

from learning.permissions import can_start_cohort, can_teach
from learning.teaching.evaluating import open_moment
from learning.teams.assigned import assigned_to, sights

register = template.Library()


@register.inclusion_tag("learning/teams/asked.html")
def asked_of(user: Any, module: Any) -> dict[str, Any]:
    """Who asked, before when, and who can see how far `user` is; nothing for who was not asked."""
    found = next((one for one in assigned_to(user) if one.standing.module.pk == module.pk), None)
    return {"asked": found, "sights": sights(user, found.assignments) if found else []}


@register.inclusion_tag("learning/teams/teaching.html")
def teaching(user: Any, module: Any) -> dict[str, Any]:
    """What there is for who teaches with a module; nothing for who does not."""
    teaches = can_teach(user, module)
    return {"module": module, "teaches": teaches, "may_start": teaches or can_start_cohort(user)}


@register.inclusion_tag("learning/teams/evaluation_card.html")
def evaluation_of(user: Any, module: Any, outline: Any) -> dict[str, Any]:
    """The evaluation that `user` can fill in now and has not; nothing where there is none."""
    return {"module": module, "moment": open_moment(user, module, outline)}
