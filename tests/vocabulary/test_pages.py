import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from tegenspraak.vocabulary import theme_panels
from tegenspraak.vocabulary.models import Term, Theme


@pytest.fixture
def panel():
    """A panel of a higher room, taken away afterwards."""

    def show(theme, user):
        return "<h2>Uit de praktijk</h2>" if theme.slug == "complexe-scheiding" else None

    theme_panels.register(show)
    yield show
    theme_panels._panels.remove(show)


def test_a_visitor_reads_the_glossary_from_a_to_z(client, vocabulary):
    page = client.get("/begrippen/").content.decode()
    assert page.index("ADHD") < page.index("complexe scheiding") < page.index("zorgmijding")
    assert 'id="letter-C"' in page
    assert 'id="letter-0-9"' in page


def test_the_glossary_without_terms_says_so(client, db):
    assert client.get("/begrippen/").status_code == 200


@pytest.mark.parametrize("number", [2, 12])
def test_the_number_of_queries_does_not_grow_with_terms(client, db, django_assert_num_queries, number):
    for i in range(number):
        Term.objects.create(label=f"term {i}", slug=f"term-{i}")
        Theme.objects.create(name=f"thema {i}", slug=f"thema-{i}")
    with django_assert_num_queries(2):
        client.get("/begrippen/")


def test_a_term_has_a_page_of_its_own(client, vocabulary):
    page = client.get("/begrippen/complexe-scheiding/").content.decode()
    assert "<h1>complexe scheiding</h1>" in page
    assert "conflictscheiding" in page


def test_a_loaded_word_is_named_as_such_and_not_as_an_equal(client, vocabulary):
    term = Term.objects.get(slug="complexe-scheiding")
    assert term.loaded_names == ["vechtscheiding"]
    assert "vechtscheiding" not in term.neutral_names
    assert "vechtscheiding" in term.other_names


@pytest.mark.parametrize("address", ["/begrippen/bestaat-niet/", "/begrippen/themas/bestaat-niet/"])
def test_an_unknown_word_is_not_found(client, vocabulary, address):
    assert client.get(address).status_code == 404


def test_what_an_editor_typed_comes_out_as_text(client, db):
    Term.objects.create(label="<b>vet</b>", slug="vet", explanation="<script>alert(1)</script>")
    page = client.get("/begrippen/vet/").content.decode()
    assert "<script>alert(1)" not in page
    assert "&lt;b&gt;vet" in page


def test_a_theme_shows_the_panels_that_have_something(client, vocabulary, panel):
    address = Theme.objects.get(slug="complexe-scheiding").get_absolute_url()
    assert "<h2>Uit de praktijk</h2>" in client.get(address).content.decode()
    assert (
        "Uit de praktijk" not in client.get(reverse("vocabulary:theme", args=["meldcode"])).content.decode()
    )


def test_a_panel_registers_once(panel):
    theme_panels.register(panel)
    assert theme_panels._panels.count(panel) == 1


def test_everyone_may_see_themes_and_terms(vocabulary, rens):
    for user in (AnonymousUser(), rens):
        assert Theme.objects.visible_to(user).count() == 36
        assert Term.objects.visible_to(user).count() == 144


@pytest.mark.parametrize("slug", ["%00", "bestaat%20niet", "..%2f"])
def test_an_address_that_no_theme_can_have_is_not_found(client, db, slug):
    assert client.get(f"/begrippen/themas/{slug}/").status_code == 404
