"""Accepting an invitation. Whoever holds the link has read the mail: it proves the address."""

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tegenspraak.people.forms import WelcomeForm
from tegenspraak.people.models import Invitation, InvitationGone, User


@sensitive_post_parameters("password", "again")
@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the holder of a link sees: an account to make, a membership to accept, or where to turn."""
    found = Invitation.objects.with_token(token)
    person = found.person() if found else None
    if found is None or not found.is_open or (person and not person.is_active):
        return gone(request, found)
    if request.user.is_authenticated and request.user != person:
        return render(request, "people/invitation_other_person.html", {"invitation": found})
    try:
        if person is None or person.is_guest:
            return welcome(request, found)
        if request.user.is_authenticated:
            return confirm(request, found, person)
    except InvitationGone:
        return gone(request, Invitation.objects.with_token(token))
    return render(request, "people/invitation_sign_in.html", {"invitation": found})


def welcome(request: HttpRequest, found: Invitation) -> HttpResponse:
    """The form for someone new; filled in well, they are signed in at once. Raises InvitationGone."""
    form = WelcomeForm(request.POST or None, email=found.email)
    if form.is_valid():
        user = found.welcome(form.cleaned_data["name"], form.cleaned_data["password"])
        return perform_login(request, user, email=user.email)
    return render(request, "people/invitation_welcome.html", {"invitation": found, "form": form})


def confirm(request: HttpRequest, found: Invitation, person: User) -> HttpResponse:
    """The button for someone who has an account. Raises InvitationGone."""
    if request.method == "POST":
        found.accept(by=person)
        messages.success(request, _("You are now a member of %(name)s.") % {"name": found.organisation.name})
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "people/invitation_confirm.html", {"invitation": found})


def gone(request: HttpRequest, found: Invitation | None) -> HttpResponse:
    """A link that works no longer: why, and what helps."""
    return render(request, "people/invitation_gone.html", {"invitation": found}, status=410)
