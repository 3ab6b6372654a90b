"""Find a demand by the end of its number, whichever window gave it; the planner learns how few bear the same."""

import django.db.models.functions
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0024_doors"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="demand",
            index=models.Index(django.db.models.functions.Right("number", 6), name="demand_serial"),
        ),
        migrations.RunSQL("ANALYZE demands_demand", migrations.RunSQL.noop),
    ]
