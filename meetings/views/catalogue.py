"""``/.well-known/api-catalog`` (RFC 9727): where each interface of the archive is, and what describes it.

A linkset (RFC 9264) for programs that know nothing but the host; it names only what this archive has.
"""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from meetings.views.context import base_address
from meetings.views.guide import address
from meetings.views.methods import read_only

_PROFILE = "https://www.rfc-editor.org/info/rfc9727"
_HTML, _JSON = "text/html", "application/json"
#: Each interface: the name of its address and what to put into it, and by relation (RFC 8631) what belongs to
#: it, with its media type and what to ask.
_INTERFACES = (
    (
        "api:root",
        (),
        {"service-desc": ("api:schema", _JSON, ""), "service-doc": ("api:docs", _HTML, "")},
    ),
    ("oai", (), {"service-desc": ("oai", "text/xml", "?verb=Identify")}),
    ("reconcile", (), {"service-desc": ("reconcile", _JSON, "")}),
    ("data", (), {"service-doc": ("data", _HTML, "")}),
    ("meetings-file", ("csv",), {"service-doc": ("about", _HTML, "")}),
    ("meetings-file", ("jsonl",), {"service-doc": ("about", _HTML, "")}),
    ("meetings-file", ("atom",), {"service-doc": ("about", _HTML, "")}),
    ("meetings-file", ("ics",), {"service-doc": ("about", _HTML, "")}),
)


@read_only
def catalogue(request: HttpRequest) -> HttpResponse:
    """The catalogue, with full addresses."""
    site = base_address(request)
    here = site + reverse("api-catalog")
    found = [(site + path, belongs) for name, given, belongs in _INTERFACES if (path := address(name, given))]
    linkset = [{"anchor": here, "item": [{"href": anchor} for anchor, _ in found]}]
    for anchor, belongs in found:
        linkset.append(
            {"anchor": anchor}
            | {
                relation: [{"href": f"{site}{reverse(name)}{asked}", "type": media_type}]
                for relation, (name, media_type, asked) in belongs.items()
            }
        )
    return HttpResponse(
        json.dumps({"linkset": linkset}, indent=1),
        content_type=f'application/linkset+json; profile="{_PROFILE}"',
        headers={"Access-Control-Allow-Origin": "*", "Link": f'<{here}>; rel="api-catalog"'},
    )
