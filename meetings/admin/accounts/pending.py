"""Between password and second factor: whose turn it is, kept in the session without being signed in.

Nobody counts as signed in before both are proved, so that no page has to ask which of the two was.
"""

import time

from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

_KEY = "desk_pending"
#: The seconds within which the second step has to follow.
LASTS = 10 * 60


def remember(request: HttpRequest, user, following: str) -> None:
    """Keep who gave the right password, and where they wanted to go; under a new session key."""
    request.session.cycle_key()
    request.session[_KEY] = {
        "user": user.pk,
        "password": user.get_session_auth_hash(),
        "at": int(time.time()),
        "next": following,
    }


def user_of(request: HttpRequest):
    """Who gave the right password a moment ago and may still go on; ``None`` for anybody else."""
    kept = request.session.get(_KEY)
    if not kept or not 0 <= time.time() - kept["at"] <= LASTS:
        return None
    user = get_user_model()._default_manager.filter(pk=kept["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(kept["password"], user.get_session_auth_hash()):
        return None
    return user


def finish(request: HttpRequest) -> str:
    """Forget the first step; returns where the user wanted to go."""
    return request.session.pop(_KEY, {}).get("next", "")
