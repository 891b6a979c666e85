from tegenspraak.vocabulary.explain import explained, find, glossary
from tegenspraak.vocabulary.models import Term


def test_a_term_is_found_by_its_preferred_and_its_loaded_name(vocabulary):
    terms = glossary()
    assert find(" Complexe Scheiding ", terms).slug == "complexe-scheiding"
    assert find("vechtscheiding", terms).slug == "complexe-scheiding"


def test_a_mere_search_word_does_not_explain(vocabulary):
    assert find("situationeel geweld", glossary()) is None


def test_the_button_opens_its_own_explanation():
    term = Term(label="drang", slug="drang", explanation="Onder <druk>.")
    html = explained(term, "een 'drang'", "deel-1-begrip-1")
    assert html.startswith(
        '<button type="button" class="term" popovertarget="deel-1-begrip-1">een &#x27;drang'
    )
    assert (
        '<span popover id="deel-1-begrip-1" class="term__text"><strong>drang</strong> Onder &lt;druk&gt;.'
        in html
    )
    assert 'href="/begrippen/drang/"' in html


def test_a_term_without_explanation_stays_plain_words():
    assert explained(Term(label="drang", slug="drang"), "<drang>", "x") == "&lt;drang&gt;"
