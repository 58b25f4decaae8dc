"""Elements of SVG from plain values, every text and attribute escaped."""

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

#: What XML has no place for: control characters, lone surrogates and the two code points that are none.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Value = str | int | float


def element(name: str, attributes: dict[str, Value], *children: SafeString | str) -> SafeString:
    """An element with its attributes and children; text among them is escaped."""
    written = "".join(f' {key}="{_escaped(value)}"' for key, value in attributes.items())
    inner = "".join(child if isinstance(child, SafeString) else _escaped(child) for child in children)
    return mark_safe(f"<{name}{written}>{inner}</{name}>")  # noqa: S308 - every value in it is escaped


def _escaped(value: Value) -> str:
    return escape(plain(value)) if isinstance(value, str) else plain(value)


def plain(value: Value) -> str:
    """A value as it is written: text without what XML cannot hold, numbers with at most two decimals."""
    if isinstance(value, str):
        return _NO_XML.sub("", value)
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def percent(share: float) -> str:
    """A place or a length in percent."""
    return f"{plain(float(share))}%"


def link(address: str, title: str, *children: SafeString) -> SafeString:
    """A mark that leads to its list; without an address, the mark alone.

    It is no stop of the keyboard, which the same links in the table are.
    """
    named = element("title", {}, title)
    if not address:
        return element("g", {}, named, *children)
    return element("a", {"href": address, "tabindex": -1}, named, *children)


def words(text: str, across: str, down: float, kind: str = "", anchor: str = "start") -> SafeString:
    """A line of text at a place."""
    return element("text", {"x": across, "y": down, "class": kind, "text-anchor": anchor}, text)


def drawing(kind: str, title: str, summary: str, height: float, *children: SafeString) -> SafeString:
    """A chart of full width that names and describes itself.

    It is a group and no image to assistive technology, because what it holds can be followed.
    """
    attributes = {"class": f"drawn {kind}", "role": "group", "width": "100%", "height": height}
    return element("svg", attributes, element("title", {}, title), element("desc", {}, summary), *children)
