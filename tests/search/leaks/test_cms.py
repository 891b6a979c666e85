"""Who comes into the CMS without rights on methods sees no draft of one there, by whatever door."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group, Permission

from tests.conftest import person
from tests.search.leaks import outlets
from tests.search.leaks.objects import seen_in
from tests.search.leaks.world import client_of

pytestmark = pytest.mark.django_db
CHOOSER, LISTING = "snippets/choose/reflection/protocol/", "snippets/reflection/protocol/"


@pytest.fixture
def doorkeeper(world):
    """In the CMS, with the second factor, and with no right on anything in it."""
    user = person("Portier", is_editor=True)
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    group = Group.objects.create(name="Portiers")
    group.permissions.set(Permission.objects.filter(codename="access_admin"))
    user.groups.add(group)
    world.clients["doorkeeper"] = client_of(user)
    yield "doorkeeper"
    del world.clients["doorkeeper"]


def addresses(world):
    draft = world.objects["draftprotocol"].pk
    yield from (f"{LISTING}{act}/{draft}/" for act in ("edit", "history", "usage", "unpublish", "delete"))
    yield from (f"{LISTING}{rest}" for rest in ("", "?q=zqt", "results/", "results/?q=zqt", "add/"))
    yield from (f"{CHOOSER}{rest}" for rest in ("", "?q=zqt", "results/", "results/?q=zqt"))
    yield from (f"{CHOOSER}chosen/{draft}/", f"{CHOOSER}chosen-multiple/?id={draft}")
    yield from ("", "snippets/", "reports/site-history/", "reports/workflow/", "reports/workflow_tasks/")


def test_no_draft_of_a_method_comes_out(world, doorkeeper):
    pages = {path: outlets.fetched(world, doorkeeper, f"/beheer/{path}") for path in addresses(world)}
    pages |= outlets.in_cms(world, doorkeeper, "zqt")
    assert not [path for path, text in pages.items() if seen_in(text, ["draftprotocol"])]
    assert seen_in(pages[CHOOSER], ["protocol"])


def test_an_editor_finds_the_drafts_that_they_keep(world):
    draft = world.objects["draftprotocol"].pk
    for path in (LISTING, f"{LISTING}edit/{draft}/"):
        assert seen_in(outlets.fetched(world, "bram", f"/beheer/{path}"), ["draftprotocol"]), path
