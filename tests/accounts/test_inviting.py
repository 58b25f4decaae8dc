"""Invitations: how an account begins, and what its link is good for."""

import time_machine
from django.contrib.auth.models import Group, User
from django.core import mail

from meetings.models import AuditEntry, RecoveryCode
from tests.accounts.conftest import INSIDE, is_in, make_member, said, sign_in, with_app

ADD = "/admin/auth/user/add/"
CHOSEN = {"new_password1": "a phrase of my own", "new_password2": "a phrase of my own"}


def invite(client, administrator, **fields) -> str:
    """Make an account, and give the path of its link."""
    client.force_login(administrator)
    data = {"username": "new", "first_name": "", "last_name": "", "email": "new@example.org",
            "groups": [Group.objects.get(name="editor").pk]}  # fmt: skip
    answer = client.post(ADD, data | fields)
    assert answer.status_code == 200, answer.context["adminform"].form.errors
    client.logout()
    return answer.context["link"].removeprefix("http://testserver")


def form_of(client, link: str):
    """The page behind a link."""
    return client.get(link, follow=True)


def test_who_is_invited_sets_a_password_that_nobody_else_knows(client, administrator):
    link = invite(client, administrator)
    user = User.objects.get(username="new")
    assert (user.has_usable_password(), user.is_staff, user.groups.get().name) == (False, True, "editor")
    page = form_of(client, link)
    assert link.split("/")[-2] not in page.request["PATH_INFO"]
    assert client.post(page.request["PATH_INFO"], CHOSEN).headers["Location"] == "/admin/login/"
    sign_in(client, "new", "a phrase of my own")
    assert is_in(client)


def test_no_page_of_the_desk_sets_the_password_of_another(client, administrator, member):
    client.force_login(administrator)
    assert "password1" not in client.get(ADD).context["adminform"].form.fields
    page = client.get(f"/admin/auth/user/{member.pk}/change/")
    assert "password" not in page.context["adminform"].form.fields
    before = User.objects.get(pk=member.pk).password
    data = {"password1": "a phrase of mine", "password2": "a phrase of mine", "usable_password": "true"}
    client.post(f"/admin/auth/user/{member.pk}/password/", data)
    assert User.objects.get(pk=member.pk).password == before


def test_a_link_works_once(client, administrator):
    link = invite(client, administrator)
    page = form_of(client, link)
    other = type(client)()
    also = form_of(other, link)
    client.post(page.request["PATH_INFO"], CHOSEN)
    second = {"new_password1": "a phrase of a thief", "new_password2": "a phrase of a thief"}
    assert other.post(also.request["PATH_INFO"], second).context["validlink"] is False
    assert form_of(client, link).context["validlink"] is False
    assert User.objects.get(username="new").check_password("a phrase of my own")


def test_a_link_ends_after_seven_days(client, administrator):
    with time_machine.travel("2026-01-01T12:00:00Z", tick=False):
        link = invite(client, administrator)
    with time_machine.travel("2026-01-08T12:00:00Z", tick=False):
        assert form_of(client, link).context["validlink"] is True
    with time_machine.travel("2026-01-08T12:00:01Z", tick=False):
        assert form_of(client, link).context["validlink"] is False


def test_a_link_ends_with_the_account_and_with_a_newer_link(client, administrator):
    link = invite(client, administrator)
    user = User.objects.get(username="new")
    client.force_login(administrator)
    newer = (
        client.post(f"/admin/auth/user/{user.pk}/invite/").context["link"].removeprefix("http://testserver")
    )
    client.logout()
    assert form_of(client, link).context["validlink"] is False
    assert form_of(client, newer).context["validlink"] is True
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert form_of(client, newer).context["validlink"] is False


def test_a_link_that_was_tampered_with_leads_nowhere(client, administrator):
    link = invite(client, administrator)
    parts = link.split("/")
    for broken in (
        link.replace(parts[-2], parts[-2][:-1] + ("0" if parts[-2][-1] != "0" else "1")),
        link.replace(parts[-3], "MQ"),
        "/admin/invitation/x/x-x/",
        "/admin/invitation/MQ/set-password/",
    ):
        assert form_of(client, broken).context["validlink"] is False


def test_a_new_link_ends_password_and_sessions(client, administrator, member):
    other = type(client)()
    sign_in(other)
    client.force_login(administrator)
    client.post(f"/admin/auth/user/{member.pk}/invite/")
    assert not is_in(other)
    sign_in(other)
    assert not is_in(other)


def test_a_weak_password_is_refused_with_the_reason(client, administrator):
    page = form_of(client, invite(client, administrator))
    answer = client.post(page.request["PATH_INFO"], {"new_password1": "short", "new_password2": "short"})
    assert said(answer) == ["This password is too short. It must contain at least 12 characters."]


def test_the_link_is_sent_where_a_mail_server_is_set(client, administrator, settings):
    settings.ARCHIVE_SENDS_EMAIL = True
    link = invite(client, administrator)
    (sent,) = mail.outbox
    assert sent.to == ["new@example.org"]
    assert f"http://testserver{link}" in sent.body


def test_without_a_mail_server_nothing_is_sent(client, administrator):
    invite(client, administrator)
    assert mail.outbox == []


def test_links_begin_with_the_address_of_the_archive_where_it_is_set(client, administrator, settings):
    settings.ARCHIVE_BASE_URL = "https://archive.example.org"
    assert invite(client, administrator).startswith("https://archive.example.org/admin/invitation/")


def test_an_administrator_takes_a_lost_second_factor_away(client, administrator, member):
    with_app(member)
    client.force_login(administrator)
    address = f"/admin/auth/user/{member.pk}/second-factor/"
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert (member.totpdevice_set.count(), RecoveryCode.objects.count()) == (0, 0)
    entry = AuditEntry.objects.first()
    assert (entry.act, entry.name, entry.about) == ("second_factor_removed", "chief", "ed")


def test_a_superuser_is_no_business_of_an_administrator(client, administrator):
    root = User.objects.create_superuser("root", password="x")
    client.force_login(administrator)
    for address in ("invite", "second-factor"):
        assert client.post(f"/admin/auth/user/{root.pk}/{address}/").status_code == 403
    assert User.objects.get(pk=root.pk).check_password("x")


def test_two_names_that_differ_in_case_only_are_refused(client, administrator):
    make_member("Zoe")
    client.force_login(administrator)
    data = {"username": "zoe", "groups": [Group.objects.get(name="editor").pk]}
    errors = client.post(ADD, data).context["adminform"].form.errors
    assert errors == {"username": ["There is an account of this name already."]}


def test_changes_of_accounts_are_in_the_audit_list(client, administrator, member):
    client.force_login(administrator)
    data = {"username": "ed", "is_staff": "on", "groups": [Group.objects.get(name="reviewer").pk]}
    client.post(f"/admin/auth/user/{member.pk}/change/", data)
    entry = AuditEntry.objects.first()
    assert (entry.act, entry.name, entry.about) == ("account_changed", "chief", "ed: reviewer; inactive")
    assert not client.get(INSIDE).wsgi_request.user.is_anonymous
