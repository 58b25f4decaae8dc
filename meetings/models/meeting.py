"""Meetings: the encounter itself, its texts, its sources and its participants."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from meetings import dates
from meetings.models.base import Timestamped, choices_constraint, order_constraint
from meetings.models.fields import EdtfField, LineField, ProseField
from meetings.querysets.meeting import MeetingQuerySet
from meetings.vocabulary import (
    Attendance,
    DateBasis,
    EventStatus,
    MeetingKind,
    PublicationState,
    Side,
)


def validate_timezone(value: str) -> None:
    """Refuse what is no name of the IANA time zone database."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is no time zone, such as Europe/Warsaw."), params={"value": value}
        )


class Meeting(Timestamped):
    """One encounter (Popolo Event, schema.org Event): the editors' working copy.

    The public never reads this row: it reads the editions that publishing wrote. ``public_id`` is given at
    the first publication, so that it tells nothing about drafts. ``date`` is EDTF; from it follow
    ``date_earliest`` and ``date_latest`` (when it possibly was) and ``date_start_latest`` and
    ``date_end_earliest`` (by when it certainly had begun, until when it certainly went on).
    ``lock_version`` rises with every save of an editor and every move; ``changed_by`` is whose save was the
    last. ``review_comment`` is what a reviewer sent a draft back with. A submitted meeting with
    ``publish_at`` is scheduled, by ``publish_by``; ``schedule_refusal`` has the reasons for which it was not
    published then.
    """

    public_id = models.PositiveBigIntegerField(null=True, unique=True, editable=False)
    kind = models.CharField(max_length=16, choices=MeetingKind, default=MeetingKind.BILATERAL)
    event_status = models.CharField(max_length=12, choices=EventStatus, default=EventStatus.HELD)
    date = EdtfField()
    date_earliest = models.DateField(null=True, editable=False)
    date_latest = models.DateField(null=True, editable=False)
    date_start_latest = models.DateField(null=True, editable=False)
    date_end_earliest = models.DateField(null=True, editable=False)
    date_basis = models.CharField(max_length=24, choices=DateBasis, blank=True)
    start_time = models.TimeField(null=True, blank=True)
    timezone = models.CharField(max_length=60, blank=True, validators=[validate_timezone])
    place = models.ForeignKey("Place", models.PROTECT, null=True, blank=True, related_name="meetings")
    occasion = models.ForeignKey("Occasion", models.PROTECT, null=True, blank=True, related_name="meetings")
    topics = models.ManyToManyField("Topic", blank=True, related_name="meetings")
    sources = models.ManyToManyField("Source", through="MeetingSource", related_name="meetings")
    state = models.CharField(
        max_length=12, choices=PublicationState, default=PublicationState.DRAFT, editable=False
    )
    publish_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    withdrawn_reason = ProseField(blank=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_from"
    )
    internal_note = ProseField(blank=True)
    has_unpublished_changes = models.BooleanField(default=False, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    review_comment = ProseField(blank=True, editable=False)
    publish_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    schedule_refusal = ProseField(blank=True, editable=False)
    lock_version = models.PositiveIntegerField(default=0, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-date_latest", "-pk"]
        permissions = [
            ("submit_meeting", "Can submit a meeting for review"),
            ("publish_meeting", "Can publish and correct a meeting"),
            ("withdraw_meeting", "Can withdraw and restore a meeting"),
            ("merge_meeting", "Can merge meetings"),
            ("redact_meeting", "Can redact editions where the law orders it"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    date="",
                    date_earliest__isnull=True,
                    date_latest__isnull=True,
                    date_start_latest__isnull=True,
                    date_end_earliest__isnull=True,
                )
                | (
                    ~Q(date="")
                    & Q(
                        date_earliest__isnull=False,
                        date_latest__isnull=False,
                        date_start_latest__isnull=False,
                        date_end_earliest__isnull=False,
                    )
                ),
                name="meeting_date_derived",
            ),
            order_constraint("date_earliest", "date_latest", "meeting_interval"),
            order_constraint("date_earliest", "date_start_latest", "meeting_start_interval"),
            order_constraint("date_end_earliest", "date_latest", "meeting_end_interval"),
            models.CheckConstraint(
                condition=~Q(state__in=[PublicationState.PUBLISHED, PublicationState.WITHDRAWN])
                | Q(public_id__isnull=False, published_at__isnull=False),
                name="meeting_published_has_identity",
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.WITHDRAWN) | ~Q(withdrawn_reason=""),
                name="meeting_withdrawn_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True)
                | Q(state__in=[PublicationState.DRAFT, PublicationState.WITHDRAWN]),
                name="meeting_merged_is_not_public",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="meeting_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(start_time__isnull=True) | ~Q(timezone=""), name="meeting_time_has_zone"
            ),
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state=PublicationState.SUBMITTED),
                name="meeting_scheduled_is_submitted",
            ),
            choices_constraint("state", PublicationState, "meeting_state"),
            choices_constraint("kind", MeetingKind, "meeting_kind"),
            choices_constraint("event_status", EventStatus, "meeting_event_status"),
        ]
        indexes = [
            models.Index(fields=["state", "-date_latest"], name="meeting_state_date"),
            models.Index(
                fields=["publish_at"], condition=Q(publish_at__isnull=False), name="meeting_publish_at"
            ),
        ]

    def normalise(self) -> None:
        super().normalise()
        found = dates.parse(self.date) if self.date else None
        self.date_earliest = found.earliest if found else None
        self.date_latest = found.latest if found else None
        self.date_start_latest = found.start_latest if found else None
        self.date_end_earliest = found.end_earliest if found else None

    def clean(self) -> None:
        super().clean()
        if self.start_time is not None and not self.timezone:
            raise ValidationError({"timezone": _("A time of day needs the time zone it was read in.")})

    @property
    def is_public(self) -> bool:
        return self.state == PublicationState.PUBLISHED

    def __str__(self) -> str:
        name = f"Meeting {self.public_id}" if self.public_id else f"Unpublished meeting #{self.pk}"
        return f"{name} ({dates.words(dates.parse(self.date))})" if self.date else name


class MeetingText(Timestamped):
    """Title and summary of a meeting in one language; one row is the original.

    ``title`` may be empty: it is then composed from the participants. ``summary`` is CommonMark.
    """

    # Found by the constraint that begins with it.
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="texts", db_index=False)
    language = models.CharField(max_length=12, default="en")
    is_original = models.BooleanField(default=True)
    title = LineField(blank=True)
    summary = ProseField(blank=True)

    class Meta:
        ordering = ["-is_original", "language"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "language"], name="text_one_a_language"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(is_original=True), name="text_one_original"
            ),
        ]

    def __str__(self) -> str:
        return self.title or Truncator(self.summary).chars(80)


class MeetingSource(Timestamped):
    """That a source reports a meeting, in the order in which sources are shown."""

    # Found by the constraint that begins with it.
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="reports", db_index=False)
    source = models.ForeignKey("Source", models.PROTECT, related_name="reports")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("source of the meeting")
        verbose_name_plural = _("sources of the meeting")
        constraints = [models.UniqueConstraint(fields=["meeting", "source"], name="report_once")]

    def __str__(self) -> str:
        return str(self.source)


class Participation(Timestamped):
    """The row that joins a meeting to a person, on behalf of a country or an organisation.

    At least one of ``person``, ``country`` and ``organisation`` is set: "the Foreign Minister" without a
    name is a participation with country and role. ``appointments`` are the offices spoken for.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participations")
    person = models.ForeignKey("Person", models.PROTECT, null=True, blank=True, related_name="participations")
    country = models.ForeignKey(
        "Country", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    organisation = models.ForeignKey(
        "Organisation", models.PROTECT, null=True, blank=True, related_name="participations"
    )
    side = models.CharField(max_length=12, choices=Side, default=Side.COUNTERPART)
    role_as_printed = LineField(blank=True)
    name_as_printed = LineField(blank=True)
    appointments = models.ManyToManyField("Appointment", blank=True, related_name="participations")
    attendance = models.CharField(max_length=12, choices=Attendance, default=Attendance.REPORTED)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(country__isnull=False) | Q(organisation__isnull=False),
                name="participation_of_somebody",
            ),
            models.UniqueConstraint(
                fields=["meeting", "person"],
                condition=Q(person__isnull=False),
                name="participation_person_once",
            ),
            choices_constraint("side", Side, "participation_side"),
            choices_constraint("attendance", Attendance, "participation_attendance"),
        ]

    def __str__(self) -> str:
        who = self.name_as_printed or (str(self.person) if self.person else "")
        party = self.country or self.organisation
        return ", ".join(str(part) for part in (who or self.role_as_printed, party) if part)
