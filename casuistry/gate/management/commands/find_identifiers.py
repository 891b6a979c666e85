"""`manage.py find_identifiers`: texts as JSON lines in, what may identify somebody as JSON lines out."""

import json
import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand

from casuistry.anonymity import Finding, find


class Command(BaseCommand):
    help = 'Read JSON lines {"id", "text"} (optional "register") and write {"id", "findings"} for each.'
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes a line for each good line, tells the number of each bad one, ends with 1 after any."""
        has_bad = False
        for number, line in enumerate(_lines(), 1):
            if not line.strip():
                continue
            try:
                answer = answer_to(json.loads(line.decode("utf-8-sig")))
            except (ValueError, RecursionError) as error:
                has_bad = True
                self.stderr.write(f"line {number}: {_reason(error)}")
            else:
                self.stdout.write(json.dumps(answer, ensure_ascii=False))
        if has_bad:
            sys.exit(1)


def _lines() -> Iterable[bytes]:
    """Bytes, so that one line in another encoding does not stop the rest."""
    return sys.stdin.buffer


def answer_to(request: Any) -> dict[str, Any]:
    """Takes a request, gives the answer. Raises ValueError when the request is not as it should be."""
    if not isinstance(request, dict) or "id" not in request:
        raise ValueError('expected an object with "id" and "text"')
    text, register = request.get("text"), request.get("register") or {}
    if not isinstance(text, str):
        raise ValueError('"text" must be a string')
    if not isinstance(register, dict) or not all(isinstance(role, str) for role in register.values()):
        raise ValueError('"register" must map names to roles')
    return {"id": request["id"], "findings": [_as_json(finding) for finding in find(text, register)]}


def _as_json(finding: Finding) -> dict[str, Any]:
    return {
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "category": finding.category,
        "blocking": finding.blocking,
        "suggestion": finding.suggestion,
    }


def _reason(error: Exception) -> str:
    """What is wrong with a line, in words that repeat nothing of it."""
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON ({error.msg} at column {error.colno})"
    if isinstance(error, UnicodeDecodeError):
        return "not UTF-8"
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
