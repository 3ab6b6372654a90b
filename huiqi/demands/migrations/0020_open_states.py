"""Let the planner know that the open states are those of what is not closed.

Of a million demands one in thirty is open, and one in three hundred is in any one of the open states: without this it
expects a dozen rows of a tab where there are thousands, and fetches and sorts them all for the first fifty.
"""

from django.db import migrations

CREATE = """
CREATE STATISTICS demand_open_states (mcv) ON state, closed_at FROM demands_demand;
ANALYZE demands_demand;
"""


class Migration(migrations.Migration):

    dependencies = [
        ("demands", "0019_confidential"),
    ]

    operations = [
        migrations.RunSQL(CREATE, "DROP STATISTICS demand_open_states"),
    ]
