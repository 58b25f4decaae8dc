"""Forms, cards and words are stored packed; words count by public numbers; what nobody asks for has no index.

On SQLite each table is written anew in the order of its keys, in one pass. On PostgreSQL rows are written
beside the old ones, whose room ``VACUUM FULL`` gives back. Neither goes back: what was packed stays so.
"""

import django.db.models.deletion
from django.db import migrations, models

from meetings import packing
from meetings.models import fields

_AT_A_TIME = 2_000
#: The indexes that constraints beginning with the same column make needless.
_NEEDLESS = ("meetings_edition", "meetings_meetingtext", "meetings_meetingsource")


def forward(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        for table in _NEEDLESS:
            for name, found in connection.introspection.get_constraints(cursor, table).items():
                if found["index"] and not found["unique"] and found["columns"] == ["meeting_id"]:
                    cursor.execute(f'DROP INDEX "{name}"')
        {"sqlite": on_sqlite, "postgresql": on_postgresql}[connection.vendor](connection, cursor)


def on_sqlite(connection, cursor):
    connection.connection.create_function("packed", 2, packing.pack, deterministic=True)
    # Else every page that is given up is written over with zeros.
    cursor.execute("PRAGMA secure_delete = OFF")
    forms = {'"form" text': '"form" BLOB', "\"form\" = ''": "\"form\" = X''", " NOT NULL UNIQUE": " NOT NULL"}
    remake(cursor, "meetings_edition", forms, {"form": packed("form", packing.Dictionary.FORMS)})
    data = {'"data" text': '"data" BLOB', "\"data\" = ''": "\"data\" = X''"}
    remake(cursor, "meetings_card", data, {"data": packed("data", packing.Dictionary.CARDS)})
    values = {
        '"id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, ': "",
        'CONSTRAINT "card_value_once" UNIQUE ("facet", "value", "card_id"))': (
            'PRIMARY KEY ("facet", "value", "card_id")) WITHOUT ROWID'
        ),
    }
    remake(cursor, "meetings_cardvalue", values, {}, "facet, value, card_id")
    words_on_sqlite(cursor)
    cursor.execute("PRAGMA secure_delete = ON")


def packed(column, dictionary):
    return f"packed({column}, {int(dictionary)})"


def remake(cursor, table, changes, read, order=""):
    """Write a table anew under its changed definition, with some columns read by expressions."""
    cursor.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
    (definition,) = cursor.fetchone()
    for before, after in {f'"{table}"': f'"new__{table}"', **changes}.items():
        if before not in definition:
            raise RuntimeError(f"{table} is not defined as expected: it lacks {before}")
        definition = definition.replace(before, after)
    cursor.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = %s", [table]
    )
    indexes = [sql for (sql,) in cursor.fetchall()]
    cursor.execute(definition)
    cursor.execute("SELECT name FROM pragma_table_info(%s)", [f"new__{table}"])
    columns = [name for (name,) in cursor.fetchall()]
    cursor.execute(
        f'INSERT INTO "new__{table}" ({", ".join(columns)}) '  # noqa: S608
        f'SELECT {", ".join(read.get(name, name) for name in columns)} FROM "{table}"'
        + (f" ORDER BY {order}" if order else "")
    )
    cursor.execute(f'DROP TABLE "{table}"')
    cursor.execute(f'ALTER TABLE "new__{table}" RENAME TO "{table}"')
    for sql in indexes:
        cursor.execute(sql)


def words_on_sqlite(cursor):
    cursor.execute("DROP TABLE meetings_cardwords")
    cursor.execute("ALTER TABLE meetings_cardtext RENAME TO old__meetings_cardtext")
    cursor.execute(
        "CREATE TABLE meetings_cardtext (public_id integer NOT NULL PRIMARY KEY, words BLOB NOT NULL)"
    )
    # In the order of the numbers, without sorting the words themselves.
    words = packed("old.words", packing.Dictionary.WORDS)
    cursor.execute(
        f"INSERT INTO meetings_cardtext (public_id, words) SELECT card.public_id, {words} "  # noqa: S608
        "FROM meetings_card AS card CROSS JOIN old__meetings_cardtext AS old ON old.key = card.key "
        "WHERE card.live ORDER BY card.public_id"
    )
    cursor.execute("DROP TABLE old__meetings_cardtext")
    cursor.execute(
        "CREATE VIEW meetings_cardtext_words AS "
        "SELECT public_id, unpacked(words) AS words FROM meetings_cardtext"
    )
    cursor.execute(
        "CREATE VIRTUAL TABLE meetings_cardwords USING fts5("
        "words, content='meetings_cardtext_words', content_rowid='public_id', tokenize='ascii')"
    )
    cursor.execute("INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('hashsize', 100000000)")
    cursor.execute("INSERT INTO meetings_cardwords(meetings_cardwords) VALUES ('rebuild')")
    # Made one piece here, where it is nobody's publication that has to wait for it.
    cursor.execute("INSERT INTO meetings_cardwords(meetings_cardwords) VALUES ('optimize')")
    cursor.execute("INSERT INTO meetings_cardwords(meetings_cardwords, rank) VALUES ('hashsize', 1048576)")


def on_postgresql(connection, cursor):
    pack_on_postgresql(connection, "meetings_edition", "id", "form", packing.Dictionary.FORMS)
    cursor.execute(
        "ALTER TABLE meetings_edition ADD CONSTRAINT edition_form_or_redaction "
        "CHECK (redacted_at IS NULL AND NOT form = '' OR redacted_at IS NOT NULL AND form = '')"
    )
    for name, found in connection.introspection.get_constraints(cursor, "meetings_edition").items():
        if found["index"] and found["columns"] == ["sha256"]:
            unique = f'ALTER TABLE meetings_edition DROP CONSTRAINT "{name}"'
            cursor.execute(unique if found["unique"] else f'DROP INDEX "{name}"')
    pack_on_postgresql(connection, "meetings_card", "meeting_id", "data", packing.Dictionary.CARDS)
    cursor.execute(
        "ALTER TABLE meetings_card ADD CONSTRAINT card_live_has_key "
        "CHECK (live AND key IS NOT NULL OR NOT live AND key IS NULL AND data = '')"
    )
    cursor.execute(
        "ALTER TABLE meetings_cardvalue DROP CONSTRAINT card_value_once, DROP COLUMN id, "
        "ADD PRIMARY KEY (facet, value, card_id)"
    )
    cursor.execute("DROP INDEX meetings_cardtext_vector")
    pack_on_postgresql(connection, "meetings_cardtext", "key", "words", packing.Dictionary.WORDS)
    cursor.execute("ALTER TABLE meetings_cardtext ALTER COLUMN key TYPE integer USING (key & 2147483647)")
    cursor.execute("ALTER TABLE meetings_cardtext RENAME COLUMN key TO public_id")
    cursor.execute("CREATE INDEX meetings_cardtext_vector ON meetings_cardtext USING gin (vector)")


def pack_on_postgresql(connection, table, key, column, dictionary):
    """Put the packed text of a column in its place; constraints with the column go."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ADD COLUMN packed bytea NOT NULL DEFAULT ''")
        reading = connection.connection.cursor(f"reading_{table}")
        reading.execute(f"SELECT {key}, {column} FROM {table} WHERE {column} <> ''")  # noqa: S608
        while rows := reading.fetchmany(_AT_A_TIME):
            cursor.execute(
                f"UPDATE {table} SET packed = given.packed "  # noqa: S608
                f"FROM unnest(%s::bigint[], %s::bytea[]) AS given(key, packed) WHERE {table}.{key} = given.key",
                [[key for key, _ in rows], [packing.pack(text, dictionary) for _, text in rows]],
            )
        reading.close()
        cursor.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        cursor.execute(f"ALTER TABLE {table} RENAME COLUMN packed TO {column}")
        cursor.execute(f"ALTER TABLE {table} ALTER COLUMN {column} DROP DEFAULT")


def belonging(related_name, on_delete=django.db.models.deletion.CASCADE):
    return models.ForeignKey(
        db_index=False, on_delete=on_delete, related_name=related_name, to="meetings.meeting"
    )


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_renewals")]

    operations = [
        migrations.RunPython(forward, elidable=False),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("card", "data", fields.PackedTextField(blank=True, dictionary=2)),
                migrations.AlterField("edition", "form", fields.PackedTextField(blank=True, dictionary=1)),
                migrations.AlterField("edition", "sha256", models.CharField(max_length=64)),
                migrations.AlterField(
                    "edition", "meeting", belonging("editions", django.db.models.deletion.PROTECT)
                ),
                migrations.AlterField("meetingtext", "meeting", belonging("texts")),
                migrations.AlterField("meetingsource", "meeting", belonging("reports")),
                migrations.RemoveConstraint("cardvalue", "card_value_once"),
                migrations.RemoveField("cardvalue", "id"),
                migrations.AddField(
                    "cardvalue",
                    "pk",
                    models.CompositePrimaryKey(
                        "facet",
                        "value",
                        "card",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                migrations.DeleteModel("CardText"),
                migrations.CreateModel(
                    "CardText",
                    [
                        ("public_id", models.IntegerField(primary_key=True, serialize=False)),
                        ("words", fields.PackedTextField(dictionary=3)),
                    ],
                ),
            ]
        ),
    ]
