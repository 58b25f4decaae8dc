"""Under which licence the data are given, as each form of them says it.

There is one setting, ``ARCHIVE_LICENCE``: a name and an address, both empty where the ministry has stated
none. Nothing is said then, since a licence that nobody gave is no fact.
"""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import iri_to_uri

#: A name and an address, both empty where none is stated.
Licence = tuple[str, str]
#: Where on the page about the archive it is said how the data may be used.
_SAID_AT = "use"


def address(licence: Licence, site: str) -> str:
    """Where the licence can be read; for one that has only a name, where the archive names it."""
    name, where = licence
    if where or not name:
        return iri_to_uri(where)
    with translation.override(settings.LANGUAGE_CODE):
        return f"{site}{reverse('about')}#{_SAID_AT}"


def headers(licence: Licence, site: str, *links: str) -> dict[str, str]:
    """The ``Link`` field of an answer (RFC 8288): the licence behind ``links``; no field without any link."""
    where = address(licence, site)
    found = [*links, f'<{where}>; rel="license"'] if where else list(links)
    return {"Link": ", ".join(found)} if found else {}


def words(licence: Licence) -> str:
    """The licence in a line of text."""
    return " ".join(part for part in licence if part)
