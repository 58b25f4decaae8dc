"""Sources entered twice: by address without its trimmings, by snapshot, by title on the same day."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from meetings.models import Source
from meetings.names import fold, match_key
from meetings.workflow.seeking.candidates import MOST_OF_A_KEY, Candidate

_FRONT = re.compile(r"^https?://(www\d?\.|m\.|mobile\.|amp\.)?", re.IGNORECASE)
_INDEX = re.compile(r"/(index|default)\.(html?|php|aspx?)$")
#: Parameters that say who sent the reader, or how the page is shown.
_TRACKING = re.compile(r"(utm_\w+|fbclid|gclid|yclid|mc_\w+|igshid|ref|amp|lang|share|print)(=|$)")
_BEHIND = re.compile(r"\s[|–—]\s(?=[^|–—]*$)")


def sources(kind: str) -> Iterator[Candidate]:
    """By address without its trimmings, by snapshot, by title on the same day."""
    rows = Source.objects.filter(merged_into=None).values_list("pk", "url", "sha256", "title", "published")
    told: dict[tuple[str, int], str] = {}
    for pk, url, sha256, title, published in rows:
        if url:
            told[f"url {_plain_address(url)}", pk] = _("the same address but for its trimmings")
        if sha256:
            told[f"text {sha256}", pk] = _("the same text")
        if published:
            told[f"title {published} {_plain_title(title)}", pk] = _("the same title on the same day")
    reasons: dict[tuple[int, int], set[str]] = defaultdict(set)
    by_key: dict[str, list[int]] = defaultdict(list)
    for key, pk in told:
        by_key[key].append(pk)
    for key, pks in by_key.items():
        if 1 < len(pks) <= MOST_OF_A_KEY:
            for pair in combinations(sorted(pks), 2):
                reasons[pair].add(told[key, pair[0]])
    for (first, second), why in reasons.items():
        score = min(1.0, 0.8 + 0.1 * len(why))
        yield Candidate(kind, first, second, score, tuple(sorted(why)))


def _plain_address(url: str) -> str:
    """An address without what leads to the same text: how it is shown, and who sent the reader."""
    address, _hash, _place = url.partition("#")
    address, _mark, query = address.partition("?")
    plain = _FRONT.sub("", address).rstrip("/").casefold()
    kept = [one for one in query.casefold().split("&") if one and not _TRACKING.match(one)]
    return "?".join([_INDEX.sub("", plain), *(["&".join(sorted(kept))] if kept else [])])


def _plain_title(title: str) -> str:
    """The words of a title, without the name of the publisher that a site puts behind it."""
    return match_key(_BEHIND.split(title)[0]) or fold(title)
