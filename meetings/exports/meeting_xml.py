"""The public form of a meeting as XML: everything that an edition holds, in the words of the form.

Each member of the form is an element of the same name; a list is its element with one element for each item;
what is empty is absent. Names in languages are ``name`` elements with ``xml:lang``. The schema is
``templates/oai/meeting.xsd``.
"""

import json
from xml.etree import ElementTree

from meetings.exports.published import Published
from meetings.record.canonical import timestamp

NAMESPACE = "urn:ministry-meetings-archive:meeting:1"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
#: What one item of a list is called.
_ITEMS = {
    "texts": "text",
    "occasions": "occasion",
    "topics": "topic",
    "participations": "participation",
    "appointments": "appointment",
    "sources": "source",
    "statements": "statement",
}


def element(published: Published) -> ElementTree.Element:
    """The edition of a meeting as one element, its form exactly as it was published."""
    root = ElementTree.Element(
        _tag("meeting"),
        {
            "id": str(published.number),
            "url": published.permanent,
            "edition": str(published.edition),
            "published_at": timestamp(published.published_at),
            "form_sha256": published.form_sha256,
            "sha256": published.sha256,
        },
    )
    form = json.loads(published.stored)
    _fill(root, {name: value for name, value in form.items() if name not in ("id", "schema")})
    return root


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _fill(parent: ElementTree.Element, members: dict) -> None:
    for name, value in members.items():
        if value is None or value in ("", [], {}):
            continue
        if name == "names":
            for language, text in value.items():
                ElementTree.SubElement(parent, _tag("name"), {_LANGUAGE: language}).text = text
            continue
        child = ElementTree.SubElement(parent, _tag(name))
        if isinstance(value, dict):
            _fill(child, value)
        elif isinstance(value, list):
            for item in value:
                _fill(ElementTree.SubElement(child, _tag(_ITEMS[name])), item)
        else:
            child.text = json.dumps(value) if isinstance(value, (bool, int)) else str(value)
