"""A question that nobody asked before, as often as one likes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from meetings.search import index

#: The header that asks for a computed answer.
HEADER = "X-Bench-Forget"


class Forget:
    """Middleware that has the process forget all answers before a request that asks for it.

    What belongs to the index itself stays: its bitmaps, those of words among them, and the names of values.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Forget where the header says so, then answer."""
        if HEADER in request.headers:
            index.forget_answers()
        return self.get_response(request)
