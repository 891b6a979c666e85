"""A site with nothing but our backend and the library's test models: what its own suite runs on.

Wagtail is not in it: the library's models need the library's own app, and Wagtail puts another in its place.
"""

import os
import tempfile
from pathlib import Path

import dj_database_url

HERE = Path(__file__).parent

SECRET_KEY = "for these tests only"
USE_TZ = True
TIME_ZONE = "UTC"
ROOT_URLCONF = "modelsearch.test.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [HERE / "fixtures"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

INSTALLED_APPS = [
    "modelsearch.test.testapp",
    "modelsearch",
    "tegenspraak.search",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
]

# A database of its own beside the one of the whole suite, on whatever engine that runs on.
DATABASES = {"default": dj_database_url.parse(os.environ.get("DATABASE_URL") or "sqlite://:memory:")}
DATABASES["default"]["TEST"] = {"NAME": "test_library"} if os.environ.get("DATABASE_URL") else {}

MODELSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "tegenspraak.search.backend",
        "PATH": os.environ.get("LIBRARY_INDEX") or tempfile.mkdtemp(prefix="library-"),
    }
}
