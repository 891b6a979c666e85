"""A lesson, a module and its summary on paper."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from learning.authoring.loading import known, load_module
from learning.models import LessonPage, ModulePage
from tests.learning.conftest import write_module
from tests.learning.lessons.conftest import text


def printed(module):
    return reverse("learning:print", args=[module.slug])


def summary(module):
    return reverse("learning:summary", args=[module.slug])


def test_the_addresses_are_as_they_were_agreed(module):
    assert printed(module) == "/leren/module/kijken/afdrukken/"
    assert summary(module) == "/leren/module/kijken/samenvatting/"


def test_all_lessons_stand_on_one_page_with_what_is_asked(client, long_module):
    page = text(client.get(printed(long_module)))
    for words in ("1. Les 1", "2. Les 2", "<strong>zag</strong> je in les 2?", "Ik vraag door", "Een boek"):
        assert words in page
    assert page.count("<h1") == 1


def test_what_an_answer_opens_is_not_on_paper(client, long_module):
    page = text(client.get(printed(long_module)))
    for words in ("Klopt.", "Dat is al een uitleg.", "Beide kan."):
        assert words not in page


def test_no_two_things_on_the_page_have_one_id(client, long_module):
    import re

    ids = re.findall(r'\sid="([^"]+)"', text(client.get(printed(long_module))))
    assert len(ids) == len(set(ids))


ORDER = """
::: question
key: volgorde
kind: order
text: Zet op volgorde.
steps: [{text: Stap een}, {text: Stap twee}, {text: Stap drie}]
:::

::: question
key: paren
kind: match
text: Wat hoort bij elkaar?
pairs: [{left: Links een, right: Rechts een}, {left: Links twee, right: Rechts twee}, {left: Links drie, right: Rechts drie}]
:::

::: question
key: open
kind: open
text: Schrijf het op.
model: Het geheime antwoord.
:::

::: scenario
key: gesprek
title: Het gesprek
minutes: 4
start: begin
nodes:
  begin: {text: De moeder zwijgt., choices: [{text: Wachten, to: goed, consequence: Zij begint te praten.}, {text: Doorvragen, to: mis}]}
  goed: {text: Zij vertelt., end: good, feedback: Mooi gewacht.}
  mis: {text: Zij loopt weg., end: risk, feedback: Te snel.}
:::
"""  # noqa: E501


def test_each_kind_of_activity_prints_without_its_key(client, vocabulary, folder):
    lesson = folder / "01-les-1.md"
    lesson.write_text(lesson.read_text() + ORDER)
    main = folder / "module.md"
    main.write_text(main.read_text().replace("minutes: 10", "minutes: 17"))
    load_module(folder, known())
    page = text(client.get(printed(ModulePage.objects.get(slug="kijken"))))
    places = [page.index(f"Stap {word}") for word in ("een", "twee", "drie")]
    assert places != sorted(places)
    for words in ("Links een", "Rechts drie", "Schrijf het op.", "De moeder zwijgt.", "Doorvragen"):
        assert words in page
    for words in ("Het geheime antwoord.", "Zij begint te praten.", "Mooi gewacht.", "Zij loopt weg."):
        assert words not in page


@pytest.fixture
def with_pictures(module, lessons):
    """Puts a picture of its own in a lesson."""

    def put(lesson):
        file = get_test_image_file()
        picture = get_image_model().objects.create(title=f"{lesson.pk}.png", file=file)
        lesson.body = [("picture", {"file": picture, "alt": f"Een jas {lesson.pk}", "caption": ""})]
        lesson.save_revision().publish()

    return put


def counted(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        text(client.get(address))
    return len(asked)


def test_questions_do_not_grow_with_lessons(client, vocabulary, tmp_path):
    counts = []
    for slug, lessons in (("kort", 2), ("lang", 12)):
        load_module(write_module(tmp_path / slug, lessons), known())
        counts.append(counted(client, f"/leren/module/{slug}/afdrukken/"))
    assert counts[0] == counts[1] <= 15


def test_questions_do_not_grow_with_pictures(client, module, lessons, with_pictures, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    counts = []
    for lesson in lessons:
        with_pictures(lesson)
        counts.append(counted(client, printed(module)))
    assert counts[0] == counts[1]
    assert f"Een jas {lessons[1].pk}" in text(client.get(printed(module)))


def test_a_summary_is_there_where_it_was_written(client, module):
    assert client.get(summary(module)).status_code == 404
    assert summary(module) not in text(client.get(module.url))
    module.sheet_title, module.sheet = "Kijken in het kort", "## Kijk\n\n- <b>eerst</b>\n"
    module.save_revision().publish()
    assert summary(module) in text(client.get(module.url))
    page = text(client.get(summary(module)))
    assert "<h1>Kijken in het kort</h1>" in page
    assert "&lt;b&gt;eerst" in page


@pytest.mark.parametrize("address", [printed, summary])
def test_what_is_offline_or_private_cannot_be_printed(client, sign_in, rens, module, lessons, address):
    ModulePage.objects.update(sheet="Kort.")
    PageViewRestriction.objects.create(page=module, restriction_type="login")
    assert sign_in(rens).get(address(module)).status_code == 404
    PageViewRestriction.objects.all().delete()
    assert client.get(address(module)).status_code == 200
    module.unpublish()
    assert client.get(address(module)).status_code == 404


def test_an_offline_lesson_is_left_out(client, module, lessons):
    lessons[1].unpublish()
    assert "Les 2" not in text(client.get(printed(module)))
    LessonPage.objects.get(pk=lessons[0].pk).unpublish()
    assert 'class="empty"' in text(client.get(printed(module)))


def test_printing_starts_nothing(sign_in, samira, module, lessons):
    text(sign_in(samira).get(printed(module)))
    assert not samira.lesson_progress.exists()
