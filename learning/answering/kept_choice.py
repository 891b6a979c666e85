"""What somebody chose in a question and sent while signed out: shown again, to send once more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def show_choice(request: HttpRequest, status: int, notice: str) -> HttpResponse:
    """For `words_survive`: every field goes along unseen, and nothing is read from the database."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    sent = [pair for pair in fields if pair[0] != "csrfmiddlewaretoken"]
    return render(request, "learning/attempt_kept.html", {"notice": notice, "sent": sent}, status=status)
