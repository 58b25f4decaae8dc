"""Unfinished forms: what an editor typed is kept while it is typed, and given back after whatever happens.

A form is kept as a browser sends it, so that what is given back is what was typed, errors included. Nothing
here reads or writes the record itself.
"""

import datetime
import uuid

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import UnfinishedForm

#: The field of a page's own key.
KEY = "_form_key"
#: Of one editor. Nothing is thrown away to make room: who has more is told to finish or discard some.
MOST_FORMS = 30
#: Of one form; a press item of 100,000 characters, its statements and texts fit several times over.
MOST_CHARACTERS = 1_000_000
#: What is no part of a form's text.
_PASSED_OVER = ("csrfmiddlewaretoken",)


class NotKept(Exception):
    """An unfinished form was refused; the text is the reason, for the editor."""


def key_of(data) -> uuid.UUID | None:
    """The key of the page that sent ``data``; ``None`` where it sent none that can be read."""
    try:
        return uuid.UUID(data.get(KEY, ""))
    except ValueError:
        return None


@transaction.atomic
def keep(user, table: str, object_id: str, data: QueryDict) -> UnfinishedForm:
    """Keep what a page sent in place of what the same page sent before. Raises ``NotKept``."""
    key = key_of(data)
    if key is None:
        raise NotKept(_("The page has no key of its own; open it again."))
    fields = {
        name: [value.replace("\x00", "") for value in values]
        for name, values in data.lists()
        if name not in _PASSED_OVER
    }
    if sum(len(name) + sum(map(len, values)) for name, values in fields.items()) > MOST_CHARACTERS:
        raise NotKept(_("This is too long to be kept before it is saved."))
    of_user = UnfinishedForm.objects.filter(user=user)
    if of_user.exclude(key=key).count() >= MOST_FORMS:
        raise NotKept(
            _("You have %(number)d unfinished forms: finish or discard some on the front page.")
            % {"number": MOST_FORMS}
        )
    kept, _created = UnfinishedForm.objects.update_or_create(
        user=user,
        key=key,
        defaults={"table": table, "object_id": object_id, "data": fields, "saved_at": timezone.now()},
    )
    return kept


def finish(user, data) -> None:
    """Forget what was kept of the page that sent ``data``, which is saved now."""
    key = key_of(data)
    if key is not None:
        UnfinishedForm.objects.filter(user=user, key=key).delete()


def sent(kept: UnfinishedForm, *, as_new: bool = False) -> QueryDict:
    """The form as a browser sends it; ``as_new`` where the row itself is gone: all of it as new rows."""
    stored = ("-id", "-" + kept.table.partition(".")[2])
    data = QueryDict(mutable=True)
    for name, values in kept.data.items():
        if as_new and name.endswith("-INITIAL_FORMS"):
            values = ["0"]
        if not (as_new and name.endswith(stored)):
            data.setlist(name, values)
    return data


def moment_of(kept: UnfinishedForm) -> str:
    """When a form was last kept, in UTC, for a sentence."""
    return kept.saved_at.astimezone(datetime.UTC).strftime("%-d %B %Y, %H:%M UTC")
