"""Pages that are made once for as long as what they show stays as it is.

What stands at an address is the same for everybody, whatever cookies they send, and follows from the
archive's version and its entries alone. So it is kept, within bounds, and whoever has it already is told so.
"""

import hashlib
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse

from meetings import search
from meetings.recalling import Kept, address_of, compressed, keep

#: A browser asks each time whether a page is still the same; a shared cache may answer for a second.
CACHE_CONTROL = "public, max-age=0, s-maxage=1"

View = Callable[..., HttpResponse]


def remembered(view: View) -> View:
    """Decorate a view of public pages: an answer of 200 is kept, and has an ``ETag`` that follows from it.

    The view may read nothing of the request but its address, and nothing that depends on the time of day.
    What it asks the search is asked of one reading. Whatever else it answers is not kept.
    """
    return _remembered(view, zipped=False)


def remembered_compressed(view: View) -> View:
    """As ``remembered``, for long pages: they are compressed when they are made, and never again."""
    return _remembered(view, zipped=True)


def _remembered(view: View, *, zipped: bool) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        with search.held() as reading:
            kept = reading.recalled(address_of(request)) if reading else None
            if kept is None:
                response = view(request, *args, **kwargs)
                if response.status_code != 200 or response.streaming:
                    return response
                kept = _kept(response, zipped)
                if reading:
                    keep(reading, request, kept)
        return kept.answer(request)

    return answer


def _kept(response: HttpResponse, zipped: bool) -> Kept:
    # The content tells itself apart: the same on every machine, and the same again after a change elsewhere.
    tag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    headers = {**response.headers, "ETag": tag, "Cache-Control": CACHE_CONTROL}
    return Kept(response.content, headers, compressed(response.content) if zipped else b"")
