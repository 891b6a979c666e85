"""Encrypted text in the database: what a stolen dump or backup does not say."""

import json
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models


@cache
def cipher(keys: tuple[str, ...]) -> MultiFernet:
    """The cipher for `keys` (the first encrypts, all decrypt). Raises ImproperlyConfigured."""
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise ImproperlyConfigured(f"FIELD_KEYS holds a key that is not a Fernet key: {error}") from error


def encrypt(text: str) -> str:
    """`text` as a Fernet token; the empty string stays empty."""
    return cipher(tuple(settings.FIELD_KEYS)).encrypt(text.encode()).decode() if text else ""


def decrypt(token: str) -> str:
    """The text of a Fernet token. Raises cryptography's InvalidToken when no key fits."""
    return cipher(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode() if token else ""


class EncryptedTextField(models.TextField):
    """A text field that is stored encrypted. It cannot be searched or ordered by in the database."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else encrypt(value)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull` can be asked: equal texts have different tokens."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedJSONField(EncryptedTextField):
    """JSON data (lists, dicts, strings, numbers) stored encrypted."""

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(None if value is None else json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        text = super().from_db_value(value, expression, connection)
        return text if not text else json.loads(text)

    def to_python(self, value: Any) -> Any:
        return value
