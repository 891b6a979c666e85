"""Users: who signs in. Roles in an organisation stand on `Membership`."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser, Group
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tegenspraak.trail.models import record

# The group that holds an editor's permissions in the CMS; `editors.py` says which.
EDITORS = "Redacteuren"


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A new user who signs in with `email`; without a password nobody can sign in as them."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """For Django's command; the platform itself has administrators, not superusers."""
        return self.create_user(email, password, is_administrator=True, **fields)

    def with_address(self, address: str) -> User | None:
        """Whose address this is: the one they sign in with, or another that they have verified."""
        verified = Q(emailaddress__email__iexact=address, emailaddress__verified=True)
        return self.filter(Q(email__iexact=address) | verified).order_by("date_joined").first()


class User(AbstractUser):
    """A person. Roles in an organisation stand on `Membership`, roles on the platform here."""

    username = None  # type: ignore[assignment]
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    is_editor = models.BooleanField(_("editor"), default=False)
    is_reviewer = models.BooleanField(_("reviewer of the library"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    # A guest was invited to one reflection and sees nothing else.
    is_guest = models.BooleanField(_("guest"), default=False)

    is_stand_in = False  # no field: nobody can be made one in the database

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]

    def __str__(self) -> str:
        """The name; a guest without one stays nameless, since their address is nobody else's business."""
        return self.get_full_name() or (str(_("guest")) if self.is_guest else self.email)

    @classmethod
    def stand_in(cls) -> User:
        """A member of no organisation for whom a command at the server asks what such a one may see."""
        user = cls(email="", is_active=True)
        user.is_stand_in = True
        return user

    @property
    def display_name(self) -> str:
        return str(self)

    def verify_address(self) -> None:
        """The address they sign in with is theirs: a mailed secret came back."""
        self.emailaddress_set.update_or_create(  # type: ignore[attr-defined]
            email=self.email, defaults={"verified": True, "primary": True}
        )

    def grant_editor(self, *, by: User | None) -> None:
        """Makes this person an editor of the CMS (`by` is None for a command)."""
        with transaction.atomic():
            group, _made = Group.objects.get_or_create(name=EDITORS)
            self.groups.add(group)
            self._set_editor(True, by=by)

    def revoke_editor(self, *, by: User | None) -> None:
        """This person edits the CMS no longer."""
        with transaction.atomic():
            self.groups.remove(*Group.objects.filter(name=EDITORS))
            self._set_editor(False, by=by)

    def _set_editor(self, is_editor: bool, *, by: User | None) -> None:
        self.is_editor = is_editor
        self.save(update_fields=["is_editor"])
        record("made_editor" if is_editor else "unmade_editor", self, by=by)
