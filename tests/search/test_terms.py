"""Text to terms needs no database and no engine."""

import time

import pytest

from tegenspraak import dutch
from tegenspraak.search import nodes, terms


def texts(found):
    return [term.text for term in found]


def test_a_compound_gives_itself_and_lighter_its_parts_at_the_same_place():
    found = list(terms.index_terms("Een vechtscheiding"))
    assert [(term.weight, term.position) for term in found] == [(1.0, 0), (0.5, 0), (0.5, 0)]
    assert texts(found)[1:] == [terms.analyse("vecht").whole, terms.analyse("scheiding").whole]


def test_parts_of_parts_are_found_too():
    assert terms.analyse("zorg").whole in terms.analyse("pleegzorgplaatsing").parts


def test_inflections_meet():
    assert terms.analyse("uithuisgeplaatst").whole == terms.analyse("uithuisplaatsing").whole


@pytest.mark.parametrize(
    ("one", "other"), [("Casuïstiek", "casuistiek"), ("uithuis-plaatsing", "uithuisplaatsing")]
)
def test_accents_capitals_and_hyphens_make_no_difference(one, other):
    assert terms.analyse(one).whole == terms.analyse(other).whole


def test_stop_words_take_no_place_so_that_a_phrase_reads_over_them():
    with_stop_words = list(terms.index_terms("het gezag van de ouders"))
    assert with_stop_words == list(terms.index_terms("gezag ouders"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pleegouder(s)", ["pleegouder"]),
        ("Ouder(s)/verzorger(s) en kind(eren)", ["Ouder", "verzorger", "kind"]),
        ("'s avonds en ’s nachts", ["avonds", "nachts"]),
        ("Art. 1:255 lid 2", ["Art", "1", "255", "lid", "2"]),
        ("gezag (en omgang)", ["gezag", "omgang"]),
        ("baby's foto’s", ["baby's", "foto’s"]),
        ("", []),
        ("!? -", []),
    ],
)
def test_the_words_of_a_text_without_stop_words_and_endings(text, words):
    assert terms.content_words(text) == words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("baby's", "baby"),
        ("foto’s", "foto"),
        ("GI-medewerkers", "GI-medewerker"),
        ("ouder-kindrelaties", "ouderkindrelatie"),
        ("jeugd-GGZ", "jeugdggz"),
        ("16-jarige", "16-jarig"),
        ("avonds", "avond"),
        ("uithuisgeplaatst", "uithuis-plaatsing"),
        ("teruggeplaatst", "terugplaatsingen"),
        ("ondertoezichtgesteld", "ondertoezichtstelling"),
        ("gezinsvoogden", "gezinsvoogd"),
    ],
)
def test_one_word_written_in_two_ways_has_one_term(one, other):
    assert terms.analyse(one).whole == terms.analyse(other).whole


@pytest.mark.parametrize(
    ("word", "part"),
    [
        ("GI-medewerkers", "gi"),
        ("16-jarige", "16"),
        ("4-jarige", "4"),
        ("kinderbeschermingsmaatregelen", "bescherm"),
        ("vechtscheidingen", "scheid"),
        ("gezinsvoogden", "gezin"),
    ],
)
def test_a_part_is_among_the_parts(word, part):
    assert part in terms.analyse(word).parts


@pytest.mark.parametrize(
    ("words", "compound"),
    [
        ("jeugd zorg", "jeugdzorg"),
        ("opvoeding ondersteuning", "opvoedingsondersteuning"),
        ("onder toezicht stelling", "ondertoezichtstelling"),
        ("onder toezicht gesteld", "ondertoezichtstelling"),
        ("uit huis geplaatst", "uithuisplaatsing"),
        ("pleeg ouder", "pleegouders"),
        ("kind mishandeling", "kindermishandeling"),
        ("gezin voogd", "gezinsvoogd"),
        ("raad onderzoek", "raadsonderzoek"),
        ("Terug geplaatst", "terugplaatsing"),
        ("veilig heids plan", "veiligheidsplan"),
    ],
)
def test_words_typed_apart_give_the_compound_that_they_make(words, compound):
    assert terms.analyse(compound).whole in terms.joined(words.split())


def test_what_the_list_has_comes_first():
    assert terms.joined(["kind", "mishandeling"])[0] == terms.analyse("kindermishandeling").whole


@pytest.mark.parametrize(
    "words", ["", "zorg", "de school", "q x", "1 2", "een twee drie vier vijf", "ouder 's", "\ud800 zorg"]
)
def test_words_that_make_no_compound_give_nothing(words):
    assert terms.joined(words.split()) == ()


def test_joining_takes_less_than_a_millisecond():
    begun = time.process_time()
    for _ in range(20):
        dutch.split.cache_clear()
        dutch.stem.cache_clear()
        terms.joined(["pleeg", "ouder"])
    assert (time.process_time() - begun) / 20 < 0.003


def test_a_long_text_is_analysed_fast():
    text = "De kinderrechter verlengt de ondertoezichtstelling van het uithuisgeplaatste kind. " * 2000
    begun = time.process_time()
    assert sum(1 for _ in terms.index_terms(text)) > 10_000
    assert time.process_time() - begun < 1


def test_a_field_begins_where_it_is_told_and_weighs_what_it_is_told():
    assert list(terms.index_terms("school", weight=2.0, first=100))[0][1:] == (2.0, 100)


def test_beginnings_start_at_three_letters():
    assert texts(terms.prefix_terms("Gezag")) == ["gez", "geza", "gezag"]


def test_a_half_typed_long_word_meets_what_was_stored():
    word = "jeugdbeschermingsmaatregelen"
    stored = texts(terms.prefix_terms(word))
    assert all(terms.as_prefix(word[:end]) in stored for end in range(3, len(word) + 1))


def test_the_pieces_of_a_hyphenated_word_can_be_typed_alone():
    assert {"gi", "medewerker", "gi-medewerker"} <= set(texts(terms.prefix_terms("GI-medewerker")))


def test_a_compound_asks_for_itself_or_for_all_its_parts():
    asked = nodes.word("vechtscheiding")
    assert isinstance(asked, nodes.AnyOf)
    whole, parts = asked.nodes
    assert whole == nodes.Word("vechtscheid")
    assert isinstance(parts, nodes.AllOf)
    assert all(part.weight < whole.weight for part in parts.nodes)


def test_only_stop_words_are_looked_for_in_titles():
    asked = nodes.words("over ons", nodes.AllOf)
    assert asked == nodes.AllOf((nodes.Word("over", in_titles=True), nodes.Word("ons", in_titles=True)))


def test_nothing_typed_asks_for_nothing():
    assert nodes.words(" !? ", nodes.AllOf) == nodes.Nothing()


def test_a_phrase_of_one_word_is_that_word():
    assert nodes.phrase("de school") == nodes.words("school", nodes.AllOf)


def test_weight_reaches_every_word():
    asked = nodes.weighed(nodes.AnyOf((nodes.Word("a", 0.5), nodes.Without(nodes.Word("b")))), 2.0)
    assert asked == nodes.AnyOf((nodes.Word("a", 1.0), nodes.Without(nodes.Word("b"))))
