"""Template filters for addresses in the languages of the site."""

from urllib.parse import urlsplit, urlunsplit

from django import template
from django.conf import settings

from meetings.languages import in_language

register = template.Library()


@register.filter
def alternates(canonical: str) -> list[tuple[str, str]]:
    """The address of a page in every language, for ``hreflang``, with the one for everybody else."""
    parts = urlsplit(canonical)
    found = [
        (code, urlunsplit(parts._replace(path=in_language(parts.path, code))))
        for code, _name in settings.LANGUAGES
    ]
    default = urlunsplit(parts._replace(path=in_language(parts.path, settings.LANGUAGE_CODE)))
    return [*found, ("x-default", default)]
