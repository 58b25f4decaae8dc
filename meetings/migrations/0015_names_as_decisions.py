"""What words mean may be a name: a surname alone stands for whom the same table names in full."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0014_appointments_of_tables"),
    ]

    operations = [
        migrations.AlterField(
            model_name="importdecision",
            name="value",
            field=models.CharField(max_length=300),
        ),
    ]
