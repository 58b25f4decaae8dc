"""Accounts. Who administers them cannot make themselves more than they are."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

#: What only a superuser gives: it would be a way round the groups.
POWERS = ("is_superuser", "user_permissions")


class DeskUserAdmin(UserAdmin):
    """Users belong to groups; accounts are ended by making them inactive, so that history keeps its names."""

    list_display = ["username", "first_name", "last_name", "is_active", "last_login"]
    list_filter = ["is_active", "groups"]

    def get_fieldsets(self, request, obj=None):
        """Without the powers that only a superuser gives."""
        found = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return found
        return [
            (name, {**options, "fields": tuple(field for field in options["fields"] if field not in POWERS)})
            for name, options in found
        ]

    def has_change_permission(self, request, obj=None):
        """A superuser's account, password included, is a superuser's business."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or not obj.is_superuser or request.user.is_superuser)

    def has_delete_permission(self, request, obj=None):
        """Likewise."""
        return request.user.is_superuser and super().has_delete_permission(request, obj)


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


for model, desk in ((User, DeskUserAdmin), (Group, DeskGroupAdmin)):
    admin.site.unregister(model)
    admin.site.register(model, desk)
