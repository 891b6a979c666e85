"""Pictures and other files of a lesson, stored in the CMS once, however often they are loaded."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.core.files import File
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from learning.authoring.block_rules import ENDINGS
from learning.authoring.module_files import LessonFile


def files_of(lesson: LessonFile) -> Mapping[str, Any]:
    """For the name of each file that the blocks of this lesson show: the key under which it is stored."""
    return {name: stored(lesson.path.with_name(name), is_picture) for name, is_picture in names_in(lesson)}


def names_in(lesson: LessonFile) -> Iterator[tuple[str, bool]]:
    for block in lesson.blocks:
        if block.kind in ENDINGS:
            yield block.values["file"], block.kind == "picture"
            if captions := block.values.get("captions"):
                yield captions, False


def stored(path: Path, is_picture: bool) -> int:
    """The key of the picture or document with these contents and this name."""
    model = get_image_model() if is_picture else get_document_model()
    with path.open("rb") as opened:
        digest = hash_filelike(opened)
        there = model.objects.filter(title=path.name, file_hash=digest).first()
        if there is None:
            file = File(opened, name=path.name)
            there = model(title=path.name, file=file, file_hash=digest, file_size=path.stat().st_size)
            there.save()
    return int(there.pk)
