"""Somebody who uses the site through plain requests, as a browser would send them."""

import http.client
import time
import uuid
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from tegenspraak.people.demo import PASSWORD


class Refused(AssertionError):
    """An answer that no visitor should get."""


class Visitor:
    """One person of the demo, with cookies; `took` holds the seconds of every answer."""

    def __init__(self, port: int, name: str) -> None:
        self.port, self.name = port, name
        self.cookies: dict[str, str] = {}
        self.took: list[float] = []
        self.get("/account/login/")
        self.post("/account/login/", {"login": f"{name}@demo.test", "password": PASSWORD}, expect=(302,))

    def get(self, path: str, expect: tuple[int, ...] = (200,)) -> str:
        return self.ask("GET", path, None, expect)[1]

    def post(self, path: str, form: dict[str, str], expect: tuple[int, ...] = (302,)) -> str:
        """Where the answer leads to."""
        return self.ask("POST", path, form, expect)[0]

    def ask(self, method: str, path: str, form: dict[str, str] | None, expect: tuple[int, ...]):
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
        }
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        started = time.perf_counter()
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            body = answer.read().decode()
        finally:
            connection.close()
        self.took.append(time.perf_counter() - started)
        for header in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: cookie.value for name, cookie in SimpleCookie(header).items()}
        if answer.status not in expect:
            raise Refused(f"{self.name}: {method} {path} gave {answer.status}")
        return answer.headers.get("Location", ""), body

    def write(self, title: str, situation: str) -> str:
        """The address of the new case."""
        form = self.form(title, situation) | {"submission": str(uuid.uuid4())}
        return self.post("/casuistiek/nieuw/", form)

    def rewrite(self, address: str, title: str, situation: str, version: int) -> None:
        form = self.form(title, situation) | {"version": str(version)}
        if self.post(f"{address}bewerken/", form) != address:
            raise Refused(f"{self.name}: an edit of {address} was not taken")

    def form(self, title: str, situation: str) -> dict[str, str]:
        lines = {"lines-TOTAL_FORMS": "2", "lines-INITIAL_FORMS": "0"}
        lines |= {f"lines-{number}-fact": f"Feit {number} bij: {situation}" for number in range(2)}
        roles = {"roles-TOTAL_FORMS": "0", "roles-INITIAL_FORMS": "0"}
        return {"title": title, "question": "", "situation": situation, **lines, **roles}
