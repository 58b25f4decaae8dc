"""Setting up the second factor, and new recovery codes."""

import io

import qrcode
from django.contrib import admin
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView
from django_otp import login as remember_device
from django_otp.plugins.otp_totp.models import default_key
from qrcode.image.svg import SvgPathFillImage

from archive.visitors import network_of
from meetings.admin.accounts import pending
from meetings.admin.accounts.signing_in import BrakedView, DeskPage, let_in
from meetings.forms.accounts import PasswordAgainForm, SetUpForm
from meetings.vocabulary import AuditAct
from meetings.workflow import second_factor

_KEY = "desk_new_key"


def _who(request):
    """Who may set up an app: a member of the desk, or who gave the right password and has none yet."""
    if admin.site.has_permission(request):
        return request.user
    user = pending.user_of(request)
    return None if user is None or second_factor.device_of(user) else user


@method_decorator([sensitive_post_parameters("code"), never_cache], name="dispatch")
class SetUp(BrakedView, DeskPage, FormView):
    """The key as a picture and in letters, and a field for the first code."""

    template_name = "admin/accounts/set_up.html"
    form_class = SetUpForm
    title = _("Second factor")

    def dispatch(self, request, *args, **kwargs):
        """For members, and for those on their way in."""
        self.user = _who(request)
        if self.user is None:
            return HttpResponseRedirect(reverse("admin:login"))
        if request.method == "GET" or _KEY not in request.session:
            request.session[_KEY] = default_key()
        self.key = request.session[_KEY]
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """With whose key it is."""
        return {**super().get_form_kwargs(), "user": self.user, "key": self.key}

    def get_context_data(self, **kwargs):
        """With the key in letters, for apps on the same device."""
        device = second_factor.proposed(self.user, self.key)
        said = {
            "letters": _in_groups(device.config_url.split("secret=")[1].split("&")[0]),
            "app_address": device.config_url,
            "has_one": second_factor.device_of(self.user) is not None,
            "codes_left": second_factor.codes_left(self.user),
        }
        return super().get_context_data(**said, **kwargs)

    def form_valid(self, form):
        """Show the recovery codes, this once; who was on the way in is in."""
        device, codes = form.checked
        del self.request.session[_KEY]
        following = reverse("admin:index")
        if self.request.user.is_authenticated and self.request.user.pk == self.user.pk:
            remember_device(self.request, device)
        else:
            following = let_in(self.request, self.user, device, AuditAct.SIGNED_IN)
        return _codes_page(self, codes, following)


class Picture(SetUp):
    """The key as a picture for the camera of a telephone."""

    http_method_names = ["get"]

    def dispatch(self, request, *args, **kwargs):
        """For whom the page is; the key is the one that the page shows."""
        user, key = _who(request), request.session.get(_KEY)
        if user is None or key is None:
            raise Http404
        picture = qrcode.make(
            second_factor.proposed(user, key).config_url, image_factory=SvgPathFillImage, border=4
        )
        written = io.BytesIO()
        picture.save(written)
        return HttpResponse(written.getvalue(), content_type="image/svg+xml")


@method_decorator([sensitive_post_parameters("password"), never_cache], name="dispatch")
class NewCodes(BrakedView, DeskPage, FormView):
    """New recovery codes for a member who came in with an app, and gives the password again."""

    template_name = "admin/accounts/password_again.html"
    form_class = PasswordAgainForm
    title = _("New recovery codes")

    def dispatch(self, request, *args, **kwargs):
        """For members who came in with an app."""
        if not admin.site.has_permission(request):
            return HttpResponseRedirect(reverse("admin:login"))
        if not request.user.is_verified():
            return HttpResponseRedirect(reverse("desk-second-factor"))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """With whose password it is."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def form_valid(self, form):
        """Make and show them, this once."""
        codes = second_factor.renew_codes(self.request.user, network=network_of(self.request))
        return _codes_page(self, codes, reverse("admin:index"))


def _codes_page(view, codes: list[str], following: str) -> HttpResponse:
    view.template_name = "admin/accounts/codes.html"
    view.title = _("Recovery codes")
    return view.render_to_response(
        DeskPage.get_context_data(view, codes=codes, following=following, form=None)
    )


def _in_groups(letters: str) -> str:
    return " ".join(letters[start : start + 4] for start in range(0, len(letters), 4))
