"""Template filters that mark the words of a search."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from meetings.search import Piece, TextQuery, pieces
from meetings.templatetags.filling import fill

register = template.Library()


@register.filter
def marked(text: str, query: TextQuery | None) -> SafeString:
    """``text`` with the words of ``query`` in ``<mark>``; escaped like any other text."""
    return joined(pieces(text, query)) if query else escape(text)


@register.filter
def joined(found: list[Piece]) -> SafeString:
    """Pieces of a text as HTML, hits in ``<mark>``."""
    parts = [fill("<mark>%s</mark>" if piece.hit else "%s", piece.text) for piece in found]
    return SafeString("".join(parts))
