"""Offices and drafts can be merged; a merge of entries is told in the change log."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_deleted_entries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="changenote",
            name="change_action",
        ),
        migrations.RemoveConstraint(
            model_name="changenote",
            name="change_reason",
        ),
        migrations.RemoveConstraint(
            model_name="edition",
            name="edition_reason",
        ),
        migrations.RemoveConstraint(
            model_name="meeting",
            name="meeting_merged_is_withdrawn",
        ),
        migrations.AddField(
            model_name="office",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="meetings.office",
            ),
        ),
        migrations.AlterField(
            model_name="changenote",
            name="action",
            field=models.CharField(
                choices=[
                    ("published", "Published"),
                    ("corrected", "Corrected"),
                    ("withdrawn", "Withdrawn"),
                    ("restored", "Restored"),
                    ("redacted", "Redacted"),
                    ("merged", "Merged"),
                    ("renewed", "Names brought up to date"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="changenote",
            name="reason",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="edition",
            name="reason",
            field=models.CharField(
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
        migrations.AddConstraint(
            model_name="changenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "action__in",
                        ["published", "corrected", "withdrawn", "restored", "redacted", "merged", "renewed"],
                    )
                ),
                name="change_action",
            ),
        ),
        migrations.AddConstraint(
            model_name="changenote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "first_publication",
                            "new_source",
                            "factual_error",
                            "added_detail",
                            "spelling",
                            "duplicate",
                            "same_entry",
                            "not_a_meeting",
                            "legal",
                            "privacy",
                            "restored",
                            "other",
                        ],
                    )
                ),
                name="change_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "reason__in",
                        [
                            "first_publication",
                            "new_source",
                            "factual_error",
                            "added_detail",
                            "spelling",
                            "duplicate",
                            "same_entry",
                            "not_a_meeting",
                            "legal",
                            "privacy",
                            "restored",
                            "other",
                        ],
                    )
                ),
                name="edition_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True), ("state__in", ["draft", "withdrawn"]), _connector="OR"
                ),
                name="meeting_merged_is_not_public",
            ),
        ),
        migrations.AddConstraint(
            model_name="office",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into", models.F("pk")), _negated=True),
                name="office_not_merged_into_itself",
            ),
        ),
    ]
