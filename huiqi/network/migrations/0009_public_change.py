from django.db import migrations

EVERY = (
    "network_window",
    "network_jurisdiction",
)
"""Tables of what public pages show."""

MADE_FIRST = ("accounts_organisation",)
"""Shown where a row of those names it, which is made later: a new row alone shows nowhere."""

WATCH = """
CREATE TRIGGER public_changed AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION public_changed();
"""
LEAVE = "DROP TRIGGER public_changed ON {table};"


class Migration(migrations.Migration):
    """What is public says itself that it changed (decision 22)."""

    dependencies = [("network", "0008_swaps"), ("kernel", "0002_public_change"), ("accounts", "0001_initial")]
    operations = [
        migrations.RunSQL(WATCH.format(table=table, events="INSERT OR UPDATE OR DELETE OR TRUNCATE"), LEAVE.format(table=table))
        for table in EVERY
    ] + [
        migrations.RunSQL(WATCH.format(table=table, events="UPDATE OR DELETE OR TRUNCATE"), LEAVE.format(table=table))
        for table in MADE_FIRST
    ]
