"""Documents that report meetings, and what each of them says."""

import hashlib
import secrets

from django.db import models
from django.db.models import F, Q

from meetings import dates, names
from meetings.models.base import Timestamped, choices_constraint, merged_into_field
from meetings.models.fields import EdtfField, LineField, ProseField, WebAddressField
from meetings.querysets.source import SourceQuerySet
from meetings.vocabulary import SINGLE_VALUED, Property, Rank, SourceKind


def new_source_id() -> str:
    """A public identifier that tells nothing about how many sources there are."""
    return secrets.token_hex(5)


def reading_of(property: str, value: str, value_as_printed: str) -> str:  # noqa: A002 - the word of the domain
    """What a statement says, in a form in which the same is equal; empty where it only quotes."""
    said = value or value_as_printed
    return said if property == Property.DATE else names.fold(said)


class Source(Timestamped):
    """A document that reports a meeting: press release, readout, news item, post, letter.

    ``text`` is a snapshot for editors only: the public sees the quoted words, ``sha256`` and the link.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_source_id, editable=False)
    kind = models.CharField(max_length=16, choices=SourceKind, default=SourceKind.NEWS)
    publisher = models.ForeignKey(
        "Organisation", models.PROTECT, null=True, blank=True, related_name="published_sources"
    )
    title = LineField(max_length=500)
    url = WebAddressField()
    published = EdtfField()
    accessed_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    attribution = LineField(blank=True)
    archive_url = WebAddressField()
    text = ProseField(blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    merged_into = merged_into_field()

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "title"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="source_title_not_empty"),
            models.UniqueConstraint(fields=["url"], condition=~Q(url=""), name="source_url_unique"),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="source_not_merged_into_itself"),
            choices_constraint("kind", SourceKind, "source_kind"),
        ]

    def normalise(self) -> None:
        super().normalise()
        self.text = Source._meta.get_field("text").to_python(self.text)
        if self.text:
            self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()

    def __str__(self) -> str:
        return self.title


class Statement(Timestamped):
    """What one source says about one property of one meeting, with the exact words that say it.

    ``value`` is the archive's reading (EDTF for a date), ``value_as_printed`` the source's own words.
    Statements with the same ``reading_key`` say the same.
    ``start`` and ``end`` count Unicode code points into the snapshot; both are empty where there is none.
    Two statements that differ are a disagreement: both stay, and ``rank`` with ``reason`` says which is kept.
    """

    meeting = models.ForeignKey("Meeting", models.CASCADE, related_name="statements")
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements")
    property = models.CharField(max_length=12, choices=Property)
    participation = models.ForeignKey(
        "Participation", models.CASCADE, null=True, blank=True, related_name="statements"
    )
    value = ProseField(blank=True)
    value_as_printed = ProseField(blank=True)
    quote = ProseField(blank=True)
    prefix = ProseField(blank=True)
    suffix = ProseField(blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    speaker = LineField(blank=True)
    rank = models.CharField(max_length=12, choices=Rank, default=Rank.NORMAL)
    reason = ProseField(blank=True)
    reading_key = models.CharField(max_length=32, blank=True, default="", editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, start__lt=F("end")),
                name="statement_span",
            ),
            models.CheckConstraint(
                condition=~Q(value="", value_as_printed="", quote=""), name="statement_says_something"
            ),
            choices_constraint("property", Property, "statement_property"),
            choices_constraint("rank", Rank, "statement_rank"),
            models.UniqueConstraint(
                fields=["meeting", "property"],
                condition=Q(rank=Rank.PREFERRED, participation__isnull=True, property__in=SINGLE_VALUED),
                name="statement_one_preferred",
            ),
            models.UniqueConstraint(
                fields=["meeting", "property", "participation"],
                condition=Q(rank=Rank.PREFERRED, participation__isnull=False, property__in=SINGLE_VALUED),
                name="statement_one_preferred_of_participation",
            ),
        ]

    def normalise(self) -> None:
        super().normalise()
        said = reading_of(self.property, self.value, self.value_as_printed)
        self.reading_key = hashlib.blake2b(said.encode(), digest_size=16).hexdigest() if said else ""

    def says(self) -> str:
        """What it says, a date in words; "" where it only quotes."""
        if self.property == Property.DATE and self.value:
            try:
                return dates.words(dates.parse(self.value))
            except dates.DateError:
                pass  # It is said as it stands: nothing else can be said of it.
        return self.value or self.value_as_printed

    def __str__(self) -> str:
        return f"{self.get_property_display()}: {self.says() or self.quote}"
