"""The roles of a seat grew by those of authority and finance."""

from django.db import migrations, models

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

    dependencies = [("enterprises", "0005_qualified")]

    operations = [
        migrations.RemoveConstraint(model_name="claim", name="claim_role"),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(condition=models.Q(("role__in", ROLES)), name="claim_role"),
        ),
    ]
