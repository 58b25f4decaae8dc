"""The brake on guessing: how long one waits, whom it stops, and what it keeps."""

import datetime
import threading

import pytest
from django.db import connection

from meetings.models import AuditEntry, Throttle
from meetings.vocabulary import ThrottleScope
from meetings.workflow.throttling import BRAKES, forgive, take_turn
from tests.accounts.conftest import CODE, is_in, make_member, said, sign_in, with_app

NOON = datetime.datetime(2026, 1, 1, 12, tzinfo=datetime.UTC)
ED = {ThrottleScope.ACCOUNT: "ed"}


def seconds(number: float) -> datetime.timedelta:
    return datetime.timedelta(seconds=number)


def test_the_wait_doubles_up_to_an_hour():
    waits = [BRAKES[ThrottleScope.ACCOUNT].wait(number).total_seconds() for number in range(1, 15)]
    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert BRAKES[ThrottleScope.ADDRESS].wait(10**9) == seconds(3600)


@pytest.mark.django_db
def test_a_try_within_the_wait_is_refused_and_prolongs_nothing():
    turns = [take_turn(ED, at=NOON) for _ in range(5)]
    assert [turn.locks for turn in turns] == [False] * 4 + [True]
    assert take_turn(ED, at=NOON + seconds(5)).wait == seconds(10)
    assert take_turn(ED, at=NOON + seconds(14)).wait == seconds(1)
    assert take_turn(ED, at=NOON + seconds(15)).wait == seconds(0)
    assert take_turn(ED, at=NOON + seconds(16)).wait == seconds(29)


@pytest.mark.django_db
def test_after_a_day_all_is_forgotten_and_deleted():
    for _ in range(5):
        take_turn(ED, at=NOON)
    take_turn({ThrottleScope.ACCOUNT: "else"}, at=NOON + datetime.timedelta(days=1, seconds=1))
    assert Throttle.objects.count() == 1
    assert take_turn(ED, at=NOON + datetime.timedelta(days=1, seconds=1)).wait == seconds(0)


@pytest.mark.django_db
def test_an_account_of_ones_own_does_not_clear_the_address():
    address = {ThrottleScope.ADDRESS: "192.0.2.1"}
    for number in range(29):
        take_turn({**address, ThrottleScope.ACCOUNT: f"victim{number}"}, at=NOON)
    take_turn({**address, **ED}, at=NOON)
    forgive({**address, **ED})
    assert take_turn({**address, ThrottleScope.ACCOUNT: "victim"}, at=NOON).locks
    assert take_turn(address, at=NOON).wait == seconds(15)


@pytest.mark.django_db
def test_the_table_tells_neither_names_nor_addresses():
    take_turn({ThrottleScope.ADDRESS: "192.0.2.1", **ED}, at=NOON)
    rows = str(list(Throttle.objects.values()))
    assert "192.0.2.1" not in rows
    assert "'ed'" not in rows


def test_the_right_password_too_has_to_wait(client, member):
    for _ in range(5):
        assert sign_in(client, password="wrong").status_code == 200
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Retry-After"] in ("14", "15", "16")) == (429, True)
    assert said(answer) == ["Too many attempts. Try again in about 1 minute."]
    assert not is_in(client)
    assert AuditEntry.objects.filter(act="locked_out", name="ed").count() == 1


def test_a_name_that_is_no_account_waits_in_the_same_way(client, member):
    answers = []
    for name in ("ed", "nobody"):
        for _ in range(6):
            answer = sign_in(client, name, "wrong")
        answers.append((answer.status_code, said(answer)))
    assert answers[0] == answers[1] == (429, ["Too many attempts. Try again in about 1 minute."])


def test_other_spellings_of_a_name_are_the_same_account(client, member):
    for name in ("ed", "ED", "Ed", "eD", "ed"):
        sign_in(client, name, "wrong")
    assert sign_in(client).status_code == 429


def test_codes_and_recovery_codes_are_braked_together(client, member, asked):
    _, codes = with_app(member)
    sign_in(client)
    for code in ("000000", "aaaaa-aaaaa", "111111", "bbbbb-bbbbb", "222222"):
        assert client.post(CODE, {"code": code}).status_code == 200
    answer = client.post(CODE, {"code": codes[0]})
    assert answer.status_code == 429
    sign_in(client)
    assert client.post(CODE, {"code": codes[0]}).status_code == 429
    assert not is_in(client)


@pytest.mark.parametrize(
    ("proxies", "headers", "network"),
    [
        (0, {"REMOTE_ADDR": "192.0.2.7", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.0/24"),
        (1, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9"}, "203.0.113.0/24"),
        (2, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "6.6.6.6, 203.0.113.9, 10.0.0.2"},
         "203.0.113.0/24"),
        (2, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "10.0.0.2"}, ""),
        (0, {"REMOTE_ADDR": ""}, ""),
        (0, {"REMOTE_ADDR": "2001:db8:1:2:3::4"}, "2001:db8:1::/48"),
        (0, {"REMOTE_ADDR": "::ffff:192.0.2.7"}, "192.0.2.0/24"),
        (1, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "<script>"}, ""),
    ],
)  # fmt: skip
def test_only_what_our_own_proxies_say_of_an_address_counts(
    client, member, settings, proxies, headers, network
):
    settings.TRUSTED_PROXIES = proxies
    sign_in(client, password="wrong", **headers)
    assert AuditEntry.objects.get().network == network


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one writer in at a time")
def test_guesses_side_by_side_gain_nothing():
    make_member()
    taken = []

    def guess():
        try:
            taken.append(take_turn(ED, at=NOON).wait == seconds(0))
        finally:
            connection.close()

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [False] * 7 + [True] * 5
