"""The menu of the CMS leads editors to their own pages, and nobody else."""

import pytest
from django.contrib.auth.models import Group
from django.test import RequestFactory
from django.urls import reverse
from wagtail.admin.menu import admin_menu

from tegenspraak.people.models import EDITORS

PAGES = {"upkeep": "/leren/redactie/", "certificates": "/leren/certificaten/"}


@pytest.fixture
def editor(bram):
    """Bram, who comes into the CMS."""
    bram.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    return bram


def menu_of(user):
    request = RequestFactory().get("/beheer/")
    request.user = user
    return {item.name: str(item.url) for item in admin_menu.menu_items_for_request(request)}


def test_an_editor_finds_the_pages_and_they_open(editor, sign_in):
    client = sign_in(editor)
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert '"label": "Certificaten"' in html
    for address in PAGES.values():
        assert f'"url": "{address}"' in html
        assert client.get(address).status_code == 200
    assert menu_of(editor).items() >= PAGES.items()


@pytest.mark.parametrize("who", ["samira", "esther", "rens", "bram"])
def test_who_may_not_open_a_page_does_not_find_it(request, sign_in, who):
    """Bram without the group is an editor by name only: he cannot come into the CMS."""
    user = request.getfixturevalue(who)
    found, client = menu_of(user), sign_in(user)
    for name, address in PAGES.items():
        assert (name in found) is (client.get(address).status_code == 200)
    assert "certificates" not in found
    assert client.get(reverse("wagtailadmin_home")).status_code == 403


def test_certificates_ask_for_the_second_factor_where_it_is_demanded(editor, settings):
    settings.MFA_REQUIRED = True
    assert "certificates" not in menu_of(editor)
