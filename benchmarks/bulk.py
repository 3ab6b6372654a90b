"""Filling tables fast: without their indexes and foreign keys, which PostgreSQL then builds and proves at once."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection


@contextmanager
def bare(*tables: str) -> Iterator[None]:
    """Within, the tables have only their primary keys and checks; afterwards everything is back and validated."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid), contype FROM pg_constraint"
            " WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('u', 'f') ORDER BY contype DESC",
            [list(tables)],
        )
        constraints = cursor.fetchall()
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexname NOT IN"
            " (SELECT conname FROM pg_constraint WHERE contype IN ('p', 'u', 'x'))",
            [list(tables)],
        )
        indexes = cursor.fetchall()
        for table, name, _definition, _kind in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        yield
        for _name, definition in indexes:
            cursor.execute(definition)
        for table, name, definition, _kind in constraints:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def table(name: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
    """A temporary table of the session, filled by COPY and analysed."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {name} ({columns})")
        copy_rows(name, rows)
        cursor.execute(f"ANALYZE {name}")


def copy_rows(target: str, rows: Iterable[Sequence[object]]) -> None:
    """PostgreSQL's COPY; `target` may name its columns."""
    with connection.cursor() as cursor, cursor.copy(f"COPY {target} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
