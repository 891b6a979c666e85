"""The pages of an organisation's manager."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tegenspraak.people.decorators import MemberRequest, member_required
from tegenspraak.people.forms import InviteForm, MemberForm, TeamForm
from tegenspraak.people.models import (
    Invitation,
    InvitationGone,
    Membership,
    Organisation,
    TeamMembership,
    User,
)
from tegenspraak.people.permissions import can_manage


def managed(user: User, slug: str) -> Organisation:
    """The organisation, for who may manage it; a stranger gets 404, a plain member 403."""
    organisation = get_object_or_404(Organisation.objects.visible_to(user), slug=slug)
    if not can_manage(user, organisation):
        raise PermissionDenied
    return organisation


@member_required
def organisation(request: MemberRequest, slug: str) -> HttpResponse:
    return overview(request, managed(request.user, slug), TeamForm())


def overview(request: MemberRequest, organisation: Organisation, team_form: TeamForm) -> HttpResponse:
    """Members with roles and teams, the teams, and who was invited and has not come yet."""
    seats = TeamMembership.objects.filter(team__organisation=organisation).select_related("team")
    members = organisation.memberships.select_related("user").prefetch_related(
        Prefetch("user__team_memberships", queryset=seats.order_by("team__name"), to_attr="seats_here")
    )
    context = {
        "organisation": organisation,
        "members": members.order_by("user__first_name", "user__last_name", "user__email"),
        "teams": organisation.teams.prefetch_related("members"),
        "invitations": organisation.invitations.pending().prefetch_related("teams"),
        "team_form": team_form,
    }
    return render(request, "people/organisation.html", context)


@member_required
@require_POST
def make_team(request: MemberRequest, slug: str) -> HttpResponse:
    organisation = managed(request.user, slug)
    form = TeamForm(request.POST)
    if form.is_valid():
        try:
            organisation.make_team(form.cleaned_data["name"], form.cleaned_data["kind"], by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            name = form.cleaned_data["name"]
            messages.success(request, _("The team %(name)s is there.") % {"name": name})
            return redirect("people:organisation", slug)
    return overview(request, organisation, form)


@member_required
def invite(request: MemberRequest, slug: str) -> HttpResponse:
    """Invites each address once; who is a member or was invited already is named and gets no second mail."""
    organisation = managed(request.user, slug)
    form = InviteForm(request.POST or None, organisation=organisation)
    if not form.is_valid():
        return render(request, "people/invite.html", {"organisation": organisation, "form": form})
    addresses = form.cleaned_data["addresses"]
    known = known_addresses(organisation, addresses)
    new = [address for address in addresses if address not in known]
    for address in new:
        Invitation.objects.invite(
            organisation,
            address,
            by=request.user,
            roles=form.cleaned_data["roles"],
            teams=form.cleaned_data["teams"],
        )
    say_who_was_invited(request, new, sorted(known))
    return redirect("people:organisation", slug)


def known_addresses(organisation: Organisation, addresses: list[str]) -> set[str]:
    """Which of these need no invitation: members, and people whose link still works.

    It looks at this organisation only, so it tells nothing about who has an account elsewhere.
    """
    members = organisation.memberships.filter(user__email__in=addresses).values_list("user__email", flat=True)
    waiting = organisation.invitations.pending().filter(email__in=addresses)
    return {*members, *(invitation.email for invitation in waiting if invitation.is_open)}


def say_who_was_invited(request: MemberRequest, new: list[str], known: list[str]) -> None:
    if new:
        sentence = ngettext("We mailed %(count)d invitation.", "We mailed %(count)d invitations.", len(new))
        messages.success(request, sentence % {"count": len(new)})
    if known:
        sentence = _(
            "These people are members or were invited before, so we mailed them nothing: %(addresses)s"
        )
        messages.info(request, sentence % {"addresses": ", ".join(known)})


@member_required
@require_POST
def resend_invitation(request: MemberRequest, slug: str, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(managed(request.user, slug).invitations, pk=invitation_id)
    try:
        invitation.renew(by=request.user)
    except InvitationGone:
        messages.warning(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(request, _("We mailed a new link. The old one no longer works."))
    return redirect("people:organisation", slug)


@member_required
@require_POST
def revoke_invitation(request: MemberRequest, slug: str, invitation_id: UUID) -> HttpResponse:
    invitation = get_object_or_404(managed(request.user, slug).invitations, pk=invitation_id)
    try:
        invitation.revoke(by=request.user)
    except InvitationGone:
        messages.warning(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(request, _("The invitation is withdrawn. The link no longer works."))
    return redirect("people:organisation", slug)


def member_of(organisation: Organisation, user_id: UUID) -> Membership:
    memberships = organisation.memberships.select_related("user", "organisation")
    return get_object_or_404(memberships, user_id=user_id)


@member_required
def member(request: MemberRequest, slug: str, user_id: UUID) -> HttpResponse:
    """Roles and teams of one member."""
    organisation = managed(request.user, slug)
    membership = member_of(organisation, user_id)
    form = MemberForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            membership.arrange(roles=form.cleaned_data["roles"], seats=form.seats, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Saved."))
            return after_change(request.user, organisation)
    context = {"organisation": organisation, "membership": membership, "form": form}
    return render(request, "people/member.html", context)


@member_required
def remove_member(request: MemberRequest, slug: str, user_id: UUID) -> HttpResponse:
    """Says first what removing means, then does it."""
    organisation = managed(request.user, slug)
    membership = member_of(organisation, user_id)
    if request.method == "POST":
        try:
            membership.end(by=request.user)
        except ValidationError as error:
            messages.error(request, error.messages[0])
            return redirect("people:member", slug, user_id)
        name = membership.user.display_name
        messages.success(request, _("%(name)s is no longer a member.") % {"name": name})
        return after_change(request.user, organisation)
    return render(
        request, "people/remove_member.html", {"organisation": organisation, "membership": membership}
    )


def after_change(user: User, organisation: Organisation) -> HttpResponse:
    """Back to the organisation; who gave up managing it goes to their own page."""
    if can_manage(user, organisation):
        return redirect("people:organisation", organisation.slug)
    return redirect("people:account")
