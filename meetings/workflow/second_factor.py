"""The second factor of an account: an app that shows codes (TOTP, RFC 6238), and recovery codes.

A code of the app is good once; so is a recovery code, of which only a keyed hash is kept.
"""

import re
import secrets

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_totp.models import TOTPDevice

from meetings.models import RecoveryCode
from meetings.vocabulary import AuditAct
from meetings.workflow import auditing

CODES_AT_ONCE = 10
#: Without letters and digits that are taken for each other; 50 bits a code.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_CODE_LENGTH = 10


def device_of(user) -> TOTPDevice | None:
    """The app that an account has proved to have."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def is_asked_of(user) -> bool:
    """Whether the password alone does not sign ``user`` in: by the setting, or since there is an app."""
    return settings.ARCHIVE_SECOND_FACTOR or device_of(user) is not None


def proposed(user, key: str) -> TOTPDevice:
    """An app that shows the codes of ``key``, not stored yet."""
    return TOTPDevice(user=user, name="app", key=key, confirmed=True)


@transaction.atomic
def set_up(user, key: str, code: str, *, network: str = "") -> tuple[TOTPDevice, list[str]] | None:
    """Take the app of ``key`` in the place of any other, once ``code`` proves that the user has it.

    Returns it with new recovery codes, which nobody can see again; ``None`` where the code is wrong.
    """
    device = proposed(user, key)
    if not _is_code_of_app(code):
        return None
    TOTPDevice.objects.select_for_update().filter(user=user).delete()
    device.save()
    if not device.verify_token(_plain(code)):
        transaction.set_rollback(True)
        return None
    auditing.note(AuditAct.SECOND_FACTOR_SET, by=user, network=network)
    return device, _new_codes(user)


@transaction.atomic
def check(user, code: str) -> tuple[TOTPDevice, AuditAct] | None:
    """The app of ``user`` where ``code`` is fresh and its own, or an unused recovery code; and which."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).order_by("pk").first()
    if device is None:
        return None
    if _is_code_of_app(code):
        return (device, AuditAct.SIGNED_IN) if device.verify_token(_plain(code)) else None
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(user, code), used_at=None)
    return (device, AuditAct.RECOVERY_CODE_USED) if unused.update(used_at=timezone.now()) else None


@transaction.atomic
def renew_codes(user, *, network: str = "") -> list[str]:
    """New recovery codes in the place of all earlier ones."""
    auditing.note(AuditAct.RECOVERY_CODES_MADE, by=user, network=network)
    return _new_codes(user)


@transaction.atomic
def remove(user, *, by=None, network: str = "") -> bool:
    """Take app and recovery codes away, to be set up anew at the next sign-in; whether there were any."""
    deleted, _ = TOTPDevice.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()
    if deleted:
        auditing.note(
            AuditAct.SECOND_FACTOR_REMOVED,
            by=by,
            name="" if by else "the archive's operator",
            about=user.get_username(),
            network=network,
        )
    return bool(deleted)


def codes_left(user) -> int:
    """How many recovery codes were not used yet."""
    return RecoveryCode.objects.filter(user=user, used_at=None).count()


def _new_codes(user) -> list[str]:
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_CODE_LENGTH)) for _ in range(CODES_AT_ONCE)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _plain(code: str) -> str:
    return re.sub(r"[\s-]", "", code[:100]).lower()


def _is_code_of_app(code: str) -> bool:
    return re.fullmatch("[0-9]{6}", _plain(code)) is not None


def _digest(user, code: str) -> str:
    # Keyed with the archive's secret: the table alone does not even allow to try codes out. 50 random bits
    # need no slow hash.
    return salted_hmac("meetings.recovery", f"{user.pk}:{_plain(code)}", algorithm="sha256").hexdigest()
