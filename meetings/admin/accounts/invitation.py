"""The page behind a link of invitation: somebody sets the password that only they know."""

from django.contrib.auth import get_user_model
from django.contrib.auth.views import INTERNAL_RESET_SESSION_TOKEN, PasswordResetConfirmView
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.visitors import network_of
from meetings.admin.accounts.signing_in import DeskPage
from meetings.workflow import inviting


class Invitation(DeskPage, PasswordResetConfirmView):
    """Works once, and not for accounts that were ended."""

    token_generator = inviting.tokens
    template_name = "admin/accounts/invitation.html"
    success_url = reverse_lazy("admin:login")
    title = gettext_lazy("Set your password")

    def get_user(self, uidb64):
        """The account of the link, if it is in use."""
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active and user.is_staff else None

    @transaction.atomic
    def form_valid(self, form):
        """Set the password; of two who send it at once, the first."""
        users = get_user_model()._default_manager.select_for_update()
        token = self.request.session.get(INTERNAL_RESET_SESSION_TOKEN)
        if not self.token_generator.check_token(users.get(pk=self.user.pk), token):
            self.validlink = False
            return self.render_to_response(self.get_context_data())
        answer = super().form_valid(form)
        inviting.password_was_set(self.user, network=network_of(self.request))
        return answer


def link_for(request, base: str, user, *, by) -> str:
    """A new link with which ``user`` sets a password, at the address ``base`` where it is known."""
    uid, token = inviting.invite(user, by=by, network=network_of(request))
    path = reverse("desk-invitation", args=[uid, token])
    return f"{base}{path}" if base else request.build_absolute_uri(path)


def send_link(user, link: str, archive: str) -> bool:
    """Send a link to the address of its owner; whether the mail server took it."""
    text = _(
        "You have been given access to the editors' desk of %(archive)s.\n\n"
        "Set your password here; the link works once and for seven days:\n\n%(link)s\n\n"
        "Your name there is %(name)s.\n"
    ) % {"archive": archive, "link": link, "name": user.get_username()}
    try:
        return send_mail(_("Your access to the meetings archive"), text, None, [user.email]) == 1
    except OSError:
        # Whoever invites sees the link in any case, and is told.
        return False
