from django.db import migrations

EVERY = (
    "directory_institution",
    "directory_product",
    "directory_settlement",
)
"""Tables of what public pages show."""

WATCH = """
CREATE TRIGGER public_changed AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION public_changed();
"""
LEAVE = "DROP TRIGGER public_changed ON {table};"


class Migration(migrations.Migration):
    """What is public says itself that it changed (decision 22)."""

    dependencies = [("directory", "0004_prices"), ("kernel", "0002_public_change")]
    operations = [
        migrations.RunSQL(WATCH.format(table=table, events="INSERT OR UPDATE OR DELETE OR TRUNCATE"), LEAVE.format(table=table))
        for table in EVERY
    ]
