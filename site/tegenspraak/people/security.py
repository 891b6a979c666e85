"""How safely somebody signs in: for the page "Beveiliging" and the notice about a missing second factor."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from tegenspraak.people.models import User
from tegenspraak.people.permissions import may_see_others


def mfa_notice(user: Any) -> dict[str, bool]:
    """For the include `people/mfa_notice.html`: whether a signed-in `user` lacks what is demanded."""
    return {"needs_second_factor": user.is_authenticated and not may_see_others(user)}


def overview(user: User) -> dict[str, Any]:
    """The state of everything that guards the account of `user`."""
    kinds = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    return {
        "has_app": Authenticator.Type.TOTP in kinds,
        "passkeys": kinds.count(Authenticator.Type.WEBAUTHN),
        "has_recovery_codes": Authenticator.Type.RECOVERY_CODES in kinds,
        "sessions": len(UserSession.objects.purge_and_list(user)),
    }
