"""Template tags and filters for what is written differently in each language."""

import datetime

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from meetings import dates, text

register = template.Library()


@register.filter
def day(moment: datetime.datetime) -> str:
    """The day of a moment in words."""
    found = timezone.localtime(moment).date() if isinstance(moment, datetime.datetime) else moment
    return dates.words(dates.parse(found.isoformat()), get_language() or "en")


@register.filter
def figure(number: int) -> str:
    """A number of things with its digits in groups."""
    return number_format(number, force_grouping=True)


@register.filter
def inside(label: str) -> str:
    """A label as it stands inside a sentence."""
    return text.lower_first(str(label), get_language() or "en")


@register.filter
def prepositions(said: str) -> str:
    """A phrase in which each preposition is as the number behind it wants it."""
    return dates.with_prepositions(said, get_language() or "en")


@register.simple_tag
def tongue(language: str) -> SafeString:
    """The attributes of an element whose text is in ``language``, where that is not the page's."""
    if not language or language == get_language():
        return SafeString("")
    direction = "rtl" if language.split("-")[0] in settings.LANGUAGES_BIDI else "ltr"
    return format_html(' lang="{}" dir="{}"', language, direction)


@register.simple_tag
def comma() -> str:
    """What stands between the items of a list, with its space."""
    return pgettext("between the items of a list", ", ")


@register.simple_tag
def semicolon() -> str:
    """What stands between items that may have commas themselves."""
    return pgettext("between the items of a list", "; ")


def arrow() -> str:
    """What leads from the old to the new, in the direction of reading."""
    return pgettext("from the old to the new", " → ")
