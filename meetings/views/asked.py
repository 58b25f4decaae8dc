"""What is asked for at an address of the list in another form: the list itself, and what stands around it."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import cached_property

import numpy as np
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from meetings import search
from meetings.exports.published import Published
from meetings.filters import MeetingFilterSet, chips, sentence
from meetings.filters.querystring import ORDER, encode
from meetings.models import Edition
from meetings.record import state
from meetings.search.streams import Stored
from meetings.views.citing import published
from meetings.views.context import base_address

#: Rises when a builder writes the same data in another way, so that no kept copy passes for the new one.
_MANNER = 1
#: So many unknown parameters are told of, at most.
_STRANGE_TOLD = 5
PARTICIPATIONS = "participations"
_ROWS = ("meetings", PARTICIPATIONS)


class Asked:
    """A question for a list in the form of a suffix; ``errors`` say line by line what cannot be read."""

    def __init__(self, request: HttpRequest, suffix: str, *, is_table: bool, is_feed: bool) -> None:
        self.request, self.suffix = request, suffix
        self.filterset = MeetingFilterSet(request.GET)
        # Read before the list: what is sent is at least as new.
        self.version = state.current_version()
        self.errors = [*self._unreadable(), *self._unfitting(is_table=is_table, is_feed=is_feed)]

    def _unreadable(self) -> Iterator[str]:
        for name, reasons in self.filterset.form.errors.items():
            yield from (f"{name}: {reason}" for reason in reasons)

    def _unfitting(self, *, is_table: bool, is_feed: bool) -> Iterator[str]:
        given = self.request.GET
        for name in sorted(given.keys() - {*ORDER, "rows"})[:_STRANGE_TOLD]:
            # A word that is misspelt would be a filter less, and the file another one than was asked for.
            shown = "".join(character for character in name[:40] if character.isprintable())
            yield f"{shown}: There is no such parameter."
        rows = [value for value in given.getlist("rows") if value]
        if rows and not is_table:
            yield "rows: Only tables, which are .csv and .xlsx, have rows to choose."
        elif len(set(rows)) > 1 or not set(rows) <= set(_ROWS):
            yield f"rows: This must be one of: {', '.join(_ROWS)}."
        if any(given.getlist("after")) and not is_feed:
            yield "after: A file holds the whole list. Leave the cursor out."
        if any(given.getlist("sort")) and is_feed:
            yield "sort: A feed has what changed last first. Leave the order out."

    @property
    def by_participant(self) -> bool:
        """Whether a table is to have a row for each participant."""
        return PARTICIPATIONS in self.request.GET.getlist("rows")

    @property
    def before(self) -> int | None:
        """The version of the archive before which a page of the feed begins."""
        after = self.filterset.form.cleaned_data["after"]
        return int(after) if after else None

    @property
    def is_whole(self) -> bool:
        """Whether everything is asked for, without a filter."""
        return not encode(self.filterset.data, drop=["sort"])

    @cached_property
    def numbers(self) -> np.ndarray:
        """The public numbers of the list in its order, all of one version of the archive."""
        return search.reading().numbers(self.filterset.criteria)

    @cached_property
    def site(self) -> str:
        """The public address of the archive."""
        return base_address(self.request)

    @property
    def page(self) -> str:
        """The address of the list as people read it."""
        return self.site + reverse("meetings") + encode(self.filterset.data)

    @property
    def first(self) -> str:
        """The address of this form of the list from its beginning."""
        return self._address(encode(self.filterset.data))

    @property
    def address(self) -> str:
        """The address that was asked for, in the one spelling that it has."""
        return self._address(encode(self.filterset.data, keep_cursor=True))

    def after(self, version: int) -> str:
        """The address of the page of the feed that goes on before a version."""
        return self._address(encode(self.filterset.data, add=[("after", str(version))]))

    def _address(self, query: str) -> str:
        return self.site + reverse("meetings-file", args=[self.suffix]) + query

    @cached_property
    def title(self) -> str:
        """Whose meetings these are, and which."""
        said = sentence(self.filterset, chips(self.filterset), 0)[1]
        return f"{settings.ARCHIVE_MINISTRY}: meetings {said}".strip()

    @property
    def etag(self) -> str:
        """What is the same as long as nothing public has changed: for conditional requests."""
        whose = settings.ARCHIVE_MINISTRY, settings.ARCHIVE_LICENCE
        told = (_MANNER, self.version, self.address, self.by_participant, *whose)
        return f'W/"{self.version}-{hashlib.sha256(repr(told).encode()).hexdigest()[:16]}"'

    def records(self, found: Iterable[tuple[Edition | Stored, dict]]) -> Iterator[Published]:
        """Editions with their forms, as builders of formats take them."""
        return (published(self.site, edition, form) for edition, form in found)
