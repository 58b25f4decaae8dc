"""What a half-filled form of a meeting most probably goes on with: offered for its empty fields.

Beside the circumstances and the participants these are the readings of statements: an editor who has quoted
what a source says of the place means the place of the form.

Only what one thing alone speaks for is suggested; where there are two, the editor is told so and chooses.
"""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from meetings import dates
from meetings.forms.choices import is_id
from meetings.forms.edtf import in_words
from meetings.forms.readings import readings
from meetings.forms.suggested import Suggestion, filled, rows_of
from meetings.models import Appointment, Country, Occasion
from meetings.vocabulary import DateBasis, OfficeKind, Side


def suggestions(data) -> tuple[list[Suggestion], list[str]]:
    """Suggestions for a form as a browser sends it, and sentences about what could not be decided.

    The date, its basis and the place follow the occasion; the principal is who held the ministry's own office
    on the date; the offices and the party of a person are those of the date. A fixed number of queries.
    """
    found = list(_of_occasion(data))
    told: list[str] = []
    day = _day(data, found)
    found += _of_people(data, day, told)
    found += readings(filled(data, found))
    return found, told


def _of_occasion(data) -> Iterator[Suggestion]:
    key = data.get("occasion", "")
    occasion = Occasion.objects.select_related("place").filter(pk=key).first() if is_id(key) else None
    if occasion is None:
        return
    if occasion.date and not data.get("date", "").strip():
        yield Suggestion("date", ((occasion.date, in_words(occasion.date)),))
        if not data.get("date_basis"):
            basis = DateBasis.BOUNDED_BY_OCCASION
            yield Suggestion("date_basis", ((basis.value, str(basis.label)),))
    if occasion.place and not data.get("place"):
        yield Suggestion("place", ((str(occasion.place.pk), str(occasion.place)),))


def _day(data, found: list[Suggestion]):
    """The date of the form, or the one suggested for it; ``None`` where there is none that can be read."""
    suggested = next((one.values[0][0] for one in found if one.field == "date"), "")
    try:
        return dates.read(data.get("date", "").strip() or suggested)
    except dates.DateError:
        return None


def _of_people(data, day, told: list[str]) -> Iterator[Suggestion]:
    if day is None:
        told.append(_("Without a date it is not known who held which office."))
        return
    rows = rows_of(data, "participations", "side")
    held = Appointment.objects.possibly_held(day.earliest, day.latest).select_related(
        "person", "office__country", "office__organisation"
    )
    people = {data[f"{row}person"] for row in rows if is_id(data.get(f"{row}person", ""))}
    by_person: dict[str, list[Appointment]] = {}
    for appointment in held.filter(person__in=people):
        by_person.setdefault(str(appointment.person_id), []).append(appointment)
    yield from _own_minister(data, rows, held, day, people, told)
    for row in rows:
        offices = by_person.get(data.get(f"{row}person", ""), [])
        if len(offices) > 1 and not data.getlist(f"{row}appointments"):
            said = {"person": offices[0].person, "offices": "; ".join(str(one.office) for one in offices)}
            told.append(_("%(person)s may have held several offices then: %(offices)s.") % said)
        elif offices:
            yield from _office(data, row, offices[0])


def _own_minister(data, rows, held, day, people, told: list[str]) -> Iterator[Suggestion]:
    """The ministry's own minister, into the first empty row, where no row is the principal's yet."""
    empty = [
        row
        for row in rows
        if not any(data.get(f"{row}{field}") for field in ("person", "country", "organisation"))
    ]
    if not empty or any(data.get(f"{row}side") == Side.PRINCIPAL for row in rows if row not in empty):
        return
    own = held.filter(
        office__kind=OfficeKind.FOREIGN_MINISTER, office__country__code=settings.ARCHIVE_COUNTRY.lower()
    )
    ministers = [one for one in own if one.is_told_of(day.earliest, day.latest)]
    if len(ministers) == 1 and str(ministers[0].person_id) not in people:
        person = ministers[0].person
        yield Suggestion(f"{empty[0]}side", ((Side.PRINCIPAL.value, str(Side.PRINCIPAL.label)),))
        yield Suggestion(f"{empty[0]}person", ((str(person.pk), str(person)),))
        yield from _office(data, empty[0], ministers[0])
    elif ministers:
        told.append(_("More than one person may have been the ministry's own minister then."))


def _office(data, row: str, held: Appointment) -> Iterator[Suggestion]:
    if not data.getlist(f"{row}appointments"):
        yield Suggestion(f"{row}appointments", ((str(held.pk), str(held)),))
    if data.get(f"{row}country") or data.get(f"{row}organisation"):
        return
    party = held.office.country or held.office.organisation
    field = "country" if isinstance(party, Country) else "organisation"
    yield Suggestion(f"{row}{field}", ((str(party.pk), str(party)),))
