"""The list of meetings as a feed, page by page."""

import datetime
from collections.abc import Iterator

from django.conf import settings

from meetings.exports import licence
from meetings.exports.atom import Entry, Feed, Tombstone, atom
from meetings.exports.published import permanent_address
from meetings.models import ChangeNote, Edition
from meetings.record import editions
from meetings.record.proof import SHOWING
from meetings.record.references import refresh
from meetings.search.latest import latest_changes
from meetings.views.asked import Asked
from meetings.vocabulary import ChangeReason

PAGE_SIZE = 50
_BEGINNING = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)


def feed(asked: Asked) -> Iterator[bytes]:
    """A page of the feed of a list, which changed last first.

    The feed of the whole archive has also what was withdrawn. Nobody can tell any more which lists a
    withdrawn meeting was on, so that other feeds only leave it out.
    """
    numbers = None if asked.is_whole else asked.numbers
    notes, following = latest_changes(numbers, before=asked.before, size=PAGE_SIZE)
    yield atom(
        Feed(
            title=asked.title,
            author=settings.ARCHIVE_MINISTRY,
            rights=licence.words(settings.ARCHIVE_LICENCE),
            licence=licence.address(settings.ARCHIVE_LICENCE, asked.site),
            first=asked.first,
            address=asked.address,
            following=asked.after(following) if following else "",
            page=asked.page,
            updated=max((note.at for note in notes), default=_BEGINNING),
            items=_items(asked, notes),
        )
    )


def _items(asked: Asked, notes: list[ChangeNote]) -> list[Entry | Tombstone]:
    shown = [note for note in notes if note.action in SHOWING]
    forms = {note.pk: editions.form_of(note.edition) for note in shown}
    refresh(*forms.values())
    published = dict(zip(forms, asked.records((note.edition, forms[note.pk]) for note in shown), strict=True))
    firsts = Edition.objects.filter(meeting__in=[note.meeting_id for note in shown], number=1)
    first_at = dict(firsts.values_list("meeting_id", "published_at"))
    return [
        Entry(published[note.pk], first_at[note.meeting_id], note.at, _said(note))
        if note.pk in published
        else _tombstone(asked.site, note)
        for note in notes
    ]


def _tombstone(site: str, note: ChangeNote) -> Tombstone:
    gone, kept = note.meeting, note.meeting.merged_into
    return Tombstone(
        permanent_address(site, gone.public_id),
        note.at,
        _said(note),
        permanent_address(site, kept.public_id) if kept else "",
    )


def _said(note: ChangeNote) -> str:
    """Why a record changed, in words."""
    reason = str(ChangeReason(note.reason).label)
    return f"{reason}: {note.note}" if note.note else f"{reason}."
