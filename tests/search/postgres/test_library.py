"""The test suite that Wagtail's search library ships for backends, on our PostgreSQL backend."""

import os
import subprocess
import sys

from ..test_library_suite import ROOT, SUITES


def test_the_suite_of_the_search_library_passes_on_postgresql():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.search.postgres.library_settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
    }
    suites = ["tests.search.postgres.library", *(name for name in SUITES if not name.startswith("tests."))]
    command = [sys.executable, "-m", "django", "test", "--noinput", *suites]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
