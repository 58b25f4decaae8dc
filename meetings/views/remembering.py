"""Pages that are made once for as long as what they show stays as it is.

What stands at an address is the same for everybody, whatever cookies they send, and follows from the
archive's version and its entries alone. So it is kept, within bounds, and whoever has it already is told so.
"""

import datetime
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response

from meetings import search

#: A browser asks each time whether a page is still the same; a shared cache may answer for a second.
CACHE_CONTROL = "public, max-age=0, s-maxage=1"
#: What a page takes in memory besides its bytes.
_AROUND = 1_000

View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class _Page:
    body: bytes
    headers: dict[str, str]


def remembered(view: View) -> View:
    """Decorate a view of public pages: an answer of 200 is kept, and has an ``ETag`` that follows from it.

    The view may read nothing of the request but its address, and nothing that depends on the time of day.
    What it asks the search is asked of one reading. Whatever else it answers is not kept.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        with search.held() as reading:
            address = (request.scheme, request.get_host(), request.get_full_path(), _today())
            page = reading.recalled(address) if reading else None
            if page is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.streaming:
                    return response
                page = _kept(response)
                if reading:
                    reading.keep(address, page, len(page.body) + len(address[2]) + _AROUND)
        return _answer(request, page)

    return answer


def _today() -> datetime.date:
    return timezone.now().date()


def _kept(response: HttpResponse) -> _Page:
    # The content tells itself apart: the same on every machine, and the same again after a change elsewhere.
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return _Page(response.content, {**response.headers, "ETag": tag, "Cache-Control": CACHE_CONTROL})


def _answer(request: HttpRequest, page: _Page) -> HttpResponse:
    if "if-none-match" in request.headers:
        unchanged = get_conditional_response(request, etag=page.headers["ETag"])
        if isinstance(unchanged, HttpResponseNotModified):
            unchanged.headers["ETag"] = page.headers["ETag"]
            unchanged.headers["Cache-Control"] = CACHE_CONTROL
            return unchanged
    return HttpResponse(page.body, headers=page.headers)
