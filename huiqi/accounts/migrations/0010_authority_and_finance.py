"""Seats of who approves and who pays, and finance departments."""

from django.db import migrations, models

KINDS = ["authority", "finance", "hub", "window", "institution", "department", "expert", "enterprise"]
ROLES = [
    "enterprise_owner",
    "enterprise_clerk",
    "bookkeeper",
    "institution_clerk",
    "receptionist",
    "window_manager",
    "hub_operator",
    "authority_reviewer",
    "finance_reviewer",
    "system_administrator",
    "security_administrator",
    "auditor",
]


class Migration(migrations.Migration):

    dependencies = [("accounts", "0009_sign_ins")]

    operations = [
        migrations.RemoveConstraint(model_name="organisation", name="organisation_kind"),
        migrations.RemoveConstraint(model_name="seat", name="seat_role"),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="organisation_kind"),
        ),
        migrations.AddConstraint(
            model_name="seat",
            constraint=models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="seat_role"),
        ),
    ]
