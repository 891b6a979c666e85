import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tegenspraak.vocabulary.files import DATA, FaultyFile, read_levels, read_terms, read_themes
from tegenspraak.vocabulary.loading import load
from tegenspraak.vocabulary.models import Level, Term, Theme


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped files that a test may spoil."""
    shutil.copytree(DATA, tmp_path / "data")
    return tmp_path / "data"


def change(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def load_vocabulary(*args):
    out = StringIO()
    call_command("load_vocabulary", *args, stdout=out)
    return out.getvalue()


def test_the_shipped_files_are_without_fault_and_complete():
    assert len(read_themes()) == 36
    assert len(read_terms()) == 144
    assert [level["number"] for level in read_levels()] == [1, 2, 3, 4, 5]


def test_many_terms_have_an_explanation_that_ends_like_a_sentence():
    explanations = [term["explanation"] for term in read_terms() if term["explanation"]]
    assert len(explanations) >= 40
    assert all(text.endswith(".") for text in explanations)


def test_loading_twice_changes_nothing(db):
    assert load_vocabulary().splitlines() == ["themes: 36 new", "levels: 5 new", "terms: 144 new"]
    before = Term.objects.get(slug="scheiding").updated_at
    assert "terms: 144 unchanged" in load_vocabulary()
    assert Term.objects.get(slug="scheiding").updated_at == before
    assert (Theme.objects.count(), Level.objects.count(), Term.objects.count()) == (36, 5, 144)


def test_a_changed_file_renews_what_nobody_touched(db, folder):
    load(folder)
    change(folder / "themas.yaml", "naam: Complexe scheiding", "naam: Scheiding met strijd")
    assert load(folder)["themes"] == {"updated": 1, "unchanged": 35}
    assert Theme.objects.get(slug="complexe-scheiding").name == "Scheiding met strijd"


def test_an_editors_words_are_never_overwritten(db, folder):
    load(folder)
    Term.objects.filter(slug="drang").update(explanation="Zoals wij het zeggen.")
    change(folder / "thesaurus.yaml", "Ouders staan onder druk", "Ouders voelen druk")
    assert load(folder)["terms"]["edited on the site, left alone"] == 1
    assert Term.objects.get(slug="drang").explanation == "Zoals wij het zeggen."


def test_a_term_that_an_editor_made_is_left_alone(db):
    Term.objects.create(label="Halt", slug="halt", explanation="Van de redactie.")
    load()
    assert Term.objects.get(slug="halt").explanation == "Van de redactie."


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{pref: drang, syn:", "{pref: drang, synoniem:", "unknown key “synoniem”"),
        ("{pref: drang, syn:", "{syn:", "“pref” is missing"),
        ("{pref: drang, ", "{pref: 12, ", "“pref” must be a str"),
        ("{pref: drang, ", "{pref: scheiding, ", "stands in item"),
        ("hoofd: true", "hoofd: ja", "“hoofd” must be a bool"),
        ("syn: [OTS,", "syn: [2026-01-01,", "must be a list of words"),
        ("schema_version: 1", "schema_version: 2", "schema_version must be 1"),
        ("groepen:", "groups:", "exactly the keys"),
        ("{pref: drang, ", "{pref: drang: ", "cannot be read"),
    ],
)
def test_a_faulty_file_is_named_and_nothing_is_loaded(db, folder, old, new, told):
    change(folder / "thesaurus.yaml", old, new)
    with pytest.raises(CommandError) as failure:
        load_vocabulary(folder)
    assert "thesaurus.yaml" in str(failure.value)
    assert told in str(failure.value)
    assert not Theme.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(FaultyFile, match="niveaus.yaml: cannot be read"):
        read_levels(tmp_path)
