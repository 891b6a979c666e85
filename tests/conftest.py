"""The cast. Each docstring says who somebody is; every test plays with these people."""

from collections.abc import Callable

import pytest
from django.conf import settings as site
from django.test import Client

from tegenspraak.people.models import Membership, Organisation, Team, TeamMembership, User

# Whether the search index is that of PostgreSQL: SEARCH_URL=postgres.
ON_POSTGRES = "postgres" in site.WAGTAILSEARCH_BACKENDS["default"]["BACKEND"]
PASSWORD = "een-lang-wachtwoord-voor-de-proef"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "whoosh: holds for the Whoosh index only")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if ON_POSTGRES:
        of_whoosh = [item for item in items if item.get_closest_marker("whoosh")]
        config.hook.pytest_deselected(items=of_whoosh)
        items[:] = [item for item in items if item not in of_whoosh]


def person(name: str, **roles: bool) -> User:
    user = User.objects.create_user(f"{name.lower()}@voorbeeld.test", PASSWORD, first_name=name, **roles)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture(autouse=True)
def _quick_and_apart(settings, tmp_path):
    """Each test has an index of its own, and does not wait for a slow password hash."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "search")


@pytest.fixture
def organisation(db) -> Organisation:
    return Organisation.objects.create(name="Jeugdbescherming Noord", slug="jb-noord", kind="gi")


@pytest.fixture
def team(organisation) -> Team:
    return Team.objects.create(organisation=organisation, name="Team Oost")


@pytest.fixture
def school(db) -> Organisation:
    return Organisation.objects.create(name="Scholengroep De Brug", slug="de-brug", kind="onderwijs")


@pytest.fixture
def other_organisation(db) -> Organisation:
    return Organisation.objects.create(name="Jeugdbescherming Zuid", slug="jb-zuid", kind="gi")


def join(user: User, organisation: Organisation, team: Team | None = None, is_lead: bool = False, **roles):
    Membership.objects.create(user=user, organisation=organisation, **roles)
    if team:
        TeamMembership.objects.create(user=user, team=team, is_lead=is_lead)
    return user


@pytest.fixture
def samira(organisation, team) -> User:
    """Youth protector; brings the case in."""
    return join(person("Samira"), organisation, team)


@pytest.fixture
def daan(organisation, team) -> User:
    """Colleague in Samira's team; contradicts."""
    return join(person("Daan"), organisation, team, is_facilitator=True)


@pytest.fixture
def noor(organisation, team) -> User:
    """Leads the team of Samira and Daan; manages the organisation."""
    return join(person("Noor"), organisation, team, is_lead=True, is_manager=True)


@pytest.fixture
def esther(organisation) -> User:
    """Quality officer of Samira's organisation, in no team."""
    return join(person("Esther"), organisation, is_quality_officer=True)


@pytest.fixture
def joost(school) -> User:
    """Schoolteacher, first line, in another organisation."""
    return join(person("Joost"), school)


@pytest.fixture
def mirjam(other_organisation) -> User:
    """Reviewer of the library, works elsewhere."""
    return join(person("Mirjam", is_reviewer=True), other_organisation)


@pytest.fixture
def rens(other_organisation) -> User:
    """An outsider of another organisation: sees nothing of Samira's."""
    return join(person("Rens"), other_organisation)


@pytest.fixture
def bram(db) -> User:
    """Editor of the CMS, in no organisation."""
    return person("Bram", is_editor=True)


@pytest.fixture
def sign_in() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in
