"""Deleting what was never public: the last version stays, so that it can be recovered."""

import reversion
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from reversion.models import Version

from meetings.models import Deletion, Meeting
from meetings.workflow.moves import Refused


def delete(row, *, by=None) -> Deletion | None:
    """Delete an entry with its parts, and note its last version; ``None`` where it was gone already.

    Raises ``Refused`` where it is a meeting that was public once, and as ``Model.delete`` does where others
    refer to it.
    """
    with transaction.atomic():
        locked = type(row)._base_manager.select_for_update().filter(pk=row.pk).first()
        if locked is None:
            return None
        of_meeting = {}
        if isinstance(locked, Meeting):
            if locked.public_id is not None:
                raise Refused([_("What was public once is withdrawn, never deleted.")])
            if locked.merged_into_id is not None:
                raise Refused([_("It was merged into another meeting: take the merge back first.")])
            of_meeting = {name: getattr(locked, name) for name in ("submitted_by_id", "lock_version")} | {
                "entered_by_id": locked.created_by_id
            }
        with reversion.create_revision():
            reversion.set_user(by)
            reversion.set_comment(_("Deleted"))
            reversion.add_to_revision(locked)
        found = Deletion.objects.create(
            table=locked._meta.label_lower,
            object_id=locked.pk,
            name=str(locked)[:500],
            version=Version.objects.get_for_object(locked).order_by("-pk").first(),
            deleted_at=timezone.now(),
            deleted_by=by,
            **of_meeting,
        )
        locked.delete()
    return found
