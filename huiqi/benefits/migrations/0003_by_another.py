"""Nobody approves what he wrote or confirms what he made; states as they are now."""

from django.db import migrations, models
from django.db.models import F, Q

RUNNING = ["prepared", "review", "guided", "drawing", "checking", "published", "paying"]


class Migration(migrations.Migration):

    dependencies = [("benefits", "0002_reviewed")]

    operations = [
        migrations.RemoveConstraint("programme", "programme_state"),
        migrations.RemoveConstraint("programme", "programme_once"),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=Q(("state__in", [*RUNNING, "finished", "cancelled"])), name="programme_state"
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.UniqueConstraint(
                condition=Q(("state__in", RUNNING)), fields=("version", "year", "region"), name="programme_once"
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=~Q(("state", "review")) | Q(("submitted_at__isnull", False)), name="programme_submitted"
            ),
        ),
        migrations.AddConstraint(
            "programme",
            models.CheckConstraint(
                condition=Q(("approved_by", ""))
                | (Q(("guided_at__isnull", False)) & ~Q(("authors__contains", [F("approved_by")]))),
                name="programme_approved_by_another",
            ),
        ),
        migrations.AddConstraint(
            "paymentlist",
            models.CheckConstraint(
                condition=Q(("state__in", ["waiting", "confirmed", "returned", "withdrawn", "unchecked"])),
                name="paymentlist_state",
            ),
        ),
        migrations.AddConstraint(
            "paymentlist",
            models.CheckConstraint(
                condition=Q(("state__in", ["waiting", "unchecked"]))
                ^ Q(("settled_at__isnull", False), ("settled_by__gt", "")),
                name="paymentlist_settled",
            ),
        ),
        migrations.AddConstraint(
            "paymentlist",
            models.CheckConstraint(
                condition=~Q(("settled_by", F("made_by")), ("state", "confirmed")),
                name="paymentlist_confirmed_by_another",
            ),
        ),
    ]
