from django.db import migrations


class Migration(migrations.Migration):
    """Wrong codes are counted in accounts, for every door."""

    dependencies = [
        ("demands", "0033_warned_before"),
        ("accounts", "0007_doors"),
    ]

    operations = [
        migrations.DeleteModel("WrongTry"),
    ]
