"""``/llms.txt``: what the archive is and where its data are, for programs that read plain text.

In the form of llmstxt.org, in English; it names only what this archive has.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse

from meetings.exports import licence
from meetings.views.context import base_address
from meetings.views.methods import read_only

_ABOUT = """\
# Meetings Archive of the {ministry}

> The public record of who met whom, when, where, on what occasion and about which topics, and which source \
says so. Every fact carries its source, every correction is kept.

- Cite a meeting by its address and the number of its edition. Addresses last; a withdrawn record answers \
410 with its public reason, a merged or renamed one leads on.
- Dates are EDTF (ISO 8601-2): `2022-09`, `2022-09-22?`, `[2022-09-20..2022-09-26]`. A date that no source \
says is empty, and never guessed. That nothing is listed does not mean that nobody met.
- Sources that differ are both shown; do not give the words of one as the finding of the archive.
- The list of meetings is filtered in its address, in all its forms alike: `country=pl&from=2022&to=2023`. \
What parameters there are is said at {about}.
- {licence}
"""
_NO_LICENCE = "No licence is stated: ask whoever keeps the archive how the data may be used."
#: The sections: the name of each address, what to put into it, what to call it and what it is.
_SECTIONS = {
    "Read": (
        ("meetings", (), "Meetings", "the list, newest first"),
        ("coverage", (), "Coverage", "which periods of which sources the editors have checked"),
        ("corrections", (), "Corrections", "what was corrected or withdrawn, and why"),
    ),
    "Data": (
        ("api:root", (), "API", "meetings and all they refer to as JSON; read-only, no key needed"),
        ("api:schema", (), "OpenAPI", "the description of the API, with examples"),
        ("api:docs", (), "API documentation", "the same for people"),
        ("api:changes", (), "Changes", "everything that happened to the record, to stay in step"),
        ("data", (), "Bulk files", "the whole archive as dated, immutable files"),
        ("meetings-file", ("csv",), "CSV", "the list as a table; also `.xlsx` and `.jsonl`"),
        ("meetings-file", ("atom",), "Atom feed", "the list as a feed; corrections update their entries"),
        ("meetings-file", ("ics",), "Calendar", "the list as iCalendar"),
        ("oai", (), "OAI-PMH", "harvesting, with deletions; ask with `?verb=Identify`"),
        ("reconcile", (), "Reconciliation", "OpenRefine: names in any spelling to the archive's entries"),
        ("api-catalog", (), "Catalogue", "all of these for programs (RFC 9727)"),
    ),
    "Optional": (
        ("sitemap-index", (), "Sitemap", "every public page"),
        ("about", (), "About", "how dates, disagreements and editions are to be read"),
    ),
}


@read_only
def llms(request: HttpRequest) -> HttpResponse:
    """The guide, with full addresses."""
    site = base_address(request)
    stated = licence.words(settings.ARCHIVE_LICENCE)
    text = _ABOUT.format(
        ministry=settings.ARCHIVE_MINISTRY,
        about=site + reverse("about"),
        licence=f"Licence of the data: {stated}" if stated else _NO_LICENCE,
    )
    for title, entries in _SECTIONS.items():
        lines = [
            f"- [{label}]({site}{path}): {said}"
            for name, given, label, said in entries
            if (path := address(name, given))
        ]
        text += "\n".join(["", f"## {title}", "", *lines, ""])
    return HttpResponse(
        text, content_type="text/plain; charset=utf-8", headers={"Access-Control-Allow-Origin": "*"}
    )


def address(name: str, given: tuple) -> str:
    """The path of a name; empty where this archive has no such address, as without the interface."""
    try:
        return reverse(name, args=given)
    except NoReverseMatch:
        return ""
