"""Files that were uploaded: pictures and documents, whole or in the parts that a player asks for.

Safari plays no film and no sound from a server that does not give parts. Django and Wagtail give whole
files, so their views are wrapped: they decide who may see what, and what they refuse stays refused.
"""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Callable, Iterator
from functools import wraps
from typing import IO, Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve as serve_file
from wagtail.documents.views.serve import serve as serve_document

from tegenspraak.home.byte_ranges import NotThere, part_of
from tegenspraak.people.permissions import is_in_cms_group

View = Callable[..., HttpResponseBase]

# What everybody may see who has the address, and what editors may. Never "documents": of those the view for
# documents decides. An original may tell more than the picture made of it, such as where it was taken.
OPEN_FOLDERS = ("images",)
EDITORS_FOLDERS = ("original_images", "avatar_images")
# Not every machine knows these by itself, and a browser does not guess.
TYPES = {".m4a": "audio/mp4", ".ogg": "audio/ogg", ".vtt": "text/vtt", ".webp": "image/webp"}
PIECE = 64 * 1024


def name_types() -> None:
    """Makes known what our files are."""
    for ending, kind in TYPES.items():
        mimetypes.add_type(kind, ending)


def in_parts(view: View) -> View:
    """A view that answers with a file gives a part of it too, when the browser asks for one."""

    @wraps(view)
    def giving_parts(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and isinstance(response, FileResponse):
            cut(response, request)
        return response

    return giving_parts


def cut(response: FileResponse, request: HttpRequest) -> None:
    """Makes of a whole file the part that was asked for, or 416 where there is no such part."""
    file = response.file_to_stream
    if response.headers.get("Content-Encoding") == "None":  # what Wagtail makes of no encoding
        del response.headers["Content-Encoding"]
    if file is None or not file.seekable():
        return
    response.headers["Accept-Ranges"] = "bytes"
    if request.method == "HEAD":  # all is said by now
        response.streaming_content = ()
        return
    size = int(response.headers["Content-Length"])
    try:
        part = part_of(request.headers.get("Range", ""), size) if may_cut(response, request) else None
    except NotThere:
        response.status_code, part, told = 416, range(0), f"bytes */{size}"
    else:
        if part is None:
            return
        response.status_code, told = 206, f"bytes {part.start}-{part.stop - 1}/{size}"
    response.headers["Content-Range"] = told
    response.headers["Content-Length"] = str(len(part))
    response.streaming_content = pieces(file, part)


def may_cut(response: FileResponse, request: HttpRequest) -> bool:
    """Whether a part may be given: only a GET asks for one, and not of a file that changed since the last."""
    unchanged = request.headers.get("If-Range", "")
    known = [response.headers.get(name) for name in ("ETag", "Last-Modified")]
    is_same = not unchanged or (unchanged in known and not unchanged.startswith("W/"))
    return request.method == "GET" and is_same


def pieces(file: IO[bytes], part: range) -> Iterator[bytes]:
    file.seek(part.start)
    left = len(part)
    while left and (piece := file.read(min(left, PIECE))):
        left -= len(piece)
        yield piece


document = in_parts(serve_document)


@in_parts
@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """A file from a folder that is open to this person."""
    folder, _slash, rest = posixpath.normpath(path).lstrip("/").partition("/")
    is_open = folder in OPEN_FOLDERS or (folder in EDITORS_FOLDERS and is_in_cms_group(request.user))
    if not is_open or not rest:
        raise Http404
    return serve_file(request, path, document_root=str(settings.MEDIA_ROOT))
