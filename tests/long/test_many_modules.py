"""Two hundred modules, loaded, and loaded again. The bound holds on a slow and busy machine too."""

import time

import pytest
from django.core.management import call_command

from learning.models import LessonPage, ModulePage
from tests.learning.conftest import few_words, own_files  # noqa: F401
from tests.learning.rich import change, write_rich

MODULES, SECONDS = 200, 60


@pytest.fixture
def folder(tmp_path):
    """Two hundred modules, each with every kind of block in it."""
    folder = tmp_path / "modules"
    folder.mkdir()
    for number in range(MODULES):
        module = write_rich(folder / f"module-{number}")
        change(module / "module.md", "prerequisites: [alles]\n", "")
        change(module / "module.md", "(module:alles)", f"(module:module-{(number + 1) % MODULES})")
    return folder


def test_two_hundred_modules_load_within_a_minute_and_load_again_unchanged(
    few_words,  # noqa: F811
    own_files,  # noqa: F811
    folder,
    capsys,
):
    took = {}
    for what in ("new", "unchanged"):
        started = time.monotonic()
        call_command("load_modules", folder)
        took[what] = time.monotonic() - started
        assert capsys.readouterr().out.count(f": {what}\n") == 4 * MODULES
    assert ModulePage.objects.count() == MODULES
    assert LessonPage.objects.count() == 2 * MODULES
    with capsys.disabled():
        told = ", ".join(f"{what} in {seconds:.1f} s" for what, seconds in took.items())
        print(f"\n{MODULES} modules: {told}")
    assert all(seconds < SECONDS for seconds in took.values())
