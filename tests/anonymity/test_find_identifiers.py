import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command


@pytest.fixture
def run(monkeypatch):
    def run(*lines):
        data = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        out, err, code = io.StringIO(), io.StringIO(), 0
        try:
            call_command("find_identifiers", stdout=out, stderr=err, no_color=True)
        except SystemExit as end:
            code = end.code
        return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code

    return run


def test_each_line_gets_its_findings(run):
    answers, errors, code = run(
        {"id": 1, "text": "Vandaag kwam Karin."}, {"id": "b", "text": "Niets bijzonders."}
    )
    assert (errors, code) == ("", 0)
    assert answers == [
        {
            "id": 1,
            "findings": [
                {
                    "start": 13,
                    "end": 18,
                    "text": "Karin",
                    "category": "person",
                    "blocking": True,
                    "suggestion": "[naam]",
                }
            ],
        },
        {"id": "b", "findings": []},
    ]


def test_the_register_gives_the_role(run):
    answers, _, _ = run({"id": 1, "text": "karin komt", "register": {"Karin": "moeder"}})
    assert answers[0]["findings"][0]["suggestion"] == "[moeder]"


def test_offsets_count_characters(run):
    text = "😀 Zoë en Youssef"
    answers, _, _ = run({"id": 1, "text": text})
    assert [text[one["start"] : one["end"]] for one in answers[0]["findings"]] == ["Zoë", "Youssef"]


@pytest.mark.parametrize(
    "bad",
    [b"no json", b"\xff\xfe", b"[1]", b"null", b'{"id": 1}', b'{"text": "x"}', b'{"id": 1, "text": 5}',
     b'{"id": 1, "text": "x", "register": [1]}', b'{"id": 1, "text": "x", "register": {"a": 1}}',
     b"[" * 100000],
)  # fmt: skip
def test_a_bad_line_is_told_by_number_and_the_rest_goes_on(run, bad):
    answers, errors, code = run({"id": 1, "text": ""}, bad, b"", {"id": 4, "text": ""})
    assert [answer["id"] for answer in answers] == [1, 4]
    assert errors.startswith("line 2: ")
    assert len(errors.splitlines()) == 1
    assert code == 1


def test_an_error_repeats_nothing_of_the_text(run):
    _, errors, _ = run(b'{"id": 1, "text": "Karin belt')
    assert "Karin" not in errors
