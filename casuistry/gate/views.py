"""Live marks while someone types. The text comes in the body and goes nowhere: no address, no log."""

from __future__ import annotations

import json
import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from casuistry import anonymity
from casuistry.gate.check import Kept
from casuistry.gate.fields import kept_from
from casuistry.gate.marking import groups, pieces
from casuistry.gate.models import Decision, digest_of_ref, may_be_kept
from casuistry.gate.visible import visible

MOST_CHARACTERS = 60_000
MOST_NAMES = 100
FIELD_ID = re.compile(r"[\w-]{1,100}", re.ASCII)


@sensitive_post_parameters()
@require_POST
@never_cache
def mark(request: HttpRequest) -> HttpResponse:
    """POST text, register (JSON), field (id), kept (JSON lines), thing → the fragment with marks."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    text, field = request.POST.get("text", ""), request.POST.get("field", "")
    if len(text) > MOST_CHARACTERS:
        return HttpResponse(status=413)
    register = register_from(request.POST.get("register") or "{}")
    if register is None or not FIELD_ID.fullmatch(field):
        return HttpResponse(status=400)
    findings = anonymity.find(text, register)
    choices = Choices(
        list(kept_from(request.POST.getlist("kept"))), request.POST.get("thing", ""), request.user
    )
    context = {
        "field": field,
        "pieces": pieces(text, findings),
        "groups": groups(findings, choices.cover),
        "may_keep": request.POST.get("may_keep") == "1",
    }
    return render(request, "gate/mark.html", context)


def register_from(text: str) -> dict[str, str] | None:
    """The role register in JSON; None when it is no register of ours."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict) or len(data) > MOST_NAMES:
        return None
    if not all(isinstance(role, str) for role in data.values()):
        return None
    return {name: visible(role) for name, role in data.items() if name.strip()}


class Choices:
    """What this person chose to let stay: in the form that is open, and before on the saved thing."""

    def __init__(self, kept: list[Kept], thing: str, user: Any) -> None:
        self.kept = kept
        self.kind, _colon, self.ref = thing.replace("\0", "").partition(":")
        # Only one's own decisions: on another's thing a mark would tell whether a guess is right.
        mine = Decision.objects.filter(kind=self.kind, ref=self.ref, by=user) if self.ref else []
        self.reasons = {decision.digest: decision.reason for decision in mine}

    def cover(self, finding: anonymity.Finding) -> bool:
        """Whether a choice lets `finding` stay and the rules allow it."""
        reasons = [kept.reason for kept in self.kept if kept.means(finding)]
        digest = digest_of_ref(self.kind, self.ref, finding.category, finding.text)
        reasons += [self.reasons[digest]] if digest in self.reasons else []
        return any(may_be_kept(finding, reason) for reason in reasons)
