"""The settings: what the environment makes of them, and what they refuse to start with."""

import runpy

import pytest

from archive.env import SettingError
from tests import house

ROOT = house.ROOT
KEY = "q7TzE4mWv9Xc2Rb8Yn5Kd3Hs6Lg1Pj0Fa-uBoViNeMtZxCwQy_r"
PRODUCTION = {"SECRET_KEY": KEY, "ALLOWED_HOSTS": "archive.example.org"}
VARIABLES = house.variables_read()


@pytest.fixture
def settings_of(monkeypatch, tmp_path):
    """A function that gives the settings which an environment makes."""

    def load(**environment):
        for name in VARIABLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "archive" / "settings.py"))

    return load


def test_production_is_secure_with_nothing_but_a_key_and_a_host(settings_of):
    made = settings_of(**PRODUCTION)
    assert {
        name: made[name]
        for name in (
            "DEBUG",
            "SECURE_SSL_REDIRECT",
            "SECURE_HSTS_SECONDS",
            "SESSION_COOKIE_SECURE",
            "SESSION_COOKIE_HTTPONLY",
            "SESSION_COOKIE_SAMESITE",
            "CSRF_COOKIE_SECURE",
            "CSRF_COOKIE_HTTPONLY",
            "X_FRAME_OPTIONS",
        )
    } == {
        "DEBUG": False,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "X_FRAME_OPTIONS": "DENY",
    }
    assert made["PASSWORD_HASHERS"][0] == "django.contrib.auth.hashers.Argon2PasswordHasher"
    assert "SECURE_PROXY_SSL_HEADER" not in made


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set; production needs at least 50 random characters."),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too weak; it must be at least 50 random characters."),
        (
            {"SECRET_KEY": "django-insecure-" + KEY},
            "SECRET_KEY is a known placeholder; make a random one of your own.",
        ),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set; name the hosts the archive answers for."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS holds '*'; production needs the exact hosts."),
        ({"ALLOWED_HOSTS": "a.example.org,*"}, "ALLOWED_HOSTS holds '*'; production needs the exact hosts."),
        (
            {"ARCHIVE_SCHEME": "http"},
            (
                "ARCHIVE_SCHEME is 'http', which is only for this machine: "
                "ALLOWED_HOSTS may then hold only 127.0.0.1, localhost, [::1]."
            ),
        ),
        ({"ARCHIVE_COUNTRY": "a"}, "ARCHIVE_COUNTRY is 'a'; it must be a country code such as 'az'."),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL is 'loud'; it must be one of DEBUG, ERROR, INFO, WARNING."),
        (
            {"DATABASE_URL": "mysql://u@h/n"},
            "DATABASE_URL must begin with postgres:// or postgresql:// or sqlite://.",
        ),
        ({"DATABASE_URL": "postgres://u@h"}, "DATABASE_URL names no database: it must end in /name."),
        (
            {"DATABASE_URL": "sqlite://host/x"},
            "DATABASE_URL must be sqlite:/// and a file, with no host and no options.",
        ),
        (
            {"DATABASE_URL": "postgres://u@h/n?pool=many"},
            "The pool of DATABASE_URL is 'many'; it must be a whole number from 0 to 200.",
        ),
        (
            {"CACHE_URL": "memory://"},
            "CACHE_URL must begin with db:// or file:// or locmem:// or redis:// or rediss://.",
        ),
    ],
)
def test_production_refuses_to_start_with(settings_of, environment, message):
    with pytest.raises(SettingError) as refused:
        settings_of(**{**PRODUCTION, **environment})
    assert str(refused.value) == message


def test_plain_http_is_served_on_this_machine_only(settings_of):
    made = settings_of(SECRET_KEY=KEY, ALLOWED_HOSTS="127.0.0.1,localhost", ARCHIVE_SCHEME="http")
    assert (made["SECURE_SSL_REDIRECT"], made["SECURE_HSTS_SECONDS"], made["SESSION_COOKIE_SECURE"]) == (
        False,
        0,
        False,
    )


def test_development_needs_no_other_setting_than_debug(settings_of):
    made = settings_of(DEBUG="1")
    assert (made["DEBUG"], made["ALLOWED_HOSTS"]) == (True, ["127.0.0.1", "localhost", "[::1]"])


def test_no_database_url_is_a_file_of_sqlite_that_waits_for_other_writers(settings_of):
    made = settings_of(**PRODUCTION)["DATABASES"]["default"]
    assert (made["ENGINE"], made["NAME"]) == (
        "django.db.backends.sqlite3",
        str(ROOT / "var" / "archive.sqlite3"),
    )
    assert (made["OPTIONS"]["transaction_mode"], made["OPTIONS"]["timeout"]) == ("IMMEDIATE", 10)


def test_a_database_url_names_a_server_of_postgresql(settings_of):
    url = "postgres://us%40er:p%2Fw@db.example.org:5433/archive?sslmode=require"
    assert settings_of(**PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"] == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "archive",
        "USER": "us@er",
        "PASSWORD": "p/w",
        "HOST": "db.example.org",
        "PORT": "5433",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_database_url_names_a_socket_and_a_pool(settings_of):
    url = "postgres://archive@/archive?host=/run/postgresql&pool=8"
    made = settings_of(**PRODUCTION, DATABASE_URL=url)["DATABASES"]["default"]
    assert (made["HOST"], made["PORT"], made["CONN_MAX_AGE"], made["OPTIONS"]) == (
        "/run/postgresql",
        "",
        0,
        {"pool": {"min_size": 1, "max_size": 8, "timeout": 10}},
    )


@pytest.mark.parametrize(
    ("url", "backend", "location"),
    [
        ("", "locmem.LocMemCache", "archive"),
        ("file:///var/cache/archive", "filebased.FileBasedCache", "/var/cache/archive"),
        ("db://archive_cache", "db.DatabaseCache", "archive_cache"),
    ],
)
def test_a_cache_url_names_a_cache(settings_of, url, backend, location):
    assert settings_of(**PRODUCTION, CACHE_URL=url)["CACHES"]["default"] == {
        "BACKEND": f"django.core.cache.backends.{backend}",
        "LOCATION": location,
    }


def test_the_scheme_that_a_proxy_reports_is_trusted_only_when_told(settings_of):
    made = settings_of(**PRODUCTION, TRUST_PROXY_SCHEME="1")
    assert made["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


@pytest.mark.parametrize(
    "command",
    [
        ("manage.py", "check"),
        ("manage.py", "migrate"),
        ("-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "archive.wsgi"),
        ("-c", "import archive.asgi"),
    ],
)
def test_whatever_is_started_says_in_one_line_which_setting_is_wrong(command):
    assert house.run(*command, ALLOWED_HOSTS="archive.example.org") == (
        1,
        "The archive cannot start: SECRET_KEY is not set; production needs at least 50 random characters.\n",
    )


def test_check_deploy_has_nothing_to_say_about_production():
    assert house.run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION) == (
        0,
        "System check identified no issues (1 silenced).\n",
    )


def test_a_database_that_cannot_be_reached_is_told_in_one_line(tmp_path):
    code, said = house.run(
        "manage.py", "migrate", DEBUG="1", DATABASE_URL=f"postgres://archive@/archive?host={tmp_path}"
    )
    assert (code, len(said.splitlines())) == (1, 1)
    assert said.startswith("The archive cannot reach its database: connection")


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", ("dummy", "", 25, "", False, False)),
        ("smtp://ed:a%40b@mail.example", ("smtp", "mail.example", 587, "a@b", False, True)),
        ("smtps://mail.example", ("smtp", "mail.example", 465, "", True, False)),
        ("smtp://relay.example:25?starttls=0", ("smtp", "relay.example", 25, "", False, False)),
    ],
)
def test_a_mail_url_names_a_server(settings_of, url, server):
    made = settings_of(**PRODUCTION, EMAIL_URL=url)
    backend = made["EMAIL_BACKEND"].removeprefix("django.core.mail.backends.").removesuffix(".EmailBackend")
    read = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_SSL", "EMAIL_USE_TLS")
    assert (backend, *(made[name] for name in read)) == server


@pytest.mark.parametrize("url", ["mail.example", "smtp://", "smtps://mail.example?starttls=1", "smtp://a/b"])
def test_a_mail_url_that_names_no_server_stops_the_start(settings_of, url):
    with pytest.raises(SettingError):
        settings_of(**PRODUCTION, EMAIL_URL=url)


def test_production_asks_for_a_second_factor_and_a_machine_by_itself_does_not(settings_of):
    assert settings_of(**PRODUCTION)["ARCHIVE_SECOND_FACTOR"] is True
    assert settings_of(DEBUG="1")["ARCHIVE_SECOND_FACTOR"] is False
    assert settings_of(DEBUG="1", ARCHIVE_SECOND_FACTOR="on")["ARCHIVE_SECOND_FACTOR"] is True
