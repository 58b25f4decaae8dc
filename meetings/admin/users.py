"""Accounts. Who administers them cannot make themselves more than they are, and knows nobody's password."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.admin import TOTPDevice

from archive.visitors import network_of
from meetings.admin.accounts.invitation import link_for, send_link
from meetings.forms.accounts import AccountForm, InviteForm
from meetings.vocabulary import AuditAct
from meetings.workflow import auditing, second_factor

#: What only a superuser gives: it would be a way round the groups.
POWERS = ("is_superuser", "user_permissions")


class DeskUserAdmin(UserAdmin):
    """Users belong to groups; accounts are ended by making them inactive, so that history keeps its names."""

    form = AccountForm
    add_form = InviteForm
    add_form_template = "admin/accounts/invite.html"
    change_form_template = "admin/accounts/account.html"
    add_fieldsets = [(None, {"fields": ["username", "first_name", "last_name", "email", "groups"]})]
    list_display = ["username", "first_name", "last_name", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ["user_permissions"]

    def get_fieldsets(self, request, obj=None):
        """Without the password, and without the powers that only a superuser gives."""
        found = super().get_fieldsets(request, obj)
        hidden = ("password",) if request.user.is_superuser else ("password", *POWERS)
        return [
            (name, {**options, "fields": [field for field in options["fields"] if field not in hidden]})
            for name, options in found
        ]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """A few groups are boxes to tick, with names that everybody hears."""
        if db_field.name == "groups":
            kwargs["widget"] = forms.CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Groups are made on their own page: a group made in a window would not become a box here."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "groups":
            found.widget.can_add_related = False
        return found

    def has_change_permission(self, request, obj=None):
        """A superuser's account is a superuser's business."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request, obj=None):
        """Likewise."""
        return request.user.is_superuser and super().has_delete_permission(request, obj)

    # --- Saving ------------------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """As Django's, with what the account was like before."""
        request.before = _standing(object_id) if request.method == "POST" and object_id else ""
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        """Save the groups, and note what the account may do now."""
        super().save_related(request, form, formsets, change)
        now = _standing(form.instance.pk)
        if now != request.before:
            about = f"{form.instance.get_username()}: {now}"
            auditing.note(AuditAct.ACCOUNT_CHANGED, by=request.user, about=about, network=network_of(request))

    def response_add(self, request, obj, post_url_continue=None):
        """The link, which is shown this once."""
        return self._link_page(request, obj)

    # --- Links and second factors ------------------------------------------------------------------------

    def get_urls(self):
        """Django's, and what is done with one account. Nobody sets the password of another."""
        kept = [found for found in super().get_urls() if found.name != "auth_user_password_change"]
        return [
            path("<path:object_id>/invite/", self._view(self.invite_view), name="auth_user_invite"),
            path(
                "<path:object_id>/second-factor/",
                self._view(self.factor_view),
                name="auth_user_second_factor",
            ),
            *kept,
        ]

    def _view(self, view):
        return self.admin_site.admin_view(view)

    def invite_view(self, request, object_id):
        """Ask (GET), then end the present password and show a link to set another (POST)."""
        user = self._changeable(request, object_id)
        if request.method == "POST":
            return self._link_page(request, user)
        question = _("The present password of %(name)s ends at once, with all sessions. Make a new link?")
        return self._ask(request, user, gettext_lazy("New link to set a password"), question)

    def factor_view(self, request, object_id):
        """Ask (GET), then take the second factor away (POST), so that the next sign-in sets one up."""
        user = self._changeable(request, object_id)
        if request.method == "POST":
            second_factor.remove(user, by=request.user, network=network_of(request))
            messages.success(request, _("The second factor of %(name)s is gone.") % {"name": user})
            return HttpResponseRedirect(reverse("admin:auth_user_change", args=[user.pk]))
        question = _(
            "Only do this when %(name)s has lost both the app and the recovery codes, and you are sure that "
            "it is they who ask. Take the second factor away?"
        )
        return self._ask(request, user, gettext_lazy("Take the second factor away"), question)

    def _changeable(self, request, object_id) -> User:
        user = self.get_object(request, object_id)
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        if user is None:
            raise Http404
        return user

    def _ask(self, request, user, title, question):
        said = {"question": question % {"name": user.get_username()}, "button": title}
        return self._page(request, user, title, "admin/accounts/ask.html", said)

    def _link_page(self, request, user):
        link = link_for(request, settings.ARCHIVE_BASE_URL, user, by=request.user)
        sent = None
        if settings.ARCHIVE_SENDS_EMAIL and user.email:
            sent = send_link(user, link, settings.ARCHIVE_MINISTRY)
        said = {"link": link, "sent": sent}
        return self._page(request, user, gettext_lazy("Invitation"), "admin/accounts/invited.html", said)

    def _page(self, request, user, title, template, said):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": user.get_username(),
            "opts": self.opts,
            "original": user,
            **said,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, template, context)


def _standing(pk) -> str:
    """What an account is and may do, in words."""
    user = User.objects.filter(pk=pk).first() if str(pk).isdecimal() else None
    if user is None:
        return ""
    groups = ", ".join(user.groups.order_by("name").values_list("name", flat=True)) or "no group"
    words = [
        groups,
        "" if user.is_active else "inactive",
        "" if user.is_staff else "not of the desk",
        "superuser" if user.is_superuser else "",
        f"{count} permissions of its own" if (count := user.user_permissions.count()) else "",
    ]
    return "; ".join(word for word in words if word)


class DeskGroupAdmin(GroupAdmin):
    """Groups carry all permissions: only a superuser changes them."""

    def has_add_permission(self, request):
        """Only a superuser."""
        return request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        """Only a superuser."""
        return request.user.is_superuser

    def has_delete_permission(self, request, obj=None):
        """Only a superuser."""
        return request.user.is_superuser

    @transaction.atomic
    def save_related(self, request, form, formsets, change):
        """Save the permissions, and note how many there are now."""
        super().save_related(request, form, formsets, change)
        about = f"{form.instance.name}: {form.instance.permissions.count()} permissions"
        auditing.note(AuditAct.GROUP_CHANGED, by=request.user, about=about, network=network_of(request))


for model, desk in ((User, DeskUserAdmin), (Group, DeskGroupAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, desk)
# Its pages would show the keys of the apps.
admin.site.unregister(TOTPDevice)
