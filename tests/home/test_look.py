"""The look of every page: language, landmarks, form fields, error pages, and no door to another host."""

import re
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.paginator import Paginator
from django.template.loader import get_template, render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import translation

from tegenspraak.home import errors
from tegenspraak.home.components import ExampleForm, component_page

STATIC = Path(settings.STATICFILES_DIRS[0])
TEMPLATES = settings.BASE_DIR / "templates"
# The look's own templates; the other rooms answer for theirs.
OURS = ["components", "errors", "allauth", "account", "mfa", "socialaccount", "usersessions", "django"]


def page(user=None, path="/onderdelen/") -> str:
    """The base page as this user sees it."""
    request = RequestFactory().get(path)
    if user:
        request.user = user
    return render_to_string("errors/404.html", request=request)


@pytest.fixture
def guest(django_user_model):
    return django_user_model(email="gast@voorbeeld.test", is_guest=True)


class OneField(forms.Form):
    title = forms.CharField(label="Titel", help_text="Zonder namen.")


def test_every_page_says_its_language_and_has_one_main_landmark(db, client):
    html = client.get(reverse("account_login")).content.decode()
    assert '<html lang="nl">' in html
    assert html.count("<main") == html.count("<h1") == 1
    assert html.index('class="skip-link"') < html.index("<header")
    assert 'href="#inhoud"' in html
    assert 'id="inhoud"' in html


def test_a_stranger_sees_no_door_to_the_rooms_of_members():
    html = page()
    assert "/modules/" in html
    assert 'href="/casuistiek/"' not in html
    assert 'href="/account/login/"' in html


def test_a_member_sees_the_whole_menu_and_signs_out_by_post(samira):
    html = page(samira)
    for address in ("/mijn/", "/modules/", "/casuistiek/", "/reflectie/", "/begrippen/"):
        assert f'<li><a href="{address}"' in html
    assert 'role="search" action="/zoeken/"' in html
    assert re.search(r'<form[^>]*method="post" action="/account/logout/"', html)
    assert 'href="/account/logout/"' not in html


def test_only_an_editor_sees_the_door_to_the_cms(samira, bram):
    assert 'href="/beheer/"' not in page(samira)
    assert 'href="/beheer/"' in page(bram)


def test_a_guest_sees_the_mark_the_name_and_the_way_out_only(guest):
    html = page(guest)
    header = html[html.index("<header") : html.index("</header>")]
    assert "Tegenspraak" in header
    assert "/account/logout/" in header
    assert "<a " not in header
    assert "<nav" not in html
    assert 'name="q"' not in html


@pytest.mark.parametrize(
    ("path", "mark"), [("/casuistiek/", "page"), ("/casuistiek/nieuw/", "true"), ("/mijn/", None)]
)
def test_the_menu_marks_where_one_is(samira, path, mark):
    html = page(samira, path)
    found = re.search(r'<a href="/casuistiek/"(?: aria-current="(\w+)")?>', html)
    assert found
    assert found[1] == mark


def test_the_menu_asks_the_database_nothing(samira, django_assert_num_queries):
    page(samira)
    with django_assert_num_queries(0):
        page(samira)


def test_the_number_of_new_notices_is_said_in_words_too(samira):
    request = RequestFactory().get("/")
    request.user = samira
    with translation.override("en"):
        html = render_to_string("components/account_menu.html", {"unread_notices": 4}, request)
    assert "4<span class=" in html
    assert "new notices" in html


def test_the_page_leaves_no_copy_of_itself_in_the_browser_and_runs_no_eval(samira):
    html = page(samira)
    assert '"allowEval": false' in html
    assert '"historyCacheSize": 0' in html
    assert "X-CSRFToken" in html
    assert "X-CSRFToken" not in page()


def test_an_editor_gets_no_wagtail_userbar_on_our_pages(sign_in, bram):
    html = sign_in(bram).get("/onderdelen/bestaat-niet/").content.decode()
    assert "userbar" not in html


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "503", "expired"])
def test_error_pages_speak_dutch_and_show_a_way_on(name):
    html = render_to_string(f"errors/{name}.html", request=RequestFactory().get("/weg/"))
    assert '<html lang="nl">' in html
    assert html.count("<h1>") == 1
    assert "tegenspraak.css" in html
    assert re.search(r'<a class="button"|<form class="search|<li>', html)


@pytest.mark.parametrize("name", ["500", "503"])
def test_the_last_error_pages_need_nothing_but_themselves(name, settings, django_assert_num_queries, db):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    with django_assert_num_queries(0):
        html = get_template(f"errors/{name}.html").render()
    assert 'href="/static/tegenspraak.css"' in html
    assert "<script" not in html


def test_a_crash_answers_with_500():
    assert errors.server_error(RequestFactory().get("/")).status_code == 500


def test_an_expired_form_says_that_the_text_is_not_lost(samira):
    client = Client(enforce_csrf_checks=True)
    client.force_login(samira)
    answer = client.post(reverse("account_logout"))
    assert answer.status_code == 403
    assert "is niet kwijt" in answer.content.decode()


def test_help_and_error_stand_between_label_and_field_and_are_tied_to_it():
    html = str(OneField({"title": ""}).as_div())
    order = [html.index(part) for part in ("<label", "Zonder namen", "errorlist", "<input")]
    assert order == sorted(order)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_is_not_required_says_so_and_what_is_required_does_not():
    form = ExampleForm()
    assert "(niet verplicht)" in form["week"].as_field_group()
    assert "(niet verplicht)" not in form["title"].as_field_group()
    assert "(niet verplicht)" not in form["declares"].as_field_group()


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = ExampleForm()["purpose"].as_field_group()
    assert html.index("<fieldset") < html.index("<legend>Waarvoor") < html.index('type="radio"')


def test_a_refused_form_keeps_every_typed_word():
    html = str(ExampleForm({"title": "", "week": "week 3", "question": "Hoe <nu> verder?"}).as_div())
    assert 'value="week 3"' in html
    assert "Hoe &lt;nu&gt; verder?" in html


def test_hidden_fields_and_their_errors_are_not_lost():
    class Hidden(OneField):
        token = forms.CharField(widget=forms.HiddenInput)

    html = str(Hidden({"title": "x"}).as_div())
    assert 'type="hidden"' in html
    assert "token" in html[: html.index("<label")]


def test_the_component_page_exists_only_while_building(settings, db):
    from django.http import Http404

    settings.DEBUG = True
    assert component_page(RequestFactory().get("/")).status_code == 200
    settings.DEBUG = False
    with pytest.raises(Http404):
        component_page(RequestFactory().get("/"))


def test_every_row_of_facts_names_its_columns_for_a_narrow_screen(db):
    html = component_page(RequestFactory().get("/")).content.decode() if settings.DEBUG else ""
    html = html or render_to_string("home/components/facts.html")
    assert html.count('<td class="facts__fact" data-label=') == 3
    assert html.count('<td class="facts__view" data-label=') == 3


def test_pages_of_a_list_keep_the_other_words_of_the_address():
    request = RequestFactory().get("/zoeken/?q=kind&page=2")
    html = render_to_string("components/pagination.html", {"page": Paginator(range(30), 10).page(2)}, request)
    assert 'href="?q=kind&amp;page=1"' in html
    assert 'href="?q=kind&amp;page=3"' in html
    assert "Pagina 2 van 3" in html
    alone = render_to_string("components/pagination.html", {"page": Paginator([1], 10).page(1)}, request)
    assert "<nav" not in alone


def test_progress_says_its_numbers_in_words():
    html = render_to_string("components/progress.html", {"value": 3, "max": 8, "label": "Module"})
    assert "3 van 8" in html
    assert '<progress value="3" max="8">' in html


ACCOUNT_PAGES = [
    "account_login", "account_reset_password", "account_reset_password_done", "account_signup",
    "account_inactive",
]  # fmt: skip
OWN_PAGES = [
    "account_email", "account_change_password", "mfa_index", "mfa_activate_totp", "mfa_list_webauthn",
    "mfa_add_webauthn", "usersessions_list", "socialaccount_connections",
]  # fmt: skip
ENGLISH = re.compile(r"\b(Sign|Email|Password|Your|Enter|Key|Name|Submit|please|the)\b")


def visible(html: str) -> str:
    main = html[html.index("<main") : html.index("</main>")]
    main = re.sub(r"<script.*?</script>", "", main, flags=re.S)
    return re.sub(r"<[^>]+>", " ", main)


@pytest.mark.parametrize("name", ACCOUNT_PAGES)
def test_pages_at_the_door_have_our_look_and_speak_dutch(db, client, name):
    html = client.get(reverse(name)).content.decode()
    assert "site-head" in html
    assert html.count("<h1") == 1
    assert not ENGLISH.search(visible(html))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_account_pages_have_our_look_tabs_and_dutch(sign_in, samira, name):
    client = sign_in(samira)
    if (answer := client.get(reverse(name))).status_code == 302:
        client.post(answer.url, {"password": "een-lang-wachtwoord-voor-de-proef"})
        answer = client.get(reverse(name))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="tabs"' in html
    assert html.count("<h1") == 1
    assert not ENGLISH.search(visible(html))


def test_a_wrong_password_is_refused_in_plain_dutch_and_the_address_stays(db, client):
    answer = client.post(reverse("account_login"), {"login": "iemand@voorbeeld.test", "password": "mis"})
    html = answer.content.decode()
    assert "horen niet bij elkaar" in html
    assert 'value="iemand@voorbeeld.test"' in html


def test_nobody_is_offered_to_make_an_account_alone(db, client):
    assert reverse("account_signup") not in client.get(reverse("account_login")).content.decode()


@pytest.mark.parametrize("folder", OURS)
def test_our_templates_hold_no_inline_style_or_script(folder):
    for path in (TEMPLATES / folder).rglob("*.html"):
        text = path.read_text()
        assert not re.search(r"\s(style|on\w+)=\"", text), path
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), path
        assert len(text.splitlines()) < 100, path


@pytest.mark.parametrize("name", [path.name for path in STATIC.iterdir() if path.suffix in (".css", ".js")])
def test_static_files_call_no_other_host(name):
    text = (STATIC / name).read_text().replace("http://www.w3.org/2000/svg", "")
    text = re.sub(r"a\[href\^=\"[^\"]+\"\]", "", text)
    assert "http" not in text
    assert "@import" not in text


def test_a_page_is_light():
    assert (STATIC / "tegenspraak.css").stat().st_size < 34_000
    assert (STATIC / "learning.css").stat().st_size < 10_000
    assert (STATIC / "tegenspraak.js").stat().st_size < 10_000


def test_the_stylesheet_serves_dark_print_forced_colours_and_stillness():
    css = (STATIC / "tegenspraak.css").read_text()
    assert css.count("{") == css.count("}")
    assert "@layer reset, tokens, base, layout, components, utilities;" in css
    for medium in ("prefers-color-scheme: dark", "@media print", "forced-colors", "prefers-reduced-motion"):
        assert medium in css


def luminance(colour: str) -> float:
    if len(colour) == 4:
        colour = "#" + "".join(2 * letter for letter in colour[1:])
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(mode: str) -> dict[str, str]:
    """The custom properties that are colours, as they stand in this mode."""
    blocks = re.findall(r":root \{(.*?)\n\s*\}", (STATIC / "tegenspraak.css").read_text(), re.S)
    wanted = {"light": blocks[:1], "dark": blocks[:2], "print": [blocks[0], blocks[2]]}[mode]
    found: dict[str, str] = {}
    for block in wanted:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", block))
    return found


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
@pytest.mark.parametrize("ground", ["paper", "surface", "fact", "view"])
def test_text_is_readable_on_every_ground(mode, ground):
    colour = colours(mode)
    for text in ("ink", "soft"):
        assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_signals_buttons_and_edges_have_enough_contrast(mode):
    colour = colours(mode)
    for signal in ("accent", "info", "ok", "warning", "danger", "fact-ink", "view-ink"):
        assert contrast(colour[signal], colour["surface"]) >= 4.5, signal
    assert contrast(colour["on-accent"], colour["accent"]) >= 4.5
    assert contrast(colour["on-accent"], colour["accent-strong"]) >= 4.5
    assert contrast(colour["accent-strong"], colour["accent-faint"]) >= 4.5
    assert contrast(colour["fact-ink"], colour["fact"]) >= 4.5
    assert contrast(colour["view-ink"], colour["view"]) >= 4.5
    assert contrast(colour["line-strong"], colour["surface"]) >= 3
    assert contrast(colour["fact-edge"], colour["fact"]) >= 3
    assert contrast(colour["view-edge"], colour["view"]) >= 3


@pytest.fixture
def admin(sign_in, bram):
    """Bram's client, in the CMS."""
    from django.contrib.auth.models import Permission

    bram.user_permissions.add(Permission.objects.get(codename="access_admin"))
    return sign_in(bram)


def test_the_cms_carries_our_name_mark_and_colours_in_dutch(admin):
    html = admin.get("/beheer/").content.decode()
    assert "De teksten van Tegenspraak" in html
    assert "- Tegenspraak</title>" in html
    assert "tegenspraak-brand" in html
    assert "beheer.css" in html
    assert "favicon.svg" in html
    assert '<html lang="nl"' in html


def test_the_cms_has_no_help_menu_to_other_hosts(admin):
    html = admin.get("/beheer/").content.decode()
    props = html[html.index("wagtail-sidebar-props") :] if "wagtail-sidebar-props" in html else html
    assert "docs.wagtail.org" not in props
    assert "whats-new" not in props


def test_a_lost_page_in_the_cms_looks_like_ours(admin):
    answer = admin.get("/beheer/bestaat-niet/")
    assert answer.status_code == 404
    assert "We vinden deze pagina niet" in answer.content.decode()
