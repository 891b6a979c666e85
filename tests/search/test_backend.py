"""The backend behind Wagtail's search API, on themes: a plain model with a title and a text."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import FieldError
from modelsearch.query import MATCH_ALL, Boost, Fuzzy, Phrase, PlainText
from wagtail.models import Page
from wagtail.search.models import IndexEntry

from tegenspraak.home.models import HomePage
from tegenspraak.search.backend import FEW, SearchBackend
from tegenspraak.search.gathered import Wanted
from tegenspraak.search.terms import analyse
from tegenspraak.vocabulary.models import Term, Theme
from tests.conftest import ON_POSTGRES

pytestmark = pytest.mark.django_db


@pytest.fixture
def themes(make_theme, indexed):
    make_theme("Vechtscheiding", "Ouders strijden om het gezag van de kinderen.")
    make_theme("Uithuisplaatsing", "Een kind woont in een pleeggezin.")
    make_theme("Schoolverzuim", "Het kind komt niet op school. De ouders ook niet.")
    indexed()


@pytest.fixture
def make_page(django_capture_on_commit_callbacks):
    def make(title, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            return Page.objects.get(depth=1).add_child(instance=HomePage(title=title, **fields))

    return make


def names(results):
    return [str(theme) for theme in results]


def in_index(word=""):
    """What the index itself holds, whatever the database says: documents with a word, or all there are."""
    backend = get_search_backend()
    if word:
        gathered = backend.gather(Wanted(frozenset({analyse(word).whole})))
        return set(gathered.numbers().tolist())
    return range(IndexEntry.objects.count() if ON_POSTGRES else backend.engine.count())


def search(query, among=Theme, **options):
    return get_search_backend().search(query, among, **options)


@pytest.mark.whoosh
def test_settings_name_this_backend(backend):
    assert isinstance(backend, SearchBackend)


def test_a_backend_without_a_path_says_what_is_missing():
    with pytest.raises(ImproperlyConfigured, match="SEARCH_URL"):
        SearchBackend({})


@pytest.mark.whoosh
def test_an_index_that_was_never_made_finds_nothing_and_complains_of_nothing(make_theme, backend):
    make_theme("Vechtscheiding")
    assert list(search("vechtscheiding")) == []
    assert search("vechtscheiding").count() == 0
    assert len(in_index()) == 0


def test_the_first_save_makes_the_index(make_theme, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_theme("Vechtscheiding")
    assert names(search("vechtscheiding")) == ["Vechtscheiding"]


def test_all_words_must_occur_unless_any_is_enough(themes):
    assert names(search("kind school")) == ["Schoolverzuim"]
    assert set(names(search("pleeggezin school", operator="or"))) == {"Schoolverzuim", "Uithuisplaatsing"}
    assert names(search("pleeggezin school")) == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("scheiding", ["Vechtscheiding"]),
        ("gescheiden", ["Vechtscheiding"]),
        ("uithuisgeplaatst", ["Uithuisplaatsing"]),
        ("PLEEG", ["Uithuisplaatsing"]),
        ("verzuimen", ["Schoolverzuim"]),
    ],
)
def test_dutch_is_understood(themes, typed, found):
    assert names(search(typed)) == found


def test_a_phrase_needs_its_words_together_and_reads_over_stop_words(themes):
    assert names(search(Phrase("gezag van de kinderen"))) == ["Vechtscheiding"]
    assert names(search(Phrase("kinderen gezag"))) == []


def test_a_phrase_does_not_run_from_one_field_into_the_next(themes):
    assert names(search(Phrase("vechtscheiding ouders"))) == []


def test_queries_combine(themes):
    ouders, kind = PlainText("ouders"), PlainText("school")
    assert names(search(ouders & kind)) == ["Schoolverzuim"]
    assert set(names(search(ouders | PlainText("pleeggezin")))) == {
        "Vechtscheiding",
        "Uithuisplaatsing",
        "Schoolverzuim",
    }
    assert names(search(ouders & ~kind)) == ["Vechtscheiding"]
    assert set(names(search(~ouders))) == {"Uithuisplaatsing"}
    assert search(MATCH_ALL).count() == 3
    assert search(~MATCH_ALL).count() == 0


def test_boost_changes_the_order(themes):
    weak, strong = PlainText("pleeggezin"), PlainText("school")
    assert names(search(weak | Boost(strong, 10.0)))[0] == "Schoolverzuim"
    assert names(search(Boost(weak, 10.0) | strong))[0] == "Uithuisplaatsing"


def test_a_fuzzy_query_forgives_a_letter(themes):
    assert names(search(Fuzzy("pleegezin"))) == ["Uithuisplaatsing"]


def test_a_search_can_be_kept_to_some_fields(themes):
    assert names(search("school", fields=["name"])) == ["Schoolverzuim"]
    assert names(search("pleeggezin", fields=["name"])) == []
    assert names(search("pleeggezin", fields=["explanation"])) == ["Uithuisplaatsing"]
    with pytest.raises(FieldError):
        search("school", fields=["slug"])


def test_a_part_weighs_less_than_the_whole_word(make_theme, indexed):
    make_theme("Vechtscheiding")
    make_theme("Scheiding")
    indexed()
    assert names(search("scheiding")) == ["Scheiding", "Vechtscheiding"]


def test_the_score_can_be_asked_for(themes):
    (theme,) = search("pleeggezin").annotate_score("_score")
    assert theme._score > 0


def test_results_can_be_counted_and_cut(make_theme, indexed):
    for number in range(7):
        make_theme(f"Gezag {number}")
    indexed()
    results = search("gezag")
    whole = names(results)
    assert results.count() == len(results) == 7
    assert names(results[2:4]) == whole[2:4]
    assert names(results[2:][1:3]) == whole[3:5]
    assert str(results[6]) == whole[6]
    assert results[5:20].count() == 2


def test_order_by_relevance_can_give_way_to_the_order_of_the_queryset(make_page):
    for title in ("C gezag gezag gezag", "A gezag", "B gezag gezag"):
        make_page(title)
    ordered = Page.objects.order_by("title").search("gezag", order_by_relevance=False)
    assert [page.title[0] for page in ordered] == ["A", "B", "C"]


def test_a_facet_counts_the_hits_only(make_page):
    make_page("Gezag een", live=True)
    make_page("Gezag twee", live=True)
    make_page("Gezag drie", live=False)
    make_page("School", live=False)
    assert Page.objects.search("gezag").facet("live") == {True: 2, False: 1}
    with pytest.raises(FieldError):
        Page.objects.search("gezag").facet("seo_title")


def test_the_queryset_decides_what_is_hit_and_counted(themes):
    assert search("kind").count() == 3
    assert search("kind", Theme.objects.none()).count() == 0
    assert list(search("kind", Theme.objects.none())) == []


def test_any_queryset_can_be_searched_whatever_it_filters_or_orders_by(themes):
    """Who may see what is often a question to other tables, which no search field declares."""
    same = Theme.objects.filter(pk=OuterRef("pk"), explanation__contains="pleeg")
    assert names(search("kind", Theme.objects.filter(Exists(same)))) == ["Uithuisplaatsing"]
    assert search("kind", Theme.objects.exclude(Exists(same))).count() == 2
    by_length = Theme.objects.alias(size=Length("explanation")).order_by("size")
    assert names(search("kind", by_length, order_by_relevance=False))[0] == "Uithuisplaatsing"


def test_a_facet_says_which_field_is_missing(themes):
    with pytest.raises(FieldError, match=r"FilterField\('name'\) to Theme"):
        search("kind").facet("name")


@pytest.mark.whoosh
def test_what_was_saved_in_an_open_transaction_is_found_after_a_refresh(make_theme, backend):
    make_theme("Vechtscheiding")
    assert names(search("vechtscheiding")) == []
    backend.refresh_indexes()
    assert names(search("vechtscheiding")) == ["Vechtscheiding"]


def test_after_a_reset_words_find_nothing_and_a_save_is_found_again(themes, backend, make_theme):
    backend.reset_indexes()
    assert names(search("kind")) == []
    assert search(MATCH_ALL).count() == 3
    make_theme("Een kind")
    backend.refresh_indexes()
    assert "Een kind" in names(search("kind"))


def test_a_boost_of_a_field_counts_once(themes, backend, monkeypatch, indexed):
    """A field that weighs twice as much moves a score less than twice: weights are not multiplied again."""
    plain = search("pleeggezin").annotate_score("_score")[0]._score
    (field,) = [field for field in Theme.search_fields if field.field_name == "explanation"]
    monkeypatch.setattr(field, "boost", 2.0)
    indexed()
    boosted = search("pleeggezin").annotate_score("_score")[0]._score
    assert plain < boosted < 2 * plain
    twice = search(Boost(PlainText("pleeggezin"), 2.0)).annotate_score("_score")[0]._score
    assert twice == pytest.approx(2 * boosted)


@pytest.mark.whoosh
def test_a_deleted_row_is_not_found_even_while_the_index_still_holds_it(themes):
    Theme.objects.filter(name="Uithuisplaatsing").delete()
    Theme.objects.filter(name="Schoolverzuim")._raw_delete("default")
    assert len(in_index()) == 3
    assert names(search("kind")) == ["Vechtscheiding"]
    assert search("kind").count() == 1


@pytest.mark.whoosh
def test_many_proposals_take_one_question_to_the_database(make_theme, indexed, django_assert_num_queries):
    Theme.objects.bulk_create(Theme(name=f"Gezag {n}", slug=f"gezag-{n}") for n in range(FEW + 20))
    indexed()
    with django_assert_num_queries(1):
        assert search("gezag").count() == FEW + 20
    with django_assert_num_queries(2):
        assert len(list(search("gezag")[:10])) == 10


def test_autocomplete_finds_what_a_title_begins_with_from_two_letters(themes):
    backend = get_search_backend()
    assert names(backend.autocomplete("vech", Theme)) == ["Vechtscheiding"]
    assert names(backend.autocomplete("ve", Theme)) == ["Vechtscheiding"]
    assert names(backend.autocomplete("v", Theme)) == []
    assert names(backend.autocomplete("pleeg", Theme)) == []
    assert names(backend.autocomplete("schoo ver", Theme)) == []


def test_one_index_holds_several_models(make_theme, indexed):
    make_theme("Gezag")
    Term.objects.create(label="Gezag", slug="gezag")
    indexed()
    assert [type(found) for found in search("gezag")] == [Theme]
    assert [type(found) for found in search("gezag", Term)] == [Term]


def test_a_page_is_found_as_a_page_and_as_what_it_is(make_page):
    page = make_page("Over vechtscheiding")
    assert list(Page.objects.filter(pk=page.pk).search("scheiding")) == [page.page_ptr]
    assert list(HomePage.objects.search("scheiding")) == [page]
    assert list(Page.objects.specific().search("over")) == [page]


def test_an_unknown_kind_of_query_is_refused(themes):
    class Riddle:
        pass

    with pytest.raises(NotImplementedError, match="Riddle"):
        list(search(Riddle()))


@pytest.mark.parametrize(
    "typed", ["", " ", "!", '"', "((", "a" * 10_000, "\x00", "😀", "* OR NOT", "שלום", "kind:x~2^"]
)
def test_any_text_is_answered(themes, typed):
    assert isinstance(list(search(typed)), list)
    assert isinstance(list(get_search_backend().autocomplete(typed, Theme)), list)


def test_an_update_replaces_what_was_indexed(themes, django_capture_on_commit_callbacks):
    theme = Theme.objects.get(name="Schoolverzuim")
    with django_capture_on_commit_callbacks(execute=True):
        theme.name = "Thuiszitten"
        theme.explanation = ""
        theme.save()
    assert names(search("thuiszitten")) == ["Thuiszitten"]
    assert search("schoolverzuim").count() == 0
    assert len(in_index()) == 3


def test_a_delete_takes_the_row_out_of_the_index(themes, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        Theme.objects.get(name="Schoolverzuim").delete()
    assert len(in_index()) == 2


def test_what_may_no_longer_be_indexed_leaves_the_index(
    themes, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(Theme, "get_indexed_objects", lambda: Theme.objects.exclude(explanation="privé"))
    theme = Theme.objects.get(name="Schoolverzuim")
    with django_capture_on_commit_callbacks(execute=True):
        theme.explanation = "privé"
        theme.save()
    assert in_index("schoolverzuim") == set()


def save_and_undo(make_theme):
    with transaction.atomic():
        make_theme("Vechtscheiding")
        transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_is_not_indexed(make_theme, backend):
    save_and_undo(make_theme)
    make_theme("Schoolverzuim")
    assert in_index("vechtscheiding") == set()
    assert len(in_index()) == 1


@pytest.mark.django_db(transaction=True)
def test_a_save_after_an_undone_savepoint_is_still_indexed(make_theme, backend):
    with transaction.atomic():
        save_and_undo(make_theme)
        make_theme("Schoolverzuim")
    assert names(search("schoolverzuim")) == ["Schoolverzuim"]
    assert len(in_index()) == 1
