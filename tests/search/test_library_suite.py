"""The test suite that Wagtail's search library ships for backends, on our backend.

It runs in a process of its own: its models need another set of apps than the site has.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUITES = [
    "tests.search.library.suite",
    *(
        f"modelsearch.tests.{name}"
        for name in ("test_backends", "test_index_functions", "test_indexed_class")
    ),
    *(f"modelsearch.tests.{name}" for name in ("test_queries", "test_related_fields")),
]
MOST_SKIPPED = 8  # loading the library's own backends, on databases that are not the one in use


def test_the_suite_of_the_search_library_passes_on_our_backend(tmp_path):
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.search.library.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "LIBRARY_INDEX": str(tmp_path),
    }
    command = [sys.executable, "-m", "django", "test", "--noinput", *SUITES]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "cannot be read" not in done.stderr, done.stderr
    ran = re.search(r"Ran (\d+) tests", done.stderr)
    skipped = re.search(r"skipped=(\d+)", done.stderr)
    assert ran, done.stderr
    assert int(ran[1]) > 220, done.stderr
    assert not skipped or int(skipped[1]) <= MOST_SKIPPED, done.stderr
