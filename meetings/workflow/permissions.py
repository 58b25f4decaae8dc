"""Who may do what: the three groups of the house, as a table.

docs/permissions.md says it in words; a test holds the two together. What depends on the state of a meeting is
the business of ``moves``.
"""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

_ROWS = ("participation", "meetingtext", "meetingsource", "statement", "othername", "identifier")
_REFERENCE = ("person", "organisation", "office", "appointment", "occasion", "place", "topic", "source")


def _each(verbs: str, *models: str) -> frozenset[str]:
    return frozenset(f"meetings.{verb}_{model}" for verb in verbs.split() for model in models)


EDITOR = (
    # Only drafts can be deleted, whoever asks: see ``admin``.
    _each("view add change delete", "meeting", *_ROWS)
    | _each("view add change", *_REFERENCE, "coverage")
    | _each("view change", "country")
    | _each("view add change", "countrysuccession")
    | _each("view", "minister", "edition", "changenote", "merge")
    | {"meetings.submit_meeting"}
)
REVIEWER = (
    EDITOR
    | _each("delete", *_REFERENCE, "coverage")
    | {"meetings.publish_meeting", "meetings.withdraw_meeting", "meetings.merge_meeting"}
)
ADMINISTRATOR = (
    REVIEWER
    | _each("add", "country")
    | _each("delete", "countrysuccession")
    | {"meetings.redact_meeting"}
    | {"auth.view_user", "auth.add_user", "auth.change_user", "auth.view_group", "meetings.view_auditentry"}
)

#: The groups by name, each with everything it may do.
GROUPS: dict[str, frozenset[str]] = {
    "editor": EDITOR,
    "reviewer": REVIEWER,
    "administrator": ADMINISTRATOR,
}


@transaction.atomic
def load_groups() -> None:
    """Make the groups and give them exactly the permissions of the table.

    May be run again at any time. These three are the archive's own; a house that wants other rules makes
    groups of other names. Raises ``LookupError`` where a permission does not exist, before a migration say.
    """
    wanted = sorted(ADMINISTRATOR)
    known = _permissions(wanted)
    if missing := set(wanted) - known.keys():
        raise LookupError(f"There is no permission {', '.join(sorted(missing))}.")
    for name, codes in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(known[code] for code in codes)


def _permissions(codes: list[str]) -> dict[str, Permission]:
    condition = Q()
    for code in codes:
        app, codename = code.split(".")
        condition |= Q(content_type__app_label=app, codename=codename)
    found = Permission.objects.filter(condition).select_related("content_type")
    return {f"{row.content_type.app_label}.{row.codename}": row for row in found}
