"""Answers that are given again for as long as what they tell stays as it is.

What a public address answers follows from the archive's version and its entries. So a whole answer, with the
headers that all middleware gave it, is kept in the memory of the index, within its bounds; whoever asks again
is answered before address, session and view are looked at. A view keeps with ``keep``; ``Recall`` answers.
"""

import datetime
import gzip
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response, patch_vary_headers

from meetings.search import index

#: What an answer takes in memory besides its bytes.
_AROUND = 1_000
#: What is told of a body.
_OF_BODIES = ("Content-Type", "Content-Length", "Content-Encoding")
#: What belongs to one answer and not to the address.
_OF_ONE_ANSWER = ("Last-Modified", "RateLimit", "RateLimit-Policy")

GetResponse = Callable[[HttpRequest], HttpResponse]


@dataclass
class Kept:
    """An answer of 200 that is kept, and perhaps its body compressed.

    ``is_whole`` says that the headers are those of all middleware, so that nothing else has to be asked.
    """

    body: bytes
    headers: dict[str, str]
    zipped: bytes = b""
    is_whole: bool = False
    varies: bool = field(default=False, init=False)

    def fits(self, request: HttpRequest) -> bool:
        """Whether it is what the request asks for, where the form accepted decides."""
        return not self.varies or _takes_a_page(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The answer to a request; 304 where whoever asks has it already."""
        if "if-none-match" in request.headers:
            unchanged = get_conditional_response(request, etag=self.headers["ETag"])
            if isinstance(unchanged, HttpResponseNotModified):
                return self.with_headers(unchanged)
        response = HttpResponse(self.body, headers=self.headers)
        if self.zipped:
            patch_vary_headers(response, ["Accept-Encoding"])
            if "gzip" in request.headers.get("accept-encoding", ""):
                response.content = self.zipped
                response.headers["Content-Encoding"] = "gzip"
                response.headers["Content-Length"] = str(len(self.zipped))
                # The same page in other bytes.
                response.headers["ETag"] = f"W/{self.headers['ETag']}"
        response.kept = self
        return response

    def with_headers(self, unchanged: HttpResponse) -> HttpResponse:
        """An answer without a body, with the headers of the one that it stands for."""
        for name, value in self.headers.items():
            if name not in _OF_BODIES:
                unchanged.headers[name] = value
        return unchanged

    def complete(self, response: HttpResponse) -> None:
        """Take the headers that middleware added to the answer on its way out."""
        vary = response.headers.get("Vary", "").lower()
        if response.status_code != 200 or response.cookies or "cookie" in vary:
            return
        added = {
            name: value
            for name, value in response.headers.items()
            if name not in _OF_ONE_ANSWER and not (self.zipped and name in _OF_BODIES[1:])
        }
        self.varies = "accept" in {part.strip() for part in vary.split(",")}
        self.headers = {**added, "ETag": self.headers["ETag"]}
        self.is_whole = True


def address_of(request: HttpRequest) -> Hashable:
    """What an answer is kept for. The day is part of it: what is told of today is never told tomorrow."""
    today = datetime.datetime.now(datetime.UTC).toordinal()
    asked = request.scheme, request.get_host(), request.path, request.META.get("QUERY_STRING", "")
    return *asked, settings.ARCHIVE_BASE_URL, today


def keep(reading, request: HttpRequest, kept: Kept) -> None:
    """Keep an answer that follows from a reading of the index."""
    size = len(kept.body) + len(kept.zipped) + len(request.path) + _AROUND
    reading.keep(address_of(request), kept, size + len(request.META.get("QUERY_STRING", "")))


def compressed(body: bytes) -> bytes:
    """A body as gzip. What is public holds no secret that its length could tell."""
    return gzip.compress(body, compresslevel=5, mtime=0)


def _takes_a_page(request: HttpRequest) -> bool:
    """Whether a request plainly takes HTML before anything else, as browsers do."""
    accept = request.headers.get("accept", "")
    return accept in ("", "*/*", "text/html") or accept.startswith("text/html,")


class Recall:
    """Middleware that gives a kept answer again, at the price of one look at the archive's version.

    It stands behind what every answer needs anew, such as the choice of a replica, and before all that an
    answer carries with it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from memory where something is kept; have what is kept now take its headers."""
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        try:
            kept = index.recalled(address_of(request))
        except DisallowedHost:
            kept = None
        if kept is not None and kept.is_whole and kept.fits(request):
            return kept.answer(request)
        response = self.get_response(request)
        kept = getattr(response, "kept", None)
        if kept is not None and not kept.is_whole:
            kept.complete(response)
        return response
