"""What every answer below ``/api/`` carries, whoever made it."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from meetings.api.problems import MEDIA_TYPE, problem

PREFIX = "/api/"
ALLOWED = "GET, HEAD, OPTIONS"
#: Reading is open to scripts of every site: there is nothing here that a cookie would open.
CROSS_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Last-Modified, RateLimit, RateLimit-Policy, Retry-After, Deprecation, Sunset, Link"
    ),
}
PREFLIGHT = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Authorization, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}

GetResponse = Callable[[HttpRequest], HttpResponse]


class Edge:
    """Middleware that lets scripts of other sites read, and gives every failure the form of a problem.

    A middleware and no view, because many failures happen before a view is found.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer what asks for the interface; hand anything else on."""
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers=PREFLIGHT)
        else:
            response = _as_problem(self.get_response(request))
        for name, value in CROSS_ORIGIN.items():
            response.headers.setdefault(name, value)
        return response


def _as_problem(response: HttpResponse) -> HttpResponse:
    """A failure that was written for people, as a problem; anything else as it is."""
    is_told = response.headers.get("Content-Type", "").startswith(MEDIA_TYPE)
    is_traceback = settings.DEBUG and response.status_code == 500
    if response.status_code < 400 or is_told or is_traceback:
        return response
    made = problem(response.status_code)
    if allowed := response.headers.get("Allow"):
        made.headers["Allow"] = allowed
    return made
