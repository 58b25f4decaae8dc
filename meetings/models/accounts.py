"""What belongs to accounts beside Django's user: recovery codes, the brake on guessing, the audit list."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.base import choices_constraint
from meetings.models.fields import LineField
from meetings.querysets.accounts import AuditQuerySet
from meetings.vocabulary import AuditAct, ThrottleScope


class RecoveryCode(models.Model):
    """One code that stands in for the second factor once. Only its keyed hash is kept."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_unique")]

    def __str__(self) -> str:
        return f"{self.user_id}"


class Throttle(models.Model):
    """How often something was tried in vain of late, and until when it is not to be tried again.

    ``key`` is a keyed hash of the name of the account or of the network address: the table tells neither.
    """

    scope = models.CharField(max_length=8, choices=ThrottleScope)
    key = models.CharField(max_length=64)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "key"], name="throttle_unique"),
            choices_constraint("scope", ThrottleScope, "throttle_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.scope}/{self.key[:8]}"


class AuditEntry(models.Model):
    """A sign-in or a privileged act, written once and never changed.

    ``name`` is the account as it was called then, "" where the archive has none of the name that was typed;
    ``network`` the network it came from, less the part that tells one machine from its neighbours.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    who = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("account")
    )
    name = LineField(_("account"), max_length=150, blank=True)
    act = models.CharField(_("what"), max_length=24, choices=AuditAct)
    about = models.CharField(_("about"), max_length=300, blank=True)
    network = models.CharField(_("network"), max_length=50, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit list")
        constraints = [choices_constraint("act", AuditAct, "audit_act")]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.name or '-'}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("The audit list is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("The audit list is only added to.")
