"""The brake on guessing: what was tried in vain has to wait, longer each time.

A try is counted before it is made and taken back where it succeeds, so that tries side by side gain nothing.
While somebody has to wait, right answers are refused like wrong ones, and refusals are not counted: nobody
can prolong the wait of another.
"""

import datetime
import unicodedata
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from meetings.models import Throttle
from meetings.vocabulary import ThrottleScope


@dataclass(frozen=True)
class Brake:
    """After ``free`` tries in vain the next has to wait ``first`` seconds, then twice as long each time."""

    free: int
    first: int = 15
    most: int = 3600

    def wait(self, failures: int) -> datetime.timedelta:
        """How long to wait after so many tries in vain."""
        if failures < self.free:
            return datetime.timedelta()
        doubled = min(failures - self.free, 20)
        return datetime.timedelta(seconds=min(self.first * 2**doubled, self.most))


#: Many editors may share an address; an account is one person's.
BRAKES = {
    ThrottleScope.ACCOUNT: Brake(free=5),
    ThrottleScope.ADDRESS: Brake(free=30),
    ThrottleScope.CODE: Brake(free=5),
}
#: After this long without a try, all is forgotten and the rows are deleted.
FORGOTTEN_AFTER = datetime.timedelta(days=1)

Tried = dict[ThrottleScope, str]


@dataclass(frozen=True)
class Turn:
    """Whether one may try now: ``wait`` is how long not, ``locks`` that this try is the last for a while."""

    wait: datetime.timedelta = datetime.timedelta()
    locks: bool = False


@transaction.atomic
def take_turn(tried: Tried, *, at: datetime.datetime | None = None) -> Turn:
    """Count a try, as if in vain, by everything in ``tried``; or say how long it has to wait."""
    at = at or timezone.now()
    Throttle.objects.filter(last_at__lt=at - FORGOTTEN_AFTER).delete()
    rows = [_locked(scope, value, at) for scope, value in sorted(tried.items()) if value]
    waits = [row.locked_until - at for row in rows if row.locked_until and row.locked_until > at]
    if waits:
        return Turn(wait=max(waits))
    locks = False
    for row in rows:
        row.failures += 1
        row.last_at = at
        wait = BRAKES[ThrottleScope(row.scope)].wait(row.failures)
        row.locked_until = at + wait if wait else None
        locks = locks or bool(wait)
        row.save()
    return Turn(locks=locks)


@transaction.atomic
def forgive(tried: Tried) -> None:
    """Take a try back that succeeded.

    The account or code starts anew. The address only gets its one try back: whoever has an account of their
    own must not be able to guess at others for ever.
    """
    for scope, value in tried.items():
        found = Throttle.objects.filter(scope=scope, key=_key(scope, value))
        if scope == ThrottleScope.ADDRESS:
            found.filter(failures__gt=0).update(failures=F("failures") - 1, locked_until=None)
        else:
            found.delete()


def _locked(scope: str, value: str, at: datetime.datetime) -> Throttle:
    key = _key(scope, value)
    Throttle.objects.get_or_create(scope=scope, key=key, defaults={"last_at": at})
    return Throttle.objects.select_for_update().get(scope=scope, key=key)


def _key(scope: str, value: str) -> str:
    plain = unicodedata.normalize("NFKC", value).casefold()
    return salted_hmac("meetings.throttle", f"{scope}:{plain}", algorithm="sha256").hexdigest()
