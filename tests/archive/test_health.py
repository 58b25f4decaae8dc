"""The probes of whoever keeps the archive running."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from meetings.search import index
from tests import house


def test_healthz_says_alive_without_a_database(client, django_db_blocker):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "alive"})


@pytest.mark.django_db
def test_readyz_says_ready_when_all_migrations_are_applied(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "index": None})


@pytest.mark.django_db
def test_readyz_answers_503_while_a_migration_waits(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (
        503,
        {"status": "unavailable", "failed": "migrations"},
    )


def test_readyz_answers_503_and_no_detail_without_a_database(tmp_path):
    program = (
        "import django; django.setup(); from django.test import Client; "
        "answer = Client().get('/readyz'); print(answer.status_code, answer.content.decode())"
    )
    code, said = house.run(
        "-c",
        program,
        DJANGO_SETTINGS_MODULE="archive.settings",
        DEBUG="1",
        DATABASE_URL=f"postgres://archive@/archive?host={tmp_path}",
    )
    assert (code, said.splitlines()[0]) == (0, '503 {"status": "unavailable", "failed": "database"}')


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_probes_answer_any_host_and_set_nothing(client, path):
    response = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_refuse_to_be_written_to(client, path):
    response = client.post(path)
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(("path", "expected"), [("/healthz", 200), ("/meetings/", 301)])
def test_probes_alone_are_not_sent_to_https(settings, path, expected):
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get(path).status_code == expected


@pytest.mark.django_db
def test_readyz_tells_version_size_and_memory_of_the_index_once_there_is_one(client):
    index.load()
    held = client.get("/readyz").json()["index"]
    assert (held["version"], held["meetings"], sorted(held)) == (0, 0, ["meetings", "megabytes", "version"])
