"""The strict parser of protocol files. None of these tests needs a database."""

import json
from pathlib import Path

import pytest

from casuistry.reflection.definition import Presenter, QuestionKind, QuestionType, Readers, Who, from_data
from casuistry.reflection.loading import FOLDER
from casuistry.reflection.protocol_file import ProtocolError, parse
from casuistry.reflection.running import obstacles, stages

EVERYTHING = Path(__file__).parent / "everything.md"


@pytest.fixture
def source() -> str:
    return EVERYTHING.read_text(encoding="utf-8")


@pytest.fixture
def incident():
    file = FOLDER / "incidentmethode.md"
    return parse(file.read_text(encoding="utf-8"), file.name)


def fault(source: str) -> ProtocolError:
    with pytest.raises(ProtocolError) as caught:
        parse(source, "proef.md")
    return caught.value


def line_of(source: str, words: str) -> int:
    return next(number for number, line in enumerate(source.split("\n"), 1) if words in line)


def test_every_shape_that_the_design_names_can_be_written(source):
    plan = parse(source, "alles.md")
    voting, views, agreements = plan.phases
    assert {question.type for phase in plan.phases for question in phase.asked()} | {
        QuestionType.SCALE,
        QuestionType.LONG_TEXT,
    } == set(QuestionType)
    assert voting.minutes_proposed
    assert voting.question_kind is QuestionKind.OPEN
    assert views.presenter is Presenter.OUTSIDE
    assert [writing.who for writing in views.writers] == [Who.PARTICIPANTS, Who.PRESENTER]
    assert views.writers[0].rows.fixed == ("kind", "moeder", "vader")
    assert views.writers[1].readers is Readers.PRESENTER
    assert [writing.who for writing in agreements.writers] == [Who.ADVOCATE, Who.FACILITATOR]
    assert not agreements.blind


def test_a_definition_survives_the_way_through_json(source, incident):
    for plan in (parse(source, "alles.md"), incident):
        assert from_data(json.loads(json.dumps(plan.as_data()))) == plan


def test_the_engine_says_what_it_cannot_run_yet(source):
    found = "\n".join(obstacles(parse(source, "alles.md")))
    for word in (
        "several meetings",
        "'agreement'",
        "'list'",
        "contributions",
        "rows",
        "participant",
        "advocate",
    ):
        assert word in found


def test_the_incident_method_can_be_run(incident):
    assert obstacles(incident) == []


def test_the_incident_method_has_its_ten_phases_of_75_minutes(incident):
    assert [phase.minutes for phase in incident.phases] == [5, 10, 3, 10, 2, 10, 8, 10, 12, 5]
    assert [phase.title for phase in incident.phases if phase.blind] == [
        "Terugblik en keuze",
        "Vragen opschrijven",
        "Ieder schrijft wat hij zou doen en waarom",
    ]
    assert incident.phases[5].presenter is Presenter.OUTSIDE
    assert incident.phases[2].question_kind is QuestionKind.FACTUAL


def test_private_questions_of_the_incident_method_are_for_their_writer_alone(incident):
    private = {
        question.id
        for phase in stages(incident)
        for writing in phase.writers
        for question in writing.questions
        if writing.readers_of(question) is Readers.SELF
    }
    assert private == {"notitie_zelf", "wat_valt_op", "afloop_verborgen", "wat_raakt_mij"}


def test_with_a_case_the_first_phase_has_nothing_left_to_ask(incident):
    asked = incident.for_case()
    assert asked.phases[0].writers == ()
    assert all(phase.writers for phase in asked.phases[1:])
    assert "titel" not in {question.id for question in asked.preparation}


@pytest.mark.parametrize(
    ("before", "after", "on", "words"),
    [
        ("title: Alles kan", "title: Alles kan\ncolour: rood", "colour", "'colour' is unknown"),
        ("purpose: Om te zien dat alles kan.\n", "", "title:", "'purpose' is missing"),
        ("kind: devils_advocate", "kind: feest", "kind:", "'feest' is not one of"),
        ("minutes: 15", "minutes: veel", "minutes: veel", "a whole number"),
        ("minutes: 15", "minutes: 15\nminutes: 15", None, "stands here twice"),
        ("id: perspectieven", "id: stemmen", "## Perspectieven", "two phases have the id"),
        ("id: kern,", "id: stem,", "## Perspectieven", "'stem' stands here twice"),
        ("id: kern,", "id: Kern!,", "Kern!", "small letters"),
        ("of: [kern]", "of: [nergens]", "## Perspectieven", "'nergens', which is not asked before"),
        (
            "blind: true\nquestion_kind",
            "blind: misschien\nquestion_kind",
            "blind: misschien",
            "true or false",
        ),
        ("total_minutes: 30", "total_minutes: 31", "title:", "the phases make 30"),
        ("presenter: outside", "presenter: weg", "presenter: weg", "'weg' is not one of"),
        ("options_from: contributions", "options_from: maan", "## Stemmen", "cannot draw its options"),
        ("group: [2, 8]", "group: [8, 2]", "group:", "the smallest and the largest"),
        ("scale: {from: 1, to: 5", "scale: {from: 5, to: 1", "from: 5", "a low number to a higher"),
        ("seen_on: 2026-11-23", "seen_on: gisteren", "gisteren", "a date is expected"),
        ("roles:\n", "roles: [\n", None, "this is not YAML"),
    ],
)
def test_a_fault_names_file_line_and_what_is_wrong(source, before, after, on, words):
    assert before in source
    broken = source.replace(before, after, 1)
    found = fault(broken)
    assert words in found.fault
    assert str(found).startswith(f"proef.md, line {found.line}: ")
    if on == "title:":
        assert found.line == 2
    elif on:
        assert found.line == line_of(broken, on)


def test_a_reference_in_yaml_is_refused(source):
    broken = source.replace("group: [2, 8]", "group: &g [2, 8]\nrule: *g").replace(
        "rule: Er wordt niets besloten.\n", ""
    )
    assert "references are not used" in fault(broken).fault


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "three dashes"),
        ("# Titel\n", 1, "three dashes"),
        ("---\ntitle: x\n", 1, "not closed"),
        ("---\ntitle: x\n---\nAlleen tekst.\n", 4, "there is no phase"),
        ("---\ntitle: x\n---\n\n## Fase\n\nGeen blok.\n", 5, "a ```yaml block must follow"),
        ("---\n- a\n---\n\n## Fase\n", 2, "keys with values"),
    ],
)
def test_a_file_without_the_right_frame_is_refused(text, line, words):
    found = fault(text)
    assert (found.line, words in found.fault) == (line, True)


def test_closing_needs_closing_questions(source):
    start = source.index("closing:")
    end = source.index("---\n\nUitleg")
    broken = source[:start] + source[end:]
    broken += "\n## Slot\n\n```yaml\nid: slot\nminutes: 0\npresenter: speaks\nwriters: closing\n```\n"
    assert "no closing questions" in fault(broken).fault
