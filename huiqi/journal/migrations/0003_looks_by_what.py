from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0002_append_only"),
    ]

    operations = [
        migrations.AddIndex(
            "look",
            models.Index(fields=["what", "-at", "-id"], name="journal_look_what"),
        ),
    ]
