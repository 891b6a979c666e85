from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.urls import reverse
from wagtail.models import PageViewRestriction

from learning import panels
from learning.authoring.loading import known, load_module
from learning.models import LessonPage, LessonProgress, ModulePage
from tegenspraak.people.models import EDITORS
from tegenspraak.search import registry
from tegenspraak.vocabulary.models import Theme
from tests.learning.conftest import write_module


def done(lesson):
    return reverse("learning:done", args=[lesson.translation_key])


def undo(lesson):
    return reverse("learning:undo", args=[lesson.translation_key])


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_reads_everything_and_is_invited_to_sign_in(client, module, lessons):
    for address in ("/modules/", module.url, lessons[0].url):
        page = text(client.get(address))
        assert page.count("<h1") == 1
        assert f"/account/login/?next={address}" in page
    assert not LessonProgress.objects.exists()
    assert done(lessons[0]) not in page


def test_a_lesson_shows_text_callout_term_and_source(client, lessons):
    page = text(client.get(lessons[0].url))
    assert 'popovertarget="deel-1-begrip-1">vechtscheiding</button>' in page
    assert "Zo kan het" in page
    assert "Een boek" in page
    assert "23-11-2026" in page


def test_reading_a_lesson_starts_it(sign_in, module, lessons, samira):
    text(sign_in(samira).get(lessons[1].url))
    assert LessonProgress.objects.get().user == samira
    page = text(sign_in(samira).get(module.url))
    assert f'class="button" href="{lessons[1].url}"' in page


def test_a_done_lesson_brings_back_to_the_module_that_shows_it(sign_in, module, lessons, samira):
    client = sign_in(samira)
    client.get(lessons[0].url)
    page = text(client.post(done(lessons[0]), follow=True))
    assert "<h1>Leren kijken</h1>" in page
    assert '<progress value="1" max="2">' in page
    assert f'class="button" href="{lessons[1].url}"' in page


def test_a_double_click_is_one_progress(sign_in, lessons, samira):
    client = sign_in(samira)
    for _ in range(2):
        assert client.post(done(lessons[0])).status_code == 302
    assert LessonProgress.objects.count() == 1


def test_done_can_be_taken_back(sign_in, lessons, samira):
    client = sign_in(samira)
    client.post(done(lessons[0]))
    assert undo(lessons[0]) in text(client.get(lessons[0].url))
    page = text(client.post(undo(lessons[0]), follow=True))
    assert done(lessons[0]) in page
    assert LessonProgress.objects.get().done_at is None


@pytest.mark.parametrize("act", [done, undo])
def test_a_visitor_signs_in_first(client, lessons, act):
    assert client.post(act(lessons[0])).url.startswith("/account/login/")
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize("act", [done, undo])
def test_coming_from_the_sign_in_page_leads_back_to_the_lesson(sign_in, lessons, samira, act):
    answer = sign_in(samira).get(act(lessons[0]))
    assert answer.url == lessons[0].url
    assert not LessonProgress.objects.exists()


def test_a_guest_gets_no_further_than_the_door(sign_in, lessons, samira):
    samira.is_guest = True
    samira.save()
    assert sign_in(samira).post(done(lessons[0])).status_code == 403
    assert not LessonProgress.objects.exists()


@pytest.mark.parametrize("act", [done, undo])
def test_an_offline_lesson_cannot_be_marked(sign_in, lessons, samira, act):
    lessons[0].unpublish()
    assert sign_in(samira).post(act(lessons[0])).status_code == 404


def test_a_lesson_in_a_private_section_is_seen_by_nobody(module, lessons, rens):
    PageViewRestriction.objects.create(page=module, restriction_type="login")
    assert not LessonPage.objects.visible_to(rens).exists()
    assert not ModulePage.objects.visible_to(AnonymousUser()).exists()


def test_an_editors_preview_starts_nothing(sign_in, lessons, bram):
    bram.groups.add(Group.objects.get(name=EDITORS))
    draft = reverse("wagtailadmin_pages:view_draft", args=[lessons[0].pk])
    assert "<h1>Les 1</h1>" in text(sign_in(bram).get(draft))
    assert not LessonProgress.objects.exists()


def test_an_old_module_says_so(client, module, lessons):
    ModulePage.objects.update(review_by=date(2020, 1, 1))
    assert "notice--warning" in text(client.get(module.url))
    assert "notice--warning" in text(client.get(lessons[0].url))


def test_the_list_without_modules_says_so(client, module):
    module.unpublish()
    assert 'class="empty"' in text(client.get("/modules/"))


@pytest.fixture
def panel():
    """A panel of a higher room beside the lesson, taken away afterwards."""

    def show(lesson, user):
        return f"<h2>Praktijk bij {lesson.title}</h2>" if user.is_authenticated else None

    panels.register(show)
    yield show
    panels._panels.remove(show)


def test_a_panel_stands_beside_a_lesson_for_who_may_see_it(client, sign_in, lessons, samira, panel):
    assert "Praktijk bij Les 1" in text(sign_in(samira).get(lessons[0].url))
    assert "Praktijk bij" not in text(client.get(lessons[0].url))


def test_a_theme_shows_its_modules(client, module):
    assert module.url in text(client.get(Theme.objects.get(slug="signaleren").get_absolute_url()))
    assert module.url not in text(client.get(Theme.objects.get(slug="meldcode").get_absolute_url()))


def test_the_search_knows_modules_and_lessons(module, lessons, rens):
    kinds = {kind.name: kind for kind in registry.kinds_for(rens)}
    kind = kinds["lesson"]
    assert list(kind.visible_to(rens)) == lessons
    assert kind.title(lessons[0]) == "Les 1"
    assert kind.url(lessons[0]) == lessons[0].url
    assert "vechtscheiding" in kind.text(lessons[0])
    assert "Je ziet meer dan je dacht." in kinds["module"].text(module)


def queries_of(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(60) as captured:
        text(client.get(address))
    return len(captured)


def test_queries_do_not_grow_with_lessons(
    vocabulary, tmp_path, sign_in, samira, django_assert_max_num_queries
):
    client = sign_in(samira)
    counts = {}
    for slug, lessons in (("kort", 2), ("lang", 12)):
        load_module(write_module(tmp_path / slug, lessons), known())
        for address in (f"/modules/{slug}/", f"/modules/{slug}/les-1/"):
            counts[address] = queries_of(client, address, django_assert_max_num_queries)
    assert counts["/modules/kort/"] == counts["/modules/lang/"] <= 25
    assert counts["/modules/kort/les-1/"] == counts["/modules/lang/les-1/"] <= 25


def test_queries_do_not_grow_with_modules(
    vocabulary, tmp_path, sign_in, samira, django_assert_max_num_queries
):
    client = sign_in(samira)
    counts = []
    for number in range(6):
        load_module(write_module(tmp_path / f"module-{number}"), known())
        counts.append(queries_of(client, "/modules/", django_assert_max_num_queries))
    assert counts[1] == counts[5] <= 20
