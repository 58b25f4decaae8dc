"""What changed since a moment is found without reading the whole log."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_card_words")]

    operations = [
        migrations.AddIndex(
            model_name="changenote",
            index=models.Index(fields=["at", "version"], name="change_note_at"),
        )
    ]
