import io
import json

import pytest
from django.core.management import CommandError, call_command

from tegenspraak.people.permissions import may_see_others
from tegenspraak.search.registry import Kind, register
from tegenspraak.vocabulary.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(monkeypatch, capsys):
    def ask(*lines, **options):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(lines)))
        call_command("search", **options)
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return ask


def test_each_query_is_answered_on_a_line(ask, theme_kind, make_theme, indexed):
    theme = make_theme("Vechtscheiding")
    indexed()
    answers = ask('{"id": 1, "query": "scheiding"}', "", '{"id": "b", "query": "niets"}')
    assert answers == [
        {"id": 1, "results": [{"type": "theme", "id": str(theme.pk), "title": "Vechtscheiding"}]},
        {"id": "b", "results": []},
    ]


def test_no_more_than_the_limit(ask, theme_kind, make_theme, indexed):
    for number in range(4):
        make_theme(f"Gezag {number}")
    indexed()
    (answer,) = ask('{"id": 1, "query": "gezag"}', limit=3)
    assert len(answer["results"]) == 3


def test_an_object_from_a_file_answers_with_its_id_there(ask, theme_kind, make_theme, indexed, monkeypatch):
    make_theme("Gezag")
    indexed()
    monkeypatch.setattr(Theme, "external_id", "zaak-7", raising=False)
    (answer,) = ask('{"id": 1, "query": "gezag"}')
    assert answer["results"][0]["id"] == "zaak-7"


def test_the_view_is_that_of_the_user_who_is_named(ask, only_our_kinds, make_theme, indexed, samira):
    make_theme("Gezag")
    indexed()

    def visible_to(user):
        return Theme.objects.filter(pk__isnull=user != samira)

    register(Kind("theme", "theme", Theme, visible_to, str, lambda obj: "/", str))
    assert ask('{"id": 1, "query": "gezag"}', user=samira.email.upper())[0]["results"]
    assert ask('{"id": 1, "query": "gezag"}')[0]["results"] == []


def test_an_unknown_user_and_a_bad_line_are_named(ask, theme_kind):
    with pytest.raises(CommandError, match="niemand@voorbeeld.test"):
        ask(user="niemand@voorbeeld.test")
    deep = "[" * 100_000
    huge = '{"id": ' + "1" * 5000 + ', "query": "x"}'
    for line in ("geen json", '{"id": 1}', "[1]", "7", deep, huge, '{"id": [1], "query": "x"}'):
        with pytest.raises(CommandError, match="Line 2"):
            ask('{"id": 1, "query": "x"}', line)
    with pytest.raises(CommandError, match="--limit"):
        ask(limit=0)


@pytest.mark.parametrize(
    "half", ['{"id": "\\ud800", "query": "gezag"}', '{"id": 1, "query": "gezag \\ud800"}']
)
def test_half_a_sign_is_answered_on_any_output(theme_kind, make_theme, indexed, monkeypatch, half):
    make_theme("Gezag")
    indexed()
    monkeypatch.setattr("sys.stdin", io.StringIO(half))
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    call_command("search", stdout=out)
    out.seek(0)
    answer = json.loads(out.read())
    assert answer["id"] == json.loads(half)["id"]
    assert [one["title"] for one in answer["results"]] == ["Gezag"]


def test_without_a_user_it_is_the_view_of_a_member_also_where_a_second_factor_is_demanded(
    ask, only_our_kinds, make_theme, indexed, settings
):
    settings.MFA_REQUIRED = True
    make_theme("Gezag")
    indexed()

    def visible_to(user):
        return Theme.objects.all() if may_see_others(user) else Theme.objects.none()

    register(Kind("theme", "theme", Theme, visible_to, str, str, str))
    (answer,) = ask('{"id": 1, "query": "gezag"}')
    assert [one["title"] for one in answer["results"]] == ["Gezag"]
