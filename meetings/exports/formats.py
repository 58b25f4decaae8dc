"""The table of the formats of one meeting: what stands behind the number in the address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.exports import citations
from meetings.exports.calendar import calendar
from meetings.exports.document import document
from meetings.exports.jsonld import jsonld
from meetings.exports.published import Published


@dataclass(frozen=True)
class Format:
    """A format: its media type, what people call it, its builder, and whether a browser should save it."""

    media_type: str
    label: str | Promise
    build: Callable[[Published], bytes]
    is_saved: bool = True


FORMATS: dict[str, Format] = {
    "json": Format("application/json", "JSON", document, is_saved=False),
    "jsonld": Format("application/ld+json", "JSON-LD", jsonld, is_saved=False),
    "ics": Format("text/calendar; charset=utf-8", _("Calendar"), calendar),
    "bib": Format("application/x-bibtex; charset=utf-8", "BibTeX", citations.bibtex),
    "ris": Format("application/x-research-info-systems; charset=utf-8", "RIS", citations.ris),
    "csl.json": Format("application/vnd.citationstyles.csl+json", "CSL-JSON", citations.csl_json),
}
CALENDAR = "ics"
