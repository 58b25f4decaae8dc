"""The audit list: sign-ins and privileged acts, each written in the transaction of what it tells of."""

import datetime

from django.utils import timezone

from meetings.models import AuditEntry
from meetings.vocabulary import AuditAct

_LONGEST = AuditEntry._meta.get_field("about").max_length


def note(
    act: AuditAct,
    *,
    by=None,
    name: str = "",
    about: str = "",
    network: str = "",
    at: datetime.datetime | None = None,
) -> AuditEntry:
    """Add an entry; ``by`` is the account that acts, ``name`` the one meant where nobody is signed in."""
    return AuditEntry.objects.create(
        at=at or timezone.now(),
        who=by,
        name=name or (by.get_username() if by is not None else ""),
        act=act,
        about=about[:_LONGEST],
        network=network,
    )
