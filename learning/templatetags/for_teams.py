"""What a page of a module says to somebody who was asked to do it."""

from typing import Any

from django import template

from learning.assigned import assigned_to, sights

register = template.Library()


@register.inclusion_tag("learning/teams/asked.html")
def asked_of(user: Any, module: Any) -> dict[str, Any]:
    """Who asked, before when, and who can see how far `user` is; nothing for who was not asked."""
    found = next((one for one in assigned_to(user) if one.standing.module.pk == module.pk), None)
    return {"asked": found, "sights": sights(user, found.assignments) if found else []}
