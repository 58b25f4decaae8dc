"""Signing in: name and password, then the second factor where it is asked for."""

from django.contrib import admin
from django.contrib.auth import login
from django.contrib.auth.signals import user_logged_out
from django.contrib.auth.views import LoginView, PasswordChangeView, RedirectURLMixin
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login as remember_device

from archive.visitors import address_of, network_of
from meetings.admin.accounts import pending
from meetings.forms.accounts import CodeForm, SignInForm
from meetings.vocabulary import AuditAct
from meetings.workflow import auditing, inviting, second_factor

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class BrakedView:
    """For views with a form that counts tries: it learns where they come from, and refuses with 429."""

    def get_form(self, form_class=None):
        """The form, with the address of the visitor."""
        form = super().get_form(form_class)
        form.address, form.network = address_of(self.request), network_of(self.request)
        return form

    def form_invalid(self, form):
        """The page again; 429 where the visitor has to wait."""
        answer = super().form_invalid(form)
        if form.waits is not None:
            answer.status_code = 429
            answer.headers["Retry-After"] = str(int(form.waits.total_seconds()) + 1)
        return answer


class DeskPage:
    """For class-based views: what every page of the desk shows."""

    title = ""

    def get_context_data(self, **kwargs):
        """With the names of the desk, and without its navigation for those who are not in."""
        self.request.current_app = admin.site.name
        context = admin.site.each_context(self.request)
        return super().get_context_data(**{**context, "title": self.title, **kwargs})


@transaction.atomic
def let_in(request, user, device, act: AuditAct) -> str:
    """Sign ``user`` in, under a new session key; returns where they wanted to go."""
    following = pending.finish(request)
    login(request, user, backend=_BACKEND)
    if device is not None:
        remember_device(request, device)
    auditing.note(act, by=user, network=network_of(request))
    return following or reverse("admin:index")


class SignIn(BrakedView, DeskPage, LoginView):
    """The first step: name and password."""

    template_name = "admin/login.html"
    authentication_form = SignInForm
    next_page = reverse_lazy("admin:index")
    title = _("Log in")

    def get(self, request, *args, **kwargs):
        """The form; who is in already goes on."""
        if admin.site.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        """As Django's template of the desk wants it."""
        said = {"app_path": self.request.get_full_path(), "subtitle": None}
        said["username"] = self.request.user.get_username()
        return super().get_context_data(**said, **kwargs)

    def form_valid(self, form):
        """Let in whose password is enough; others go on to the second step."""
        user, following = form.get_user(), self.get_success_url()
        if not second_factor.is_asked_of(user):
            let_in(self.request, user, None, AuditAct.SIGNED_IN)
            return HttpResponseRedirect(following)
        pending.remember(self.request, user, following)
        has_one = second_factor.device_of(user) is not None
        return HttpResponseRedirect(reverse("desk-code" if has_one else "desk-second-factor"))


@method_decorator([sensitive_post_parameters("code"), never_cache], name="dispatch")
class Code(BrakedView, DeskPage, RedirectURLMixin, FormView):
    """The second step: a code of the app, or a recovery code."""

    template_name = "admin/accounts/code.html"
    form_class = CodeForm
    title = _("Second step")

    def dispatch(self, request, *args, **kwargs):
        """For who gave the right password a moment ago."""
        self.user = pending.user_of(request)
        if self.user is None:
            return HttpResponseRedirect(reverse("admin:login"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """With whose code it is."""
        return {**super().get_form_kwargs(), "user": self.user}

    def form_valid(self, form):
        """Let in."""
        device, act = form.checked
        return HttpResponseRedirect(let_in(self.request, self.user, device, act))


class ChangePassword(DeskPage, PasswordChangeView):
    """Django's, for members of the desk, with an entry in the audit list. All other sessions end."""

    template_name = "registration/password_change_form.html"
    success_url = reverse_lazy("admin:password_change_done")
    title = _("Password change")

    @transaction.atomic
    def form_valid(self, form):
        """Change it."""
        answer = super().form_valid(form)
        inviting.password_was_set(form.user, network=network_of(self.request))
        return answer


@receiver(user_logged_out, dispatch_uid="audit-signed-out")
def _note_signing_out(sender, request, user, **kwargs):
    if user is not None:
        auditing.note(AuditAct.SIGNED_OUT, by=user, network=network_of(request))
