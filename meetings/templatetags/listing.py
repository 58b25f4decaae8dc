"""Template filters for what comes many times in a list: the rows of a ledger, the values of filters."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.templatetags import marking, wording
from meetings.templatetags.filling import NOTHING, fill, grouping, joined

register = template.Library()

_CURRENT = SafeString(' aria-current="true"')
_OPEN = SafeString(" open")
#: So many facets stand open.
_OPEN_AT_FIRST = 4
_OPTION = '<li><a href="%s%s"%s rel="nofollow"><bdi>%s</bdi></a><span class="num quiet">%s</span>%s</li>'
_NARROWER = "<details%s><summary>%s</summary>%s</details>"
_FACET = '<details class="facet" data-facet="%s"%s><summary>%s</summary>\n%s\n%s</details>'
_FOLDED = '<details class="folded"><summary>%s</summary>%s</details>\n'
_ALL = '<p class="all"><a href="%s%s" rel="nofollow" data-narrow="%s">%s</a></p>'
_YEAR = '<li class="year num"><b>%s</b></li>\n'
_ROW = (
    '<li>\n<div class="when"><b>%s</b>%s%s</div>\n'
    '<div><div class="who"><a href="%s"%s>%s</a></div>\n<p class="about">%s%s</p>%s</div>\n'
    '<div class="side"><span>%s%s</span>%s%s<br><span>%s%s</span></div>\n</li>\n'
)
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
    return SafeString(f"<ul>{''.join([_option(option, address, figure) for option in found])}</ul>")


def _option(option, address: SafeString, figure) -> SafeString:
    return fill(
        _OPTION,
        address,
        option.query,
        _CURRENT if option.selected else NOTHING,
        option.label,
        figure(option.count),
        _narrower(option, address, figure) if option.narrower else NOTHING,
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
    every = reverse("facet", args=[facet.facet.value])
    return joined(
        [
            fill(_FOLDED, said, _options(facet.folded, address, figure)),
            fill(_ALL, every, here, _("Narrow the names"), _("All, with a search for names")),
        ]
    )


@register.filter
def ledger(groups: Iterable, query=None) -> SafeString:
    """Rows of meetings in groups under their years; the words of ``query`` are marked."""
    parts = []
    for year, rows in groups:
        if year:
            parts.append(fill(_YEAR, year))
        parts += [_row(row, query) for row in rows]
    return SafeString(f'<ol class="ledger">\n{"".join(parts)}</ol>\n')


def _row(row, query) -> SafeString:
    comma = wording.comma()
    return fill(
        _ROW,
        row.when.words,
        fill('<span class="quiet">%s</span>', row.when.gloss) if row.when.gloss else NOTHING,
        bar(row.when),
        row.address,
        wording.tongue(row.language),
        marking.marked(row.title, query),
        _parties(row.parties, query),
        _topics(row.topics, query),
        fill('<p class="about" dir="auto">%s</p>', marking.joined(row.snippet)) if row.snippet else NOTHING,
        row.kind,
        fill("%s<bdi>%s</bdi>", comma, row.place) if row.place else NOTHING,
        fill('<br><span class="differ">%s</span>', row.status) if row.status else NOTHING,
        fill("<br><span><bdi>%s</bdi></span>", row.occasion) if row.occasion else NOTHING,
        ngettext("%(counter)s source", "%(counter)s sources", row.sources) % {"counter": row.sources},
        fill('%s<b class="differ">%s</b>', comma, _("they differ")) if row.differ else NOTHING,
    )


def _parties(parties: list, query) -> SafeString:
    return SafeString(
        " · ".join(
            [
                fill(
                    "<bdi>%s</bdi>%s",
                    marking.marked(party.name, query),
                    fill(' <span class="code">%s</span>', party.code) if party.code else NOTHING,
                )
                for party in parties
            ]
        )
    )


def _topics(topics: list[str], query) -> SafeString:
    if not topics:
        return NOTHING
    between = fill("%s", wording.semicolon())
    return SafeString(" — " + between.join([marking.marked(topic, query) for topic in topics]))


@register.filter
def bar(when) -> SafeString:
    """Where in its month or year a date lies, as a drawing."""
    if not when.bar:
        return NOTHING
    start, width = when.bar
    return fill(_BAR, "soft" if when.soft else "day", f"{start}", f"{width}")
