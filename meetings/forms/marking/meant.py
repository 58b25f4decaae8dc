"""What marked words mean: for each property of a meeting the value, and what of the form follows from it."""

import re
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings import dates, names
from meetings.forms.choices import is_id
from meetings.forms.edtf import in_words
from meetings.forms.marking.asked import FILL, Asked
from meetings.forms.marking.days import day_in
from meetings.forms.marking.named import MOST_OFFERED, is_called, named, near, near_topics
from meetings.forms.marking.roles import role_beside
from meetings.forms.marking.rows import number_of, participants, row_of_person, row_of_role
from meetings.forms.suggested import Suggestion, rows_of, text
from meetings.models import Appointment, Occasion, Person, Place, Topic
from meetings.vocabulary import DateBasis, MeetingKind, OfficeKind, Property, Side

_OUTSIDE = re.compile('"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]')


@dataclass
class Meant:
    """What the words say: the statement's ``value``, what of them says it, and the ``reason``.

    ``about`` is the number of the participant's row, "" for none. ``fields`` are suggestions for the form,
    ``told`` sentences for the editor, ``offered`` entries of which the editor may take one, and ``new`` what
    an entry that is missing would begin with: the row it is missing in, and fields.
    """

    value: str = ""
    printed: str = ""
    reason: str = ""
    about: str = ""
    speaker: str = ""
    fields: list[Suggestion] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    offered: list[tuple[str, str]] = field(default_factory=list)
    new: dict[str, str] = field(default_factory=dict)


def meant(data, asked: Asked) -> Meant:
    """What ``asked`` says of the meeting that the form describes."""
    return _READERS[asked.says](data, asked)


def _date(data, asked: Asked) -> Meant:
    said = Meant()
    key = data.get("occasion", "")
    occasion = Occasion.objects.filter(pk=key).first() if is_id(key) else None
    day = day_in(asked.words, occasion, asked.source)
    if day is None:
        if data.get("date_basis") == DateBasis.BOUNDED_BY_OCCASION or (occasion and not data.get("date")):
            said.reason = _("No day is given; it is one of those of the occasion.")
        else:
            said.told.append(_("These words name no day that can be read; the date stays as it is."))
        return said
    said.value, said.reason = day.edtf, day.reason
    said.printed = day.printed if day.edtf != day.printed else ""
    same = _edtf(data.get("date", "")) == day.edtf
    stated = data.get("date_basis") == DateBasis.STATED and data.get("date", "").strip()
    if not same and stated and not data.get(FILL):
        said.told.append(
            _("These words say %(day)s; the date of the form is another, and stays.")
            % {"day": in_words(day.edtf)}
        )
    elif not same:
        said.fields += [
            Suggestion("date", ((day.edtf, in_words(day.edtf)),)),
            Suggestion("date_basis", ((day.basis.value, str(day.basis.label)),)),
        ]
    return said


def _edtf(typed: str) -> str:
    try:
        return dates.read(typed.strip()).text
    except dates.DateError:
        return ""


def _entry(model, name: str, missing: str):
    """A reader of places, or of occasions: the entry that the words name goes into the field ``name``."""

    def read(data, asked: Asked) -> Meant:
        said = Meant()
        found = _found(said, model.objects.filter(merged_into__isnull=True), asked)
        if found is None:
            if not said.offered and not data.get(name):
                said.told.append(str(missing))
            return said
        said.value = str(found)
        now = data.get(name, "")
        if not now or (data.get(FILL) and now != str(found.pk)):
            said.fields.append(Suggestion(name, ((str(found.pk), str(found)),)))
        elif now != str(found.pk):
            said.told.append(
                _("These words name %(entry)s; the form has another, which stays.") % {"entry": found}
            )
        return said

    return read


def _found(said: Meant, queryset, asked: Asked):
    """The row that the words name, or that the editor took; what else it may be is offered."""
    if asked.chosen is not None:
        return queryset.filter(pk=asked.chosen).first()
    found = named(queryset, asked.words)
    if len(found) == 1:
        return found[0]
    said.offered = [(str(row.pk), str(row)) for row in found or near(queryset, asked.words)]
    return None


def _topic(data, asked: Asked) -> Meant:
    """A topic that is called just so; of one whose name is only a part of the words, the editor decides."""
    said = Meant()
    queryset = Topic.objects.filter(merged_into__isnull=True)
    chosen = [int(key) for key in data.getlist("topics") if is_id(key)]
    rows = Topic.objects.in_bulk(chosen)
    if asked.chosen is not None:
        found, offered = queryset.filter(pk=asked.chosen).first(), []
    else:
        offered = named(queryset, asked.words)
        just_so = len(offered) == 1 and is_called(offered[0], asked.words)
        found = offered[0] if just_so else _without_evidence(data, rows)
    entries = {row.pk: row for row in (*offered, *near_topics(asked.words)) if row != found}
    said.offered = [(str(pk), str(row)) for pk, row in entries.items()][:MOST_OFFERED]
    if found is None:
        if not said.offered:
            said.told.append(
                _("No topic is called so: choose it among the topics, and mark the words again.")
            )
        return said
    said.value = str(found)
    if found.pk not in chosen:
        values = [(str(key), str(rows.get(key, key))) for key in chosen]
        said.fields.append(Suggestion("topics", (*values, (str(found.pk), str(found)))))
    return said


def _without_evidence(data, chosen: dict[int, Topic]) -> Topic | None:
    """The one topic of the form that no statement is about yet; ``None`` where there are several or none."""
    quoted = {data.get(f"{row}value", "").strip() for row in rows_of(data, "statements", "value")}
    waiting = [topic for topic in chosen.values() if str(topic) not in quoted]
    return waiting[0] if len(waiting) == 1 else None


def _kind(data, asked: Asked) -> Meant:
    said = Meant()
    words = set(names.words(asked.words))
    kinds = [kind for kind in MeetingKind if words & set(names.words(str(kind.label)))]
    if len(kinds) != 1:
        said.told.append(_("These words name no kind of meeting; the kind stays as it is."))
        return said
    said.value = str(kinds[0].label)
    said.printed = asked.words
    if data.get("kind") != kinds[0]:
        said.fields.append(Suggestion("kind", ((kinds[0].value, said.value),)))
    return said


def _participant(data, asked: Asked) -> Meant:
    said = Meant(printed=asked.words)
    person = _found(said, Person.objects.filter(merged_into__isnull=True), asked)
    row = row_of_person(data, asked, person)
    said.about = str(number_of(row))
    if not data.get(f"{row}name_as_printed", "").strip():
        said.fields.append(text(f"{row}name_as_printed", asked.words))
    role = role_beside(asked.source.text, asked.span)
    if role and not data.get(f"{row}role_as_printed", "").strip():
        said.fields.append(text(f"{row}role_as_printed", role))
    if person is None:
        if not data.get(f"{row}person"):
            prefix, name = names.strip_honorifics(asked.words)
            said.new = {"row": row, "name": name, "honorific_prefix": prefix.removesuffix(".")}
            said.told.append(_("Nobody is called just so."))
        return said
    said.value = str(person)
    if not data.get(f"{row}person"):
        said.fields.append(Suggestion(f"{row}person", ((str(person.pk), str(person)),)))
        if _is_own_minister(data, person):
            side = Side.PRINCIPAL
            said.fields.append(Suggestion(f"{row}side", ((side.value, str(side.label)),)))
    return said


def _is_own_minister(data, person) -> bool:
    """Whether a person held the ministry's own office, and the form has no principal yet."""
    if any(data.get(f"{row}side") == Side.PRINCIPAL for row in participants(data)):
        return False
    own = Appointment.objects.filter(
        person=person,
        office__kind=OfficeKind.FOREIGN_MINISTER,
        office__country__code=settings.ARCHIVE_COUNTRY.lower(),
    )
    try:
        day = dates.read(data.get("date", "").strip())
    except dates.DateError:
        return own.exists()
    return own.possibly_held(day.earliest, day.latest).exists()


def _role(data, asked: Asked) -> Meant:
    said = Meant(printed=asked.words)
    row = row_of_role(data, asked)
    if not row:
        said.told.append(_("Say whose role this is: give the number of the participant's row."))
        return said
    said.about = str(number_of(row))
    if not data.get(f"{row}role_as_printed", "").strip():
        said.fields.append(text(f"{row}role_as_printed", asked.words))
    return said


def _quotation(data, asked: Asked) -> Meant:
    """Who said it, where just one participant is named in the paragraph outside its quotation marks."""
    said = Meant()
    source = asked.source.text
    start = source.rfind("\n", 0, asked.span.start) + 1
    end = source.find("\n", asked.span.end)
    around = _OUTSIDE.sub(" ", source[start : end if end >= 0 else len(source)])
    spoken = set(names.words(around))
    speakers = []
    for row in participants(data):
        printed = data.get(f"{row}name_as_printed", "").strip()
        if printed and names.words(printed)[-1:] and names.words(printed)[-1] in spoken:
            speakers.append(row)
    if len(speakers) == 1:
        key = data.get(f"{speakers[0]}person", "")
        person = Person.objects.filter(pk=key).first() if is_id(key) else None
        said.speaker = str(person or data[f"{speakers[0]}name_as_printed"])
    return said


_READERS = {
    Property.DATE: _date,
    Property.PLACE: _entry(
        Place, "place", gettext_lazy("No place is called so: choose it, and let its name be filled in.")
    ),
    Property.OCCASION: _entry(
        Occasion,
        "occasion",
        gettext_lazy("No occasion is called so: choose it, and let its name be filled in."),
    ),
    Property.KIND: _kind,
    Property.PARTICIPANT: _participant,
    Property.ROLE: _role,
    Property.TOPIC: _topic,
    Property.QUOTATION: _quotation,
}
