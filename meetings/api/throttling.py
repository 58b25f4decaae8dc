"""How much one address, or the holder of one key, may ask in a minute.

Counted in windows of a minute in Django's cache, one short entry for each who asks: with a cache that all
workers share the bound holds for all of them, with ``locmem://`` for each by itself. An address is kept as a
keyed hash and for no longer than its window.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from archive.visitors import address_of
from meetings.api.problems import Problem

WINDOW = 60


@dataclass(frozen=True)
class Quota:
    """What one who asks has left: the policy, its limit, what remains and the seconds until it is new."""

    policy: str
    limit: int
    remaining: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """The fields of draft-ietf-httpapi-ratelimit-headers."""
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.limit};w={WINDOW}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.seconds}',
        }


def take(request: HttpRequest) -> Quota:
    """Count a request and give what is left. Raises ``Problem``: 401 for an unknown key, 429 for too many."""
    holder = _holder(request)
    policy = "address" if holder is None else "key"
    limit = settings.ARCHIVE_API_RATE if holder is None else settings.ARCHIVE_API_KEY_RATE
    now = time.time()
    window, passed = divmod(now, WINDOW)
    seconds = max(int(WINDOW - passed), 1)
    counted = _count(f"api:{policy}:{_hidden(holder or address_of(request))}:{int(window)}")
    quota = Quota(policy, limit, max(limit - counted, 0), seconds)
    if counted > limit:
        raise Problem(
            429,
            f"More than {limit} requests a minute; ask again in {seconds} seconds.",
            headers={"Retry-After": str(seconds), **quota.headers()},
        )
    return quota


def _count(key: str) -> int:
    if cache.add(key, 1, timeout=2 * WINDOW):
        return 1
    try:
        return cache.incr(key)
    except ValueError:
        # Forgotten between the two calls, as a full cache does.
        cache.set(key, 1, timeout=2 * WINDOW)
        return 1


def _hidden(who: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), who.encode(), hashlib.sha256).hexdigest()[:24]


def _holder(request: HttpRequest) -> str | None:
    """The name of whose key the request carries, ``None`` without one. Raises ``Problem``."""
    given = request.headers.get("authorization")
    if given is None:
        return None
    scheme, _, key = given.partition(" ")
    if scheme.lower() == "bearer":
        digest = hashlib.sha256(key.strip().encode()).hexdigest()
        for name, known in settings.ARCHIVE_API_KEYS.items():
            if hmac.compare_digest(digest, known):
                return f"key {name}"
    raise Problem(
        401,
        "This key is not known. Without one the interface answers too, at the rate of an address.",
        headers={"WWW-Authenticate": 'Bearer realm="api", error="invalid_token"'},
    )
