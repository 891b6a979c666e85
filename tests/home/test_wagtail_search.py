"""Every search and every chooser of the CMS, as its editor uses them, on our search backend."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from modelsearch.backends import get_search_backend
from PIL import Image as Picture
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection, Page, Site

from casuistry.cases.models import Case
from casuistry.reflection.loading import FOLDER
from casuistry.reflection.loading import load as load_protocol
from learning.models import ModulePage
from tegenspraak.home.models import HomePage
from tegenspraak.people.editors import ensure_editors_group
from tegenspraak.people.models import User
from tegenspraak.vocabulary.models import Term, Theme
from tests.factories import CaseFactory

ODD = {
    "quotes": "\"vecht 'scheiding",
    "operators": "AND ( OR NOT -vecht +* ?",
    "wildcards": "*cht?",
    "NUL": "ve\x00cht",
    "emoji": "\U0001f600\u200d\ufe0f",
    "right to left": "\u202e\u05e9\u05dc\u05d5\u05dd \u0628",
    "long": "scheiding" * 1200,
    "stop words": "de van het een",
    "blank": "   ",
    "filters": 'live:ja title:"x',
    "field": "f_name:vecht^2~",
}
UNASKED = (ODD["NUL"], ODD["blank"])  # Wagtail's form takes these for no question, and shows everything


def png() -> ImageFile:
    data = BytesIO()
    Picture.new("RGB", (8, 8)).save(data, "PNG")
    return ImageFile(BytesIO(data.getvalue()), "proef.png")


@pytest.fixture
def stock(db, settings, tmp_path):
    """One of everything that editors search for."""
    settings.MEDIA_ROOT = tmp_path / "media"
    Theme.objects.create(name="Vechtscheiding", slug="vecht")
    Term.objects.create(label="uithuisplaatsing", slug="uithuisplaatsing")
    load_protocol(FOLDER / "incidentmethode.md")
    root = Page.objects.get(depth=1)
    root.add_child(instance=HomePage(title="Afscheid van de vechtscheiding"))
    words = dict.fromkeys(["summary", "audience", "review_owner", "version"], "x")
    root.add_child(instance=ModulePage(title="Leren kijken", minutes=30, review_by=date(2999, 1, 1), **words))
    Image.objects.create(title="Gezinsvoogd aan tafel", file=png())
    Document.objects.create(title="Werkblad veiligheidsplan", file=ContentFile(b"x", "werkblad.pdf"))
    get_search_backend().refresh_indexes()


@pytest.fixture
def editor(bram, sign_in, stock):
    """Bram at work in the CMS: gives what an address shows him."""
    ensure_editors_group()
    bram.grant_editor(by=None)
    client = sign_in(bram)
    root = Page.objects.get(depth=1).pk

    def shown(address: str, **asked: str) -> str:
        response = client.get(address.format(root=root), asked)
        assert response.status_code == 200, (address, asked)
        return response.content.decode()

    return shown


BELOW_ROOT = "/beheer/pages/{root}/"
CHOOSE = "/beheer/snippets/choose"
# What is searched: its address, half a word typed, and the title that it brings.
SEARCHES = {
    "pages": ("/beheer/pages/search/", "vechts", "Afscheid van de vechtscheiding"),
    "modules": ("/beheer/pages/search/results/", "leren kij", "Leren kijken"),
    "pages below a page": (BELOW_ROOT, "vechts", "Afscheid van de vechtscheiding"),
    "pages of one kind": ("/beheer/pages/usage/learning/modulepage/", "kij", "Leren kijken"),
    "page chooser": ("/beheer/choose-page/search/", "vechts", "Afscheid van de vechtscheiding"),
    "images": ("/beheer/images/", "gezinsv", "Gezinsvoogd aan tafel"),
    "image chooser": ("/beheer/images/chooser/results/", "gezinsv", "Gezinsvoogd aan tafel"),
    "documents": ("/beheer/documents/", "veilighe", "Werkblad veiligheidsplan"),
    "document chooser": ("/beheer/documents/chooser/results/", "veilighe", "Werkblad veiligheidsplan"),
    "themes": ("/beheer/snippets/vocabulary/theme/", "vechts", "Vechtscheiding"),
    "theme chooser": (f"{CHOOSE}/vocabulary/theme/results/", "vechts", "Vechtscheiding"),
    "terms": ("/beheer/snippets/vocabulary/term/", "uithuisp", "uithuisplaatsing"),
    "term chooser": (f"{CHOOSE}/vocabulary/term/results/", "uithuisp", "uithuisplaatsing"),
    "protocols": ("/beheer/snippets/reflection/protocol/", "incident", "Incidentmethode"),
    "protocol chooser": (
        "/beheer/snippets/choose/reflection/protocol/results/",
        "incident",
        "Incidentmethode",
    ),
}
LISTINGS = [address for address, *_rest in SEARCHES.values() if "choose" not in address]
searches = pytest.mark.parametrize(("address", "typed", "title"), SEARCHES.values(), ids=SEARCHES.keys())


@searches
def test_half_a_word_finds_it_and_another_word_does_not(editor, address, typed, title):
    assert title in editor(address, q=typed)
    assert title not in editor(address, q="gewervelde")


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_text_is_answered_everywhere(editor, odd):
    for address, _typed, title in SEARCHES.values():
        shown = editor(address, q=odd)
        assert title not in shown or odd in UNASKED


@pytest.mark.parametrize("address", LISTINGS)
def test_a_search_can_be_put_in_any_order_that_the_listing_offers(editor, address):
    typed, title = next(found for at, *found in SEARCHES.values() if at == address)
    orders = set(re.findall(r"ordering=(-?[a-z_]+)", editor(address, q=typed) + editor(address)))
    for order in orders | {"onzin"}:
        assert title in editor(address, q=typed, ordering=order), order


def test_two_letters_are_enough(editor):
    assert "Leren kijken" in editor("/beheer/pages/search/", q="ki")


def test_a_search_for_pages_can_be_narrowed(editor):
    HomePage.objects.filter(title__startswith="Afscheid").update(live=False)
    search = "/beheer/pages/search/"
    assert "Afscheid" in editor(search, q="vechts")
    assert "Afscheid" in editor(search, q="vechts", content_type="home.homepage")
    assert "Afscheid" not in editor(search, q="vechts", content_type="learning.modulepage")
    assert "Afscheid" not in editor(search, q="vechts published:yes")
    assert "Afscheid" in editor(search, q="vechts published:no")
    assert "Afscheid" in editor(search, q='"afscheid vechtscheiding"')


@pytest.mark.parametrize(
    ("name", "value", "is_found"),
    [
        ("content_type", lambda: type_of(HomePage), True),
        ("content_type", lambda: type_of(ModulePage), False),
        ("has_child_pages", lambda: "false", True),
        ("has_child_pages", lambda: "true", False),
        ("site", lambda: str(Site.objects.get().pk), False),
        ("owner", lambda: str(Page.objects.get(title__startswith="Afscheid").owner_id), True),
        ("latest_revision_created_at_to", lambda: "2000-01-01", False),
        ("edited_by", lambda: str(User.objects.get(is_editor=True).pk), True),
    ],
)
def test_a_listing_of_pages_can_be_searched_and_filtered(editor, name, value, is_found):
    page = Page.objects.get(title__startswith="Afscheid")
    page.owner = User.objects.get(is_editor=True)
    page.save()
    page.specific.save_revision(user=page.owner, log_action=True)
    shown = editor(BELOW_ROOT, q="vechts", **{name: value()})
    assert ("Afscheid van" in shown) == is_found


def type_of(model):
    return str(ContentType.objects.get_for_model(model).pk)


def test_a_listing_of_files_can_be_searched_and_filtered(editor):
    collection = str(Collection.get_first_root_node().pk)
    assert "Gezinsvoogd" in editor("/beheer/images/", q="gezinsv", collection_id=collection)
    assert "Werkblad" in editor("/beheer/documents/", q="werkbl", collection_id=collection)


def test_images_are_found_by_their_tags(editor):
    image = Image.objects.get()
    image.tags.add("Huiskamer")
    image.save()
    get_search_backend().refresh_indexes()
    assert "Gezinsvoogd" in editor("/beheer/images/", q="huisk")
    assert "Gezinsvoogd" in editor("/beheer/images/", tag="Huiskamer", q="gezinsv")


def test_what_was_deleted_or_renamed_is_not_found_any_more(editor):
    Theme.objects.get(name="Vechtscheiding").delete()
    document = Document.objects.get()
    document.title = "Genogram"
    document.save()
    get_search_backend().refresh_indexes()
    assert "Vechtscheiding" not in editor("/beheer/snippets/vocabulary/theme/", q="vechts")
    assert "Werkblad" not in editor("/beheer/documents/", q="werkbl")
    assert "Genogram" in editor("/beheer/documents/", q="genog")


@pytest.mark.whoosh
def test_a_search_without_an_index_answers(editor, settings, tmp_path):
    settings.WAGTAILSEARCH_BACKENDS["default"]["PATH"] = str(tmp_path / "nothing")
    for address, typed, title in SEARCHES.values():
        assert title not in editor(address, q=typed)


def test_no_case_is_found_in_the_cms(editor, samira, team):
    case = CaseFactory(author=samira, title="Zeldzaamheid", situation="Zeldzaamheid.")
    case.share(with_="team", team=team, by=samira, declared=True)
    get_search_backend().refresh_indexes()
    assert get_search_backend().search("zeldzaamheid", Case).count() == 1
    for address, *_rest in SEARCHES.values():
        shown = editor(address, q="zeldzaamheid")
        assert "Zeldzaamheid" not in shown
        assert str(case.pk) not in shown


@pytest.mark.parametrize("address", ["/beheer/users/", "/beheer/groups/"])
def test_an_editor_does_not_search_people(sign_in, bram, stock, samira, address):
    ensure_editors_group()
    bram.grant_editor(by=None)
    response = sign_in(bram).get(address, {"q": "samira"}, follow=True)
    assert samira.email not in response.content.decode()
