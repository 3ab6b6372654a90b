from django.db import migrations, models


class Migration(migrations.Migration):
    """Which list of materials a demand was taken in with."""

    dependencies = [("demands", "0016_confirmed")]

    operations = [
        migrations.AddField(
            "intake", "matter", models.CharField(max_length=50, blank=True, default="", db_default="")
        ),
    ]
