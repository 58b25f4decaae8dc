"""The list of meetings in other forms: the same address with a suffix, the same question behind it.

Files hold the whole list, whatever its length, and are sent as they are made. The feed is made page by page.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from meetings.exports import atom, delimited, licence, table, workbook
from meetings.exports.calendar import calendar_of_list
from meetings.exports.document import lines
from meetings.exports.published import days_of
from meetings.filters.querystring import encode
from meetings.search import streams
from meetings.views.asked import PARTICIPATIONS, Asked
from meetings.views.feed import feed
from meetings.views.methods import read_only


@dataclass(frozen=True)
class Form:
    """A form of the list: its media type, what people call it, and what makes it.

    A table can have a row for each participant instead of each meeting. What is followed is fetched again and
    again; a feed is in pages, and every other form a file that holds the whole list.
    """

    media_type: str
    label: str | Promise
    stream: Callable[[Asked], Iterator[bytes]]
    is_table: bool = False
    is_followed: bool = False
    is_feed: bool = False


@read_only
def file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list in one form; 400 with the reasons in plain text where the question cannot be read."""
    if suffix not in FORMS:
        raise Http404(_("There is no such format."))
    form = FORMS[suffix]
    asked = Asked(request, suffix, is_table=form.is_table, is_feed=form.is_feed)
    if asked.errors:
        told = "".join(f"{line}\n" for line in asked.errors)
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    page = f'<{asked.page}>; rel="alternate"; type="text/html"'
    # A copy may be kept anywhere, and whoever has one asks whether it still holds.
    headers = {
        "Cache-Control": "public, no-cache",
        "ETag": asked.etag,
        "Access-Control-Allow-Origin": "*",
        **licence.headers(settings.ARCHIVE_LICENCE, asked.site, page),
    }
    unchanged = get_conditional_response(request, etag=asked.etag)
    if unchanged is not None:
        for name, value in headers.items():
            unchanged[name] = value
        return unchanged
    if not form.is_feed:
        name = PARTICIPATIONS if asked.by_participant else "meetings"
        headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    parts = form.stream(asked) if request.method == "GET" else iter(())
    return StreamingHttpResponse(parts, headers=headers | {"Content-Type": form.media_type})


def links(data) -> dict[str, list[dict]]:
    """The forms of the list that a query string asks for, as links: files to keep, and to follow."""
    kept, followed = [], []
    for suffix, form in FORMS.items():
        query = encode(data, drop=["sort"] if form.is_feed else [])
        address = _address(suffix, get_language()) + query
        link = {
            "address": address,
            "media_type": form.media_type.partition(";")[0],
            "label": form.label,
            "by_participant": f"{address}{'&' if query else '?'}rows={PARTICIPATIONS}"
            if form.is_table
            else "",
        }
        (followed if form.is_followed else kept).append(link)
    return {"kept": kept, "followed": followed}


@lru_cache
def _address(suffix: str, tongue: str | None) -> str:
    return reverse("meetings-file", args=[suffix])


def _rows(asked: Asked) -> tuple[tuple[str, ...], Iterator]:
    if asked.by_participant:
        found = streams.listed(asked.numbers, with_forms=True)
        return table.PARTICIPATIONS, table.participation_rows(found, asked.site)
    return table.MEETINGS, table.meeting_rows(streams.listed(asked.numbers), asked.site)


def _csv(asked: Asked) -> Iterator[bytes]:
    return delimited.delimited(*_rows(asked))


def _xlsx(asked: Asked) -> Iterator[bytes]:
    return workbook.workbook(PARTICIPATIONS if asked.by_participant else "meetings", *_rows(asked))


def _jsonl(asked: Asked) -> Iterator[bytes]:
    return lines(streams.stored(asked.numbers), asked.site)


def _ics(asked: Asked) -> Iterator[bytes]:
    numbers = asked.numbers
    dated = array("q", (number for number, edtf, basis in streams.dates(numbers) if days_of(edtf, basis)))
    return calendar_of_list(
        asked.records(streams.present(np.frombuffer(dated, dtype=np.int64))),
        name=asked.title,
        address=asked.address,
        page=asked.page,
        left_out=len(numbers) - len(dated),
    )


FORMS = {
    "csv": Form(delimited.MEDIA_TYPE, "CSV", _csv, is_table=True),
    "xlsx": Form(workbook.MEDIA_TYPE, "Excel", _xlsx, is_table=True),
    "jsonl": Form("application/jsonl; charset=utf-8", "JSON Lines", _jsonl),
    "ics": Form("text/calendar; charset=utf-8", gettext_lazy("Calendar"), _ics, is_followed=True),
    "atom": Form(atom.MEDIA_TYPE, gettext_lazy("Feed"), feed, is_followed=True, is_feed=True),
}
