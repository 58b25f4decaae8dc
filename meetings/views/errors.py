"""Pages for what cannot be shown, each with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, get_language_bidi

from meetings.languages import in_language


def not_found(request: HttpRequest, exception=None) -> HttpResponse:
    """404 with a search and the main ways into the archive."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception=None) -> HttpResponse:
    """400 for a request that no view reads."""
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
