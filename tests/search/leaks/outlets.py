"""The ways in which the search can say something. Each takes the world, a role and a question, gives text."""

import io
import json
import re
import sys
from collections.abc import Callable
from typing import Any

from django.core.management import call_command
from django.utils.http import urlencode
from modelsearch.backends import get_search_backend
from modelsearch.index import AutocompleteField, FilterField

from tegenspraak.search import registry
from tegenspraak.search.find import Found, find
from tegenspraak.search.similar import similar
from tests.search.leaks.objects import MARKS
from tests.search.leaks.world import World

# What differs each time, whoever asks.
RANDOM = re.compile(
    r'(csrfmiddlewaretoken" value|nonce|X-CSRFToken&quot;:|"X-CSRFToken":)\s*[=:]?\s*("|&quot;)?[\w+/=-]+'
)
OF_THE_MOMENT = {"Set-Cookie", "Content-Security-Policy", "Date", "Expires", "Last-Modified"}
FACETS = {
    "thema": [marks.theme.lower() for marks in MARKS.values()],
    "niveau": [],
    "leeftijd": ["ongeboren", "0-3", "4-7", "8-11", "12-15"],
    "zichtbaar": ["private", "participants", "team", "organisation", "library"],
    "methode": ["good_practice", "incident"],
    "jaar": [str(year) for year in (*range(1961, 1966), *range(1971, 1975), 1981)],
}


def fetched(world: World, role: str, path: str, **headers: str) -> str:
    """The page with its headers; a refusal may not tell anything either."""
    response = world.clients[role].get(path, headers=headers)
    assert response.status_code in (200, 302, 403, 404), (role, path, response.status_code)
    body = RANDOM.sub("", response.content.decode())
    told = {name: value for name, value in response.headers.items() if name not in OF_THE_MOMENT}
    return f"{told}\n{body}"


def _search(world: World, role: str, is_part: bool = False, **asked: Any) -> str:
    if role == "stand_in":  # nobody can sign in as this one
        return ""
    headers = {"HX-Request": "true", "HX-Trigger": "zoekformulier"} if is_part else {}
    return fetched(world, role, f"/zoeken/?{urlencode(asked, doseq=True)}", **headers)


def page(world: World, role: str, question: str) -> str:
    return _search(world, role, q=question)


def second_page(world: World, role: str, question: str) -> str:
    return _search(world, role, q=question, pagina=2)


def fragment(world: World, role: str, question: str) -> str:
    return _search(world, role, is_part=True, q=question)


def half_typed(world: World, role: str, question: str) -> str:
    """Each word in turn stands last and lacks its end."""
    cut = [f"{word[: max(5, len(word) - 2)]}" for word in question.split()]
    return "\n".join(_search(world, role, is_part=True, q=word, half="1") for word in cut)


def newest_first(world: World, role: str, question: str) -> str:
    return _search(world, role, q=question, volgorde="datum")


def each_kind(world: World, role: str, question: str) -> str:
    """A kind that stands apart with a facet that only another has, too."""
    kinds = [*registry._kinds]
    asked = [_search(world, role, q=question, soort=kind) for kind in kinds]
    return "\n".join([*asked, _search(world, role, q=question, soort=kinds, volgorde="datum")])


def each_facet(world: World, role: str, question: str) -> str:
    values = FACETS | {"niveau": [level.slug for level in world.levels]}
    return "\n".join(_search(world, role, q=question, **{name: some}) for name, some in values.items())


def quoted(world: World, role: str, question: str) -> str:
    return "\n".join(_search(world, role, q=f'"{word}"') for word in question.split())


def wild(world: World, role: str, question: str) -> str:
    """Signs that engines read as orders."""
    return _search(world, role, q="zq* OR zqt? NOT x title:zqt* [zqa TO zqz] samenkomst~")


def found(world: World, role: str, question: str) -> str:
    return dump(find(question, world.users[role], per_page=50))


def found_half_typed(world: World, role: str, question: str) -> str:
    answers = [find(word[:5], world.users[role], per_page=50, typing=True) for word in question.split()]
    return "\n".join(map(dump, answers))


def like(world: World, role: str, question: str) -> str:
    """What is like a text of these words."""
    found = similar(question, world.users[role], [*registry._kinds], limit=50)
    said = [[one.hit.title, [*map(str, one.hit.snippet)], one.hit.via] for one in found]
    return json.dumps([said, [[one.words(9), one.rarities] for one in found]])


def backend(world: World, role: str, question: str) -> str:
    """The search API of the library on each kind's permitted rows."""
    engine, said = get_search_backend(), []
    for kind in registry._kinds.values():
        rows = kind.visible_to(world.users[role])
        for operator in ("or", "and"):
            results = engine.search(question, rows, operator=operator)
            said += [kind.title(one) for one in results] + [f"{kind.name} {results.count()}"]
        if any(isinstance(one, AutocompleteField) for one in kind.model.get_search_fields()):
            for word in ("zqt", *question.split()[:3]):
                results = engine.autocomplete(word[:4], rows)
                said += [kind.title(one) for one in results] + [f"{word} {results.count()}"]
    return "\n".join(said)


def backend_facets(world: World, role: str, question: str) -> str:
    """What the library counts: `live` and the like are the only fields it may count by."""
    engine, said = get_search_backend(), []
    for kind in registry._kinds.values():
        declared = [one for one in kind.model.get_search_fields() if isinstance(one, FilterField)]
        fields = [one.get_attname(kind.model) for one in declared]
        results = engine.search(question, kind.visible_to(world.users[role]), operator="or")
        said += [f"{kind.name}.{name} {dict(results.facet(name))}" for name in fields]
    return "\n".join(said)


def command(world: World, role: str, question: str) -> str:
    if role == "visitor":
        return ""
    user = world.users[role]
    lines = [json.dumps({"id": number, "query": question}) for number in range(2)]
    given, output = sys.stdin, io.StringIO()
    sys.stdin = io.StringIO("\n".join(lines))
    try:
        options = {} if role == "stand_in" else {"user": user.email}
        call_command("search", stdout=output, limit=50, **options)
    finally:
        sys.stdin = given
    return output.getvalue()


def dump(answer: Found) -> str:
    """All that an answer holds, facets and counts too; without the objects behind it."""
    parts: list[Any] = [answer.total, answer.counts, answer.pages, answer.is_limited]
    parts += [[*map(tuple, answer.via)], [*map(tuple, answer.corrections)]]
    for hit in answer.hits:
        parts.append([hit.kind.name, hit.title, hit.url, [*map(tuple, hit.snippet)], str(hit.date), hit.via])
    for facet in answer.facets:
        parts.append([facet.name, [[one.value, str(one.label), one.count] for one in facet.values]])
    return json.dumps(parts, ensure_ascii=False, indent=0)


Outlet = Callable[[World, str, str], str]
# Of these nobody chose a value, so not even the name of a hidden object's theme may come out.
PLAIN: tuple[Outlet, ...] = (page, found, like, backend, command)
# The word that all objects share asks for all of them at once.
NARROWED: tuple[Outlet, ...] = (
    fragment,
    newest_first,
    second_page,
    each_kind,
    each_facet,
    wild,
    backend_facets,
)
BY_WORD: tuple[Outlet, ...] = (half_typed, found_half_typed, quoted)

# --- Pages beside which the search shows something ------------------------------------------------


def beside(world: World, role: str) -> dict[str, str]:
    """Every page that has a panel of the search or of a theme, by its address, as far as it opens."""
    if role == "stand_in":
        return {}
    paths = [one.get_absolute_url() for name, one in world.objects.items() if name not in world.pages]
    paths += [one.url for name, one in world.objects.items() if name in world.pages]
    paths += [theme.get_absolute_url() for theme in world.themes.values()]
    return {
        path: fetched(world, role, path) for path in [*paths, "/zoeken/", "/mijn/", "/modules/", "/status/"]
    }


# --- The CMS --------------------------------------------------------------------------------------

CMS = [
    "pages/search/?q={}",
    "pages/search/results/?q={}",
    "choose-page/search/?q={}",
    "choose-page/search/?q={}&page_type=learning.modulepage",
    "pages/{modules}/?q={}",
    "snippets/vocabulary/theme/?q={}",
    "snippets/vocabulary/term/?q={}",
    "snippets/vocabulary/level/?q={}",
    "snippets/reflection/protocol/?q={}",
    "snippets/choose/vocabulary/theme/results/?q={}",
    "snippets/choose/vocabulary/term/results/?q={}",
    "snippets/choose/reflection/protocol/results/?q={}",
    "images/?q={}",
    "images/chooser/results/?q={}",
    "documents/?q={}",
    "documents/chooser/results/?q={}",
    "users/?q={}",
    "tag-autocomplete/?term={}",
    "tag-autocomplete/vocabulary/theme/?term={}",
    "reports/site-history/?label={}",
    "reports/aging-pages/?q={}",
]


def in_cms(world: World, role: str, question: str) -> dict[str, str]:
    """Each address of the CMS that searches, with the whole question and with half a word of it."""
    asked = [question, question.split()[-1][:5]] if role == "bram" else [question]
    modules = str(world.objects["module"].get_parent().pk)
    paths = {path.replace("{modules}", modules).format(word) for path in CMS for word in asked}
    return {path: fetched(world, role, f"/beheer/{path}") for path in sorted(paths)}
