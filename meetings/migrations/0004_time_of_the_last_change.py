from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_changes_by_time")]

    operations = [
        migrations.AddField(
            model_name="archivestate",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
