import logging
import sys

from tegenspraak.logs import WithoutWords


def line_of(error: Exception) -> str:
    try:
        raise error
    except Exception:
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 0, "Broke: %s", ("/x/",), sys.exc_info()
        )
        record.exc_text = "kept by another handler: Karin"
        return WithoutWords("{levelname} {message}", style="{").format(record)


def test_a_log_line_says_where_it_broke_and_of_what_kind():
    line = line_of(ValueError("Karin belt"))
    assert line.startswith("ERROR Broke: /x/")
    assert "test_logs.py" in line
    assert line.endswith("ValueError")


def test_a_log_line_never_quotes_the_error():
    assert "Karin" not in line_of(ValueError("Karin belt"))


def test_an_error_that_was_caused_by_another_quotes_neither():
    error = ValueError("Karin belt")
    error.__cause__ = KeyError("Youssef")
    assert "Youssef" not in line_of(error)
