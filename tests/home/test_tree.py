import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from tegenspraak.home.models import HomePage
from tegenspraak.home.tree import ensure_tree


def test_after_migrating_our_home_page_stands_where_the_welcome_page_was(db):
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
    assert Page.objects.filter(depth=2).count() == 1


def test_making_the_trunk_twice_changes_nothing(db):
    assert ensure_tree() == ensure_tree()
    assert HomePage.objects.count() == 1


def test_an_editors_words_on_the_home_page_are_kept(db):
    home = HomePage.objects.get()
    home.intro = "Welkom"
    home.save()
    assert ensure_tree().intro == "Welkom"


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_gets_its_trunk_back():
    call_command("flush", interactive=False, verbosity=0)
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()
