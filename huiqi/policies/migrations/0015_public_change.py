from django.db import migrations

EVERY = (
    "policies_policy",
    "policies_policyversion",
    "policies_document",
    "policies_document_policies",
    "policies_paragraph",
    "policies_opening",
    "policies_materialfile",
    "policies_faq",
)
"""Tables of what public pages show."""

MADE_FIRST = ("files_storedfile",)
"""Shown where a row of those names it, which is made later: a new row alone shows nowhere."""

WATCH = """
CREATE TRIGGER public_changed AFTER {events} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION public_changed();
"""
LEAVE = "DROP TRIGGER public_changed ON {table};"

class Migration(migrations.Migration):
    """What is public says itself that it changed (decision 22)."""

    dependencies = [("policies", "0014_same_text"), ("kernel", "0002_public_change"), ("files", "0002_destroyed")]
    operations = [
        migrations.RunSQL(WATCH.format(table=table, events="INSERT OR UPDATE OR DELETE OR TRUNCATE"), LEAVE.format(table=table))
        for table in EVERY
    ] + [
        migrations.RunSQL(WATCH.format(table=table, events="UPDATE OR DELETE OR TRUNCATE"), LEAVE.format(table=table))
        for table in MADE_FIRST
    ]
