"""Template filters for what comes many times in a list: the rows of a ledger, the values of filters."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from html import escape

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.templatetags import marking, wording
from meetings.templatetags.filling import NOTHING, escaped, fill, grouping, joined

register = template.Library()

_CURRENT = SafeString(' aria-current="true"')
_OPEN = SafeString(" open")
#: So many facets stand open.
_OPEN_AT_FIRST = 4
_NARROWER = "<details%s><summary>%s</summary>%s</details>"
_FACET = '<details class="facet" data-facet="%s"%s><summary>%s</summary>\n%s\n%s</details>'
_FOLDED = '<details class="folded"><summary>%s</summary>%s</details>\n'
_ALL = '<p class="all"><a href="%s%s" rel="nofollow" data-narrow="%s">%s</a></p>'
_YEAR = '<li class="year num"><b>%s</b></li>\n'
_BAR = (
    '<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
    '<rect class="track" width="100" height="4" rx="1"/>'
    '<rect class="%s" x="%s" width="%s" height="4" rx="1"/></svg>'
)


def _list() -> SafeString:
    """The address of the list, escaped once for all its values."""
    return fill("%s", reverse("meetings"))


@register.filter
def options(found: Iterable) -> SafeString:
    """Values of a facet with their counts as a list of links."""
    return _options(found, _list(), grouping())


def _options(found: Iterable, address: SafeString, figure) -> SafeString:
    # Hundreds on a page: put together by hand, each part escaped where it is not ours.
    return SafeString(f"<ul>{''.join([_option(option, address, figure) for option in found])}</ul>")


def _option(option, address: SafeString, figure) -> str:
    # Of what a query string can hold, only the ampersand has to be escaped.
    query = option.query.replace("&", "&amp;")
    current = _CURRENT if option.selected else NOTHING
    narrower = _narrower(option, address, figure) if option.narrower else NOTHING
    return (
        f'<li><a href="{address}{query}"{current} rel="nofollow"><bdi>{escaped(option.label)}'
        f'</bdi></a><span class="num quiet">{figure(option.count)}</span>{narrower}</li>'
    )


def _narrower(option, address: SafeString, figure) -> SafeString:
    number = len(option.narrower)
    said = ngettext("%(counter)s narrower", "%(counter)s narrower", number) % {"counter": number}
    return fill(
        _NARROWER,
        _OPEN if option.has_selection else NOTHING,
        said,
        _options(option.narrower, address, figure),
    )


@register.filter
def facets(found: Iterable, here: str) -> SafeString:
    """Facets with their values; ``here`` is the query string of the list, which a facet's page goes on."""
    address, figure = _list(), grouping()
    return joined(
        [
            _facet(facet, here, address, figure, is_open=place < _OPEN_AT_FIRST or facet.has_selection)
            for place, facet in enumerate(found)
            if facet.options
        ]
    )


def _facet(facet, here: str, address: SafeString, figure, *, is_open: bool) -> SafeString:
    return fill(
        _FACET,
        facet.facet.value,
        _OPEN if is_open else NOTHING,
        facet.label,
        _options(facet.options, address, figure),
        _folded(facet, here, address, figure) if facet.folded else NOTHING,
    )


def _folded(facet, here: str, address: SafeString, figure) -> SafeString:
    number = len(facet.folded)
    said = ngettext("%(counter)s more", "%(counter)s more", number) % {"counter": number}
    every = _page_of(facet.facet.value, get_language())
    return joined(
        [
            fill(_FOLDED, said, _options(facet.folded, address, figure)),
            fill(_ALL, every, here, _("Narrow the names"), _("All, with a search for names")),
        ]
    )


@lru_cache
def _page_of(facet: str, tongue: str | None) -> str:
    """The page of all values of a facet."""
    return reverse("facet", args=[facet])


@register.filter
def ledger(groups: Iterable, query=None) -> SafeString:
    """Rows of meetings in groups under their years; the words of ``query`` are marked."""
    parts, mark, tongue = [], _marking(query), get_language() or ""
    for year, rows in groups:
        if year:
            parts.append(fill(_YEAR, year))
        parts += [_row(row, mark, tongue) for row in rows]
    return SafeString(f'<ol class="ledger">\n{"".join(parts)}</ol>\n')


def _row(row, mark: Callable[[str], str], tongue: str) -> str:
    comma, when = _comma(tongue), row.when
    gloss = f'<span class="quiet">{escaped(when.gloss)}</span>' if when.gloss else ""
    snippet = f'<p class="about" dir="auto">{marking.joined(row.snippet)}</p>' if row.snippet else ""
    place = f"{comma}<bdi>{escaped(row.place)}</bdi>" if row.place else ""
    status = f'<br><span class="differ">{escaped(row.status)}</span>' if row.status else ""
    occasion = f"<br><span><bdi>{escaped(row.occasion)}</bdi></span>" if row.occasion else ""
    differ = f'{comma}<b class="differ">{escaped(_("they differ"))}</b>' if row.differ else ""
    in_tongue = wording.tongue(row.language) if row.language != tongue else ""
    return (
        f'<li>\n<div class="when"><b>{escaped(when.words)}</b>{gloss}{bar(when)}</div>\n'
        f'<div><div class="who"><a href="{escape(row.address)}"{in_tongue}>'
        f'{mark(row.title)}</a></div>\n<p class="about">{_parties(row.parties, mark)}'
        f"{_topics(row.topics, mark, tongue)}</p>{snippet}</div>\n"
        f'<div class="side"><span>{escaped(row.kind)}{place}</span>{status}{occasion}'
        f"<br><span>{_sources(row.sources, tongue)}{differ}</span></div>\n</li>\n"
    )


def _marking(query) -> Callable[[str], str]:
    """What escapes a text, the words of a search in it marked."""
    return (lambda text: marking.marked(text, query)) if query else escaped


def _parties(parties: list, mark: Callable[[str], str]) -> str:
    return " · ".join(
        [
            f'<bdi>{mark(party.name)}</bdi> <span class="code">{escaped(party.code)}</span>'
            if party.code
            else f"<bdi>{mark(party.name)}</bdi>"
            for party in parties
        ]
    )


def _topics(topics: list[str], mark: Callable[[str], str], tongue: str) -> str:
    return " — " + _semicolon(tongue).join(map(mark, topics)) if topics else ""


@lru_cache
def _comma(tongue: str) -> str:
    return escape(wording.comma())


@lru_cache
def _semicolon(tongue: str) -> str:
    return escape(wording.semicolon())


@lru_cache(maxsize=500)
def _sources(number: int, tongue: str) -> str:
    return escape(ngettext("%(counter)s source", "%(counter)s sources", number) % {"counter": number})


@register.filter
def bar(when) -> SafeString:
    """Where in its month or year a date lies, as a drawing."""
    return _bar(when.bar, when.soft) if when.bar else NOTHING


@lru_cache(maxsize=2_000)
def _bar(place: tuple[float, float], soft: bool) -> SafeString:
    return fill(_BAR, "soft" if soft else "day", *map(str, place))
