"""The published dumps: the page that lists them, and their files."""

from dataclasses import dataclass

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from meetings.dumps.catalogue import Dump, dump_at, dumps_in
from meetings.dumps.packing import DESCRIPTOR, SUMS, Packed
from meetings.exports import licence
from meetings.views import entries, naming
from meetings.views.context import base_address
from meetings.views.methods import read_only

DUMPS_SIZE = 10
_MEDIA_TYPES = {DESCRIPTOR: "application/json", SUMS: "text/plain; charset=utf-8"}
_COMPRESSED = "application/gzip"


@dataclass(frozen=True)
class File:
    """A file with its address."""

    packed: Packed
    address: str


@dataclass(frozen=True)
class Table:
    """A table of a dump with its rows and its files."""

    name: str
    rows: int
    files: list[File]


@dataclass(frozen=True)
class Listed:
    """A dump as the page lists it: its day in words, its tables, and the files about the dump itself."""

    dump: Dump
    day: str
    tables: list[Table]
    about: list[File]


@read_only
def index(request: HttpRequest) -> HttpResponse:
    """The dumps, newest first, with size, rows, licence and files."""
    page = entries.page_of(request, list(dumps_in(settings.ARCHIVE_DATA_DIR)), DUMPS_SIZE)
    language = get_language() or "en"
    context = {
        "page": page,
        "dumps": [_listed(dump, language) for dump in page.object_list],
        "licence": settings.ARCHIVE_LICENCE,
    }
    return render(request, "meetings/data.html", context)


def _listed(dump: Dump, language: str) -> Listed:
    tables: dict[str, list[File]] = {}
    for packed in dump.files:
        address = reverse("data-file", args=[dump.name, packed.name])
        tables.setdefault(packed.table, []).append(File(packed, address))
    about = tables.pop("", [])
    return Listed(
        dump=dump,
        day=naming.day(dump.day, language),
        tables=[Table(name, files[0].packed.rows or 0, files) for name, files in tables.items()],
        about=about,
    )


@read_only
def file(request: HttpRequest, dump: str, name: str) -> HttpResponse:
    """A file of a dump, which never changes; only what the dump itself lists is one."""
    found = dump_at(settings.ARCHIVE_DATA_DIR, dump)
    packed = found.file(name) if found else None
    if found is None or packed is None:
        raise Http404(_("There is no such file."))
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable",
        "ETag": f'"{packed.sha256}"',
        "Access-Control-Allow-Origin": "*",
        # What the dump says of itself, which is never changed.
        **licence.headers(found.licence, base_address(request)),
    }
    unchanged = get_conditional_response(request, etag=headers["ETag"])
    if unchanged is not None:
        for header, value in headers.items():
            unchanged[header] = value
        return unchanged
    return FileResponse(
        (found.folder / packed.name).open("rb"),
        as_attachment=True,
        filename=f"{found.name}-{packed.name}",
        content_type=_MEDIA_TYPES.get(packed.name, _COMPRESSED),
        headers=headers,
    )
