"""For editors and trainers: upkeep, guide, dossier and presentation."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from learning.authoring.loading import known, load_module
from learning.authoring.plain import kind_of, of_block
from learning.models import Cohort, LessonPage, ModulePage
from learning.teaching.dossier import dossier_of
from learning.teaching.presentation import parts_of
from tests.learning.teams.conftest import words

ACTIVE = """
## Nog een kop

Nog een tekst.

::: stop
key: halt
minutes: 4
text: Een kind zegt niets.
question: Wat doe je?
choices:
  - text: Ik wacht.
  - text: Ik vraag door.
commentary: Wachten is <b>moeilijker</b> dan het lijkt.
:::

::: question
key: vraag
kind: one
text: Wie ziet het?
answers:
  - {text: Ik, right: true, feedback: Precies zo.}
  - {text: Jij, feedback: Nee hoor.}
:::

::: scenario
key: gesprek
title: Het gesprek
minutes: 2
start: deur
nodes:
  deur:
    text: Moeder staat in de deur.
    choices:
      - {text: Kom binnen., to: zit}
      - {text: Ga weg., to: weg}
  zit: {text: Moeder zit., end: good, feedback: Mooi gedaan.}
  weg: {text: Moeder loopt weg., end: risk, feedback: Jammer.}
:::
"""
TEST = """---
title: Toets
questions: 1
pass_mark: 80
wait_hours: 24
minutes: 6
---

::: question
key: t-een
kind: one
goal: kijken
text: Wie?
answers:
  - {text: Ik, right: true, feedback: Ja.}
  - {text: Jij, feedback: Nee.}
:::
"""
GUIDE = (
    "---\ntitle: Voor de trainer\nminutes: 90\n---\n\n## Begin\n\nZet de stoelen <script>klaar</script>.\n"
)


@pytest.fixture
def full(vocabulary, folder) -> ModulePage:
    """ "Leren kijken" with a lesson that holds everything, a test and a guide."""
    first = folder / "01-les-1.md"
    first.write_text(first.read_text().replace("minutes: 5", "minutes: 5\ngoals: [kijken]", 1) + ACTIVE)
    (folder / "test.md").write_text(TEST)
    (folder / "trainer.md").write_text(GUIDE)
    main = folder / "module.md"
    main.write_text(main.read_text().replace("minutes: 10", "minutes: 23"))
    load_module(folder, known())
    return ModulePage.objects.get(slug="kijken")


@pytest.fixture
def lesson(full) -> LessonPage:
    return LessonPage.objects.child_of(full).first()


def show(lesson, **asked) -> str:
    return reverse("learning:presentation", args=[lesson.translation_key]) + "".join(
        f"{'&' if at else '?'}{name}={value}" for at, (name, value) in enumerate(asked.items())
    )


def number_of(lesson, kind) -> int:
    return next(n for n, (block, _p) in enumerate(parts_of(lesson), 1) if kind_of(block.block_type) == kind)


@pytest.mark.parametrize("who", ["samira", "noor", "daan", "rens"])
def test_the_upkeep_is_for_editors(request, sign_in, who, full):
    assert sign_in(request.getfixturevalue(who)).get(reverse("learning:editors")).status_code == 403


def test_a_module_past_its_review_date_comes_first_and_says_so(sign_in, bram, full):
    late = full.copy(update_attrs={"title": "Oude module", "slug": "oud"})
    ModulePage.objects.filter(pk=late.pk).update(review_by=timezone.localdate() - timedelta(days=40))
    page = words(sign_in(bram).get(reverse("learning:editors")))
    assert page.index("Oude module") < page.index("badge--warning") < page.index("Leren kijken")
    assert page.count("badge--warning") == 1


PAGES = ["trainer_guide", "dossier", "presentation"]


@pytest.mark.parametrize("page", PAGES)
def test_editors_and_trainers_teach_and_nobody_else(sign_in, bram, daan, samira, rens, full, lesson, page):
    key = lesson.translation_key if page == "presentation" else full.slug
    address = reverse(f"learning:{page}", args=[key])
    Cohort.objects.start("Groep", full, by=daan)
    statuses = [sign_in(one).get(address).status_code for one in (bram, daan, samira, rens)]
    assert statuses == [200, 200, 403, 403]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_offline_is_not_found_and_a_visitor_signs_in(client, sign_in, bram, full, lesson, page):
    key = lesson.translation_key if page == "presentation" else full.slug
    address = reverse(f"learning:{page}", args=[key])
    assert client.get(address).url.startswith("/account/login/")
    for one in (lesson, full):
        one.unpublish()
    assert sign_in(bram).get(address).status_code == 404


def test_the_guide_is_rendered_and_its_html_is_text(sign_in, bram, full):
    page = words(sign_in(bram).get(reverse("learning:trainer_guide", args=["kijken"])))
    assert "<h2>Begin</h2>" in page
    assert "&lt;script&gt;klaar" in page


def test_the_dossier_counts_what_stands_on_the_pages(full, sign_in, bram):
    found = dossier_of(full)
    assert found.total == full.minutes == 23
    assert [load.columns for load in found.loads] == [[5, 0, 0, 1, 4, 2], [5, 0, 0, 0, 0, 0]]
    assert found.matrix == [("Je ziet meer dan je dacht.", ["Les 1"], 1, 0)]
    page = words(sign_in(bram).get(reverse("learning:dossier", args=["kijken"])))
    for piece in ("80%", "24", "Een boek", "Iedereen", "Redactie"):
        assert piece in page


@pytest.mark.parametrize("slug", ["feiten-en-meningen", "complexe-scheiding"])
def test_our_own_modules_have_a_dossier_that_adds_up_and_screens_that_show(vocabulary, sign_in, bram, slug):
    load_module(Path(site.BASE_DIR) / "modules" / "feiten-en-meningen", known())
    load_module(Path(site.BASE_DIR) / "modules" / slug, known())
    module = ModulePage.objects.get(slug=slug)
    found = dossier_of(module)
    assert abs(found.total - module.minutes) <= 0.05 * module.minutes
    assert sum(questions for _t, _l, questions, _j in found.matrix) == found.bank >= 30
    client = sign_in(bram)
    lesson = found.loads[0].lesson
    for number in range(len(parts_of(lesson)) + 1):
        words(client.get(show(lesson, scherm=number)))
        words(client.get(show(lesson, scherm=number, open=1)))


def test_a_text_has_a_screen_for_each_heading(sign_in, bram, lesson):
    kinds = [kind_of(block.block_type) for block, _piece in parts_of(lesson)]
    assert sorted(kinds) == ["callout", "question", "scenario", "sources", "stop", "text", "text"]
    assert 'rel="next" href="?scherm=1"' in words(sign_in(bram).get(show(lesson)))
    last = words(sign_in(bram).get(show(lesson, scherm=len(kinds))))
    assert 'rel="next"' not in last
    assert 'rel="prev"' in last


def test_a_stop_moment_keeps_its_commentary_until_it_is_opened(sign_in, bram, lesson):
    number = number_of(lesson, "stop")
    closed = words(sign_in(bram).get(show(lesson, scherm=number)))
    assert "Ik vraag door." in closed
    assert "moeilijker" not in closed
    opened = words(sign_in(bram).get(show(lesson, scherm=number, open=1)))
    assert "&lt;b&gt;moeilijker" in opened


def test_a_question_keeps_its_key_until_it_is_opened(sign_in, bram, lesson):
    number = number_of(lesson, "question")
    closed = words(sign_in(bram).get(show(lesson, scherm=number)))
    assert "Jij" in closed
    assert "Precies zo" not in closed
    assert "badge--ok" not in closed
    assert "Precies zo" in words(sign_in(bram).get(show(lesson, scherm=number, open=1)))


def test_a_scenario_is_walked_by_links(sign_in, bram, lesson):
    number = number_of(lesson, "scenario")
    begin = words(sign_in(bram).get(show(lesson, scherm=number)))
    assert f'href="?scherm={number}&amp;deel=zit"' in begin
    assert "Mooi gedaan" not in begin
    assert "Mooi gedaan" in words(sign_in(bram).get(show(lesson, scherm=number, deel="zit")))


@pytest.mark.parametrize("number", ["", "-1", "x", "999", "99999999999", "%00", "²"])
def test_a_number_that_is_none_shows_a_screen_all_the_same(sign_in, bram, lesson, number):
    words(sign_in(bram).get(show(lesson, scherm=number, deel="%3Cscript%3E")))


def test_the_pages_of_a_module_have_its_links_for_who_teaches(sign_in, bram, samira, daan, full):
    guide = reverse("learning:trainer_guide", args=["kijken"])
    assert guide in words(sign_in(bram).get(full.url))
    assert 'id="lesgeven"' not in words(sign_in(samira).get(full.url))
    page = words(sign_in(daan).get(full.url))
    assert 'id="lesgeven"' in page
    assert guide not in page


def test_a_dossier_takes_no_more_questions_for_more_lessons(full, folder):
    def asked() -> int:
        module = ModulePage.objects.get(slug="kijken")
        with CaptureQueriesContext(connection) as questions:
            dossier_of(module)
        return len(questions)

    few = asked()
    text = (folder / "02-les-2.md").read_text()
    for number in range(3, 9):
        (folder / f"{number:02}-les-{number}.md").write_text(text)
    main = folder / "module.md"
    main.write_text(main.read_text().replace("minutes: 23", "minutes: 53"))
    load_module(folder, known())
    assert LessonPage.objects.count() == 8
    assert of_block(LessonPage.objects.first().body[0])
    assert asked() == few
