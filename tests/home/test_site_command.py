"""`make run`: safe to run twice, and one clear sentence about what is in its way."""

import io
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from casuistry.cases.models import Case
from tegenspraak.people.demo import PASSWORD
from tegenspraak.people.models import User

ROOT = Path(__file__).parents[2]
KEY = "ZGVtby1rZXktZm9yLXRoZS1kZW1vLW9ubHktMzItYnk="


@pytest.fixture
def demo_settings(settings, tmp_path):
    settings.DEBUG = True
    settings.DATA_DIR = tmp_path
    return settings


def prepare() -> str:
    said = io.StringIO()
    call_command("run_site", prepare_only=True, stdout=said)
    return said.getvalue()


def every_row() -> dict[str, list]:
    """All that stands in the database."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values()) for model in apps.get_models()
    }


@pytest.mark.whoosh
def test_it_sets_up_the_demo_and_a_second_time_changes_nothing(db, demo_settings, rf):
    said = prepare()
    for step in ("database", "load_vocabulary", "load_protocols", "load_modules", "demo", "search index"):
        assert f"  {step} … " in said
    assert "samira@demo.test" in said
    assert authenticate(rf.post("/"), email="samira@demo.test", password=PASSWORD)
    assert User.objects.filter(email__endswith="@demo.test").count() == said.count("@demo.test")
    assert Case.objects.count() >= 3

    before = every_row()
    said = prepare()
    assert every_row() == before
    assert "search index" not in said


def test_a_port_in_use_is_named_with_another_one(demo_settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is in use.*make run PORT={port + 1}"):
            call_command("run_site", port=port)


def test_a_data_folder_that_cannot_be_written_to_is_named_with_what_to_do(demo_settings, tmp_path):
    (tmp_path / "taken").write_text("")
    demo_settings.DATA_DIR = tmp_path / "taken"
    with pytest.raises(CommandError, match="data folder .*taken cannot be written to.*DATA_DIR="):
        prepare()


def test_outside_debug_it_makes_no_accounts_with_a_known_password(db, settings, tmp_path):
    settings.DEBUG, settings.DATA_DIR = False, tmp_path
    with pytest.raises(CommandError, match="DEBUG"):
        prepare()
    assert not User.objects.filter(email__endswith="@demo.test").exists()


def start(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess:
    """`manage.py check` in an environment with nothing of ours but `environment`."""
    own = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), "FIELD_KEYS": KEY, "SECRET_KEY": "x" * 50}
    command = [sys.executable, "manage.py", "check"]
    return subprocess.run(command, cwd=ROOT, env=own | environment, capture_output=True, text=True)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SECRET_KEY", "", "SECRET_KEY is not set. Make one with: python -c"),
        ("FIELD_KEYS", "", "FIELD_KEYS is not set. Make one with: python -c"),
        ("FIELD_KEYS", "te-kort", "FIELD_KEYS holds something that is no key. Make one with: python -c"),
        ("FIELD_KEYS", f"{KEY},te-kort", "FIELD_KEYS holds something that is no key."),
        ("FIELD_KEYS", " , ", "FIELD_KEYS holds no key."),
        ("EMAIL_URL", "duif://hok", "EMAIL_URL must start with smtp:// or submission://"),
        ("EMAIL_URL", "smtp://host:poort", '"EMAIL_URL" invalid'),
        ("SEARCH_INDEXER", "nobody", "SEARCH_INDEXER must be server or worker"),
        ("SEARCH_URL", "elders://index", "SEARCH_URL must be whoosh:///path/to/folder or postgres"),
        ("SEARCH_URL", "whoosh://", "SEARCH_URL must be whoosh:///path/to/folder or postgres"),
        ("SEARCH_URL", "whoosh:///", "SEARCH_URL must be whoosh:///path/to/folder or postgres"),
        ("SEARCH_URL", "postgres", "SEARCH_URL=postgres needs DATABASE_URL=postgres://"),
        ("DATABASE_URL", "schrift://tafel", '"DATABASE_URL" invalid'),
        ("CACHE_URL", "la://kast", '"CACHE_URL" invalid'),
        ("DEBUG", "misschien", '"DEBUG" invalid'),
        ("TRUSTED_PROXY_COUNT", "veel", '"TRUSTED_PROXY_COUNT" invalid'),
        ("OIDC_APPS", "[{", '"OIDC_APPS" invalid'),
        ("DATA_DIR", "/dev/null/data", "The data folder /dev/null/data cannot be made (Not a directory)."),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_sentence(tmp_path, name, value, sentence):
    done = start(tmp_path, **{name: value})
    assert done.returncode == 1
    assert sentence in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_with_all_that_is_needed_it_starts(tmp_path):
    done = start(tmp_path, ALLOWED_HOSTS="example.test", EMAIL_URL="submission://wie:wat@host:587")
    assert done.returncode == 0, done.stderr
