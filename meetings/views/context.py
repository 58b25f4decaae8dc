"""What every page knows: whose archive it is and where its main parts are."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.encoding import escape_uri_path, iri_to_uri
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext_lazy as _

from meetings.languages import OFFERS, in_language

#: The main navigation: the name of the address and what it is called.
_NAVIGATION = (
    ("meetings", _("Meetings")),
    ("countries", _("Countries")),
    ("ministers", _("Ministers")),
    ("organisations", _("Organisations")),
    ("topics", _("Topics")),
    ("occasions", _("Occasions")),
    ("statistics", _("Statistics")),
    ("about", _("About")),
)


def base_address(request) -> str:
    """The public address of the archive without a path: as configured, else as it was asked for."""
    return settings.ARCHIVE_BASE_URL or f"{request.scheme}://{request.get_host()}"


@dataclass(frozen=True)
class Tongue:
    """A language with its own name and the address of the page in it; ``offer`` says so in the language."""

    code: str
    name: str
    direction: str
    address: str
    offer: str
    current: bool


def _tongues(request) -> list[Tongue]:
    """The page in every language, with the same question."""
    query = iri_to_uri(request.META.get("QUERY_STRING", ""))
    return [
        Tongue(
            code=code,
            name=name,
            direction="rtl" if code in settings.LANGUAGES_BIDI else "ltr",
            # A path that begins with two slashes would lead to another host.
            address=escape_leading_slashes(escape_uri_path(in_language(request.path, code)))
            + (f"?{query}" if query else ""),
            offer=OFFERS[code],
            current=code == get_language(),
        )
        for code, name in settings.LANGUAGES
    ]


def _ministry() -> str:
    """The name of the ministry in the language of the page, as far as it is configured."""
    return settings.ARCHIVE_MINISTRY_NAMES.get(get_language() or "") or settings.ARCHIVE_MINISTRY


def site(request):
    """Context processor: the ministry, the navigation with the part that the page belongs to, the address.

    ``interface`` is the page of the programming interface, empty where that is switched off.
    """
    language = get_language() or ""
    return {
        "ministry": _ministry(),
        "direction": "rtl" if get_language_bidi() else "ltr",
        "tongues": _tongues(request),
        "languages": " ".join(code for code, _name in settings.LANGUAGES),
        "navigation": [
            {"address": address, "label": label, "current": request.path.startswith(address)}
            for address, label in _parts(language)
        ],
        "canonical": base_address(request) + request.path,
        "interface": _interface(language) if settings.ARCHIVE_API else "",
    }


@lru_cache
def _parts(language: str) -> list[tuple[str, str]]:
    """The address of each main part of the archive in a language, and what it is called."""
    return [(reverse(name), str(label)) for name, label in _NAVIGATION]


@lru_cache
def _interface(language: str) -> str:
    return reverse("api:docs")
