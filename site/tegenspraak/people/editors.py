"""What an editor may do in the CMS, and nothing beside it."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page
from wagtail.models.pages import PAGE_PERMISSION_CODENAMES
from wagtail.snippets.models import get_snippet_models

from tegenspraak.people.models import EDITORS

# Rooms whose snippets editors keep. Casuistry is no snippet and never comes into the CMS.
SNIPPET_ROOMS = ("vocabulary", "reflection")
COLLECTION_PERMISSIONS = [
    *(("wagtailimages", f"{act}_image") for act in ("add", "change", "delete", "choose")),
    *(("wagtaildocs", f"{act}_document") for act in ("add", "change", "delete", "choose")),
]


def ensure_editors_group() -> Group:
    """The group of editors with exactly the permissions meant here: what is missing comes, the rest goes.

    Run it after migrating, when every room's permissions exist. Safe to run again.
    """
    with transaction.atomic():
        group, _made = Group.objects.get_or_create(name=EDITORS)
        group.permissions.set(own_permissions())
        _ensure_page_permissions(group)
        _ensure_collection_permissions(group)
    return group


def own_permissions() -> QuerySet[Permission]:
    """Access to the CMS, and everything on the snippets of the rooms that have them."""
    models = [model for model in get_snippet_models() if model._meta.app_label in SNIPPET_ROOMS]
    types = ContentType.objects.get_for_models(*models, for_concrete_models=False).values() if models else []
    access = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    return Permission.objects.filter(access | Q(content_type__in=list(types)))


def _ensure_page_permissions(group: Group) -> None:
    """All rights on all pages, from the root of the tree down."""
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore",
        content_type__model="page",
        codename__in=PAGE_PERMISSION_CODENAMES,
    )
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _ensure_collection_permissions(group: Group) -> None:
    """Images and documents, in every collection."""
    root = Collection.get_first_root_node()
    named = Q()
    for room, codename in COLLECTION_PERMISSIONS:
        named |= Q(content_type__app_label=room, codename=codename)
    wanted = Permission.objects.filter(named)
    extra = GroupCollectionPermission.objects.filter(group=group)
    extra.exclude(collection=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
