import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

from tegenspraak.people.editors import ensure_editors_group
from tegenspraak.people.models import EDITORS, User
from tegenspraak.trail.models import Entry

ADMIN = "/beheer/"


@pytest.fixture
def editor(bram):
    ensure_editors_group()
    bram.grant_editor(by=None)
    return bram


@pytest.mark.parametrize("path", ["/beheer/login/", "/_util/login/", "/beheer/password_reset/", "/beheer/"])
def test_no_page_but_ours_takes_a_password(client, db, path):
    response = client.get(path)
    assert response.status_code in (302, 404)
    assert "password" not in response.content.decode().replace(path, "")
    if response.status_code == 302:
        assert response.url.startswith("/account/login/")


@pytest.mark.parametrize("path", ["/beheer/login/", "/_util/login/", "/beheer/password_reset/"])
def test_a_password_that_is_posted_to_another_door_signs_nobody_in(client, samira, path):
    from tests.conftest import PASSWORD

    client.post(path, {"username": samira.email, "login": samira.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("who", ["samira", "noor", "mirjam", "esther", "rens"])
def test_who_is_no_editor_does_not_come_in(request, sign_in, who, db):
    ensure_editors_group()
    client = sign_in(request.getfixturevalue(who))
    assert client.get(ADMIN).status_code == 403
    assert client.get("/beheer/pages/").status_code == 403
    assert client.get("/beheer/users/").status_code == 403


def test_an_administrator_of_the_platform_is_no_editor(sign_in, db):
    wim = User.objects.create_superuser("wim@voorbeeld.test", "een-lang-wachtwoord")
    assert not wim.is_superuser
    assert sign_in(wim).get(ADMIN).status_code == 403


def test_the_flag_alone_opens_nothing(sign_in, bram):
    ensure_editors_group()
    assert sign_in(bram).get(ADMIN).status_code == 403


def test_the_group_alone_opens_nothing(sign_in, samira):
    samira.groups.add(ensure_editors_group())
    assert sign_in(samira).get(ADMIN).status_code == 403


def test_an_editor_comes_in(sign_in, editor):
    client = sign_in(editor)
    assert client.get(ADMIN).status_code == 200
    assert client.get(f"/beheer/pages/{Page.get_first_root_node().pk}/").status_code == 200


def test_without_the_demanded_second_factor_an_editor_sets_it_up_first(settings, sign_in, editor):
    settings.MFA_REQUIRED = True
    assert sign_in(editor).get(ADMIN).url == "/account/beveiliging/"


def test_who_is_an_editor_no_more_does_not_come_in(sign_in, editor):
    editor.revoke_editor(by=None)
    assert sign_in(editor).get(ADMIN).status_code == 403
    assert not editor.groups.exists()
    assert Entry.objects.filter(verb="unmade_editor").exists()


def test_an_editor_makes_no_users(sign_in, editor):
    client = sign_in(editor)
    form = {"email": "kim@werk.test", "first_name": "Kim", "last_name": "X", "password1": "geheim-geheim-1",
            "password2": "geheim-geheim-1", "is_superuser": "on"}  # fmt: skip
    for path in ("/beheer/users/", "/beheer/users/add/", "/beheer/users/new/", "/beheer/groups/"):
        assert client.get(path).status_code in (302, 403, 404)
        client.post(path, form)
    assert not User.objects.filter(email="kim@werk.test").exists()


def test_an_editor_has_every_right_on_pages(editor):
    rights = Page.objects.filter(depth=2).first().permissions_for_user(editor)
    assert rights.can_edit()
    assert rights.can_add_subpage()
    assert rights.can_publish()


def test_an_editor_may_keep_images_and_documents(editor):
    for room, thing in (("wagtailimages", "image"), ("wagtaildocs", "document")):
        held = set(
            Group.objects.get(name=EDITORS).collection_permissions.filter(
                permission__content_type__app_label=room
            ).values_list("permission__codename", flat=True)
        )  # fmt: skip
        assert held == {f"{act}_{thing}" for act in ("add", "change", "delete", "choose")}


def test_an_editor_has_no_permission_on_private_work_or_people(editor):
    labels = {name.split(".")[0] for name in User.objects.get(pk=editor.pk).get_all_permissions()}
    assert "wagtailadmin" in labels
    assert not labels & {
        "cases",
        "gate",
        "people",
        "trail",
        "notices",
        "auth",
        "wagtailusers",
        "account",
        "mfa",
    }


def test_snippets_of_reflection_give_no_right_on_reflections_themselves(editor):
    from wagtail.snippets.models import get_snippet_models

    snippets = {f"{m._meta.app_label}.{m._meta.model_name}" for m in get_snippet_models()}
    types = {
        f"{p.content_type.app_label}.{p.content_type.model}"
        for p in Group.objects.get(name=EDITORS).permissions.select_related("content_type")
    }
    assert types - {"wagtailadmin.admin"} <= snippets


def test_making_the_group_again_changes_nothing_and_takes_away_what_does_not_belong(db):
    group = ensure_editors_group()
    before = set(group.permissions.all()), GroupPagePermission.objects.filter(group=group).count()
    group.permissions.add(Permission.objects.get(content_type__app_label="people", codename="change_user"))
    ensure_editors_group()
    assert before == (set(group.permissions.all()), GroupPagePermission.objects.filter(group=group).count())
    assert Group.objects.filter(name=EDITORS).count() == 1
