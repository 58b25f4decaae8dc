"""What a meeting must have before the public may see it: the rules that span tables."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meetings import dates
from meetings.models import ImportedEntry, Meeting
from meetings.vocabulary import Property, Side


def gaps(meeting: Meeting) -> Iterator[str]:
    """Every reason why ``meeting`` is not fit for the public, as sentences for the editor."""
    participations = list(
        meeting.participations.select_related("person", "country", "organisation").prefetch_related(
            "appointments__office"
        )
    )
    sources = {report.source_id for report in meeting.reports.all()}
    if not participations:
        yield _("The meeting has no participant.")
    elif len(participations) == 1:
        yield _("The meeting has only one participant.")
    if participations and not any(row.side == Side.PRINCIPAL for row in participations):
        yield _("No participant is the principal, whose meeting this is.")
    if not sources:
        yield _("The meeting has no source.")
    if meeting.date and not meeting.date_basis:
        yield _("The meeting has a date, but not how it is known.")
    for row in participations:
        yield from _against_participation(meeting, row)
    for entry in ImportedEntry.objects.unconfirmed().of_meeting(meeting):
        yield _unconfirmed(entry.kind) % {"name": entry.words}
    yield from _against_statements(meeting, sources, {row.pk for row in participations})


def _unconfirmed(kind: str) -> str:
    if kind == "appointment":
        return _("“%(name)s” was made by an import of what its table calls a participant; confirm it.")
    return _("“%(name)s” was made by an import of a name that matches nobody; confirm or merge it.")


def _against_participation(meeting: Meeting, row) -> Iterator[str]:
    country = row.country
    if country and meeting.date and not country.existed_within(meeting.date_earliest, meeting.date_latest):
        yield lifetime_reason(country, meeting.date)
    if row.person and row.person.merged_into_id:
        yield _("“%(person)s” was merged into another entry; choose that one.") % {"person": row.person}
    for held in row.appointments.all():
        if held.person_id != row.person_id:
            yield _("The office “%(office)s” is held there by somebody else than “%(person)s”.") % {
                "office": held.office,
                "person": row.person or row,
            }


def lifetime_reason(country, date: str) -> str:
    """The sentence that refuses a participation dated outside a country's existence."""
    return _("%(country)s did not exist on the date of the meeting (%(date)s): it existed %(period)s.") % {
        "country": country.name,
        "date": dates.words(dates.parse(date), "en"),
        "period": _period(country),
    }


def _period(country) -> str:
    if country.exists_from and country.exists_until:
        return _("from %(first)s until %(last)s") % {
            "first": country.exists_from.isoformat(),
            "last": country.exists_until.isoformat(),
        }
    if country.exists_from:
        return _("from %(first)s") % {"first": country.exists_from.isoformat()}
    return _("until %(last)s") % {"last": country.exists_until.isoformat()}


def _against_statements(meeting: Meeting, sources: set[int], participations: set[int]) -> Iterator[str]:
    for statement in meeting.statements.select_related("source"):
        if statement.source_id not in sources:
            yield _("“%(source)s” is quoted, but is not among the meeting's sources.") % {
                "source": statement.source
            }
        if statement.participation_id and statement.participation_id not in participations:
            yield _("A statement is about a participant of another meeting: %(statement)s") % {
                "statement": statement
            }
        if statement.property == Property.DATE and statement.value:
            try:
                dates.parse(statement.value)
            except dates.DateError as error:
                yield _("The date that “%(source)s” gives cannot be read: %(reason)s") % {
                    "source": statement.source,
                    "reason": error.reason,
                }
        if statement.property == Property.QUOTATION and not (statement.quote or statement.value):
            yield _("A quotation of “%(source)s” has no words.") % {"source": statement.source}
