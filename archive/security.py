"""What every answer carries for the reader's safety, and what no request may carry."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

#: Nothing but our own files; no inline script or style anywhere, the admin included.
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics")
)

GetResponse = Callable[[HttpRequest], HttpResponse]


class Headers:
    """Middleware that adds the policies which Django 5.2 has no setting for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with both policies, unless the view has set its own."""
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class RefuseUnreadable:
    """Middleware that answers 400 to a query that is no UTF-8 and to an address that holds a NUL.

    No record has such an address and PostgreSQL takes no NUL: refused here, it can neither reach a query
    nor turn into something else on the way. A view that speaks a protocol has its own words for it, as its
    attribute ``unreadable``, which is called with the request.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or refuse with a word about why."""
        if not _readable(request):
            if told := _own_words(request):
                return told(request)
            reason = _("400 Bad Request: the address is not valid UTF-8 or holds a NUL character.")
            return HttpResponse(f"{reason}\n", status=400, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _own_words(request: HttpRequest) -> GetResponse | None:
    try:
        return getattr(resolve(request.path_info).func, "unreadable", None)
    except Resolver404:
        return None


def _readable(request: HttpRequest) -> bool:
    # WSGI hands the query over as Latin-1. The path needs no decoding: what in it was no UTF-8 Django has
    # put back into its percent form, which is an address like any other that nothing has.
    query = unquote_to_bytes(request.META.get("QUERY_STRING", "").encode("latin-1", "replace"))
    try:
        return "\x00" not in query.decode() + request.path_info
    except UnicodeDecodeError:
        return False
