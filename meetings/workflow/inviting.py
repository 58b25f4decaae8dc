"""Accounts without shared passwords: a link with which somebody sets the password that only they know.

The link is signed, works once and until ``PASSWORD_RESET_TIMEOUT``. It is made of what the account looks like
now: setting a password, signing in or making another link ends it.
"""

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from meetings.vocabulary import AuditAct, ThrottleScope
from meetings.workflow import auditing, throttling


class InvitationTokens(PasswordResetTokenGenerator):
    """Django's tokens of ``PASSWORD_RESET_TIMEOUT``, of no use for anything but an invitation."""

    key_salt = "meetings.workflow.inviting"

    def _make_hash_value(self, user, timestamp):
        return f"{super()._make_hash_value(user, timestamp)}{user.is_active}"


tokens = InvitationTokens()


@transaction.atomic
def invite(user, *, by, network: str = "") -> tuple[str, str]:
    """End the present password of ``user`` with all sessions and links, and make a link's two parts."""
    # A new unusable password is random, so that earlier links go with it.
    user.set_unusable_password()
    user.save(update_fields=["password"])
    auditing.note(AuditAct.INVITED, by=by, about=user.get_username(), network=network)
    return urlsafe_base64_encode(force_bytes(user.pk)), tokens.make_token(user)


@transaction.atomic
def password_was_set(user, *, network: str = "") -> None:
    """Note that somebody set their password; whoever guessed at the account has to begin again."""
    throttling.forgive({ThrottleScope.ACCOUNT: user.get_username()})
    auditing.note(AuditAct.PASSWORD_SET, by=user, network=network)
