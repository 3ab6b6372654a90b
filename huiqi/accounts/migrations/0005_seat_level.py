"""A seat has a level: staff and the demonstration's firms are verified, other firms' people declared themselves."""

from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROLES = [
    "enterprise_owner",
    "enterprise_clerk",
    "bookkeeper",
    "institution_clerk",
    "receptionist",
    "window_manager",
    "hub_operator",
    "system_administrator",
    "security_administrator",
    "auditor",
]


def declare(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Nobody has checked the papers of those who registered their firm by themselves."""
    seats = apps.get_model("accounts", "Seat").objects.filter(organisation__kind="enterprise")
    seats.filter(person__is_demonstration=False).update(level="declared")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_code_by_key"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]
    operations = [
        migrations.AddField("seat", "level", models.CharField(default="verified", max_length=40)),
        migrations.RunPython(declare, migrations.RunPython.noop),
        migrations.RemoveConstraint("seat", "seat_role"),
        migrations.AddConstraint(
            "seat", models.CheckConstraint(condition=models.Q(role__in=ROLES), name="seat_role")
        ),
        migrations.AddConstraint(
            "seat",
            models.CheckConstraint(
                condition=models.Q(level__in=["claimed", "declared", "verified"]), name="seat_level"
            ),
        ),
    ]
