"""Certificates: who may see, fetch and revoke them, and what stands on them."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from learning import portfolio
from learning.certificates.certificate_pdf import pdf_of, words_of
from learning.models import Certificate, PortfolioEntry
from tegenspraak.notices.models import Notice
from tegenspraak.people import guests
from tegenspraak.trail.models import Entry
from tests.learning.assessment.conftest import passed


@pytest.fixture
def certificate(test_page, joost) -> Certificate:
    passed(test_page, joost)
    return Certificate.objects.get()


def revoke(certificate):
    return f"/leren/certificaten/{certificate.pk}/intrekken/"


def pdf(certificate):
    return f"{certificate.get_absolute_url()}pdf/"


def text(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def test_a_number_is_readable_and_tells_nothing_of_the_next(certificate):
    assert re.fullmatch(r"TS-20\d\d-[2-9A-HJKMNP-Z]{8}", certificate.number)


def test_anybody_with_the_number_reads_what_it_says(client, certificate):
    response = client.get(certificate.get_absolute_url())
    page = text(response)
    for words in ("Joost", "Leren kijken", "1.2", "30", *certificate.goals, certificate.number):
        assert words in page
    assert '<meta name="robots" content="noindex">' in page
    assert response["X-Robots-Tag"] == "noindex"
    assert "@voorbeeld.test" not in page
    assert str(certificate.pk) not in page
    assert str(certificate.attempt_id) not in page
    assert "pdf/" not in page


def test_a_guest_checks_a_certificate_and_comes_no_further(certificate, noor, sign_in):
    client = sign_in(guests.invite_guest("gast@elders.test", by=noor))
    page = text(client.get(certificate.get_absolute_url()))
    assert "Dit certificaat is geldig." in page
    assert "pdf/" not in page
    assert client.get(certificate.get_absolute_url().lower()).url == certificate.get_absolute_url()
    text(client.get("/leren/certificaat/TS-2026-AAAAAAAA/"), 404)
    for closed in (pdf(certificate), revoke(certificate), "/leren/certificaten/", certificate.module.url):
        text(client.get(closed), 403)


def test_a_number_in_small_letters_leads_to_the_page(client, certificate):
    assert client.get(certificate.get_absolute_url().lower()).url == certificate.get_absolute_url()


@pytest.mark.parametrize("number", ["TS-2026-AAAAAAAA", "%00", "1' OR 1=1", "%3Cscript%3E", "x" * 300])
def test_an_unknown_number_is_told_kindly(client, certificate, number):
    page = text(client.get(f"/leren/certificaat/{number}/"), 404)
    assert "<h1>" in page
    assert "<script>x" not in page
    assert 'content="noindex"' in page


def test_an_expired_certificate_says_so(client, certificate):
    assert "notice--ok" in text(client.get(certificate.get_absolute_url()))
    Certificate.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    page = text(client.get(certificate.get_absolute_url()))
    assert "notice--warning" in page
    assert "notice--ok" not in page


def test_on_its_last_day_it_is_still_valid(certificate):
    certificate.valid_until = timezone.localdate()
    assert certificate.is_valid


def test_a_later_change_of_name_or_module_changes_nothing(client, certificate, tested, joost):
    joost.first_name = "Iemand"
    joost.save()
    tested.title = "Anders"
    tested.save_revision().publish()
    page = text(client.get(certificate.get_absolute_url()))
    assert "Joost" in page
    assert "Leren kijken" in page


@pytest.mark.parametrize(
    ("who", "status"), [("joost", 200), ("rens", 404), ("noor", 404), ("editor", 404), (None, 302)]
)
def test_only_the_owner_downloads_it(request, client, sign_in, certificate, who, status):
    browser = sign_in(request.getfixturevalue(who)) if who else client
    assert browser.get(pdf(certificate)).status_code == status


def test_the_pdf_is_tagged_for_screen_readers_and_says_what_the_page_says(
    sign_in, certificate, joost, settings
):
    settings.BASE_URL = "https://tegenspraak.voorbeeld.test"
    response = sign_in(joost).get(pdf(certificate))
    assert response["Content-Type"] == "application/pdf"
    assert certificate.number in response["Content-Disposition"]
    made = response.content
    assert made.startswith(b"%PDF-")
    assert b"pdfuaid" in made
    assert b"/MarkInfo" in made
    assert b"(nl-NL)" in made
    address = f"https://tegenspraak.voorbeeld.test{certificate.get_absolute_url()}"
    assert address.encode() in made
    assert words_of(certificate)["address"] == address


def test_what_is_typed_in_a_name_or_title_is_no_markup(certificate):
    certificate.name = '#panic("x") *vet* $x$ <label> @bron \\ " ] Ğül Øst łódź'
    certificate.title = "= Kop #set page(fill: red) [[" + "lang " * 40
    certificate.goals = ['- lijst #import "x": *', "`code`"] * 12
    assert pdf_of(certificate).startswith(b"%PDF-")


def test_the_pdf_asks_no_file_and_no_network(certificate):
    source = (pdf_of.__globals__["TEMPLATE"]).read_text()
    assert "#import" not in source
    assert "read(" not in source


def test_a_certificate_without_end_says_so(certificate):
    certificate.valid_until = None
    assert certificate.is_valid
    assert not certificate.may_refresh
    assert pdf_of(certificate)


def test_a_revoked_certificate_says_so_and_keeps_the_reason_from_others(
    client, sign_in, certificate, joost, editor
):
    certificate.revoke(by=editor, reason="Dubbel <b>uitgegeven</b>")
    page = text(client.get(certificate.get_absolute_url()))
    assert "notice--danger" in page
    assert "Dubbel" not in page
    assert "Dubbel &lt;b&gt;uitgegeven" in text(sign_in(joost).get(certificate.get_absolute_url()))
    assert sign_in(joost).get(pdf(certificate)).url == certificate.get_absolute_url()
    assert Notice.objects.get(recipient=joost).path == certificate.get_absolute_url()
    assert "Dubbel" not in Notice.objects.get(recipient=joost).text


def test_revoking_twice_keeps_the_first_reason(certificate, editor, samira):
    certificate.revoke(by=editor, reason="Eerste")
    certificate.revoke(by=editor, reason="Tweede")
    certificate.refresh_from_db()
    assert certificate.reason == "Eerste"
    assert Entry.objects.about(certificate).filter(verb="revoked_certificate").count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("editor", 200),
        ("joost", 403),
        ("rens", 404),
        ("noor", 404),
        ("esther", 404),
        ("mirjam", 404),
        (None, 302),
    ],
)
def test_who_revokes(request, client, sign_in, certificate, who, status):
    browser = sign_in(request.getfixturevalue(who)) if who else client
    assert browser.get(revoke(certificate)).status_code == status
    browser.post(revoke(certificate), {"reason": "Omdat"})
    certificate.refresh_from_db()
    assert certificate.is_revoked == (who == "editor")


def test_an_editor_without_a_second_factor_revokes_nothing_where_that_is_asked(
    sign_in, certificate, editor, settings
):
    settings.MFA_REQUIRED = True
    assert sign_in(editor).get(revoke(certificate)).status_code == 404


def test_revoking_asks_for_a_reason(sign_in, certificate, editor):
    assert "errorlist" in text(sign_in(editor).post(revoke(certificate), {"reason": "  "}), 422)
    certificate.refresh_from_db()
    assert not certificate.is_revoked


@pytest.mark.parametrize(("who", "status"), [("editor", 200), ("joost", 403), ("rens", 403), (None, 302)])
def test_the_list_is_for_editors(request, client, sign_in, certificate, who, status):
    browser = sign_in(request.getfixturevalue(who)) if who else client
    assert browser.get("/leren/certificaten/").status_code == status


def test_an_editor_finds_by_number_and_reads_no_names_without_one(sign_in, certificate, editor):
    browser = sign_in(editor)
    assert "Joost" not in text(browser.get("/leren/certificaten/"))
    assert revoke(certificate) in text(
        browser.get("/leren/certificaten/", {"nummer": certificate.number.lower()})
    )
    assert "notice--info" in text(browser.get("/leren/certificaten/", {"nummer": "<b>\x00"}))


def test_recording_twice_records_once(joost, rens):
    facts = {
        "kind": portfolio.Kind.REFLECTION,
        "title": "Een reflectie",
        "minutes": 90,
        "on": timezone.localdate(),
    }
    first = portfolio.record(joost, **facts, source="reflection:1")
    assert portfolio.record(joost, **{**facts, "title": "Anders"}, source="reflection:1") == first
    assert PortfolioEntry.objects.get().title == "Een reflectie"
    portfolio.record(joost, **facts, source="reflection:2")
    portfolio.record(rens, **facts, source="reflection:1")
    assert PortfolioEntry.objects.visible_to(joost).count() == 2
