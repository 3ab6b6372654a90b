from django.db import migrations, models
from django.db.models import Q

OPEN = "kept_at IS NULL AND missed_at IS NULL AND released_at IS NULL"

WARN = f"UPDATE demands_promise SET warn_at = started_at + (due_at - started_at) * 0.8 WHERE {OPEN}"
"""What is owed today is warned of by the clock: how it was counted matters less than that nobody is forgotten."""

CLIMB = "UPDATE demands_reminder SET climb_at = due_at WHERE answered_at IS NULL AND kind <> 'to_firm'"


class Migration(migrations.Migration):
    """When a promise is warned of, and when a reminder climbs. No big table is written anew."""

    dependencies = [
        ("demands", "0032_consulting"),
    ]

    operations = [
        migrations.AddField("promise", "warn_at", models.DateTimeField(null=True)),
        migrations.AddField("promise", "warned_at", models.DateTimeField(null=True)),
        migrations.AddField("reminder", "climb_at", models.DateTimeField(null=True)),
        migrations.AddField("reminder", "climbed", models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddIndex(
            "promise",
            models.Index(
                fields=["warn_at", "id"],
                name="promise_to_warn",
                condition=Q(warn_at__isnull=False, warned_at=None, kept_at=None, missed_at=None, released_at=None),
            ),
        ),
        migrations.AddIndex(
            "reminder",
            models.Index(
                fields=["climb_at", "id"],
                name="reminder_to_climb",
                condition=Q(answered_at=None, climb_at__isnull=False),
            ),
        ),
        migrations.RunSQL(WARN, migrations.RunSQL.noop),
        migrations.RunSQL(CLIMB, migrations.RunSQL.noop),
    ]
