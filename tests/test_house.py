"""The house holds: layers, names, migrations, templates, translations, sizes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from django.template.loader import get_template

from tests.catalogue import PO, stale, untranslated

ROOT = Path(__file__).resolve().parents[1]


def tracked(*patterns: str) -> list[Path]:
    """The files git knows or would add."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in names.splitlines() if (ROOT / name).exists()]


def test_nothing_imports_upwards():
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}"}
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_site_is_a_source_root_and_no_package():
    assert not (ROOT / "site/__init__.py").exists()


def test_the_gitignore_does_not_swallow_site():
    assert not re.search(r"^/?site/?$", (ROOT / ".gitignore").read_text(), re.MULTILINE)


@pytest.mark.parametrize("path", tracked("templates/*.html", "templates/**/*.html"), ids=lambda p: p.name)
def test_every_template_compiles(path):
    get_template(str(path.relative_to(ROOT / "templates")))


def test_every_message_is_translated_and_compiled():
    assert untranslated(polib.pofile(str(PO))) == []
    assert stale() == []


def test_no_python_file_is_over_400_lines():
    long = {path: path.read_text().count("\n") for path in tracked("*.py") if "migrations" not in path.parts}
    assert {str(path): lines for path, lines in long.items() if lines > 400} == {}


def test_no_template_is_over_100_lines():
    long = {path: path.read_text().count("\n") for path in tracked("templates/*.html")}
    assert {str(path): lines for path, lines in long.items() if lines > 100} == {}


def test_no_room_without_a_name():
    nameless = {"utils.py", "helpers.py", "core.py", "common.py", "services.py"}
    assert [path for path in tracked("*.py") if path.name in nameless] == []


def test_no_inline_script_or_style_in_our_templates():
    """The Content-Security-Policy would break it; Wagtail's own pages are another matter."""
    faults = []
    for path in tracked("templates/*.html"):
        if "wagtailadmin" in path.parts:
            continue
        text = re.sub(r"\{[%#].*?[%#]\}", "", path.read_text())
        if re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=\"", text):
            faults.append(path.name)
    assert faults == []


def test_no_other_host_in_what_we_send():
    """Links a person may follow are fine; nothing is fetched from elsewhere."""
    faults = []
    for path in tracked("templates/*.html", "site/static/*.css", "site/static/*.js"):
        text = path.read_text()
        if re.search(
            r"(src|srcset)=\"(https?:)?//|url\(\s*['\"]?https?:|@import|<link[^>]+href=\"https?:", text
        ):
            faults.append(path.name)
    assert faults == []


def test_the_lock_names_no_index():
    lock = (ROOT / "requirements.lock").read_text()
    assert "http" not in lock
    pins = re.findall(r"^[a-z][^\n]*==[^\n]*", lock, re.MULTILINE)
    assert pins
    assert [pin for pin in pins if not re.search(re.escape(pin) + r"\n\s+--hash=sha256:", lock)] == []


@pytest.mark.parametrize(
    ("package", "floor"), [("wagtail", "7.4.3"), ("django", "5.2.19"), ("django-allauth", "65.19.4")]
)
def test_versions_are_not_below_their_last_security_fix(package, floor):
    """A dependency audit that cannot reach the advisories finds nothing; a floor does not depend on that."""
    version = re.search(rf"^{package}==([\d.]+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert version

    def numbers(text: str) -> list[int]:
        return [int(part) for part in text.split(".")]

    assert numbers(version[1]) >= numbers(floor)


def test_private_casuistry_leaves_nothing_in_the_tables_of_the_cms():
    """DESIGN: working cases and reflections are no pages or snippets and stand in no reference index."""
    from django.apps import apps
    from wagtail.models import Page, ReferenceIndex, RevisionMixin
    from wagtail.snippets.models import get_snippet_models

    private = [*apps.get_app_config("cases").get_models(), *apps.get_app_config("gate").get_models()]
    private += [
        model for model in apps.get_app_config("reflection").get_models() if model.__name__ != "Protocol"
    ]
    assert private
    assert [model for model in private if issubclass(model, Page | RevisionMixin)] == []
    assert set(private) & set(get_snippet_models()) == set()
    assert [model for model in private if ReferenceIndex.model_is_indexable(model)] == []


def test_whoosh_is_used_through_one_file():
    """It may have to be changed for a successor: then in one place."""
    imports = re.compile(r"^\s*(from|import) whoosh\b", re.M)
    files = [path for path in (ROOT / "site").rglob("*.py") if imports.search(path.read_text("utf-8"))]
    assert [path.name for path in files] == ["whoosh_door.py"]
