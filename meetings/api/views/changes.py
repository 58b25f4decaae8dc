"""The change log, from the first publication on: who follows it has what a fresh download has."""

from django.db.models import Exists, OuterRef, Q

from meetings.api import parameters
from meetings.api.links import Links
from meetings.api.parameters import CHANGES_AT_MOST, BadParameters, PatternField, SizeField
from meetings.api.views.base import View
from meetings.api.views.paging import envelope
from meetings.models import Card, ChangeNote
from meetings.record import state
from meetings.record.canonical import timestamp

_NO_CURSOR = "This is no cursor that the change log gave."


class ChangeList(View):
    """Publications, corrections, withdrawals, restorations, merges and redactions in their order.

    ``renewed`` tells that a meeting shows another name for something it links to, of which there is no
    edition: the latest time for each meeting, and with a reason where two entries became one or two again.
    """

    def get(self, request):
        return self.as_of_version(request, lambda reading: self._listed(request.GET))

    def _listed(self, data) -> dict:
        fields = {
            "since": PatternField(r"[0-9]{1,18}(-[0-9]{1,18})?", _NO_CURSOR),
            "size": SizeField(most=CHANGES_AT_MOST),
        }
        given = parameters.read(data, fields)
        # Versions become visible in their order. What came meanwhile is left to the next question, since of
        # two queries the second may see more than the first.
        latest = state.current_version()
        version, _, number = given["since"].partition("-")
        since = (int(version or 0), int(number) if number else None)
        if since[0] > latest:
            reason = f"The archive is at version {latest} only: it was set back, and has to be read anew."
            raise BadParameters([("since", "ahead", reason)])
        found = _changes(self.links, since, latest, given["size"] + 1)
        shown = found[: given["size"]]
        is_last = len(found) <= given["size"]
        reached = str(latest) if is_last else shown[-1]["id"]
        made = envelope(
            f"{self.links.site}{self.request.path}",
            data,
            shown,
            following=None if is_last else reached,
            preceding=None,
            count=None,
            cursor="since",
        )
        return made | {"since": reached}


def _changes(links: Links, since: tuple[int, int | None], latest: int, most: int) -> list[dict]:
    """Up to so many changes after a cursor and up to a version, in their order."""
    version, _number = since
    within = ChangeNote.objects.filter(version__gt=version, version__lte=latest)
    related = within.select_related("meeting__merged_into", "edition").defer("edition__form")
    notes = list(related.order_by("version")[:most])
    # Renewals only as far as the notes reach: so that few cards are looked at, however long the log is.
    until = notes[-1].version if len(notes) == most else latest
    found = [_noted(links, note) for note in notes]
    found += [_renewed(links, *card) for card in _renewals(since, until)[:most]]
    return sorted(found, key=lambda change: (change["version"], change["meeting"]["id"]))[:most]


def _renewals(since: tuple[int, int | None], until: int):
    """Cards that were made anew without a change of the record, as (version, public number)."""
    version, number = since
    after = Q(version__gt=version)
    if number is not None:
        after |= Q(version=version, public_id__gt=number)
    noted = ChangeNote.objects.filter(version=OuterRef("version"))
    cards = Card.objects.published().filter(after, ~Exists(noted), version__lte=until)
    return cards.order_by("version", "public_id").values_list("version", "public_id")


def _noted(links: Links, note: ChangeNote) -> dict:
    number, edition = note.meeting.public_id, note.edition
    merged = note.meeting.merged_into if note.action == "merged" else None
    return {
        "id": str(note.version),
        "version": note.version,
        "at": timestamp(note.at),
        "action": note.action,
        "reason": note.reason,
        "note": note.note,
        "page": f"{links.page('meeting', number)}history/",
        "meeting": _meeting(links, number),
        "edition": edition.number if edition else None,
        "edition_url": links.edition(number, edition.number) if edition else None,
        "merged_into": _meeting(links, merged.public_id) if merged else None,
    }


def _renewed(links: Links, version: int, number: int) -> dict:
    return {
        "id": f"{version}-{number}",
        "version": version,
        "at": None,
        "action": "renewed",
        "reason": None,
        "note": "",
        "page": f"{links.page('meeting', number)}history/",
        "meeting": _meeting(links, number),
        "edition": None,
        "edition_url": None,
        "merged_into": None,
    }


def _meeting(links: Links, number: int) -> dict:
    return {"id": number, "url": links.object("meeting", number), "page": links.page("meeting", number)}
