"""An import notes the appointments that it makes, as it does other entries."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0013_packed_texts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="importedentry",
            name="imported_entry_of_one_thing",
        ),
        migrations.AddField(
            model_name="importedentry",
            name="appointment",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="imported",
                to="meetings.appointment",
            ),
        ),
        migrations.AddConstraint(
            model_name="importedentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("appointment__isnull", True),
                        ("organisation__isnull", True),
                        ("person__isnull", False),
                        ("place__isnull", True),
                    ),
                    models.Q(
                        ("appointment__isnull", True),
                        ("organisation__isnull", False),
                        ("person__isnull", True),
                        ("place__isnull", True),
                    ),
                    models.Q(
                        ("appointment__isnull", True),
                        ("organisation__isnull", True),
                        ("person__isnull", True),
                        ("place__isnull", False),
                    ),
                    models.Q(
                        ("appointment__isnull", False),
                        ("organisation__isnull", True),
                        ("person__isnull", True),
                        ("place__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="imported_entry_of_one_thing",
            ),
        ),
    ]
