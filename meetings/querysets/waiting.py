"""Reads of what waits on the editors' desk. Each is a queue: one name for its number and for its list."""

from django.apps import apps
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from meetings.vocabulary import SINGLE_VALUED, PublicationState, Rank

DRAFT, SUBMITTED = PublicationState.DRAFT, PublicationState.SUBMITTED


class WaitingQuerySet(QuerySet):
    """Meetings that somebody has to do something about."""

    def drafts(self):
        """Begun, and not sent back by a reviewer."""
        return self.filter(state=DRAFT, review_comment="").not_put_away()

    def returned(self):
        """Drafts that a reviewer sent back with a comment."""
        return self.filter(state=DRAFT).exclude(review_comment="").not_put_away()

    def not_put_away(self):
        """Without the drafts that were merged into another record."""
        return self.exclude(state=DRAFT, merged_into__isnull=False)

    def submitted(self):
        """Waiting for a reviewer."""
        return self.filter(state=SUBMITTED, publish_at__isnull=True)

    def scheduled(self):
        """Waiting for their minute."""
        return self.filter(state=SUBMITTED, publish_at__isnull=False, schedule_refusal="")

    def held_back(self):
        """Planned for a moment that has passed, and refused then."""
        return self.filter(state=SUBMITTED, publish_at__isnull=False).exclude(schedule_refusal="")

    def due(self, at):
        """Scheduled for ``at`` or before, the earliest first."""
        return self.scheduled().filter(publish_at__lte=at).order_by("publish_at", "pk")

    def changed(self):
        """Published, with changes that the public does not read yet."""
        return self.filter(state=PublicationState.PUBLISHED, has_unpublished_changes=True)

    def disagreeing(self):
        """With sources that give different values for something that has one, and none preferred."""
        statements = apps.get_model("meetings", "Statement").objects
        undecided = (
            statements.filter(property__in=SINGLE_VALUED)
            .exclude(reading_key="")
            .order_by()
            .values("meeting", "property", "participation")
            .annotate(
                readings=Count("reading_key", distinct=True),
                preferred=Count("pk", filter=Q(rank=Rank.PREFERRED)),
            )
            .filter(readings__gt=1, preferred=0)
        )
        return self._open().filter(pk__in=undecided.values("meeting"))

    def naming_nobody(self):
        """With a name as printed behind which no person stands, or one of an import that nobody confirmed."""
        named = apps.get_model("meetings", "Participation").objects.filter(meeting=OuterRef("pk"))
        unmatched = named.filter(person__isnull=True).exclude(name_as_printed="")
        unconfirmed = named.filter(person__imported__is_confirmed=False)
        return self._open().filter(Exists(unmatched) | Exists(unconfirmed))

    def unchecked(self):
        """In a time for which some publisher that reports them has not been checked."""
        checked = apps.get_model("meetings", "Coverage").objects.filter(
            publisher=OuterRef("source__publisher"),
            period_earliest__lte=OuterRef("meeting__date_earliest"),
            period_latest__gte=OuterRef("meeting__date_latest"),
        )
        reports = apps.get_model("meetings", "MeetingSource").objects.filter(
            ~Exists(checked), meeting=OuterRef("pk"), source__publisher__isnull=False
        )
        return self._open().filter(Exists(reports), date_latest__isnull=False)

    def of_editor(self, user):
        """That ``user`` entered, submitted or changed last."""
        return self.filter(Q(created_by=user) | Q(submitted_by=user) | Q(changed_by=user))

    def _open(self):
        return self.exclude(state=PublicationState.WITHDRAWN).not_put_away()
