"""What the editors' undo keeps of each table.

Undo gives back what editors write. Where a record stands with the public is moved by the verbs of the
workflow alone, so the columns of ``UNTOUCHED`` are kept out of every version and survive every revert.
"""

import reversion

from meetings import models

#: What no revert of a meeting may bring back.
UNTOUCHED = (
    "public_id",
    "state",
    "publish_at",
    "publish_by",
    "schedule_refusal",
    "review_comment",
    "changed_by",
    "published_at",
    "withdrawn_reason",
    "merged_into",
    "has_unpublished_changes",
    "created_by",
    "submitted_by",
    "submitted_at",
    "lock_version",
)

#: Nor of other entries: merges are taken back by ``workflow.parting``.
MERGED = ("merged_into",)

for row in (
    models.Participation,
    models.MeetingText,
    models.MeetingSource,
    models.Statement,
    models.OtherName,
    models.Identifier,
    models.CountrySuccession,
    models.Appointment,
    models.Coverage,
):
    reversion.register(row)
reversion.register(models.Source, exclude=MERGED)
reversion.register(
    models.Meeting, exclude=UNTOUCHED, follow=("texts", "participations", "reports", "statements")
)
# The offices of a person are no part of the person's versions: a revert would delete later ones, and
# participants would silently lose the offices they spoke for.
for identified in (models.Person, models.Organisation, models.Country):
    reversion.register(identified, exclude=MERGED, follow=("other_names", "identifiers"))
reversion.register(models.Office, follow=("other_names",))
for named in (models.Occasion, models.Place, models.Topic):
    reversion.register(named, exclude=MERGED, follow=("other_names",))
