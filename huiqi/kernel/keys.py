"""Thousands of keys as one value of a question: `filter(id__any_of=keys)`.

`__in` writes a place for every key; of two thousand the driver needs longer to read its own statement than PostgreSQL
needs to answer it, and each length of the list is another statement.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, ForeignKey, Lookup
from django.db.models.sql.compiler import SQLCompiler


@ForeignKey.register_lookup
@Field.register_lookup
class AnyOf(Lookup):
    """Any of these values; none where there are none."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        """The comparison, with all values as one array of the column's type."""
        left, values = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::{self.lhs.output_field.db_type(connection)}[])", (*values, list(self.rhs))
