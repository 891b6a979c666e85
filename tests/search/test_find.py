"""Find: what is understood of a question, in which order it answers, and that nothing hidden leaks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache

from tegenspraak.search.find import find
from tegenspraak.search.registry import Kind, kinds_for, register
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES

pytestmark = pytest.mark.django_db
SECRET = "Zaandijk"


def titles(query, user=None, **options):
    return [hit.title for hit in find(query, user or AnonymousUser(), **options).hits]


def make_term(label, **fields):
    return Term.objects.create(label=label, slug=label.lower().replace(" ", "-"), **fields)


# What is understood


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("scheiding", "Vechtscheiding"),
        ("mishandeling", "Kindermishandeling"),
        ("uithuisgeplaatst", "Uithuisplaatsing"),
        ("uit huis geplaatst", "Uithuisplaatsing"),
        ("uithuis plaatsing", "Uithuisplaatsing"),
        ("UITHUIS-PLAATSINGEN", "Uithuisplaatsing"),
        ("pleeg zorg", "Pleegzorg"),
    ],
)
def test_half_a_memory_of_a_word_is_enough(theme_kind, make_theme, indexed, typed, title):
    for name in ("Vechtscheiding", "Kindermishandeling", "Uithuisplaatsing", "Pleegzorg"):
        make_theme(name)
    indexed()
    assert titles(typed)[0] == title


def test_an_abbreviation_finds_what_it_stands_for(theme_kind, make_theme, indexed):
    make_theme("Ondertoezichtstelling")
    make_theme("Gezag")
    make_term("ondertoezichtstelling", synonyms="OTS")
    indexed()
    assert titles("OTS") == ["Ondertoezichtstelling"]


def test_a_name_of_two_words_stands_for_one_and_the_rest_of_the_question_still_counts(
    theme_kind, make_theme, indexed
):
    make_theme("Complexe scheiding en school")
    make_theme("Complexe scheiding")
    make_term("complexe scheiding", synonyms="vechtscheiding")
    indexed()
    assert titles("vechtscheiding school")[0] == "Complexe scheiding en school"


def test_the_plain_word_wins_from_its_synonym(theme_kind, make_theme, indexed):
    make_theme("Complexe scheiding")
    make_theme("Vechtscheiding")
    make_term("complexe scheiding", synonyms="vechtscheiding")
    indexed()
    assert titles("vechtscheiding") == ["Vechtscheiding", "Complexe scheiding"]


def test_all_words_come_before_any_word(theme_kind, make_theme, indexed):
    make_theme("Gezag", "gezag gezag gezag")
    make_theme("Ouders", "Over het gezag en de school, en nog veel meer dat in dit huis gebeurt.")
    indexed()
    assert titles("gezag school") == ["Ouders", "Gezag"]


def test_words_between_quotes_must_stand_together(theme_kind, make_theme, indexed):
    make_theme("Een", "Het gezag van de ouders.")
    make_theme("Twee", "De ouders hebben gezag.")
    indexed()
    assert titles('"gezag van de ouders"') == ["Een"]
    assert set(titles("gezag ouders")) == {"Een", "Twee"}


def test_only_stop_words_find_a_title(theme_kind, make_theme, indexed):
    make_theme("Over ons")
    make_theme("Gezag")
    indexed()
    assert titles("over ons") == ["Over ons"]


@pytest.mark.parametrize(
    "typed",
    ["", "  ", "?", "*", '"', '""', '"gezag', "(gezag", "gezag)", "AND", "a" * 10_000, "gezag " * 3_000]
    + [
        "\x00gezag\x00",
        "😀 gezag",
        "*gezag*",
        "שלום עולם",
        "gezag~2^9 OR title:x",
        "'; DROP TABLE",
        "-",
        "van de",
    ],
)
def test_any_text_is_answered(theme_kind, make_theme, indexed, typed):
    make_theme("Gezag")
    indexed()
    found = find(typed, AnonymousUser())
    assert found.total == len(found.hits) == (1 if "gezag" in typed else 0)


@pytest.mark.parametrize("typing", [True, False])
def test_a_question_that_is_too_long_is_not_searched_with_half_a_word(
    theme_kind, make_theme, indexed, typing
):
    """Cut within "gezagsdrager" it would end in "gezag"."""
    make_theme("Gezag")
    make_theme("School")
    indexed()
    long = f"{'school ' * 14}{'-' * (500 - 7 * 14 - 5)}gezagsdrager"
    assert long[:500].endswith("gezag")
    assert titles(long, typing=typing) == ["School"]


def test_an_abbreviation_that_is_a_word_counts_in_capitals_only(theme_kind, make_theme, indexed):
    make_theme("Aangifte", "De aangifte ging naar het OM.")
    make_theme("Openbaar ministerie")
    make_theme("Zitting", "Om half tien begint het, om de zaak te bespreken.")
    make_term("openbaar ministerie", synonyms="OM", capitals=True)
    indexed()
    assert titles("OM") == ["Aangifte", "Openbaar ministerie"]
    assert titles("openbaar ministerie") == ["Openbaar ministerie", "Aangifte"]
    assert titles("om") == []
    (hit,) = [hit for hit in find("OM", AnonymousUser()).hits if hit.title == "Aangifte"]
    assert [part.text for part in hit.snippet if part.is_match] == ["OM"]


# Wrong letters


def test_a_word_that_stands_nowhere_is_searched_as_the_word_that_was_meant(theme_kind, make_theme, indexed):
    make_theme("Kindermishandeling")
    make_theme("Gezinsvoogd")
    indexed()
    found = find("kindermishandelng school", AnonymousUser())
    assert [hit.title for hit in found.hits] == ["Kindermishandeling"]
    assert [tuple(one) for one in found.corrections] == [("kindermishandelng", "kindermishandeling")]
    assert titles("gezinsvoogt") == ["Gezinsvoogd"]


def test_a_word_of_the_list_and_a_word_between_quotes_stay_as_they_are(theme_kind, make_theme, indexed):
    make_theme("Gezin")
    indexed()
    for typed in ("gezag", '"gezinn"'):
        found = find(typed, AnonymousUser())
        assert (found.total, found.corrections) == (0, [])
    assert find("gezinn", AnonymousUser()).total == 1


def test_a_correction_never_comes_from_what_is_hidden(theme_kind, make_theme, indexed):
    """The word exists in the word list, and in a hidden text: whoever may not see that is told nothing."""
    make_theme("Gezag", "geheim: een vechtscheiding")
    indexed()
    found = find("vechtschieding", AnonymousUser())
    assert (found.hits, found.corrections) == ([], [])


def test_a_word_that_stands_in_hidden_texts_only_is_corrected_all_the_same(theme_kind, make_theme, indexed):
    """Else its being left alone would tell that somebody wrote it."""
    make_theme("Gezag", "geheim: gezinsvoogt")
    make_theme("Gezinsvoogd")
    indexed()
    assert titles("gezinsvoogt") == ["Gezinsvoogd"]


# Why it was found


def test_another_name_by_which_something_was_found_is_told(theme_kind, make_theme, indexed):
    make_theme("Ondertoezichtstelling")
    make_theme("OTS en school")
    make_term("ondertoezichtstelling", synonyms="OTS")
    indexed()
    found = find("OTS", AnonymousUser())
    assert [(one.typed, one.meant) for one in found.via] == [("OTS", "ondertoezichtstelling")]
    assert {hit.title: hit.via for hit in found.hits} == {
        "OTS en school": [],
        "Ondertoezichtstelling": ["ondertoezichtstelling"],
    }


def test_another_name_that_brought_nothing_is_not_told(theme_kind, make_theme, indexed):
    make_theme("OTS en school")
    make_term("ondertoezichtstelling", synonyms="OTS")
    indexed()
    assert find("OTS", AnonymousUser()).via == []


def test_the_words_are_marked_in_the_title_too(theme_kind, make_theme, indexed):
    make_theme("Na de vechtscheiding")
    indexed()
    (hit,) = find("scheiding", AnonymousUser()).hits
    assert [(part.text, part.is_match) for part in hit.title_parts] == [
        ("Na de ", False),
        ("vechtscheiding", True),
    ]


# Half typed


@pytest.mark.parametrize("typed", ["uithu", "uithuisp", "school uithu"])
def test_a_word_that_is_half_typed_finds_what_begins_so(theme_kind, make_theme, indexed, typed):
    make_theme("Uithuisplaatsing")
    make_theme("Gezag", "Over een uithuisplaatsing.")
    indexed()
    assert set(titles(typed, typing=True)) == {"Uithuisplaatsing", "Gezag"}
    assert find(typed, AnonymousUser(), typing=True).corrections == []


@pytest.mark.whoosh
def test_a_short_beginning_is_looked_for_in_titles_only(theme_kind, make_theme, indexed):
    make_theme("Uithuisplaatsing")
    make_theme("Gezag", "Over een uithuisplaatsing.")
    indexed()
    assert titles("uit", typing=True) == titles("uith", typing=True) == ["Uithuisplaatsing"]


@pytest.fixture
def public_themes(only_our_kinds):
    """Themes are public; what an earlier test kept of them is gone."""
    cache.clear()
    register(
        Kind(
            "theme", "theme", Theme, Theme.objects.visible_to, str, str, lambda obj: obj.name, is_public=True
        )
    )


@pytest.mark.whoosh
def test_without_an_index_what_is_public_is_found_and_it_says_so(public_themes, make_theme):
    register(Kind("term", "term", Term, Term.objects.visible_to, str, str, lambda obj: obj.label))
    make_theme("Vechtscheiding")
    make_term("vechtscheiding")
    found = find("scheiding", AnonymousUser())
    assert found.is_limited
    assert [hit.kind.name for hit in found.hits] == ["theme"]


@pytest.mark.whoosh
def test_without_an_index_too_words_between_quotes_must_stand_together(public_themes, make_theme):
    make_theme("Een", "Het gezag van de ouders.")
    make_theme("Twee", "De ouders hebben gezag.")
    make_theme("Drie", "Gezag en school, en de ouders.")
    assert titles('"gezag van de ouders"') == ["Een"]
    assert titles('"gezag van de kinderen"') == []
    assert set(titles("gezag ouders")) == {"Een", "Twee", "Drie"}


# Pages and counts


def test_results_come_in_pages(theme_kind, make_theme, indexed):
    for number in range(5):
        make_theme(f"Gezag {number}")
    indexed()
    first, last = (find("gezag", AnonymousUser(), page=page, per_page=3) for page in (1, 2))
    assert (first.total, first.pages, first.has_next, first.has_previous) == (5, 2, True, False)
    assert (len(last.hits), last.has_next, last.has_previous) == (2, False, True)
    assert len({hit.title for hit in first.hits + last.hits}) == 5
    beyond = find("gezag", AnonymousUser(), page=99, per_page=3)
    assert beyond.hits == []
    assert beyond.total == 5
    assert find("gezag", AnonymousUser(), page=-1).page == 1


def test_kinds_are_mixed_and_counted_each(theme_kind, term_kind, make_theme, indexed):
    make_theme("Gezag")
    make_theme("Gezag en omgang")
    make_term("gezag")
    indexed()
    found = find("gezag", AnonymousUser())
    assert found.counts == {"theme": 2, "term": 1}
    assert {hit.kind.name for hit in found.hits} == {"theme", "term"}
    only = find("gezag", AnonymousUser(), kinds=["term"])
    assert [hit.kind.name for hit in only.hits] == ["term"]
    assert only.total == 1
    assert only.counts == {"theme": 2, "term": 1}
    assert find("gezag", AnonymousUser(), kinds=["unknown"]).total == 0


@pytest.mark.parametrize("rows", [2, 12])
def test_the_number_of_queries_does_not_grow(
    theme_kind, term_kind, make_theme, indexed, rows, django_assert_num_queries
):
    for number in range(rows):
        make_theme(f"Gezag {number}")
        make_term(f"gezag {number}")
    indexed()
    find("gezag", AnonymousUser())  # reads the glossary into memory
    # On PostgreSQL the index is in the database too.
    with django_assert_num_queries(6 if ON_POSTGRES else 5):
        found = find("gezag", AnonymousUser())
    assert found.total == 2 * rows


# What must not leak


def test_nothing_of_a_hidden_row_shows(theme_kind, make_theme, indexed):
    make_theme("Gezag", "Over de school.")
    make_theme(f"Gezag in {SECRET}", f"Dit is geheim: {SECRET}.")
    indexed()
    found = find("gezag", AnonymousUser())
    assert (found.total, found.counts, found.pages) == (1, {"theme": 1}, 1)
    assert SECRET not in repr(found)
    hidden = find(SECRET, AnonymousUser())
    assert (hidden.hits, hidden.total, hidden.counts) == ([], 0, {"theme": 0})


def test_who_may_see_it_finds_it_and_a_stranger_does_not(only_our_kinds, make_theme, indexed, samira, rens):
    theme = make_theme("Gezag", SECRET)
    indexed()

    def visible_to(user):
        return Theme.objects.filter(pk=theme.pk) if user == samira else Theme.objects.none()

    register(Kind("theme", "theme", Theme, visible_to, str, lambda obj: "/", lambda obj: obj.explanation))
    assert titles(SECRET, samira) == ["Gezag"]
    assert find(SECRET, rens).counts == {"theme": 0}
    assert titles(SECRET, AnonymousUser()) == []


def test_what_was_hidden_or_deleted_after_indexing_never_shows(theme_kind, make_theme, indexed):
    hidden, deleted, kept = (make_theme(f"Gezag {name}") for name in ("een", "twee", "drie"))
    indexed()
    Theme.objects.filter(pk=hidden.pk).update(explanation="geheim")
    Theme.objects.filter(pk=deleted.pk)._raw_delete("default")
    found = find("gezag", AnonymousUser())
    assert [hit.object for hit in found.hits] == [kept]
    assert (found.total, found.counts) == (1, {"theme": 1})


def test_the_passage_is_what_the_database_says_now_not_what_was_indexed(theme_kind, make_theme, indexed):
    theme = make_theme("Gezag", f"Woont in {SECRET}.")
    indexed()
    Theme.objects.filter(pk=theme.pk).update(explanation="Over het gezag.")
    (hit,) = find("gezag", AnonymousUser()).hits
    assert [(part.text, part.is_match) for part in hit.snippet] == [
        ("Over het ", False),
        ("gezag", True),
        (".", False),
    ]


def test_a_guest_searches_nothing(theme_kind, make_theme, indexed, rens):
    make_theme("Gezag")
    indexed()
    rens.is_guest = True
    assert kinds_for(rens) == ()
    assert find("gezag", rens).total == 0


# Another engine


def test_wagtails_own_backend_serves_find_too(theme_kind, term_kind, make_theme, settings):
    database = {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "dutch"}
    settings.WAGTAILSEARCH_BACKENDS = {"default": database}
    make_theme("Ondertoezichtstelling en school")
    make_theme("School")
    make_theme("Gezag", f"geheim school {SECRET}")
    make_term("ondertoezichtstelling", synonyms="OTS")
    assert titles("school")[0] == "School"
    assert titles("OTS school")[0] == "Ondertoezichtstelling en school"
    assert set(titles("gezag school")) == {"School", "Ondertoezichtstelling en school"}
    assert titles('"stelling en school"') == []
    assert titles(SECRET) == []
    for typed in ("", "*", '"', "over ons", "😀", "\x00", "a" * 10_000, "NEAR(x", "col:x"):
        assert find(typed, AnonymousUser()).total == 0
