"""What is left to see for who went, and of a case that was taken back."""

import pytest

from casuistry.reflection.models import Answer, Reflection
from casuistry.reflection.permissions import can_lead

pytestmark = pytest.mark.django_db


def test_who_left_the_organisation_sees_its_reflections_no_longer(asking, daan, noor, sign_in):
    client = sign_in(daan)
    assert client.get(asking.get_absolute_url()).status_code == 200
    daan.memberships.get().end(by=noor)
    assert client.get(asking.get_absolute_url()).status_code == 404
    assert not Reflection.objects.visible_to(daan).exists()
    assert asking.title not in client.get("/mijn/").content.decode()


def test_who_left_does_not_see_what_the_others_wrote(asking, hidden, noor, samira, daan):
    asking.close_phase(by=samira, number=asking.phase)
    assert Answer.objects.visible_to(noor).filter(pk=hidden.pk).exists()
    noor.memberships.update(is_manager=False)
    daan.memberships.update(is_manager=True)
    noor.memberships.get().end(by=daan)
    assert not Answer.objects.visible_to(noor).filter(pk=hidden.pk).exists()


def test_who_left_gets_no_mail_and_is_not_waited_for(asking, daan, noor, samira, mailoutbox):
    writers = len(asking.writers())
    daan.memberships.get().end(by=noor)
    assert len(asking.writers()) == writers - 1
    asking.close_phase(by=samira, number=asking.phase)
    assert not daan.notices.filter(key__contains=f"phase-{asking.phase}").exists()


def test_a_guest_belongs_to_no_organisation_and_stays(asking, guest):
    assert list(Reflection.objects.visible_to(guest)) == [asking]


def test_the_presenter_goes_on_where_the_facilitator_left(start, case, samira, daan, noor):
    reflection = start(case)
    reflection.invite(daan, role="facilitator", by=samira)
    assert can_lead(daan, reflection)
    assert not can_lead(samira, reflection)
    daan.memberships.get().end(by=noor)
    assert can_lead(samira, reflection)
    assert not can_lead(daan, reflection)


def test_the_presenter_goes_on_where_the_account_of_the_facilitator_was_closed(start, case, samira, daan):
    reflection = start(case)
    reflection.invite(daan, role="facilitator", by=samira)
    daan.is_active = False
    daan.save()
    assert can_lead(samira, reflection)


@pytest.mark.parametrize("path", ["/reflectie/", "/mijn/", "detail"])
def test_the_title_of_a_case_that_was_taken_back_is_taken_back_too(asking, case, samira, daan, sign_in, path):
    address = asking.get_absolute_url() if path == "detail" else path
    assert case.title in sign_in(daan).get(address).content.decode()
    case.withdraw_to("private", by=samira)
    page = sign_in(daan).get(address).content.decode()
    assert case.title not in page
    assert asking.plan.title in page
