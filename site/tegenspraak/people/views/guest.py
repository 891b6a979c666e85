"""A guest's door: the link from the mail, then the code from a second mail."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tegenspraak.people.forms import CodeForm
from tegenspraak.people.models import GuestPass, GuestPassRefused, User

SIGNED_IN_FOR = 8 * 60 * 60


@never_cache
@require_http_methods(["GET", "POST"])
def guest(request: HttpRequest, token: str) -> HttpResponse:
    """Mails a code when the link is opened, and lets in who types it."""
    found = GuestPass.objects.with_token(token)
    if found is None or not found.is_open:
        return render(request, "people/guest_gone.html", status=410)
    if request.user == found.user or not found.user.is_guest:
        # Let in before, or a full member since: the page itself asks to sign in.
        return redirect(found.path)
    form = CodeForm(request.POST or None, has_name=bool(found.user.get_full_name()))
    if request.method == "GET" and not found.has_code:
        mail_code(request, found)
    elif form.is_valid():
        try:
            name = form.cleaned_data.get("name", "")
            return let_in(request, found.open_with(form.cleaned_data["code"], name), found.path)
        except GuestPassRefused as refused:
            form.add_error("code", str(refused))
    return render(
        request, "people/guest_code.html", {"form": form, "token": token, "has_code": found.has_code}
    )


@never_cache
@require_POST
def guest_code(request: HttpRequest, token: str) -> HttpResponse:
    """Mails another code."""
    found = GuestPass.objects.with_token(token)
    if found and found.is_open and found.user.is_guest and mail_code(request, found):
        messages.success(request, _("We mailed you a new code."))
    return redirect("people:guest", token)


def mail_code(request: HttpRequest, found: GuestPass) -> bool:
    """Whether a code was mailed; if not, the page says why."""
    try:
        found.send_code()
    except GuestPassRefused as refused:
        messages.warning(request, str(refused))
        return False
    return True


def let_in(request: HttpRequest, user: User, path: str) -> HttpResponse:
    """Signs a guest in for a working day and leads them to their page."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(SIGNED_IN_FOR)
    return redirect(path)
