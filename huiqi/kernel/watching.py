"""How a migration lets the kept pages hear of a table that public pages show (decision 22)."""

from django.db.migrations import RunSQL


def watch(table: str, *, made_first: bool = False) -> RunSQL:
    """Every statement that may change the table says so; `made_first`: a new row shows nowhere before another names it.

    Migrations of before this was written hold the same text: they are history.
    """
    events = "UPDATE OR DELETE OR TRUNCATE" if made_first else "INSERT OR UPDATE OR DELETE OR TRUNCATE"
    each = "FOR EACH STATEMENT EXECUTE FUNCTION public_changed();"
    return RunSQL(
        f"CREATE TRIGGER public_changed AFTER {events} ON {table} {each}",
        f"DROP TRIGGER public_changed ON {table};",
    )
