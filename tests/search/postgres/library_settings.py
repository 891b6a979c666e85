"""The site of the library's own suite (see tests/search/library), with the PostgreSQL backend in it."""

from tests.search.library.settings import *  # noqa: F403

MODELSEARCH_BACKENDS = {"default": {"BACKEND": "tegenspraak.search.postgres.backend", "PATH": ""}}
