"""Imported tables: files, rows and their fates, decisions, profiles, and entries made of words."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

import meetings.models.fields


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("meetings", "0007_accounts_and_merges"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportProfile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("name", meetings.models.fields.LineField(max_length=100, unique=True)),
                ("publisher", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("form", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("file_name", meetings.models.fields.LineField(max_length=200)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("publisher", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("profile", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("reading", "being read"),
                            ("ready", "ready to be written"),
                            ("writing", "being written"),
                            ("done", "written"),
                            ("undoing", "being undone"),
                            ("undone", "undone"),
                        ],
                        default="reading",
                        max_length=12,
                    ),
                ),
                ("notes", models.JSONField(default=list)),
                ("columns", models.JSONField(default=list)),
                ("reading", models.CharField(blank=True, max_length=16)),
                ("rows", models.PositiveIntegerField(default=0)),
                ("created", models.PositiveIntegerField(default=0)),
                ("linked", models.PositiveIntegerField(default=0)),
                ("skipped", models.PositiveIntegerField(default=0)),
                ("refused", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="followed_by",
                        to="meetings.import",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to="meetings.source",
                    ),
                ),
            ],
            options={
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["reading", "ready", "writing", "done", "undoing", "undone"])
                        ),
                        name="import_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rows",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("created"), "+", models.F("linked")
                                        ),
                                        "+",
                                        models.F("skipped"),
                                    ),
                                    "+",
                                    models.F("refused"),
                                ),
                            )
                        ),
                        name="import_rows_accounted_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("rows"))), name="import_done_within_rows"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("publisher", meetings.models.fields.LineField(blank=True, max_length=300)),
                ("kind", models.CharField(max_length=16)),
                ("words", meetings.models.fields.LineField(max_length=300)),
                ("key", models.CharField(max_length=300)),
                ("value", models.CharField(max_length=40)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["kind", "key"],
                "constraints": [
                    models.UniqueConstraint(fields=("publisher", "kind", "key"), name="import_decision_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportedEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                ("kind", models.CharField(max_length=16)),
                ("key", models.CharField(max_length=340)),
                ("words", meetings.models.fields.LineField(max_length=300)),
                ("is_confirmed", models.BooleanField(default=False)),
                ("seen_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="entries",
                        to="meetings.import",
                    ),
                ),
                (
                    "organisation",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported",
                        to="meetings.organisation",
                    ),
                ),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported",
                        to="meetings.person",
                    ),
                ),
                (
                    "place",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="imported",
                        to="meetings.place",
                    ),
                ),
            ],
            options={
                "verbose_name": "name that matches nobody",
                "verbose_name_plural": "names that match nobody",
                "ordering": ["kind", "words", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="imported_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("organisation__isnull", True),
                                ("person__isnull", False),
                                ("place__isnull", True),
                            ),
                            models.Q(
                                ("organisation__isnull", False),
                                ("person__isnull", True),
                                ("place__isnull", True),
                            ),
                            models.Q(
                                ("organisation__isnull", True),
                                ("person__isnull", True),
                                ("place__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="imported_entry_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportPiece",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.BinaryField()),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pieces",
                        to="meetings.import",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "number"), name="import_piece_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ImportRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveIntegerField()),
                ("sheet", models.CharField(blank=True, max_length=100)),
                ("number", models.PositiveIntegerField()),
                ("key", models.CharField(blank=True, max_length=100)),
                ("digest", models.CharField(blank=True, max_length=64)),
                ("outcome", models.CharField(blank=True, max_length=64)),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("created", "created"),
                            ("linked", "linked"),
                            ("skipped", "skipped"),
                            ("refused", "refused"),
                        ],
                        max_length=8,
                    ),
                ),
                ("weight", models.PositiveSmallIntegerField(default=3)),
                ("problems", models.JSONField(default=list)),
                ("cells", models.JSONField(default=dict)),
                ("planned", models.JSONField(null=True)),
                ("made", models.BooleanField(default=False)),
                ("is_done", models.BooleanField(default=False)),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="import_rows",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "table",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="meetings.import",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(fields=["digest"], name="import_row_digest"),
                    models.Index(fields=["table", "weight", "position"], name="import_row_weight"),
                    models.Index(
                        condition=models.Q(("is_done", False)),
                        fields=["table", "position"],
                        name="import_row_waiting",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("table", "position"), name="import_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(("fate__in", ["created", "linked", "skipped", "refused"])),
                        name="import_row_fate",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("made", True), ("meeting__isnull", False)),
                        fields=("meeting",),
                        name="import_meeting_made_once",
                    ),
                ],
            },
        ),
    ]
