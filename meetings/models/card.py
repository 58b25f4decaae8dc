"""The read side: what lists, facets and search read. All of it can be made anew from the editions."""

from django.db import models
from django.db.models import Q

from meetings.models.fields import PackedTextField
from meetings.packing import Dictionary
from meetings.querysets.card import CardQuerySet


class ArchiveState(models.Model):
    """One row: the version of the public archive and the last public number given to a meeting.

    ``version`` rises in the transaction of every change to what the public sees of meetings, and
    ``changed_at`` is when it last did. ``entries`` rises with every save of a row that a page of something
    else may show, public or not: it tells nothing, and whoever remembers a page remembers it for both
    numbers.
    """

    version = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    entries = models.PositiveBigIntegerField(default=0)
    last_public_id = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="archive_state_single")]

    def __str__(self) -> str:
        return f"version {self.version}"


class Card(models.Model):
    """A published meeting, ready for a list: compact JSON with linked names, dates and the sort key.

    ``key`` joins the day of ``listed_day`` and the public number into one integer that sorts newest first
    when read backwards; undated meetings have day zero. ``version`` is the archive's version that made
    the card. A withdrawn meeting leaves its card behind without data (``live`` false), so that a reader
    of versions learns of it.
    """

    meeting = models.OneToOneField("Meeting", models.CASCADE, primary_key=True, related_name="card")
    public_id = models.PositiveBigIntegerField(unique=True)
    key = models.PositiveBigIntegerField(unique=True, null=True)
    version = models.PositiveBigIntegerField(db_index=True)
    live = models.BooleanField(default=True)
    date_earliest = models.DateField(null=True)
    date_latest = models.DateField(null=True)
    date_start_latest = models.DateField(null=True)
    date_end_earliest = models.DateField(null=True)
    data = PackedTextField(dictionary=Dictionary.CARDS, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(live=True, key__isnull=False) | Q(live=False, key__isnull=True, data=""),
                name="card_live_has_key",
            )
        ]

    def __str__(self) -> str:
        return f"Card of meeting {self.public_id}"


class CardValue(models.Model):
    """That a card has a value of a facet: the posting from which selections and counts are made.

    ``facet`` is the number of a ``Facet``; ``value`` a primary key, the number of a choice, or a year. The
    rows have no key of their own: on SQLite they are stored in the order in which they are asked for.
    """

    pk = models.CompositePrimaryKey("facet", "value", "card")
    card = models.ForeignKey(Card, models.CASCADE, related_name="values")
    facet = models.PositiveSmallIntegerField()
    value = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.facet}={self.value}"


class CardText(models.Model):
    """The folded words of a published meeting, by its public number.

    The engines keep their own index over it: FTS5 on SQLite, a ``tsvector`` column on PostgreSQL. Public
    numbers follow one another, which makes for small indexes.
    """

    public_id = models.IntegerField(primary_key=True)
    words = PackedTextField(dictionary=Dictionary.WORDS)

    def __str__(self) -> str:
        return f"Words of meeting {self.public_id}"
