"""The addresses of the service."""

import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from archive.security import CONTENT_SECURITY_POLICY
from meetings.exports import licence
from meetings.search.reconciling import beginning
from meetings.views.context import base_address
from meetings.views.methods import read_only
from meetings.views.posted import arguments
from meetings.views.reconcile import extending, queries
from meetings.views.reconcile.entries import TYPES, Entry, by_id, by_pk
from meetings.views.reconcile.properties import PROPERTIES, names_of
from meetings.views.reconcile.queries import BadRequest, kinds_of, limit_of

#: The size of the preview in pixels.
_PREVIEW = {"width": 430, "height": 160}


def _answered(view: Callable[..., dict]) -> Callable[..., HttpResponse]:
    """Decorate a view that gives data: other hosts may read the answer, and faults are said."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request: HttpRequest, **arguments: str) -> JsonResponse:
        try:
            if "callback" in request.GET:
                raise BadRequest("There is no JSONP: scripts of every site may read the JSON itself (CORS).")
            found, status = view(request, **arguments), 200
        except BadRequest as error:
            found, status = {"status": "error", "message": str(error)}, 400
        except SuspiciousOperation:
            told = "The request is compressed or longer than the service reads: send fewer queries at once."
            found, status = {"status": "error", "message": told}, 400
        return _sent(request, found, status)

    answer.unreadable = _unreadable
    return answer


def _unreadable(request: HttpRequest) -> JsonResponse:
    told = "The address is not valid UTF-8, or holds a NUL character."
    return _sent(request, {"status": "error", "message": told}, 400)


def _sent(request: HttpRequest, found: dict, status: int) -> JsonResponse:
    headers = licence.headers(settings.ARCHIVE_LICENCE, base_address(request))
    return JsonResponse(found, status=status, headers=headers | {"Access-Control-Allow-Origin": "*"})


@_answered
def reconcile(request: HttpRequest) -> dict:
    """The manifest of the service; with ``queries`` candidates, with ``extend`` values of properties."""
    given = arguments(request)
    if "callback" in request.GET:
        raise BadRequest(
            "There is no JSONP here: scripts of every site may read the answers as they are (CORS)."
        )
    if "queries" in given:
        return queries.answer(queries.read(_json(given["queries"], "queries")))
    if "extend" in given:
        return extending.answer(_json(given["extend"], "extend"))
    return _manifest(request)


def _json(text: str, name: str):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise BadRequest(f"{name} is no JSON.") from None


def _manifest(request: HttpRequest) -> dict:
    site = base_address(request)
    path = reverse("reconcile")
    suggested = {
        name: {"service_url": site, "service_path": f"{path}/suggest/{name}"}
        for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": f"Meetings Archive, {settings.ARCHIVE_MINISTRY}",
        "identifierSpace": f"{site}{path}/entry/",
        "schemaSpace": f"{site}{path}/type/",
        "documentation": f"{site}{reverse('about')}",
        "defaultTypes": [{"id": kind, "name": name} for kind, name in TYPES.items()],
        "view": {"url": f"{site}{path}/entry/{{{{id}}}}"},
        "preview": {"url": f"{site}{path}/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggested,
        "extend": {"propose_properties": {"service_url": site, "service_path": f"{path}/properties"}},
    }


@_answered
def suggest(request: HttpRequest, what: str) -> dict:
    """Entries, types or properties that begin with ``prefix``."""
    prefix = request.GET.get("prefix", "")[:300]
    if what == "entity":
        found = beginning(prefix, kinds_of(request.GET.getlist("type")), limit_of(request.GET.get("limit")))
        entries = by_pk((one.kind, one.pk) for one in found)
        shown = [entries[one.kind, one.pk] for one in found if (one.kind, one.pk) in entries]
        return {"result": [_suggested(entry) for entry in shown]}
    known = {"type": TYPES, "property": names_of()}.get(what)
    if known is None:
        raise BadRequest("entity, type and property can be suggested.")
    return {
        "result": [
            {"id": name, "name": label}
            for name, label in known.items()
            if prefix.lower() in (name[: len(prefix)], label[: len(prefix)].lower())
        ]
    }


def _suggested(entry: Entry) -> dict:
    return {
        "id": entry.id,
        "name": entry.name,
        "description": entry.description,
        "notable": entry.types,
    }


@_answered
def propose_properties(request: HttpRequest) -> dict:
    """The properties by which a type can be extended."""
    kinds = kinds_of(request.GET.get("type"))
    limit = limit_of(request.GET.get("limit") or queries.MOST)
    found = [{"id": name, "name": label} for name, label in names_of(kinds).items()]
    kind = kinds[0] if len(kinds) == 1 else ""
    return {"type": kind, "limit": limit, "properties": found[:limit]}


@read_only
def entry(request: HttpRequest, kind: str, address: str) -> HttpResponse:
    """The way from an id to the page of its entry."""
    return redirect(_entry(f"{kind}/{address}").address)


@xframe_options_exempt
@read_only
def preview(request: HttpRequest) -> HttpResponse:
    """A few lines about an entry, to be shown within the page of whoever reconciles."""
    found = _entry(request.GET.get("id", "")[:300])
    shown = PROPERTIES[found.kind]
    facts = [(made.name, [_said(value) for value in made.values(found)][:5]) for made in shown.values()]
    context = {"entry": found, "facts": [fact for fact in facts if fact[1]]}
    answer = render(request, "reconcile/preview.html", context)
    # Only here may other hosts frame what is ours: nothing on it can be pressed but a link to the page.
    answer["Content-Security-Policy"] = CONTENT_SECURITY_POLICY.replace(
        "frame-ancestors 'none'", "frame-ancestors *"
    )
    return answer


def _entry(wanted: str) -> Entry:
    found = by_id([wanted]).get(wanted)
    if found is None:
        raise Http404(_("There is no such entry."))
    return found


def _said(value: dict) -> str:
    return str(value.get("name") or value.get("str") or value.get("date") or value.get("float"))
