"""What all views share: the order in which a request is checked, and answers that caches can keep."""

import datetime
import hashlib
from collections.abc import Callable
from pathlib import Path

import orjson
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.views import APIView

import meetings
from meetings import search
from meetings.api import problems, throttling
from meetings.api.links import Links, site_of
from meetings.api.negotiation import Json, OnlyWhatIsAccepted
from meetings.api.problems import CACHE_CONTROL, Problem
from meetings.api.schema.describing import Described
from meetings.exports import licence
from meetings.recalling import Kept, address_of, keep
from meetings.record import state

#: A time is told as Last-Modified only when it has passed for so long: by then nothing that changed in the
#: same second is still to become visible.
SETTLED = datetime.timedelta(seconds=60)


def _code() -> str:
    """A digest of the archive's code: with a new release every answer may look otherwise."""
    found = hashlib.sha256()
    for path in sorted(Path(meetings.__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()


CODE = _code()


class _Kept(Kept):
    """An answer of the interface that is given again, and counted like any other."""

    modified = ""

    def fits(self, request: HttpRequest) -> bool:
        accept = request.headers.get("accept", "")
        return accept in ("", "*/*") or accept.startswith(Json.media_type)

    def answer(self, request: HttpRequest) -> HttpResponse:
        try:
            quota = throttling.take(request)
        except Problem as refusal:
            return problems.answer(refusal, {"request": request})
        if _has(request, self.headers["ETag"], self.modified, made=True):
            response = self.with_headers(HttpResponse(status=304))
        else:
            response = HttpResponse(self.body, headers=self.headers)
        for name, value in quota.headers().items():
            response.headers[name] = value
        if _is_settled(self.modified):
            response.headers["Last-Modified"] = self.modified
        return response


class View(APIView):
    """Checks the rate and what is accepted, and answers with data. Every failure becomes a problem."""

    authentication_classes = permission_classes = ()
    renderer_classes = (Json,)
    content_negotiation_class = OnlyWhatIsAccepted
    schema = Described()
    http_method_names = ["get", "head"]

    def get_exception_handler(self) -> Callable:
        return problems.answer

    def initial(self, request, *args, **kwargs) -> None:
        self.quota = self.format_kwarg = None
        self.quota = throttling.take(request._request)
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        self.links = Links(site_of(request._request))

    def finalize_response(self, request, response, *args, **kwargs) -> HttpResponse:
        response = super().finalize_response(request, response, *args, **kwargs)
        if self.quota is not None:
            for name, value in self.quota.headers().items():
                response.headers.setdefault(name, value)
        if response.status_code in (200, 304):
            for name, value in licence.headers(settings.ARCHIVE_LICENCE, self.links.site).items():
                response.headers[name] = value
        return response

    def as_of_version(self, request, make: Callable[[object], dict]) -> HttpResponse:
        """Answer with what ``make`` gives of a reading, which follows from the archive's version alone.

        What was answered before is not made again, and who has it already is told so before any work.
        """
        # Whatever is asked on the way is asked of one reading.
        with search.held():
            return self._as_of(search.reading(), request, make)

    def _as_of(self, reading, request, make: Callable[[object], dict]) -> HttpResponse:
        version = getattr(reading, "version", None)
        if version is None:
            version = state.current_version()
        asked = (self.links.site, request.path, request.META.get("QUERY_STRING", ""))
        tag = _tag(str(version), *asked, *settings.ARCHIVE_LICENCE)
        modified = reading.remembered(("api-modified",), lambda: _modified(version))
        if _has(request, tag, modified):
            return _kept(HttpResponse(status=304), tag, modified)
        kept = reading.recalled(address_of(request._request))
        if kept is None:
            kept = _Kept(orjson.dumps(make(reading)), {"Content-Type": Json.media_type, "ETag": tag})
            kept.modified = modified
            keep(reading, request._request, kept)
        response = _conditional(request, kept.body, tag, modified)
        response.kept = kept
        return response

    def as_it_is(self, request, data: dict) -> HttpResponse:
        """Answer with data that more than the archive's version decides."""
        body = orjson.dumps(data)
        return _conditional(request, body, _tag(hashlib.sha256(body).hexdigest()), "")


def _conditional(request, body: bytes, tag: str, modified: str) -> HttpResponse:
    if _has(request, tag, modified, made=True):
        return _kept(HttpResponse(status=304), tag, modified)
    return _kept(HttpResponse(body, content_type=Json.media_type), tag, modified)


def _tag(*parts: str) -> str:
    digest = hashlib.sha256("\n".join((CODE, *parts)).encode()).hexdigest()
    return f'"{digest[:24]}"'


def _modified(version: int) -> str:
    """When the archive came to a version, as an HTTP date; empty where that cannot be said for certain."""
    known, at = state.last_change()
    return http_date(at.timestamp() + 1) if known == version and at is not None else ""


def _is_settled(modified: str) -> bool:
    seconds = parse_http_date_safe(modified) if modified else None
    return seconds is not None and seconds + SETTLED.total_seconds() <= timezone.now().timestamp()


def _has(request, tag: str, modified: str, *, made: bool = False) -> bool:
    """Whether who asks has the answer already (RFC 9110, section 13).

    ``*`` holds of what was made only. A date has to be the very one that was told: of another nothing is
    known.
    """
    given = request.headers.get("if-none-match")
    if given is not None:
        tags = [one.removeprefix("W/") for one in parse_etags(given)]
        return tag in tags or (made and "*" in tags)
    since = request.headers.get("if-modified-since")
    return bool(modified) and since == modified and _is_settled(modified)


def _kept(response: HttpResponse, tag: str, modified: str) -> HttpResponse:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = CACHE_CONTROL
    if _is_settled(modified):
        response.headers["Last-Modified"] = modified
    return response
