from django.db import migrations, models

HOW = ["exchange", "hand", "post", "mail", "fax", "link"]


class Migration(migrations.Migration):
    """A letter may go by its link alone."""

    dependencies = [
        ("demands", "0025_serial"),
    ]

    operations = [
        migrations.RemoveConstraint("letter", "letter_sent_somehow"),
        migrations.AddConstraint(
            "letter",
            models.CheckConstraint(
                condition=models.Q(("how", ""), ("sent_on", None))
                | models.Q(("how__in", HOW), ("sent_on__isnull", False)),
                name="letter_sent_somehow",
            ),
        ),
    ]
