"""Who is what to whom. Every room asks these functions; none of them needs a request."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import F, Q, QuerySet

from tegenspraak.people.models import Membership, Organisation, Team, User


def teams_of(user: Any) -> QuerySet[Team]:
    """The teams `user` is in; none for a visitor."""
    return Team.objects.filter(memberships__user_id=user.pk) if user.is_authenticated else Team.objects.none()


def organisations_of(user: Any) -> QuerySet[Organisation]:
    """The organisations `user` belongs to; none for a visitor."""
    return Organisation.objects.visible_to(user)


def colleagues_of(user: Any) -> QuerySet[User]:
    """Active people who share an organisation with `user`, guests and `user` left out."""
    shared = Membership.objects.filter(organisation__in=organisations_of(user)).values("user_id")
    people = User.objects.filter(pk__in=shared, is_active=True, is_guest=False).exclude(pk=user.pk)
    return people.order_by("first_name", "last_name", "email")


def shared_organisation(user: Any, other: Any) -> Organisation | None:
    """An organisation that both belong to, if there is one."""
    return organisations_of(user).filter(pk__in=organisations_of(other).values("pk")).first()


def still_belongs() -> Q:
    """For rows with a `user` and the organisation `through` which they came in: those still in it.

    Without an organisation somebody came in by themselves, and no leaving ends that.
    """
    return Q(through=None) | Q(through__memberships__user=F("user"))


def has_second_factor(user: Any) -> bool:
    """Whether signing in as `user` takes more than a password."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def may_see_others(user: Any) -> bool:
    """Whether `user` may see anything of another person: a second factor, where that is demanded.

    A guest has shown a mailed code instead, and sees one reflection only. A stand-in is nobody: a command
    asks for one at the server.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    if user.is_guest or user.is_stand_in or not settings.MFA_REQUIRED:
        return True
    return has_second_factor(user)


def has_role(user: Any, organisation: Organisation, role: str) -> bool:
    """Whether `user` has `role` (a field of Membership such as "is_manager") in `organisation`."""
    if not user.is_authenticated:
        return False
    return Membership.objects.filter(user_id=user.pk, organisation=organisation, **{role: True}).exists()


def is_manager(user: Any, organisation: Organisation) -> bool:
    return has_role(user, organisation, "is_manager")


def is_facilitator(user: Any, organisation: Organisation) -> bool:
    return has_role(user, organisation, "is_facilitator")


def can_manage(user: Any, organisation: Organisation) -> bool:
    """Whether `user` may invite and arrange the members of `organisation`.

    With the second factor, where it is demanded: whoever can invite can let themselves in under another name.
    """
    return is_manager(user, organisation) and may_see_others(user)


def is_in_cms_group(user: Any) -> bool:
    """Whether `user` is an editor in both senses: the flag on the person and the permission of the group."""
    return user.is_authenticated and user.is_editor and user.has_perm("wagtailadmin.access_admin")
