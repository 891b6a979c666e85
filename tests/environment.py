"""The environment of every test run, set before Django reads its settings."""

import os

os.environ.setdefault("DEBUG", "1")
os.environ.setdefault("EMAIL_URL", "memory://")
os.environ.setdefault("BASE_URL", "http://localhost:8000")
