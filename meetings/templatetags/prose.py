"""Template filters for text that editors wrote."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

_MARKDOWN = MarkdownIt("commonmark", {"html": False, "linkify": False})
#: What a summary may hold once it is HTML; headings, images and everything else are dropped.
_TAGS = {"p", "em", "strong", "a", "ul", "ol", "li", "blockquote", "br", "code"}


@register.filter
def commonmark(text: str) -> SafeString:
    """CommonMark as safe HTML: no raw HTML, no scripts, links to http and https only, none followed."""
    html = nh3.clean(
        _MARKDOWN.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow noopener",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has made it safe
