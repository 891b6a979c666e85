"""Reading a file of cases; no database is needed to say what is wrong with it."""

import json

import pytest

from casuistry.cases.case_file import CaseInFile, FaultyFile, read

THEMES = {"complexe-scheiding": 1, "complexe scheiding": 1, "verwaarlozing": 2}


def line(**changed):
    data = {"id": "1", "title": "Een titel", "text": "Een tekst.", "themes": []} | changed
    return json.dumps({name: value for name, value in data.items() if value is not ...}).encode() + b"\n"


def faults(*lines):
    with pytest.raises(FaultyFile) as refusal:
        read(lines, THEMES)
    return str(refusal.value).splitlines()


def test_a_line_becomes_a_case():
    assert read([line(themes=["verwaarlozing"])], THEMES) == [
        CaseInFile("1", "Een titel", "Een tekst.", frozenset({2}))
    ]


def test_themes_go_by_slug_or_by_name_and_once():
    [case] = read([line(themes=["Complexe scheiding", "complexe-scheiding"])], THEMES)
    assert case.themes == {1}


@pytest.mark.parametrize("sent", [7, "7", " 7 "])
def test_an_id_is_a_text_or_a_number(sent):
    assert read([line(id=sent)], THEMES)[0].id == "7"


def test_blank_lines_a_byte_order_mark_and_windows_line_ends_are_fine():
    lines = [b"\xef\xbb\xbf" + line(), b"\r\n", line(id="2").replace(b"\n", b"\r\n"), b"  "]
    assert [case.id for case in read(lines, THEMES)] == ["1", "2"]


def test_other_signs_than_line_ends_are_text():
    text = "een\u2028twee\n\n[moeder] 🙂 \u202eomgekeerd"
    assert read([line(text=text)], THEMES)[0].text == text


def test_without_themes_there_are_none():
    assert read([line(themes=...)], THEMES)[0].themes == frozenset()


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (b"{", "not JSON"),
        (b'"tekst"', "not an object"),
        (b"[1]", "not an object"),
        (b"[" * 100_000, "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (line(title=...), '"title"'),
        (line(title=3), '"title"'),
        (line(title="  "), '"title" is empty'),
        (line(text=...), '"text"'),
        (line(text=None), '"text"'),
        (line(text="nul\0teken"), '"text"'),
        (line(title="\ud800"), '"title"'),
        (line(id=...), '"id"'),
        (line(id=""), '"id"'),
        (line(id="x" * 201), '"id"'),
        (line(id=True), '"id"'),
        (line(id=10**200), '"id" must have 1 to 200'),
        (line(themes="verwaarlozing"), '"themes"'),
        (line(themes=[1]), '"themes"'),
        (line(themes=["onbekend"]), "no such theme: 'onbekend'"),
    ],
)
def test_a_broken_line_is_named_by_its_number(broken, told):
    [fault] = faults(line(), b"\n", broken)
    assert fault.startswith("line 3: ")
    assert told in fault


def test_a_theme_that_may_be_words_about_somebody_is_told_by_its_place():
    [fault] = faults(line(themes=["verwaarlozing", "Moeder Anja de Vries", "zorgen-om", "Anja"]))
    assert fault == "line 1: no such theme: number 2 of the list, 'zorgen-om', number 4 of the list"


def test_every_fault_is_told_at_once():
    assert [fault.split(":")[0] for fault in faults(b"{", line(), b"{")] == ["line 1", "line 3"]


def test_very_many_faults_are_told_in_few_lines():
    told = faults(*[b"{"] * 1000)
    assert len(told) == 21
    assert told[-1] == "and 980 more lines"


def test_an_id_stands_in_a_file_once():
    assert faults(line(), line(title="Een andere")) == ["line 2: this id stands in the file already"]


def test_no_fault_says_a_word_of_the_case():
    assert "Geheim" not in " ".join(faults(line(title="Geheim", text=3), b'{"id": "Geheim",'))
