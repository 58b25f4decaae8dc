"""The index over the words of cards: FTS5 on SQLite, a ``tsvector`` under GIN on PostgreSQL."""

from django.db import migrations

FORWARD = {
    "sqlite": [
        "CREATE VIRTUAL TABLE meetings_cardwords USING fts5(words, content='meetings_cardtext', content_rowid='key', tokenize='ascii')",
    ],
    "postgresql": [
        "ALTER TABLE meetings_cardtext ADD COLUMN vector tsvector",
        "CREATE INDEX meetings_cardtext_vector ON meetings_cardtext USING gin (vector)",
    ],
}
BACKWARD = {
    "sqlite": ["DROP TABLE meetings_cardwords"],
    "postgresql": ["ALTER TABLE meetings_cardtext DROP COLUMN vector"],
}


def run(statements):
    def execute(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return execute


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_the_archive")]

    operations = [migrations.RunPython(run(FORWARD), run(BACKWARD), elidable=False)]
