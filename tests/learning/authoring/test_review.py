"""A second editor reads along before a module is published."""

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from tests.conftest import person


@pytest.fixture
def lotte(db):
    """A second editor."""
    user = person("Lotte")
    user.grant_editor(by=None)
    return user


@pytest.fixture
def handed_in(module, bram):
    """The module with changes that Bram handed in for review."""
    module.title = "Leren kijken en luisteren"
    module.save_revision(user=bram)
    module.get_workflow().start(module, bram)
    return module


def approve(client, page):
    state = page.current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return client.post(address, {}, follow=True)


def test_modules_and_their_lessons_are_reviewed_by_the_same_workflow(module, lessons):
    workflow = Workflow.objects.get(workflow_pages__page=module.get_parent())
    assert module.get_workflow() == lessons[0].get_workflow() == workflow


def test_nobody_approves_their_own_words(handed_in, bram, sign_in):
    approve(sign_in(bram), handed_in)
    handed_in.refresh_from_db()
    assert handed_in.title == "Leren kijken"
    assert not handed_in.current_workflow_task.get_task_states_user_can_moderate(bram).exists()


def test_a_second_editor_approves_and_then_it_is_published(handed_in, lotte, sign_in):
    assert handed_in.current_workflow_task.get_task_states_user_can_moderate(lotte).exists()
    approve(sign_in(lotte), handed_in)
    handed_in.refresh_from_db()
    assert handed_in.title == "Leren kijken en luisteren"


def test_who_is_no_editor_cannot_approve(handed_in, rens, sign_in):
    approve(sign_in(rens), handed_in)
    handed_in.refresh_from_db()
    assert handed_in.title == "Leren kijken"
