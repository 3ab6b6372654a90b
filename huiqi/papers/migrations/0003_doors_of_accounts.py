from django.db import migrations


class Migration(migrations.Migration):
    """Wrong codes are counted in accounts, for every door."""

    dependencies = [
        ("papers", "0002_papers_are_immutable"),
        ("accounts", "0007_doors"),
    ]

    operations = [
        migrations.DeleteModel("WrongTry"),
    ]
