"""Pages for what cannot be shown, each with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi

from meetings.languages import in_language

#: The addresses of files, where a failure is a line of text.
_FILES = ("meetings-file", "meeting-file", "data-file", "llms", "robots", "sitemap-index", "sitemap")


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404 with a search and the main ways into the archive."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400 for a request that no view reads; for a file it is a line of text."""
    if request.resolver_match and request.resolver_match.url_name in _FILES:
        told = "400 Bad Request: the archive does not read so much at once.\n"
        return HttpResponse(told, status=400, content_type="text/plain; charset=utf-8")
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception=None) -> HttpResponse:
    """403 without saying what is there."""
    return render(request, "403.html", status=403)


def failed(request: HttpRequest) -> HttpResponse:
    """500 that needs neither database nor the addresses of other pages."""
    language = get_language() or "en"
    context = {
        "language": language,
        "direction": "rtl" if get_language_bidi() else "ltr",
        "home": in_language("/", language),
    }
    return render(None, "500.html", context, status=500)
