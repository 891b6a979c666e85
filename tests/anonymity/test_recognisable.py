import pytest

from casuistry.anonymity import find
from casuistry.anonymity.recognisable import (
    COMPOSITE_ONLY,
    OWN_CHECK,
    RECOGNITION_TEST,
    SECOND_READER,
    recognisability,
)


def weighed(*texts):
    return recognisability([(text, find(text)) for text in texts])


def codes(*texts):
    return {reason.code for reason in weighed(*texts).reasons}


def test_a_case_without_telling_facts_weighs_nothing():
    result = weighed("De moeder is moe. Het kind komt vaak te laat op school.")
    assert (result.score, result.step, result.reasons) == (0, OWN_CHECK, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Het meisje is acht jaar.", "age"),
        ("Zij woont in Gorinchem.", "place"),
        ("Hij zit op basisschool De Regenton.", "organisation"),
        ("Het is een Eritrees gezin.", "origin"),
        ("Zijn vader is burgemeester.", "profession"),
        ("Moeder werkt als chirurg.", "profession"),
        ("Oma is lid van Jehova's getuigen.", "faith"),
        ("Het kind heeft taaislijmziekte.", "illness"),
        ("Zij heeft het syndroom van Down.", "illness"),
        ("Zij zijn een drieling.", "family"),
        ("Er zijn negen kinderen thuis.", "family"),
        ("De zaak stond in de krant.", "media"),
        ("Bij de woningbrand kwam oma om.", "event"),
        ("Vader zit vast.", "detention"),
        ("De kinderontvoering duurde een jaar.", "abduction"),
        ("Het is het enige Poolse gezin in het dorp.", "only_one"),
        ('Zij zei: "Als ik kies, is er altijd iemand verdrietig."', "quote"),
    ],
)
def test_each_kind_of_telling_fact_is_a_reason(text, code):
    assert code in codes(text)


def test_a_fact_counts_once_however_often_it_stands():
    once, twice = weighed("Zij zijn een drieling."), weighed("Zij zijn een drieling.", "De drieling is moe.")
    assert once.score == twice.score


def test_three_ages_give_the_whole_family_away():
    assert "composition" not in codes("Zij is acht jaar, haar broer is tien.")
    assert "composition" in codes("Zij is acht jaar, haar broer is tien en haar zus is twaalf.")


def test_two_facts_that_can_be_looked_up_weigh_more_than_their_sum():
    apart = weighed("Zijn vader is burgemeester.").score + weighed("Zij wonen in Giethoorn.").score
    together = weighed("Zijn vader is burgemeester.", "Zij wonen in Giethoorn.")
    assert together.score > apart
    assert "combination" in {reason.code for reason in together.reasons}


@pytest.mark.parametrize(
    ("texts", "step"),
    [
        (["Het meisje is acht jaar."], OWN_CHECK),
        (["Het meisje is acht jaar. Zij zijn een drieling."], SECOND_READER),
        (["Zijn vader is burgemeester.", "Zij wonen in Giethoorn."], RECOGNITION_TEST),
        (
            ["Zijn vader is burgemeester.", "Zij wonen in Giethoorn.", "Het stond in de krant."],
            COMPOSITE_ONLY,
        ),
    ],
)
def test_the_sum_tells_the_step(texts, step):
    assert weighed(*texts).step == step


def test_the_heaviest_reason_comes_first_and_says_what_to_change():
    reasons = weighed("De drieling is acht jaar en stond in de krant.").reasons
    assert [reason.points for reason in reasons] == sorted(
        (reason.points for reason in reasons), reverse=True
    )
    assert all(reason.words for reason in reasons)


def test_what_was_replaced_does_not_count():
    text = "Zij woont in Gorinchem."
    assert recognisability([(text, [])]).score == 0
