"""A person's own pages: who you are here, and how safely you sign in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tegenspraak.people import security as safety
from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.permissions import teams_of


@member_required
def account(request: MemberRequest) -> HttpResponse:
    """Name, address, organisations with roles, and teams."""
    memberships = request.user.memberships.select_related("organisation").order_by("organisation__name")
    teams = teams_of(request.user).select_related("organisation")
    context = {"memberships": memberships, "teams": teams, **safety.mfa_notice(request.user)}
    return render(request, "people/account.html", context)


@member_required
def security(request: MemberRequest) -> HttpResponse:
    context = {**safety.overview(request.user), **safety.mfa_notice(request.user)}
    return render(request, "people/security.html", context)


def wrong_organisation(request: HttpRequest) -> HttpResponse:
    """Where who signed in at an organisation's provider without being a member there ends up."""
    return render(request, "people/no_member.html", status=403)
