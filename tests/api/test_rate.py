"""How much one address or key may ask, and who is who."""

import hashlib

import pytest
import time_machine
from django.core.cache import cache
from django.core.management import CommandError, call_command

from tests import builders

pytestmark = pytest.mark.django_db

KEY = "a key that nobody guesses"


@pytest.fixture(autouse=True)
def _small_rates(settings):
    settings.ARCHIVE_API_RATE = 2
    settings.ARCHIVE_API_KEY_RATE = 3
    settings.ARCHIVE_API_KEYS = {"paper": hashlib.sha256(KEY.encode()).hexdigest()}
    cache.clear()
    with time_machine.travel(builders.NOON, tick=False):
        yield
    cache.clear()


def statuses(client, number: int, address: str = "192.0.2.1", **headers) -> list[int]:
    return [client.get("/api/v1/", REMOTE_ADDR=address, headers=headers).status_code for _ in range(number)]


def test_one_who_asks_too_often_is_told_when_to_come_back(client):
    first = client.get("/api/v1/", REMOTE_ADDR="192.0.2.1")
    assert (first.headers["RateLimit-Policy"], first.headers["RateLimit"]) == (
        '"address";q=2;w=60',
        '"address";r=1;t=60',
    )
    client.get("/api/v1/meetings/", REMOTE_ADDR="192.0.2.1")
    refused = client.get("/api/v1/", REMOTE_ADDR="192.0.2.1")
    assert (refused.status_code, refused.headers["Retry-After"], refused.headers["RateLimit"]) == (
        429,
        "60",
        '"address";r=0;t=60',
    )
    assert refused.headers["Content-Type"] == "application/problem+json"
    assert refused.json()["detail"] == "More than 2 requests a minute; ask again in 60 seconds."


def test_the_next_minute_is_a_new_one_and_every_address_has_its_own(client):
    assert statuses(client, 3) == [200, 200, 429]
    assert statuses(client, 3, "192.0.2.2") == [200, 200, 429]
    with time_machine.travel(builders.NOON.replace(minute=1), tick=False):
        assert statuses(client, 1) == [200]


def test_a_network_of_ipv6_is_one_address_and_an_address_of_ipv4_is_itself_in_it(client):
    assert statuses(client, 2, "2001:db8::1") + statuses(client, 1, "2001:db8::2") == [200, 200, 429]
    assert statuses(client, 2, "192.0.2.9") + statuses(client, 1, "::ffff:192.0.2.9") == [200, 200, 429]
    assert statuses(client, 1, "2001:db8:1::1") == [200]


def test_a_forwarded_address_is_believed_only_where_a_proxy_sets_it(client, settings):
    forged = {"X-Forwarded-For": "198.51.100.1, 203.0.113.5"}
    assert statuses(client, 2, **forged) + statuses(client, 1) == [200, 200, 429]
    settings.TRUSTED_PROXIES = 1
    assert statuses(client, 2, **forged) == [200, 200]
    assert statuses(client, 1, **{"X-Forwarded-For": "9.9.9.9, 203.0.113.5"}) == [429]


def test_a_key_has_a_rate_of_its_own_wherever_it_is_used_from(client):
    key = {"Authorization": f"Bearer {KEY}"}
    assert statuses(client, 3) == [200, 200, 429]
    assert statuses(client, 2, **key) + statuses(client, 2, "192.0.2.3", **key) == [200, 200, 200, 429]


@pytest.mark.parametrize("given", ["Bearer wrong", "Bearer ", "Basic YTpi", "", "Bearer ключ"])
def test_a_key_that_is_not_known_is_refused(client, given):
    answer = client.get("/api/v1/", headers={"Authorization": given})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (
        401,
        'Bearer realm="api", error="invalid_token"',
    )


def test_the_cache_holds_no_address_and_no_key(client):
    client.get("/api/v1/", REMOTE_ADDR="192.0.2.77", headers={"Authorization": f"Bearer {KEY}"})
    client.get("/api/v1/", REMOTE_ADDR="192.0.2.77")
    held = " ".join(cache._cache)
    assert held.count("api:") == 2
    assert [word for word in ("192.0.2.77", KEY, "paper") if word in held] == []


def test_a_new_key_is_shown_once_and_its_digest_is_what_the_settings_take(client, settings, capsys):
    call_command("make_api_key", "newsroom")
    key, entry = (line.rpartition(" ")[2] for line in capsys.readouterr().out.splitlines())
    name, _, digest = entry.partition(":")
    settings.ARCHIVE_API_KEYS = {name: digest}
    assert (name, statuses(client, 1, Authorization=f"Bearer {key}")) == ("newsroom", [200])
    with pytest.raises(CommandError):
        call_command("make_api_key", "news room")
