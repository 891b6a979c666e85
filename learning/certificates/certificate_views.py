"""Certificates: checked by anybody who has the number, downloaded by who earned it, revoked by editors."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from learning.certificates.certificate_form import RevokeForm
from learning.certificates.certificate_pdf import pdf_of
from learning.models import Certificate
from learning.permissions import can_revoke_certificates
from tegenspraak.people.decorators import MemberRequest, member_required


@never_cache
@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """What a certificate says and whether it holds, for everybody; no sign-in."""
    found = Certificate.objects.numbered(number)
    if found is None:
        response = render(request, "learning/certificate_unknown.html", {"number": number[:40]}, status=404)
    elif found.number != number:
        return redirect(found)
    else:
        context = {
            "certificate": found,
            "is_own": found.user_id == request.user.pk,
            "can_revoke": can_revoke_certificates(request.user),
        }
        response = render(request, "learning/certificate.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
@member_required
def download(request: MemberRequest, number: str) -> HttpResponse:
    """The PDF, for who earned it."""
    found = get_object_or_404(Certificate, number=number.replace("\x00", ""), user=request.user)
    if found.is_revoked:
        messages.warning(request, _("This certificate was revoked, so it cannot be downloaded any more."))
        return redirect(found)
    name = f'attachment; filename="certificaat-{found.number}.pdf"'
    return HttpResponse(pdf_of(found), content_type="application/pdf", headers={"Content-Disposition": name})


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def revoke(request: MemberRequest, key: UUID) -> HttpResponse:
    """An editor says why a certificate holds no longer."""
    found = get_object_or_404(Certificate.objects.visible_to(request.user), pk=key)
    if not can_revoke_certificates(request.user):
        raise PermissionDenied
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found.revoke(by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Certificate %(number)s is revoked.") % {"number": found.number})
        return redirect(found)
    status = 422 if form.errors else 200
    return render(
        request, "learning/certificate_revoke.html", {"certificate": found, "form": form}, status=status
    )


@never_cache
@require_safe
@member_required
def certificates(request: MemberRequest) -> HttpResponse:
    """For editors: find one by its number, and see which were revoked."""
    if not can_revoke_certificates(request.user):
        raise PermissionDenied
    number = request.GET.get("nummer", "").strip()[:40]
    found = Certificate.objects.numbered(number) if number else None
    revoked = Certificate.objects.exclude(revoked_at=None).order_by("-revoked_at")[:50]
    context = {"number": number, "found": found, "revoked": revoked}
    return render(request, "learning/certificates.html", context)
