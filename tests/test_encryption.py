import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection, models
from django.test.utils import isolate_apps

from tegenspraak.encryption import EncryptedJSONField, EncryptedTextField, cipher, decrypt, encrypt


def test_text_comes_back_and_is_not_in_the_token():
    token = encrypt("De vader schreeuwt.")
    assert "vader" not in token
    assert decrypt(token) == "De vader schreeuwt."


def test_the_empty_text_stays_empty():
    assert encrypt("") == "" == decrypt("")


def test_equal_texts_have_different_tokens():
    assert encrypt("zelfde") != encrypt("zelfde")


def test_an_old_key_still_opens_what_it_closed(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.FIELD_KEYS = [old]
    token = encrypt("oud")
    settings.FIELD_KEYS = [new, old]
    assert decrypt(token) == "oud"


def test_without_the_key_nothing_opens(settings):
    token = encrypt("geheim")
    settings.FIELD_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(InvalidToken):
        decrypt(token)


def test_a_key_that_is_no_key_stops_with_a_clear_message():
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        cipher(("too short",))


def test_json_comes_back_as_it_went_in():
    field = EncryptedJSONField()
    stored = field.get_prep_value({"feit": "één", "n": [1, 2]})
    assert "feit" not in stored
    assert field.from_db_value(stored, None, connection) == {"feit": "één", "n": [1, 2]}


@isolate_apps("tegenspraak.trail")
def test_an_encrypted_field_cannot_be_searched():
    class Note(models.Model):
        text = EncryptedTextField()

        class Meta:
            app_label = "trail"

        def __str__(self):
            return ""

    with pytest.raises(FieldError):
        Note.objects.filter(text="x").query.sql_with_params()
