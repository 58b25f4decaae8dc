"""Signing in: password and second factor, what is refused, and what every refusal says."""

import re

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User

from meetings.models import AuditEntry, RecoveryCode
from tests.accounts.conftest import (
    CODE,
    INSIDE,
    LOGIN,
    PASSWORD,
    SET_UP,
    code_of,
    is_in,
    make_member,
    said,
    sign_in,
    with_app,
)

WRONG = (
    "Please enter the correct username and password for a staff account. Note that both fields may be "
    "case-sensitive."
)


def test_on_a_machine_by_itself_a_password_is_enough(client, member):
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, INSIDE)
    assert is_in(client)


def test_who_has_an_app_is_asked_for_it_everywhere(client, member):
    device, _ = with_app(member)
    assert sign_in(client).headers["Location"] == CODE
    assert not is_in(client)
    answer = client.post(CODE, {"code": code_of(device.key)})
    assert (answer.status_code, answer.headers["Location"]) == (302, INSIDE)
    assert is_in(client)


def test_between_the_steps_nobody_is_signed_in(client, member, asked):
    with_app(member)
    sign_in(client)
    assert SESSION_KEY not in client.session
    assert client.get(INSIDE).headers["Location"] == f"{LOGIN}?next={INSIDE}"


def test_who_has_no_app_yet_sets_one_up_on_the_way_in(client, member, asked):
    assert sign_in(client).headers["Location"] == SET_UP
    page = client.get(SET_UP)
    assert page.status_code == 200
    key = client.session["desk_new_key"]
    picture = client.get("/admin/second-factor/picture.svg")
    assert (picture.status_code, picture.headers["Content-Type"]) == (200, "image/svg+xml")
    answer = client.post(SET_UP, {"code": code_of(key)})
    assert answer.status_code == 200
    codes = answer.context["codes"]
    assert len(set(codes)) == 10
    assert all(code in answer.content.decode() for code in codes)
    assert is_in(client)
    stored = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert len(stored) == 10
    assert not any(code.replace("-", "") in digest for code in codes for digest in stored)


def test_a_wrong_first_code_sets_nothing_up(client, member, asked):
    sign_in(client)
    client.get(SET_UP)
    answer = client.post(SET_UP, {"code": "000000"})
    assert said(answer) == ["This code is not right, or was used already. Wait for the next one."]
    assert not is_in(client)
    assert RecoveryCode.objects.count() == 0


def test_who_has_an_app_cannot_set_up_another_with_the_password_alone(client, member, asked):
    with_app(member)
    sign_in(client)
    assert client.get(SET_UP).headers["Location"] == LOGIN
    assert client.get("/admin/second-factor/picture.svg").status_code == 404


def test_a_code_of_the_app_is_good_once(client, member, asked):
    device, _ = with_app(member)
    code = code_of(device.key)
    sign_in(client)
    client.post(CODE, {"code": code})
    client.post("/admin/logout/")
    sign_in(client)
    assert said(client.post(CODE, {"code": code})) == [
        "This code is not right, or was used already. Wait for the next one."
    ]
    assert not is_in(client)


def test_a_recovery_code_is_good_once(client, member, asked):
    _, codes = with_app(member)
    sign_in(client)
    assert client.post(CODE, {"code": codes[3].upper()}).status_code == 302
    assert is_in(client)
    client.post("/admin/logout/")
    sign_in(client)
    assert client.post(CODE, {"code": codes[3]}).status_code == 200
    assert not is_in(client)


def test_a_recovery_code_of_another_account_is_wrong(client, member, asked):
    with_app(member)
    _, codes = with_app(make_member("other"))
    sign_in(client)
    assert client.post(CODE, {"code": codes[0]}).status_code == 200


def test_new_recovery_codes_end_the_earlier_ones(client, member, asked):
    device, codes = with_app(member)
    sign_in(client)
    client.post(CODE, {"code": code_of(device.key)})
    address = "/admin/second-factor/recovery-codes/"
    assert "codes" not in client.get(address).context
    for wrong in ("", "not the password", code_of(device.key)):
        assert "codes" not in client.post(address, {"password": wrong}).context
    renewed = client.post(address, {"password": PASSWORD}).context["codes"]
    assert set(renewed).isdisjoint(codes)
    client.post("/admin/logout/")
    sign_in(client)
    assert client.post(CODE, {"code": codes[0]}).status_code == 200
    assert client.post(CODE, {"code": renewed[0]}).status_code == 302


@pytest.mark.parametrize("address", [SET_UP, CODE, "/admin/second-factor/recovery-codes/"])
def test_without_a_password_there_is_no_second_step(client, db, asked, address):
    for answer in (client.get(address), client.post(address, {"code": "123456"})):
        assert answer.status_code in (302, 405)
        assert answer.headers.get("Location", LOGIN) in (LOGIN, SET_UP)


@pytest.mark.parametrize("change", ["password", "active", "staff"])
def test_the_second_step_ends_when_the_account_changes_in_between(client, member, asked, change):
    device, _ = with_app(member)
    sign_in(client)
    if change == "password":
        member.set_password("another long password")
    elif change == "active":
        member.is_active = False
    else:
        member.is_staff = False
    member.save()
    assert client.post(CODE, {"code": code_of(device.key)}).headers["Location"] == LOGIN


def test_the_second_step_has_to_follow_within_ten_minutes(client, member, asked, monkeypatch):
    device, _ = with_app(member)
    sign_in(client)
    session = client.session
    session["desk_pending"] = {**session["desk_pending"], "at": session["desk_pending"]["at"] - 601}
    session.save()
    assert client.post(CODE, {"code": code_of(device.key)}).headers["Location"] == LOGIN


def test_a_session_known_to_another_is_left_behind_at_every_step(client, member, asked):
    client.get(LOGIN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    keys = [client.session.session_key]
    device, _ = with_app(member)
    sign_in(client)
    keys.append(client.session.session_key)
    client.post(CODE, {"code": code_of(device.key)})
    keys.append(client.session.session_key)
    assert len(set(keys)) == 3


def test_every_refusal_of_a_password_says_the_same(client, member):
    User.objects.create_user("ended", password="a long enough password", is_staff=True, is_active=False)
    User.objects.create_user("reader", password="a long enough password")
    User.objects.create_user("invited", is_staff=True)
    tried = [("ed", "wrong"), ("nobody", "wrong"), ("ended", "a long enough password"),
             ("reader", "a long enough password"), ("invited", "")]  # fmt: skip
    answers = [sign_in(client, name, password or "x") for name, password in tried]
    assert {tuple(said(answer)) for answer in answers} == {(WRONG,)}
    pages = {re.sub(r'value="[^"]*"', "", answer.content.decode()) for answer in answers}
    assert len(pages) == 1


def test_a_name_that_is_no_account_is_not_written_down(client, member):
    sign_in(client, "my secret password")
    sign_in(client, "ed", "wrong")
    assert list(AuditEntry.objects.order_by("pk").values_list("act", "name", "network")) == [
        ("sign_in_failed", "", "127.0.0.0/24"),
        ("sign_in_failed", "ed", "127.0.0.0/24"),
    ]


def test_all_other_sessions_end_when_a_password_is_changed(client, member):
    other = type(client)()
    sign_in(client)
    sign_in(other)
    data = {"old_password": "a long enough password", "new_password1": "quite another phrase",
            "new_password2": "quite another phrase"}  # fmt: skip
    assert client.post("/admin/password_change/", data).status_code == 302
    assert (is_in(client), is_in(other)) == (True, False)
    assert AuditEntry.objects.first().act == "password_set"


def test_sessions_end_when_an_account_is_ended(client, member):
    sign_in(client)
    User.objects.update(is_active=False)
    assert not is_in(client)


def test_sessions_end_when_the_second_factor_is_taken_away(client, member, asked):
    device, _ = with_app(member)
    sign_in(client)
    client.post(CODE, {"code": code_of(device.key)})
    assert is_in(client)
    device.delete()
    assert not is_in(client)


def test_sessions_from_before_a_second_factor_was_asked_for_end(client, member, settings):
    sign_in(client)
    settings.ARCHIVE_SECOND_FACTOR = True
    assert not is_in(client)


def test_nobody_is_led_to_another_site(client, member):
    answer = client.post(LOGIN, {"username": "ed", "password": "a long enough password",
                                 "next": "https://elsewhere.example/"})  # fmt: skip
    assert answer.headers["Location"] == "/admin/"


def test_the_audit_list_tells_who_came_in_and_went(client, member, asked):
    device, codes = with_app(member)
    sign_in(client)
    client.post(CODE, {"code": code_of(device.key)})
    client.post("/admin/logout/")
    sign_in(client)
    client.post(CODE, {"code": codes[0]})
    acts = list(AuditEntry.objects.order_by("pk").values_list("act", "name"))
    assert acts == [
        ("second_factor_set", "ed"), ("signed_in", "ed"), ("signed_out", "ed"), ("recovery_code_used", "ed"),
    ]  # fmt: skip
