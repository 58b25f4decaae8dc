"""Forms of signing in: every refusal says the same, whatever was wrong."""

import datetime

from django import forms
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth import get_user_model
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.vocabulary import AuditAct, ThrottleScope
from meetings.workflow import auditing, second_factor, throttling


def refuse_for(wait: datetime.timedelta) -> ValidationError:
    """That somebody has to wait, and about how long."""
    minutes = -(-int(wait.total_seconds()) // 60) or 1
    said = ngettext(
        "Too many attempts. Try again in about %(number)d minute.",
        "Too many attempts. Try again in about %(number)d minutes.",
        minutes,
    )
    return ValidationError(said % {"number": minutes}, code="throttled")


class Braked:
    """For forms that check a secret: one try counts before it is made, and is taken back if it succeeds.

    The view sets ``address`` and ``network``; ``waits`` tells it how long the visitor has to wait.
    """

    address = network = ""
    waits: datetime.timedelta | None = None

    def attempt(self, tried: throttling.Tried, check, *, name: str):
        """What ``check`` gives. Raises ``ValidationError`` where it does, and where it is too early."""
        turn = throttling.take_turn(tried)
        if turn.wait:
            self.waits = turn.wait
            raise refuse_for(turn.wait)
        try:
            found = check()
        except ValidationError:
            act = AuditAct.LOCKED_OUT if turn.locks else AuditAct.SIGN_IN_FAILED
            auditing.note(act, name=name, network=self.network)
            raise
        throttling.forgive(tried)
        return found


class SignInForm(Braked, AdminAuthenticationForm):
    """Name and password."""

    def clean(self):
        """Check both, unless there were too many tries."""
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password"):
            return super().clean()
        tried = {ThrottleScope.ACCOUNT: name, ThrottleScope.ADDRESS: self.address}
        return self.attempt(tried, super().clean, name=_known(name))


def _known(name: str) -> str:
    """``name`` where it is that of an account: what else is typed there may be a password."""
    return name if get_user_model()._default_manager.filter(username=name).exists() else ""


class PasswordAgainForm(Braked, forms.Form):
    """The password of who is signed in, before something that would outlast a borrowed session."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password", "autofocus": True}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Check it, unless there were too many tries."""
        found = super().clean()
        if password := found.get("password"):
            name = self.user.get_username()
            tried = {ThrottleScope.ACCOUNT: name, ThrottleScope.ADDRESS: self.address}
            self.attempt(tried, lambda: self._check(password), name=name)
        return found

    def _check(self, password: str) -> None:
        if not self.user.check_password(password):
            raise ValidationError(_("This is not your password."), code="wrong")


class CodeForm(Braked, forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "one-time-code", "autofocus": True, "spellcheck": "false"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Check the code; ``device`` and ``act`` then say what it was."""
        found = super().clean()
        if code := found.get("code"):
            tried = {ThrottleScope.CODE: str(self.user.pk), ThrottleScope.ADDRESS: self.address}
            self.checked = self.attempt(tried, lambda: self.check(code), name=self.user.get_username())
        return found

    def check(self, code: str):
        """What the second factor makes of ``code``. Raises ``ValidationError``."""
        return self.sound(second_factor.check(self.user, code))

    @staticmethod
    def sound(found):
        """``found``, unless it is nothing."""
        if found is None:
            raise ValidationError(
                _("This code is not right, or was used already. Wait for the next one."), code="wrong"
            )
        return found


class SetUpForm(CodeForm):
    """The first code of a new app."""

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def check(self, code: str):
        """The app and new recovery codes."""
        return self.sound(second_factor.set_up(self.user, self.key, code, network=self.network))


class AccountForm(UserChangeForm):
    """An account, without anything about its password."""

    password = None


class InviteForm(forms.ModelForm):
    """A new account: no password, which its owner sets."""

    class Meta:
        model = get_user_model()
        fields = ("username", "first_name", "last_name", "email", "groups")

    groups = forms.ModelMultipleChoiceField(
        Group.objects.order_by("name"), label=gettext_lazy("Groups"), widget=forms.CheckboxSelectMultiple
    )

    def clean_username(self):
        """No two names that differ in case only."""
        name = self.cleaned_data["username"]
        if get_user_model()._default_manager.filter(username__iexact=name).exists():
            raise ValidationError(_("There is an account of this name already."), code="unique")
        return name

    def save(self, commit=True):
        """A member of the desk without a password."""
        self.instance.is_staff = True
        self.instance.set_unusable_password()
        return super().save(commit)
