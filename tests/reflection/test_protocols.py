"""Protocol files on their way into the database, into Wagtail and onto their pages."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from casuistry.reflection.loading import FOLDER, Outcome, load
from casuistry.reflection.models import Protocol
from tegenspraak.people.editors import ensure_editors_group
from tegenspraak.search.registry import kinds_for

SHIPPED = FOLDER / "incidentmethode.md"


@pytest.fixture
def file(tmp_path) -> Path:
    copy = tmp_path / "proef.md"
    copy.write_text(SHIPPED.read_text(encoding="utf-8"), encoding="utf-8")
    return copy


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def edit_in_wagtail(protocol: Protocol, before: str, after: str, publish: bool = True) -> None:
    """As the editor's form does: the browser's line ends, then draft or publication."""
    protocol.source = protocol.source.replace(before, after).replace("\n", "\r\n")
    protocol.full_clean()
    revision = protocol.save_revision()
    if publish:
        revision.publish()


def test_loading_is_repeatable(db, file):
    assert load(file) == Outcome.NEW
    assert load(file) == Outcome.UNCHANGED
    change(file, "Ieder schrijft in stilte", "Ieder schrijft stil")
    assert load(file) == Outcome.UPDATED
    assert "Ieder schrijft stil" in Protocol.objects.get().plan.phases[2].instructions
    assert Protocol.objects.get().live


@pytest.mark.parametrize("publish", [True, False])
def test_an_editors_words_are_never_overwritten(db, file, publish):
    load(file)
    edit_in_wagtail(Protocol.objects.get(), "Ieder schrijft in stilte", "Ieder schrijft alleen", publish)
    change(file, "Ieder schrijft in stilte", "Ieder schrijft stil")
    assert load(file) == Outcome.LEFT_ALONE
    assert "Ieder schrijft alleen" in Protocol.objects.get().newest_source


def test_saving_in_wagtail_without_a_change_leaves_the_file_in_charge(db, file):
    load(file)
    edit_in_wagtail(Protocol.objects.get(), "", "")
    change(file, "Ieder schrijft in stilte", "Ieder schrijft stil")
    assert load(file) == Outcome.UPDATED


def test_a_broken_file_changes_nothing_and_names_file_line_and_fault(db, file, capsys):
    load(file)
    change(file, "blind: true", "blint: true")
    with pytest.raises(CommandError, match="1 of 1"):
        call_command("load_protocols", str(file))
    error = capsys.readouterr().err
    assert error.startswith("proef.md, line ")
    assert "'blint' is unknown here" in error
    assert Protocol.objects.get().plan.phases[2].blind


def test_one_broken_file_does_not_stop_the_others(db, file, capsys):
    (file.parent / "aaa.md").write_text("niets", encoding="utf-8")
    (file.parent / "bbb.md").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="2 of 3"):
        call_command("load_protocols", str(file.parent))
    assert list(Protocol.objects.values_list("slug", flat=True)) == ["proef"]


def test_what_the_engine_cannot_run_is_refused_aloud(db, tmp_path, capsys):
    everything = Path(__file__).parent / "everything.md"
    with pytest.raises(CommandError):
        call_command("load_protocols", str(everything))
    assert "cannot be run yet" in capsys.readouterr().err
    assert not Protocol.objects.exists()


def test_of_low_certainty_stays_a_draft(db, file, client):
    change(file, "certainty: high", "certainty: low")
    load(file)
    protocol = Protocol.objects.get()
    assert not protocol.live
    assert not Protocol.objects.visible_to(None).exists()
    assert client.get(protocol.get_absolute_url()).status_code == 404
    assert load(file) == Outcome.UNCHANGED


def test_an_editor_is_told_the_line_of_a_fault(db, file):
    load(file)
    with pytest.raises(ValidationError) as caught:
        edit_in_wagtail(Protocol.objects.get(), "minutes: 3", "minutes: drie")
    assert "Regel" in caught.value.message_dict["source"][0]


def test_an_editor_edits_and_previews_a_protocol_in_wagtail(db, file, bram, sign_in):
    load(file)
    ensure_editors_group()
    bram.grant_editor(by=None)
    protocol = Protocol.objects.get()
    address = reverse(protocol.snippet_viewset.get_url_name("edit"), args=[protocol.pk])
    client = sign_in(bram)
    assert client.get(address).status_code == 200
    words = {"slug": "proef", "source": protocol.source.replace("Incidentmethode", "Voorvalmethode", 1)}
    words["action-publish"] = "1"
    assert client.post(address, words).status_code == 302
    assert Protocol.objects.get().title == "Voorvalmethode"
    assert b"Voorvalmethode" in Protocol.objects.get().make_preview_request().content


def test_everybody_reads_what_a_method_is_for_and_how_it_runs(protocol, client):
    shown = client.get(reverse("reflection:protocol", args=["incidentmethode"])).content.decode()
    for words in (
        "Voor een gebeurtenis die is afgerond",
        "Samen 75 minuten, met 4 tot 10 mensen",
        "Vragen opschrijven",
        "eerst ongezien",
        "zit buiten de kring",
        "Wikiwijs",
        "23 november 2026",
        "We zijn zeker van de stappen",
    ):
        assert words in shown, words
    assert "<em>wat zou ik doen, en waarom?</em>" in shown
    listed = client.get(reverse("reflection:protocols")).content.decode()
    assert reverse("reflection:protocol", args=["incidentmethode"]) in listed


def test_html_in_a_protocol_comes_out_as_text(db, file, client):
    change(file, "Zo voorkom je dat", "<script>alert(1)</script> Zo voorkom je dat")
    load(file)
    shown = client.get(Protocol.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert" in shown


def test_protocols_can_be_found(protocol, rens):
    kind = next(kind for kind in kinds_for(rens) if kind.name == "protocol")
    found = kind.visible_to(rens).get()
    assert (kind.title(found), kind.url(found)) == ("Incidentmethode", protocol.get_absolute_url())
    assert "gebeurtenis" in kind.text(found)
    assert protocol.get_indexed_instance() == protocol


def test_an_editor_cannot_delete_a_method_that_was_used(sign_in, bram, start, case, protocol):
    ensure_editors_group()
    bram.grant_editor(by=None)
    start(case)
    client = sign_in(bram)
    answer = client.post(f"/beheer/snippets/reflection/protocol/delete/{protocol.pk}/", follow=True)
    assert "kan niet weg" in answer.content.decode()
    assert Protocol.objects.filter(pk=protocol.pk).exists()
