"""The public history of a meeting: its editions and the notes on its changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.base import choices_constraint
from meetings.models.fields import PackedTextField, ProseField
from meetings.packing import Dictionary
from meetings.querysets.edition import ChangeNoteQuerySet, EditionQuerySet
from meetings.vocabulary import ChangeAction, ChangeReason


class Edition(models.Model):
    """One published version of a meeting: its public form as it was published, numbered, hashed.

    ``form`` is canonical JSON, which the database holds packed. ``form_sha256`` is its SHA-256 in
    hexadecimal; ``sha256`` hashes the previous edition's ``sha256``, the number, the time and
    ``form_sha256``. Rows are only ever added; redaction empties ``form`` and sets ``redacted_at``, and the
    chain still proves itself.
    """

    # Found by the constraint that begins with it.
    meeting = models.ForeignKey("Meeting", models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    form = PackedTextField(dictionary=Dictionary.FORMS, blank=True)
    reason = models.CharField(max_length=20, choices=ChangeReason)
    note = ProseField(blank=True)
    form_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    redacted_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="edition_number_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_number_from_one"),
            models.CheckConstraint(
                condition=Q(redacted_at__isnull=True) & ~Q(form="") | Q(redacted_at__isnull=False, form=""),
                name="edition_form_or_redaction",
            ),
            choices_constraint("reason", ChangeReason, "edition_reason"),
        ]

    def __str__(self) -> str:
        return _("Edition %(number)d of meeting %(meeting)s") % {
            "number": self.number,
            "meeting": self.meeting_id,
        }

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Editions are never changed; publish the next one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Editions are never deleted; redact them.")


class ChangeNote(models.Model):
    """The public reason for a change to a published record, with a reason code.

    ``version`` is the archive's version that the change made: notes sorted by it are the change log.
    ``made_by`` is for editors only.
    """

    version = models.PositiveBigIntegerField(unique=True)
    meeting = models.ForeignKey("Meeting", models.PROTECT, related_name="change_notes")
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, blank=True, related_name="change_notes")
    action = models.CharField(max_length=12, choices=ChangeAction)
    reason = models.CharField(max_length=20, choices=ChangeReason)
    note = ProseField(blank=True)
    at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ChangeNoteQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        # Harvesters ask for what changed since a moment.
        indexes = [models.Index(fields=["at", "version"], name="change_note_at")]
        constraints = [
            choices_constraint("action", ChangeAction, "change_action"),
            choices_constraint("reason", ChangeReason, "change_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.get_action_display()}: {self.note or self.get_reason_display()}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("Change notes are never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("Change notes are never deleted.")
