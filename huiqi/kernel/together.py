"""Small questions asked at once: the rows of each, in its order, by one query.

    found = together(visits=demand.visits.filter(round=1), past=demand.past_rounds.order_by("round"))
    found["visits"]  # a list of visits

Each question is a column of the one row that comes, its rows as JSON; models, with what is joined to them, are made by
the plan of columns of `readers`. Not for amounts and bytes, which JSON would not give back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BinaryField, DecimalField, JSONField, QuerySet
from django.db.models.query import ModelIterable

from huiqi.kernel.readers import Reader

Convert = Callable[[Any], Any]


def together(**asked: QuerySet[Any, Any]) -> dict[str, list[Any]]:
    """The rows of each question, by its name; models, or tuples of `values_list`. One query, none for no questions."""
    found: dict[str, list[Any]] = {name: [] for name in asked}
    plans = {name: plan for name, rows in asked.items() if (plan := _Question.of(rows))}
    if not plans:
        return found
    columns = ", ".join(f"(SELECT json_agg(told) FROM ({one.sql}) AS told)::text" for one in plans.values())
    with connections[next(iter(asked.values())).db].cursor() as cursor:
        cursor.execute(f"SELECT {columns}", tuple(chain.from_iterable(one.parameters for one in plans.values())))
        told = cursor.fetchone()
    return found | {name: plan.read(text) for (name, plan), text in zip(plans.items(), told, strict=True)}


@dataclass(frozen=True, slots=True)
class _Question:
    """The SQL of one, and how its rows are read; without a reader they are tuples."""

    sql: str
    parameters: tuple[Any, ...]
    converts: tuple[Convert, ...]
    reader: Reader | None
    known: dict[Any, dict[Any, Any]]
    using: str

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> _Question | None:
        """Nothing where it can have no rows."""
        told: Any = rows
        assert not told._prefetch_related_lookups
        compiler = told.query.get_compiler(using=told.db)
        try:
            sql, parameters = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            return None
        converts = tuple(_convert(column[0].target) for column in compiler.select)
        models = told._iterable_class is ModelIterable
        reader = Reader.of(compiler.klass_info, compiler.select) if models else None
        assert bool(reader) is models
        return cls(sql, tuple(parameters), converts, reader, told._known_related_objects, told.db)

    def read(self, text: str | None) -> list[Any]:
        """The rows of what came for it."""
        made = [self._row(tuple(one.values())) for one in json.loads(text or "[]")]
        for field, objects in self.known.items():
            for one in made:
                setattr(one, field.name, objects[getattr(one, field.attname)])
        return made

    def _row(self, told: tuple[Any, ...]) -> Any:
        pairs = zip(self.converts, told, strict=True)
        values = tuple(None if value is None else convert(value) for convert, value in pairs)
        return self.reader.read(values, self.using) if self.reader else values


def _convert(field: Any) -> Convert:
    """How a column comes back from JSON."""
    assert not isinstance(field, BinaryField | DecimalField), field
    return _as_it_is if isinstance(field, JSONField) else field.to_python


def _as_it_is(value: Any) -> Any:
    return value
