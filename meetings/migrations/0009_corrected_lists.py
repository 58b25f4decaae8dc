"""Lists of meetings that go out as sheets and come back corrected."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0008_imported_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="import",
            name="corrects",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="importrow",
            name="changes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="importrow",
            name="correction",
            field=models.JSONField(null=True),
        ),
    ]
