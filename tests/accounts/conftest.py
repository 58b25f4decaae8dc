"""Members of the desk, and how they come in."""

import pytest
from django.contrib.auth.models import Group, User
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice, default_key

from meetings.workflow import second_factor
from meetings.workflow.permissions import load_groups

PASSWORD = "a long enough password"
LOGIN = "/admin/login/"
CODE = "/admin/login/code/"
SET_UP = "/admin/second-factor/"
INSIDE = "/admin/meetings/meeting/"


@pytest.fixture
def asked(settings) -> None:
    """The archive asks for a second factor, as it does in production."""
    settings.ARCHIVE_SECOND_FACTOR = True


def make_member(name: str = "ed", group: str = "editor") -> User:
    load_groups()
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def member(db) -> User:
    return make_member()


@pytest.fixture
def administrator(db) -> User:
    return make_member("chief", "administrator")


def code_of(key: str, later: int = 0) -> str:
    """What an app shows for a key now, or so many steps of half a minute later."""
    return f"{totp(bytes.fromhex(key), t0=-30 * later):06d}"


def with_app(user) -> tuple[TOTPDevice, list[str]]:
    """The app and recovery codes of a user, whose present code was not used yet."""
    key = default_key()
    found = second_factor.set_up(user, key, code_of(key, later=-1))
    assert found is not None
    return found


def sign_in(client, name: str = "ed", password: str = PASSWORD, **extra):
    return client.post(LOGIN, {"username": name, "password": password, "next": INSIDE}, **extra)


def is_in(client) -> bool:
    return client.get(INSIDE).status_code == 200


def said(answer) -> list[str]:
    """The refusals of a form."""
    form = answer.context["form"]
    return [str(error) for errors in form.errors.values() for error in errors]
