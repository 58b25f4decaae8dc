"""Cards that wait for a new name, in small transactions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import meetings.models.fields


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0011_merged_offices_and_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("meetings", models.JSONField()),
                ("total", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("unread", models.JSONField(default=list)),
                ("since", models.DateTimeField(auto_now_add=True)),
                ("kind", models.CharField(blank=True, max_length=20)),
                ("addresses", models.JSONField(default=list)),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first_publication", "First publication"),
                            ("new_source", "A further source"),
                            ("factual_error", "An error of fact"),
                            ("added_detail", "Added detail"),
                            ("spelling", "Spelling or wording"),
                            ("duplicate", "The same meeting as another record"),
                            ("same_entry", "The same thing entered twice"),
                            ("not_a_meeting", "No meeting took place"),
                            ("legal", "Required by law"),
                            ("privacy", "Protection of a person"),
                            ("restored", "Restored after withdrawal"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("note", meetings.models.fields.ProseField(blank=True)),
                ("at", models.DateTimeField(null=True)),
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
                "ordering": ["pk"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("done__lt", models.F("total"))), name="renewal_is_not_over"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at__isnull", True), ("kind", ""), ("reason", "")),
                            models.Q(
                                models.Q(("kind", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                                ("at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="renewal_says_all_or_nothing",
                    ),
                ],
            },
        ),
    ]
