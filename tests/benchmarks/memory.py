"""A fresh process that serves searches and tells what that did to its memory; test_pace.py starts it.

It reads {"database", "search", "user", "queries"} as JSON on its standard input and writes what `resident`
said before and after as JSON.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import django
from django.conf import settings


def served(order: dict[str, Any]) -> dict[str, Any]:
    from django.test import Client

    from tegenspraak.people.models import User

    from .pace import resident

    client = Client()
    client.force_login(User.objects.get(pk=order["user"]))
    for address in ("/", "/zoeken/", "/casuistiek/"):
        client.get(address)
    before = resident()
    for query in order["queries"]:
        assert client.get("/zoeken/", {"q": query}).status_code == 200
    return {"before": before, "after": resident()}


if __name__ == "__main__":
    order = json.load(sys.stdin)
    settings.DEBUG = False  # or Django keeps every query to the database
    settings.ALLOWED_HOSTS = ["*"]
    settings.DATABASES["default"]["NAME"] = order["database"]
    settings.WAGTAILSEARCH_BACKENDS["default"] = order["search"]
    django.setup()
    print(json.dumps(served(order)))
