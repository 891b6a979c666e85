import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from tegenspraak.people.demo import PASSWORD, make_demo_people
from tegenspraak.people.models import Invitation, Membership, Organisation, User
from tegenspraak.people.permissions import is_in_cms_group, is_manager


def start(capsys, *args: str) -> str:
    call_command("start_organisation", *args)
    return capsys.readouterr().out


def test_start_organisation_makes_it_and_prints_the_link(client, capsys, db, mailoutbox):
    out = start(capsys, "Wijkteam De Linde", "--manager", "Kim@werk.test", "--kind", "wijkteam")
    linde = Organisation.objects.get(slug="wijkteam-de-linde")
    assert linde.kind == "wijkteam"
    path = out.split("http://localhost:8000")[1].split()[0]
    client.post(
        path, {"name": "Kim", "password": "een-zin-die-niemand-raadt", "again": "een-zin-die-niemand-raadt"}
    )
    assert is_manager(User.objects.get(email="kim@werk.test"), linde)


def test_running_it_again_makes_no_second_organisation_and_gives_a_new_link(capsys, db):
    first = start(capsys, "Linde", "--manager", "kim@werk.test")
    second = start(capsys, "linde", "--manager", "kim@werk.test")
    assert "exists already" in second
    assert first.split("http")[1] != second.split("http")[1]
    assert Organisation.objects.count() == Invitation.objects.count() == 1


def test_it_says_so_when_there_is_nothing_to_do(capsys, noor, organisation, mailoutbox):
    assert "nothing to do" in start(capsys, organisation.name, "--manager", noor.email)
    assert not mailoutbox
    assert not Invitation.objects.exists()


def test_two_names_with_one_slug_both_get_a_place(capsys, db):
    start(capsys, "De Linde", "--manager", "kim@werk.test")
    start(capsys, "De Linde!", "--manager", "kim@werk.test")
    assert set(Organisation.objects.values_list("slug", flat=True)) == {"de-linde", "de-linde-2"}


@pytest.mark.parametrize(
    ("name", "email"), [("Linde", "geen-adres"), ("!!!", "kim@werk.test"), ("x" * 121, "kim@werk.test")]
)
def test_what_cannot_be_used_is_refused_in_one_sentence(db, name, email):
    with pytest.raises(CommandError):
        call_command("start_organisation", name, "--manager", email)
    assert not Organisation.objects.exists()


def test_the_demo_has_one_account_per_role(client, db, settings):
    settings.DEBUG = True
    rows = make_demo_people()
    people = {user.first_name: user for user in User.objects.all()}
    assert {row.name for row in rows} == set(people) == {
        "Samira", "Daan", "Noor", "Ineke", "Esther", "Fatma", "Joost", "Mirjam", "Rens", "Bram", "Wim",
    }  # fmt: skip
    assert all(user.email.endswith("@demo.test") and not user.is_superuser for user in people.values())
    assert all(user.emailaddress_set.get().verified for user in people.values())
    assert is_in_cms_group(people["Bram"])
    assert people["Mirjam"].is_reviewer
    assert people["Wim"].is_administrator
    assert people["Noor"].team_memberships.get().is_lead
    assert people["Noor"].memberships.get().is_manager
    client.post("/account/login/", {"login": "samira@demo.test", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(people["Samira"].pk)


def test_making_the_demo_twice_changes_nothing(db, settings):
    settings.DEBUG = True
    make_demo_people()
    before = User.objects.count(), Membership.objects.count(), Organisation.objects.count()
    make_demo_people()
    assert before == (User.objects.count(), Membership.objects.count(), Organisation.objects.count())


def test_outside_debug_there_is_no_demo(settings, db):
    settings.DEBUG = False
    with pytest.raises(ImproperlyConfigured):
        make_demo_people()
    assert not User.objects.exists()
