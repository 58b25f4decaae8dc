"""Imported tables: the file, its rows and their fates, what was decided, and the entries made for names.

All of it is for editors; nothing of it is public.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models.base import Timestamped, choices_constraint
from meetings.models.fields import LineField
from meetings.models.names import exactly_one
from meetings.querysets.imports import ImportedEntryQuerySet, ImportRowQuerySet
from meetings.vocabulary import ImportFate, ImportState

#: What an import may make an entry of, where words match none: each is a nullable key of ``ImportedEntry``.
MADE_OF_WORDS = ("person", "organisation", "place", "appointment")


class Import(Timestamped):
    """One table that came in, and how far it has come.

    ``publisher`` is whose tables are compared with it, in the words of the profile; ``profile`` the JSON form
    of how it is read, decisions included. ``rows`` and the four counts are of what is stored of it;
    ``done`` counts the rows that were written, ``notes`` is about the file as a whole. ``follows`` is the
    earlier import of which this is the corrected file; ``corrects`` where it is a list of this archive that
    was exported, corrected and brought back; ``reading`` names the latest reading, which alone
    stores rows.
    """

    file_name = LineField(max_length=200)
    size = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    publisher = LineField(blank=True)
    profile = models.JSONField(default=dict)
    corrects = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.READING)
    source = models.ForeignKey("Source", models.SET_NULL, null=True, related_name="imports")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    follows = models.ForeignKey("self", models.SET_NULL, null=True, related_name="followed_by")
    notes = models.JSONField(default=list)
    columns = models.JSONField(default=list)
    reading = models.CharField(max_length=16, blank=True)
    rows = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    linked = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            choices_constraint("state", ImportState, "import_state"),
            models.CheckConstraint(
                condition=Q(
                    rows=models.F("created") + models.F("linked") + models.F("skipped") + models.F("refused")
                ),
                name="import_rows_accounted_for",
            ),
            models.CheckConstraint(condition=Q(done__lte=models.F("rows")), name="import_done_within_rows"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} (import {self.pk})"


class ImportPiece(models.Model):
    """A piece of an uploaded file, kept until its import is undone or old enough."""

    table = models.ForeignKey(Import, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="import_piece_once")]

    def __str__(self) -> str:
        return f"piece {self.number}"


class ImportRow(models.Model):
    """One row of an imported table: its number in the file, its words, and what became of it.

    ``position`` is its place among the rows of all sheets; ``key`` its own number in the table where it has
    one; ``digest`` tells whether another row says the same, ``outcome`` whether it would make the same draft.
    ``weight`` orders problems first: 0 refused, 1 something is asked, 2 something is noted, 3 nothing.
    ``planned`` is the draft to be, empty once it is written. ``made`` where the meeting was made of this row.
    Of a row that corrects a meeting, ``changes`` are its changed cells as column, here and in the sheet, and
    ``correction`` the steps that make them.
    """

    table = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100, blank=True)
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=100, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    outcome = models.CharField(max_length=64, blank=True)
    fate = models.CharField(max_length=8, choices=ImportFate)
    weight = models.PositiveSmallIntegerField(default=3)
    problems = models.JSONField(default=list)
    cells = models.JSONField(default=dict)
    planned = models.JSONField(null=True)
    changes = models.JSONField(default=list)
    correction = models.JSONField(null=True)
    meeting = models.ForeignKey("Meeting", models.SET_NULL, null=True, related_name="import_rows")
    made = models.BooleanField(default=False)
    is_done = models.BooleanField(default=False)

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["table", "position"], name="import_row_once"),
            choices_constraint("fate", ImportFate, "import_row_fate"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(made=True, meeting__isnull=False),
                name="import_meeting_made_once",
            ),
        ]
        indexes = [
            models.Index(fields=["digest"], name="import_row_digest"),
            models.Index(fields=["table", "weight", "position"], name="import_row_weight"),
            models.Index(fields=["table", "position"], condition=Q(is_done=False), name="import_row_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, row {self.number}" if self.sheet else f"row {self.number}"

    @property
    def table_words(self) -> str:
        """The row with the table it stands in."""
        return f"{self} of “{self.table.file_name}” (import {self.table_id})"


class ImportDecision(Timestamped):
    """What words mean, as somebody decided: for the tables of one publisher, or of all where it is empty.

    ``kind`` is country, person, organisation, place or topic; ``value`` a code, a primary key, ``new``, or
    of a person ``as:`` and the fuller name under which a table names whom the words mean.
    """

    publisher = LineField(blank=True)
    kind = models.CharField(max_length=16)
    words = LineField()
    key = models.CharField(max_length=300)
    value = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(fields=["publisher", "kind", "key"], name="import_decision_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.words} = {self.value}"


class ImportProfile(Timestamped):
    """How the tables of a publisher are read: remembered under a name, in its JSON form."""

    name = LineField(max_length=100, unique=True)
    publisher = LineField(blank=True)
    form = models.JSONField(default=dict)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ImportedEntry(Timestamped):
    """An entry that an import made of words which matched none.

    Until somebody confirms it, no table is matched with it by its name, and no meeting that names it can be
    published. ``key`` is the words' key with the country; ``seen_at`` when the entry was last saved by the
    import, so that a later save tells that an editor worked on it.
    """

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=340)
    words = LineField()
    person = models.OneToOneField("Person", models.CASCADE, null=True, related_name="imported")
    organisation = models.OneToOneField("Organisation", models.CASCADE, null=True, related_name="imported")
    place = models.OneToOneField("Place", models.CASCADE, null=True, related_name="imported")
    appointment = models.OneToOneField("Appointment", models.CASCADE, null=True, related_name="imported")
    made_by = models.ForeignKey(Import, models.SET_NULL, null=True, related_name="entries")
    is_confirmed = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    objects = ImportedEntryQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "words", "pk"]
        verbose_name = "name that matches nobody"
        verbose_name_plural = "names that match nobody"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="imported_entry_once"),
            models.CheckConstraint(condition=exactly_one(MADE_OF_WORDS), name="imported_entry_of_one_thing"),
        ]

    @property
    def entry(self):
        """The person, organisation, place or appointment."""
        return getattr(self, self.kind)

    def __str__(self) -> str:
        return self.words
