"""How the page of a meeting is cited, taken along and linked by machines."""

import json
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from meetings.exports import citations, jsonld
from meetings.exports.formats import CALENDAR, FORMATS
from meetings.exports.published import Published, why_no_day
from meetings.models import Edition
from meetings.search.streams import Stored
from meetings.views.context import base_address

#: What could end the element that holds a block of data, or begin another in it.
_UNSAFE = {ord(character): f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"}


def open_to_scripts(view):
    """Decorate a view whose answers scripts of every site may read, also that a record is gone."""

    @wraps(view)
    def answer(*arguments, **keywords) -> HttpResponse:
        response = view(*arguments, **keywords)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


def published(site: str, edition: Edition | Stored, form: dict) -> Published:
    """What the builders of formats need to know of an edition whose form is not redacted.

    ``site`` is the public address of the archive.
    """
    return Published(
        form=form,
        stored=edition.form,
        edition=edition.number,
        published_at=edition.published_at,
        form_sha256=edition.form_sha256,
        sha256=edition.sha256,
        site=site,
        ministry=settings.ARCHIVE_MINISTRY,
        licence=settings.ARCHIVE_LICENCE,
    )


def context(request: HttpRequest, edition: Edition, form: dict) -> dict:
    """Citations, files and data block of a page; ``no_event`` says why there is no calendar file."""
    found = published(base_address(request), edition, form)
    reason = why_no_day(form)
    return {
        "cited": [citations.apa(found), citations.chicago(found)],
        "sources_of_citations": [
            ("BibTeX", citations.bibtex(found).decode()),
            ("RIS", citations.ris(found).decode().replace("\r\n", "\n")),
            ("CSL-JSON", citations.csl_json(found).decode()),
        ],
        "permanent": found.permanent,
        "edition_address": found.edition_address,
        "files": [
            {
                "address": reverse("meeting-file", args=[found.number, suffix]),
                "media_type": made.media_type.partition(";")[0],
                "label": made.label,
            }
            for suffix, made in FORMATS.items()
            if suffix != CALENDAR or not reason
        ],
        "no_event": reason,
        "jsonld": data_block(jsonld.event(found)),
    }


def data_block(data: dict) -> SafeString:
    """JSON as it can stand in a ``script`` element of data: nothing in it can end the element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    return mark_safe(text)  # noqa: S308 - nothing in it can end the element
