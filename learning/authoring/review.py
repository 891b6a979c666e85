"""The workflow by which a second editor reads a module before it is published."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from learning.models import SecondReader
from tegenspraak.people.models import EDITORS


def ensure_review(page: Page) -> None:
    """Gives what stands under `page` a review by a second editor, once: what editors choose then stays."""
    if SecondReader.objects.exists() or WorkflowPage.objects.filter(page_id=page.pk).exists():
        return
    name = _("Second editor")
    task = SecondReader.objects.create(name=name)
    task.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
    workflow = Workflow.objects.create(name=name)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(page_id=page.pk, workflow=workflow)
