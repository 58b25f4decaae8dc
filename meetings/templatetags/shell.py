"""What stands around every page, put together without a template's detours: it is on all of them."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from meetings.templatetags.filling import NOTHING, fill, joined
from meetings.templatetags.languages import alternates

register = template.Library()

_ALTERNATE = '<link rel="alternate" hreflang="%s" href="%s">\n'
_OFFER = '<p class="wrap" lang="%s" dir="%s" hidden><a href="%s" hreflang="%s">%s</a></p>'
_TONGUE = '<a href="%s" lang="%s" hreflang="%s"%s>%s</a>'
_PART = '<a href="%s"%s>%s</a>'
_HERE = SafeString(' aria-current="page"')
_WITHIN = SafeString(' aria-current="true"')


@register.filter
def alternate_links(canonical: str) -> SafeString:
    """For machines, where the same page is in every language."""
    return joined([fill(_ALTERNATE, code, address) for code, address in alternates(canonical)])


@register.filter
def offers(tongues: list) -> SafeString:
    """What readers are told who prefer another language than that of the page."""
    return joined(
        [
            fill(_OFFER, tongue.code, tongue.direction, tongue.address, tongue.code, tongue.offer)
            for tongue in tongues
            if not tongue.current
        ]
    )


@register.filter
def switch(tongues: list) -> SafeString:
    """The page in every language, by the language's own name."""
    return joined(
        [
            fill(
                _TONGUE,
                tongue.address,
                tongue.code,
                tongue.code,
                _WITHIN if tongue.current else NOTHING,
                tongue.name,
            )
            for tongue in tongues
        ]
    )


@register.filter
def parts(navigation: list[dict], path: str) -> SafeString:
    """The main parts of the archive; the one that the page of a path is or belongs to is marked."""
    return joined(
        [
            fill(
                _PART,
                part["address"],
                (_HERE if part["address"] == path else _WITHIN) if part["current"] else NOTHING,
                part["label"],
            )
            for part in navigation
        ]
    )


@register.simple_tag
def foot(interface: str) -> SafeString:
    """The foot of every page of a language; ``interface`` is the address of the programming interface."""
    return _foot(get_language() or "en", interface)


@lru_cache
def _foot(language: str, interface: str) -> SafeString:
    return render_to_string("meetings/_foot.html", {"interface": interface})
