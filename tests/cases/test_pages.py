"""Reading, sharing and deciding on the page, by everyone who may and everyone who may not."""

import uuid
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.safestring import mark_safe

from casuistry.cases import panels
from casuistry.cases.models import Case, Visibility
from casuistry.gate.check import check
from casuistry.gate.models import Decision
from tegenspraak.people.models import Team
from tegenspraak.trail.models import Entry
from tests.conftest import person

NAMED = "Na de scheiding belde Karin. Bel 0612345678. Ze woont in Zwolle."
ACTS = ["share", "withdraw", "replace", "keep"]


@pytest.fixture
def named(case, samira, draft):
    """A case in which a name, a number and a place still stand."""
    return case.rewrite(replace(draft, situation=NAMED), by=samira, version=1)


def url(act, case):
    return reverse(f"cases:{act}", args=[case.pk])


def open_digest(case, text):
    return next(item.digest for item in check(case).to_decide if item.finding.text == text)


def test_the_author_sees_marks_register_and_what_waits(sign_in, samira, named):
    html = sign_in(samira).get(named.get_absolute_url()).content.decode()
    assert '<mark class="finding finding--blocks">Karin</mark>' in html
    assert "<dt>Karin</dt>" in html
    assert "disabled" in html


@pytest.mark.parametrize(
    ("who", "status"),
    [("samira", 200), ("daan", 200), ("noor", 200), ("rens", 404), ("joost", 404), ("esther", 404)],
)
def test_who_gets_the_page_of_a_team_case(sign_in, shared, request, who, status):
    assert sign_in(request.getfixturevalue(who)).get(shared.get_absolute_url()).status_code == status


def test_a_reader_sees_no_register_and_no_marks(sign_in, daan, samira, shared):
    html = sign_in(daan).get(shared.get_absolute_url()).content.decode()
    assert "Na de vechtscheiding" in html
    assert "Hij kwam te laat." in html
    assert "Karin" not in html
    assert "finding" not in html
    assert url("edit", shared) not in html


def test_a_guest_is_kept_out(sign_in, shared, samira):
    guest = person("Gast", is_guest=True)
    shared.admit(guest, by=samira)
    assert sign_in(guest).get(shared.get_absolute_url()).status_code == 403
    assert sign_in(guest).get(reverse("cases:list")).status_code == 403


def test_without_a_second_factor_a_team_case_is_not_there(sign_in, daan, shared, settings):
    settings.MFA_REQUIRED = True
    client = sign_in(daan)
    assert client.get(shared.get_absolute_url()).status_code == 404
    assert "Tussen twee huizen" not in client.get(reverse("cases:list"), {"van": "anderen"}).content.decode()


def test_reading_someone_elses_case_stands_on_the_trail(sign_in, samira, daan, shared):
    sign_in(samira).get(shared.get_absolute_url())
    sign_in(daan).get(shared.get_absolute_url())
    reads = Entry.objects.about(shared).filter(verb="read")
    assert [entry.actor for entry in reads] == [daan]


def test_the_author_reads_who_can_see_it(sign_in, samira, daan, noor, shared):
    assert "Team Oost (3" in sign_in(samira).get(shared.get_absolute_url()).content.decode()


def test_one_click_replaces_a_name_everywhere(sign_in, samira, named):
    client = sign_in(samira)
    client.post(url("replace", named), {"finding": open_digest(named, "Karin")})
    client.post(url("replace", named), {"finding": open_digest(named, "0612345678")})
    named.refresh_from_db()
    assert named.situation == "Na de scheiding belde [moeder]. Bel [telefoonnummer]. Ze woont in Zwolle."


def test_after_replacing_and_deciding_it_can_be_shared(sign_in, samira, daan, team, named):
    client, sent = sign_in(samira), {"team": team.pk, "declared": "on"}
    assert client.post(url("share", named), sent).status_code == 422
    for text in ("Karin", "0612345678"):
        client.post(url("replace", named), {"finding": open_digest(named, text)})
    assert client.post(url("share", named), sent).status_code == 422
    client.post(url("keep", named), {"finding": open_digest(named, "Zwolle")})
    assert client.post(url("share", named), sent).status_code == 302
    assert sign_in(daan).get(named.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("reason", ["", "   "])
def test_what_blocks_stays_open_without_a_reason(sign_in, samira, named, reason):
    client = sign_in(samira)
    client.post(url("keep", named), {"finding": open_digest(named, "0612345678"), "reason": reason})
    assert not Decision.objects.exists()


@pytest.mark.parametrize("digest", ["", "onzin", "0" * 64])
@pytest.mark.parametrize("act", ["replace", "keep"])
def test_a_forged_finding_does_nothing(sign_in, samira, named, act, digest):
    assert sign_in(samira).post(url(act, named), {"finding": digest}).status_code == 302
    named.refresh_from_db()
    assert named.situation == NAMED
    assert not Decision.objects.exists()


def test_sharing_with_a_forged_team_is_refused(sign_in, samira, case, organisation):
    west = Team.objects.create(organisation=organisation, name="Team West")
    for team in (west.pk, uuid.uuid4(), "onzin", ""):
        response = sign_in(samira).post(url("share", case), {"team": team, "declared": "on"})
        assert response.status_code == 422
    assert Case.objects.get().visibility == Visibility.PRIVATE


def test_sharing_without_the_declaration_is_refused(sign_in, samira, team, case):
    assert sign_in(samira).post(url("share", case), {"team": team.pk}).status_code == 422
    assert Case.objects.get().visibility == Visibility.PRIVATE


def test_a_text_changed_in_another_tab_cannot_slip_through(sign_in, samira, team, case, draft):
    """The page was clean when it was opened; the gate looks at what is saved now."""
    client = sign_in(samira)
    client.get(case.get_absolute_url())
    case.rewrite(replace(draft, situation=NAMED), by=samira, version=1)
    assert client.post(url("share", case), {"team": team.pk, "declared": "on"}).status_code == 422


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_refused_to_a_stranger_a_team_mate_and_a_visitor(sign_in, rens, daan, shared, act):
    assert sign_in(rens).post(url(act, shared)).status_code == 404
    assert sign_in(daan).post(url(act, shared)).status_code == 403
    assert Client().post(url(act, shared)).status_code == 302
    assert Case.objects.get().visibility == Visibility.TEAM


@pytest.mark.parametrize("act", ACTS)
def test_acts_are_not_done_by_following_a_link(sign_in, samira, shared, act):
    assert sign_in(samira).get(url(act, shared)).status_code == 405


def test_taking_back_works_at_once(sign_in, samira, daan, shared):
    sign_in(samira).post(url("withdraw", shared))
    assert sign_in(daan).get(shared.get_absolute_url()).status_code == 404


def test_who_is_in_no_team_reads_why_there_is_nothing_to_share_with(sign_in, bram, draft):
    case = Case.objects.start(draft, by=bram, submission=uuid.uuid4())
    assert url("share", case) not in sign_in(bram).get(case.get_absolute_url()).content.decode()


def test_panels_of_higher_rooms_stand_beside_the_case(sign_in, samira, case, monkeypatch):
    monkeypatch.setattr(panels, "_panels", [])
    panels.register(lambda case, user: mark_safe(f"<p>voor {user.first_name}</p>"))
    panels.register(lambda case, user: None)
    assert "<p>voor Samira</p>" in sign_in(samira).get(case.get_absolute_url()).content.decode()


def test_markup_in_a_case_stays_text(sign_in, samira, draft):
    evil = "<script>alert(1)</script>"
    draft = replace(draft, title=evil, situation=evil)
    case = Case.objects.start(draft, by=samira, submission=uuid.uuid4())
    assert evil not in sign_in(samira).get(case.get_absolute_url()).content.decode()


# --- The list -----------------------------------------------------------------------------------------


def test_an_empty_list_invites_to_write(sign_in, samira):
    html = sign_in(samira).get(reverse("cases:list")).content.decode()
    assert html.count(reverse("cases:new")) >= 2


def test_the_lists_hold_what_is_mine_and_what_is_shared_with_me(sign_in, samira, daan, rens, shared):
    def titles(user, **query):
        return "Tussen twee huizen" in sign_in(user).get(reverse("cases:list"), query).content.decode()

    assert titles(samira)
    assert not titles(samira, van="anderen")
    assert titles(daan, van="anderen")
    assert not titles(daan)
    assert not titles(rens, van="anderen")


@pytest.mark.parametrize("page", ["2", "99", "x", "-1"])
def test_a_strange_page_number_gives_a_page(sign_in, samira, shared, page):
    assert sign_in(samira).get(reverse("cases:list"), {"page": page}).status_code == 200


def queries_of(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_queries_of_the_list_do_not_grow_with_cases(sign_in, samira, daan, team, draft):
    def more(number):
        for _ in range(number):
            case = Case.objects.start(draft, by=samira, submission=uuid.uuid4())
            case.share(with_=Visibility.TEAM, team=team, by=samira, declared=True)

    address = reverse("cases:list") + "?van=anderen"
    more(2)
    with_two = queries_of(sign_in(daan), address)
    more(10)
    assert queries_of(sign_in(daan), address) == with_two <= 12


def test_queries_of_the_page_do_not_grow_with_lines(sign_in, samira, team, draft):
    client = sign_in(samira)
    small = Case.objects.start(draft, by=samira, submission=uuid.uuid4())
    lines = tuple(replace(draft.lines[0], fact=f"Feit {n}") for n in range(12))
    large = Case.objects.start(replace(draft, lines=lines), by=samira, submission=uuid.uuid4())
    few = queries_of(client, small.get_absolute_url())
    assert queries_of(client, large.get_absolute_url()) == few <= 25
