import django.db.models as models
from django.db import migrations

PURPOSES = [
    *("filing", "information", "plan", "answer", "scan", "addition", "objection", "reopening", "instruction"),
    "signature",
]


class Migration(migrations.Migration):
    """What staff took in is read back, and confirmed by whoever spoke."""

    dependencies = [("demands", "0015_letters")]

    operations = [
        migrations.RemoveConstraint("attachment", "attachment_purpose"),
        migrations.AddConstraint(
            "attachment",
            models.CheckConstraint(condition=models.Q(purpose__in=PURPOSES), name="attachment_purpose"),
        ),
        migrations.AddField("intake", "screen_key", models.CharField(max_length=12, null=True, unique=True)),
        migrations.AddField("intake", "screen_until", models.DateTimeField(null=True)),
        migrations.AddField(
            "intake", "confirmed", models.CharField(max_length=40, blank=True, default="", db_default="")
        ),
        migrations.AddField("intake", "confirmed_at", models.DateTimeField(null=True)),
        migrations.AddConstraint(
            "intake",
            models.CheckConstraint(
                condition=models.Q(confirmed="", confirmed_at=None)
                | models.Q(confirmed__in=["read_out", "code", "signature"], confirmed_at__isnull=False),
                name="intake_confirmed",
            ),
        ),
    ]
