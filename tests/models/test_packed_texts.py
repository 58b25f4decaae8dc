"""An archive from before texts were packed: the migration leaves all of it as it was, in fewer bytes."""

import sqlite3
from contextlib import closing
from importlib import import_module

import pytest
from django.db import IntegrityError, connection

from meetings import packing
from meetings.packing import Dictionary

migration = import_module("meetings.migrations.0013_packed_texts")

FORM = '{"id":7,"kind":"bilateral","texts":[]}'
CARD = '{"id":7,"slug":"a","titles":{}}'
WORDS = "poland ¦ azerbaijan ¦"
KEY = (738000 << 31) + 7
#: The tables as they were, as far as the migration goes into them.
TABLES = {
    "sqlite": """
        CREATE TABLE "meetings_edition" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
            "form" text NOT NULL, "sha256" varchar(64) NOT NULL UNIQUE, "redacted_at" datetime NULL,
            CONSTRAINT "edition_form_or_redaction" CHECK ((("redacted_at" IS NULL AND NOT ("form" = ''))
            OR ("form" = '' AND "redacted_at" IS NOT NULL))));
        CREATE TABLE "meetings_card" ("meeting_id" bigint NOT NULL PRIMARY KEY,
            "public_id" bigint NOT NULL UNIQUE, "key" bigint NULL UNIQUE, "live" bool NOT NULL,
            "data" text NOT NULL, CONSTRAINT "card_live_has_key" CHECK ((("key" IS NOT NULL AND "live")
            OR ("data" = '' AND "key" IS NULL AND NOT "live"))));
        CREATE TABLE "meetings_cardvalue" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "facet" smallint,
            "value" bigint, "card_id" bigint,
            CONSTRAINT "card_value_once" UNIQUE ("facet", "value", "card_id"));
        CREATE INDEX "cardvalue_card" ON "meetings_cardvalue" ("card_id");
        CREATE TABLE "meetings_cardtext" ("key" bigint NOT NULL PRIMARY KEY, "words" text NOT NULL);
        CREATE VIRTUAL TABLE meetings_cardwords
            USING fts5(words, content='meetings_cardtext', content_rowid='key');
    """,
    "postgresql": """
        CREATE SCHEMA before;
        SET LOCAL search_path TO before;
        CREATE TABLE meetings_edition (id bigint PRIMARY KEY, form text NOT NULL, sha256 varchar(64) UNIQUE,
            redacted_at timestamptz, CONSTRAINT edition_form_or_redaction
            CHECK (redacted_at IS NULL AND NOT form = '' OR redacted_at IS NOT NULL AND form = ''));
        CREATE INDEX edition_like ON meetings_edition (sha256 varchar_pattern_ops);
        CREATE TABLE meetings_card (meeting_id bigint PRIMARY KEY, public_id bigint UNIQUE, key bigint UNIQUE,
            live bool NOT NULL, data text NOT NULL, CONSTRAINT card_live_has_key
            CHECK (live AND key IS NOT NULL OR NOT live AND key IS NULL AND data = ''));
        CREATE TABLE meetings_cardvalue (id bigint PRIMARY KEY, facet smallint, value bigint, card_id bigint,
            CONSTRAINT card_value_once UNIQUE (facet, value, card_id));
        CREATE TABLE meetings_cardtext (key bigint PRIMARY KEY, words text NOT NULL, vector tsvector);
        CREATE INDEX meetings_cardtext_vector ON meetings_cardtext USING gin (vector)
    """,
}
ROWS = (
    ("INSERT INTO meetings_edition (id, form, sha256) VALUES (3, %s, 'a')", [FORM]),
    ("INSERT INTO meetings_edition (id, form, sha256, redacted_at) VALUES (4, '', 'b', '2026-01-01')", []),
    ("INSERT INTO meetings_card VALUES (11, 7, %s, %s, %s)", [KEY, True, CARD]),
    ("INSERT INTO meetings_card VALUES (12, 8, NULL, %s, '')", [False]),
    ("INSERT INTO meetings_cardvalue (id, facet, value, card_id) VALUES (1, 2, 30, 11), (2, 1, 20, 11)", []),
    ("INSERT INTO meetings_cardtext (key, words) VALUES (%s, %s)", [KEY, WORDS]),
)


@pytest.fixture
def before(tmp_path, db):
    """A connection to an archive as it was: on SQLite a file, as no transaction replaces tables there."""
    if connection.vendor == "sqlite":
        own = connection.copy("before")
        own.settings_dict = connection.settings_dict | {"NAME": str(tmp_path / "before.sqlite3")}
    else:
        own = connection
    with own.cursor() as cursor:
        for statement in TABLES[connection.vendor].strip().rstrip(";").split(";\n"):
            cursor.execute(statement)
        for statement, given in ROWS:
            cursor.execute(statement, given)
    yield own
    if own is not connection:
        own.close()


def test_an_archive_from_before_keeps_every_text_under_its_row(before) -> None:
    with before.cursor() as cursor:
        {"sqlite": migration.on_sqlite, "postgresql": migration.on_postgresql}[before.vendor](before, cursor)
        assert _read(cursor, "SELECT id, form, sha256 FROM meetings_edition ORDER BY id") == [
            (3, packing.pack(FORM, Dictionary.FORMS), "a"),
            (4, b"", "b"),
        ]
        assert _read(cursor, "SELECT meeting_id, public_id, key, data FROM meetings_card ORDER BY 1") == [
            (11, 7, KEY, packing.pack(CARD, Dictionary.CARDS)),
            (12, 8, None, b""),
        ]
        assert _read(cursor, "SELECT * FROM meetings_cardvalue ORDER BY facet") == [(1, 20, 11), (2, 30, 11)]
        assert _read(cursor, "SELECT public_id, words FROM meetings_cardtext") == [
            (7, packing.pack(WORDS, Dictionary.WORDS))
        ]


def _read(cursor, statement: str) -> list[tuple]:
    cursor.execute(statement)
    return [tuple(row) for row in cursor.fetchall()]


@pytest.mark.parametrize(
    "broken",
    [
        "UPDATE meetings_edition SET redacted_at = '2026-01-01' WHERE id = 3",
        "UPDATE meetings_edition SET form = %s WHERE id = 3",
        "UPDATE meetings_card SET data = %s WHERE meeting_id = 12",
        "INSERT INTO meetings_cardvalue (facet, value, card_id) VALUES (2, 30, 11)",
    ],
)
def test_what_the_tables_refused_before_they_refuse_still(before, broken: str) -> None:
    with before.cursor() as cursor:
        {"sqlite": migration.on_sqlite, "postgresql": migration.on_postgresql}[before.vendor](before, cursor)
        given = [b"" if "edition" in broken else b"x"] if "%s" in broken else []
        with pytest.raises(IntegrityError):
            cursor.execute(broken, given)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's words are in a column beside them")
def test_words_are_found_by_public_number_afterwards(before) -> None:
    with before.cursor() as cursor:
        before.connection.create_function("unpacked", 1, packing.unpack, deterministic=True)
        migration.on_sqlite(before, cursor)
        found = "SELECT rowid FROM meetings_cardwords WHERE meetings_cardwords MATCH 'poland'"
        assert _read(cursor, found) == [(7,)]
        cursor.execute(
            "INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('integrity-check', 1)"
        )
        cursor.execute("UPDATE meetings_cardtext SET words = %s", [packing.pack("other", Dictionary.WORDS)])
        with pytest.raises(Exception, match="malformed"):
            cursor.execute(
                "INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('integrity-check', 1)"
            )


@pytest.mark.skipif(connection.vendor != "sqlite", reason="of the tables of SQLite")
def test_a_table_that_is_not_as_expected_is_left_alone(tmp_path) -> None:
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("CREATE TABLE strange (id integer)")
        with pytest.raises(RuntimeError, match="not defined as expected"):
            migration.remake(_Plain(other.cursor()), "strange", {'"form" text': '"form" BLOB'}, {})


class _Plain:
    """A cursor that takes parameters as Django's does."""

    def __init__(self, cursor) -> None:
        self._cursor = cursor
        self.fetchone, self.fetchall = cursor.fetchone, cursor.fetchall

    def execute(self, statement: str, given=()) -> None:
        self._cursor.execute(statement.replace("%s", "?"), given)
