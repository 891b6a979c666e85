"""Whatever blocks an editor puts beside each other come back from the files as they were."""

import json
from random import Random

import pytest

from learning.authoring.export import body_text as text_of
from learning.authoring.export import export, file_text, lesson_file
from learning.authoring.front_matter import File, Known
from learning.authoring.loading import known, load_module
from learning.authoring.markup import pieces
from learning.authoring.plain import of_block, raw_of
from learning.models import LessonPage, ModulePage
from tests.learning.rich import change

LINES = [
    "Gewone tekst.", "", "", "## Kop", "- een", "1. een", "> citaat", "    code", "---", "| a | b |", "***",
    ":::", "::: tip", "::: text", "::: question", "::::", ":::tip", "\\:::", "\\\\::: wet", " ::: tip",
    "\t:::", "tekst :::", "key: waarde", "\\", "😀 é", "een\u2028twee", "regel\r\n::: wet", "[[drang]]",
]  # fmt: skip
KNOWN = Known((), (), {"drang"})

pytestmark = pytest.mark.django_db


def words(chance):
    """A few lines, at least one of which says something."""
    lines = chance.choices(LINES, k=chance.randint(1, 6))
    lines.insert(chance.randint(0, len(lines)), chance.choice(["Iets.", ":::", "::: text", "\\:::"]))
    return "\n".join(lines)


def block(chance):
    kind = chance.choice(["text", "text", "text", "callout", "term"])
    if kind == "callout":
        title = chance.choice(["", "Titel", "::: tip", "Een: twee"])
        return kind, {"kind": chance.choice(["tip", "wet"]), "title": title, "text": words(chance)}
    return (kind, {"name": "drang"}) if kind == "term" else (kind, words(chance))


def page_of(raw):
    return LessonPage(slug="les", title="Les", minutes=5, body=json.dumps(raw))


@pytest.mark.parametrize("seed", range(100))
def test_any_row_of_blocks_comes_back_as_the_same_blocks(tmp_path, seed):
    chance = Random(seed)
    blocks = [block(chance) for _ in range(chance.randint(1, 6))]
    page = page_of([{"type": kind, "value": value} for kind, value in blocks])
    file = lesson_file(page)
    path = tmp_path / "01-les.md"
    path.write_text(file_text(file.values, text_of(file.blocks)), encoding="utf-8")
    faults = []
    read = File(path, faults, KNOWN).blocks()
    assert faults == []
    pairs = [raw_of(one.kind, one.values, {}) for one in read]
    back = page_of([{"type": kind, "value": value} for kind, value in pairs])
    assert [(one.block_type, of_block(one)) for one in back.body] == [
        (one.block_type, of_block(one)) for one in page.body
    ]
    assert text_of(lesson_file(back).blocks) == text_of(file.blocks)


def test_only_text_beside_text_is_marked():
    texts = ["Een.", "Twee.", "Drie."]
    raw = [{"type": "text", "value": text} for text in texts]
    raw.insert(2, {"type": "term", "value": {"name": "drang"}})
    written = text_of(lesson_file(page_of(raw)).blocks)
    assert written == "Een.\n\n::: text\nTwee.\n:::\n\n::: term\nname: drang\n:::\n\nDrie."
    assert [piece.kind for piece in pieces(written)] == ["", "text", "term", ""]


def test_two_blocks_of_text_are_loaded_written_and_loaded_again_without_a_change(rich_module, rich, tmp_path):
    change(rich / "02-doen.md", "Nu jij.", "Nu jij.\n\n::: text\nNog een lap.\n\n\\::: tip\n:::")
    load_module(rich, known([rich]))
    lesson = LessonPage.objects.get(slug="doen")
    assert [str(one.value) for one in lesson.body][:2] == ["Nu jij.", "Nog een lap.\n\n::: tip"]
    export(ModulePage.objects.get(), tmp_path / "uit" / "alles")
    assert set(dict(load_module(tmp_path / "uit" / "alles", known([rich]))).values()) == {"unchanged"}


def test_two_blocks_of_text_of_an_editor_are_built_the_same_elsewhere(rich_module, tmp_path):
    lesson = LessonPage.objects.get(slug="doen")
    raw = [{"type": "text", "value": text} for text in ("Een.", "Twee.", ":::")]
    lesson.body = lesson.body.stream_block.to_python([*raw, *lesson.body.get_prep_value()])
    lesson.save_revision().publish()
    before = LessonPage.objects.get(slug="doen").content()
    export(ModulePage.objects.get(), tmp_path / "uit" / "alles")
    rich_module.delete()
    load_module(tmp_path / "uit" / "alles", known([tmp_path / "uit" / "alles"]))
    assert LessonPage.objects.get(slug="doen").content() == before
