"""The desk: who wrote and planned what, what is unfinished, who has what open, what statements say alike."""

import hashlib

from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import meetings.models.fields
from meetings import names


def _user(**options):
    return models.ForeignKey(settings.AUTH_USER_MODEL, **options)


def _key(statement) -> str:
    said = statement.value or statement.value_as_printed
    if statement.property != "date":
        said = names.fold(said)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest() if said else ""


def fill_reading_keys(apps, schema_editor):
    """Give every statement the key of what it says."""
    rows = apps.get_model("meetings", "Statement").objects
    wanted = rows.only("pk", "property", "value", "value_as_printed").order_by("pk")
    batch = []
    for statement in wanted.iterator(chunk_size=2000):
        statement.reading_key = _key(statement)
        batch.append(statement)
        if len(batch) == 2000:
            rows.bulk_update(batch, ["reading_key"], batch_size=500)
            batch = []
    rows.bulk_update(batch, ["reading_key"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0004_time_of_the_last_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField("meeting", "publish_at", models.DateTimeField(editable=False, null=True)),
        *(
            migrations.AddField(
                "meeting", name, _user(editable=False, null=True, on_delete=models.SET_NULL, related_name="+")
            )
            for name in ("changed_by", "publish_by")
        ),
        *(
            migrations.AddField(
                "meeting", name, meetings.models.fields.ProseField(blank=True, editable=False)
            )
            for name in ("review_comment", "schedule_refusal")
        ),
        migrations.AddIndex(
            "meeting",
            models.Index(
                fields=["publish_at"], condition=Q(publish_at__isnull=False), name="meeting_publish_at"
            ),
        ),
        migrations.AddConstraint(
            "meeting",
            models.CheckConstraint(
                condition=Q(publish_at__isnull=True) | Q(state="submitted"),
                name="meeting_scheduled_is_submitted",
            ),
        ),
        migrations.CreateModel(
            name="UnfinishedForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("table", models.CharField(max_length=60)),
                ("object_id", models.CharField(blank=True, max_length=20)),
                ("key", models.UUIDField()),
                ("data", models.JSONField()),
                ("saved_at", models.DateTimeField()),
                ("user", _user(on_delete=models.CASCADE, related_name="unfinished_forms")),
            ],
            options={
                "ordering": ["-saved_at", "-pk"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=["user", "key"], name="unfinished_form_of_a_page")
                ],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "meeting",
                    models.ForeignKey("meetings.meeting", models.CASCADE, related_name="presences"),
                ),
                ("user", _user(on_delete=models.CASCADE, related_name="+")),
            ],
            options={
                "ordering": ["since", "pk"],
                "default_permissions": (),
                "constraints": [models.UniqueConstraint(fields=["user", "meeting"], name="presence_once")],
            },
        ),
        migrations.AddField(
            "statement",
            "reading_key",
            models.CharField(blank=True, default="", editable=False, max_length=32),
        ),
        migrations.RunPython(fill_reading_keys, migrations.RunPython.noop, elidable=True),
    ]
