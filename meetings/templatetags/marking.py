"""Template filters that mark the words of a search."""

from django import template
from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from meetings.search import Piece, TextQuery, pieces

register = template.Library()


@register.filter
def marked(text: str, query: TextQuery | None) -> SafeString:
    """``text`` with the words of ``query`` in ``<mark>``; escaped like any other text."""
    return joined(pieces(text, query)) if query else escape(text)


@register.filter
def joined(found: list[Piece]) -> SafeString:
    """Pieces of a text as HTML, hits in ``<mark>``."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in found))


def _piece(piece: Piece) -> SafeString:
    return format_html_join("", "<mark>{}</mark>", [(piece.text,)]) if piece.hit else escape(piece.text)
