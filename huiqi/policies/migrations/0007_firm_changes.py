"""The table of enterprises that changed."""

from django.db import migrations, models
from django.db.models import Func, TextField
from django.db.models.functions import Cast


class Migration(migrations.Migration):
    """See the model: each machine follows it by itself."""

    dependencies = [("policies", "0006_outcomes_alerts")]

    operations = [
        migrations.CreateModel(
            name="FirmChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("enterprise_id", models.BigIntegerField()),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=Cast(
                            Cast(Func(function="pg_current_xact_id"), TextField()), models.BigIntegerField()
                        ),
                        db_index=True,
                    ),
                ),
                ("at", models.DateTimeField()),
            ],
        ),
    ]
