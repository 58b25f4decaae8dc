"""Pages that were made before an entry changed can be told from those made after."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_desk")]

    operations = [
        migrations.AddField(
            model_name="archivestate", name="entries", field=models.PositiveBigIntegerField(default=0)
        )
    ]
