"""The trunk of the page tree: made when it is not there, never changed when it is."""

from typing import Any

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Collection, Locale, Page, Site

from tegenspraak.home.models import HomePage
from tegenspraak.people.editors import ensure_editors_group


def ensure_tree() -> HomePage:
    """Makes sure that there is a root, a home page and a site; gives the home page.

    After migrating, Wagtail has a welcome page where our home page belongs; a database that tests have
    emptied has nothing at all.
    """
    with transaction.atomic():
        locale, _made = Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
        if not Collection.objects.exists():
            Collection.add_root(name="Root")
        root = Page.objects.filter(depth=1).first() or Page.add_root(
            instance=Page(title="Root", slug="root", locale=locale)
        )
        home = HomePage.objects.first() or add_home_page(root, locale)
        Site.objects.get_or_create(
            is_default_site=True,
            defaults={"hostname": "localhost", "port": 80, "root_page": home, "site_name": "Tegenspraak"},
        )
    return home


def add_home_page(root: Page, locale: Locale) -> HomePage:
    """Puts our home page in the place of Wagtail's welcome page."""
    home = HomePage(title="Tegenspraak", slug="tegenspraak", locale=locale)
    root.add_child(instance=home)
    Site.objects.filter(root_page__depth=2).exclude(root_page=home).update(
        root_page=home, site_name="Tegenspraak", hostname="localhost", port=80
    )
    for welcome in root.get_children().exclude(pk=home.pk).exact_type(Page):
        welcome.specific.delete()
    Site.clear_site_root_paths_cache()
    return home


def after_migrate(sender: Any, **kwargs: Any) -> None:
    """Makes the trunk and the editors' group, once all tables stand."""
    tables = set(connection.introspection.table_names())
    if {HomePage._meta.db_table, Collection._meta.db_table, "people_user"} <= tables:
        ensure_tree()
        ensure_editors_group()
