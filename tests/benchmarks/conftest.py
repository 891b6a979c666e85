"""The benchmarks have a database of their own, made anew, in which everything is really committed."""

import json
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from .corpus import documents
from .library import Library

QUERIES = Path(__file__).with_name("queries")
SIZE = 10_000


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    is_file = connection.vendor == "sqlite"
    name = str(settings.DATA_DIR / "benchmarks.sqlite3") if is_file else "tegenspraak_benchmarks"
    connection.settings_dict["TEST"]["NAME"] = name
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _quick_and_apart():
    """Not an index for each test, as elsewhere: one of ten thousand documents takes too long to make."""


@pytest.fixture(scope="session")
def library(django_db_setup, tmp_path_factory):
    return Library(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="session")
def made_documents():
    return list(documents(SIZE))


def read(path):
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def real_documents():
    """Texts that nobody here made: BENCH_CORPUS has the path of a file as load_cases takes it (prose.py)."""
    return read(os.environ["BENCH_CORPUS"]) if "BENCH_CORPUS" in os.environ else []


@pytest.fixture(scope="session")
def queries():
    """The questions of a corpus by half: "dev" is there to look at, "held" is what counts.

    BENCH_QUERIES has the path of other questions for BENCH_CORPUS; all of them count.
    """

    def of(name):
        if name == "real" and "BENCH_QUERIES" in os.environ:
            return {"dev": [], "held": read(os.environ["BENCH_QUERIES"])}
        return {half: read(QUERIES / f"{name}-{half}.jsonl") for half in ("dev", "held")}

    return of
