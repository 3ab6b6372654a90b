"""Vacuum demands and handlings after one row in five hundred was changed, not after one in five.

What is open, one in thirty, is what is changed. The figures of a desk are counted from an index alone only where the
table has been vacuumed since: at the hub, with 30,000 open demands, 8 ms instead of 18.
"""

from django.db import migrations

TABLES = ("demands_demand", "demands_handling")
EARLY = "ALTER TABLE {0} SET (autovacuum_vacuum_scale_factor = 0.002)"
USUAL = "ALTER TABLE {0} RESET (autovacuum_vacuum_scale_factor)"


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0046_baskets"),
    ]

    operations = [migrations.RunSQL(EARLY.format(table), USUAL.format(table)) for table in TABLES]
