"""The languages of the site: which one an address is in, and what the same page's address is in another.

The address alone decides. No cookie and no header that a browser sends changes what stands at an address, so
that everybody who is given one sees the same page, and a shared cache may keep it.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

#: What a reader is told, in the language that their browser prefers, on a page in another.
OFFERS = {
    "en": "This page is also here in English",
    "az": "Bu səhifənin Azərbaycan dilində variantı var",
    "ru": "Эта страница есть на русском языке",
    "fr": "Cette page existe en français",
    "ar": "هذه الصفحة متاحة بالعربية",
}

GetResponse = Callable[[HttpRequest], HttpResponse]


def language_of(path: str) -> str:
    """The language of a path, by its prefix; the default one, which has none, for any other path."""
    first = path.split("/", 2)[1] if path.startswith("/") and "/" in path else ""
    return first if first in _prefixed() else settings.LANGUAGE_CODE


def in_language(path: str, language: str) -> str:
    """The path of the same page in a language."""
    present = language_of(path)
    bare = path if present == settings.LANGUAGE_CODE else path.removeprefix(f"/{present}") or "/"
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"


def _prefixed() -> set[str]:
    return {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


class LanguageOfAddress:
    """Middleware that answers in the language of the address, errors included."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the language active, and say in a header which it is."""
        language = language_of(request.path_info)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
