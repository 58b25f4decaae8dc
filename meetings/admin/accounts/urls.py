"""The addresses of signing in, before those of Django's admin, which they take the place of."""

from django.contrib import admin
from django.urls import path

from meetings.admin.accounts.factor import NewCodes, Picture, SetUp
from meetings.admin.accounts.invitation import Invitation
from meetings.admin.accounts.signing_in import ChangePassword, Code, SignIn

urlpatterns = [
    path("login/", SignIn.as_view(), name="desk-login"),
    path("login/code/", Code.as_view(), name="desk-code"),
    path("second-factor/", SetUp.as_view(), name="desk-second-factor"),
    path("second-factor/picture.svg", Picture.as_view(), name="desk-second-factor-picture"),
    path("second-factor/recovery-codes/", NewCodes.as_view(), name="desk-recovery-codes"),
    path("invitation/<uidb64>/<token>/", Invitation.as_view(), name="desk-invitation"),
    path("password_change/", admin.site.admin_view(ChangePassword.as_view()), name="desk-password"),
]
