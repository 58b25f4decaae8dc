"""What cannot be answered, as problem details (RFC 9457).

Of a problem that lies in the query, ``errors`` names each parameter with the reason. The type is always
``about:blank``: what happened is said by the status.
"""

from collections.abc import Iterable
from http import HTTPStatus

import orjson
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.encoding import iri_to_uri
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable

MEDIA_TYPE = "application/problem+json"
#: Caches that many share may answer by themselves for so long, and then for as long again while they ask:
#: what was withdrawn is out of all of them within half a minute. A reader's own cache asks each time.
CACHE_CONTROL = "public, max-age=0, s-maxage=15, stale-while-revalidate=15"
_DETAILS = {
    HTTPStatus.BAD_REQUEST: "The request cannot be read.",
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This interface only reads: ask with GET or HEAD.",
    HTTPStatus.NOT_ACCEPTABLE: "The answer is JSON: accept application/json.",
    HTTPStatus.INTERNAL_SERVER_ERROR: "The archive failed to answer. The fault is noted.",
}


def problem(status: int, detail: str = "", **members) -> HttpResponse:
    """An answer that says what is wrong. ``members`` extend the problem; nothing of it may be kept."""
    status = HTTPStatus(status)
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "detail": detail or _DETAILS.get(status, status.description),
    }
    return HttpResponse(
        orjson.dumps(body | members),
        status=status.value,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store"},
    )


class Problem(APIException):
    """Raised where a request ends in a problem; ``headers`` go with the answer, ``members`` extend it."""

    def __init__(self, status: int, detail: str = "", *, headers: dict[str, str] | None = None, **members):
        super().__init__(detail)
        self.status_code = status
        self.words = detail
        self.headers = headers or {}
        self.members = members


class Gone(Problem):
    """A record that was public once: 410 with the public reason."""

    def __init__(self, detail: str, **members):
        super().__init__(HTTPStatus.GONE, detail, **members)


class Moved(Problem):
    """A record that is kept elsewhere: 301 with its address there."""

    def __init__(self, address: str):
        super().__init__(HTTPStatus.MOVED_PERMANENTLY)
        self.address = address


class BadParameters(Problem):
    """A query that cannot be answered; ``errors`` are (parameter, code, reason)."""

    def __init__(self, errors: Iterable[tuple[str, str, str]]):
        self.errors = list(errors)
        found = [
            {"parameter": parameter, "code": code, "detail": reason}
            for parameter, code, reason in self.errors
        ]
        super().__init__(
            HTTPStatus.BAD_REQUEST, "The question cannot be answered as it stands.", errors=found
        )


def answer(exception: Exception, context: dict) -> HttpResponse | None:
    """The exception handler of all views; ``None`` for a fault of ours, which Django reports."""
    if isinstance(exception, Moved):
        return _moved(exception.address, context["request"].META.get("QUERY_STRING", ""))
    if isinstance(exception, Problem):
        made = problem(exception.status_code, exception.words, **exception.members)
        for name, value in exception.headers.items():
            made.headers[name] = value
        return made
    if isinstance(exception, Http404):
        return problem(HTTPStatus.NOT_FOUND)
    if isinstance(exception, (MethodNotAllowed, NotAcceptable)):
        return problem(exception.status_code)
    if isinstance(exception, PermissionDenied):
        return problem(HTTPStatus.FORBIDDEN)
    return None


def _moved(address: str, query: str) -> HttpResponse:
    """The way to where a record is kept, the question kept too."""
    location = iri_to_uri(f"{address}?{query}" if query else address)
    return HttpResponse(status=301, headers={"Location": location, "Cache-Control": CACHE_CONTROL})
