from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_card_words")]

    operations = [
        migrations.AddField(
            model_name="archivestate",
            name="changed_at",
            field=models.DateTimeField(null=True),
        ),
    ]
