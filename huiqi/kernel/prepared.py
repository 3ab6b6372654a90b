"""Questions whose SQL is built once: asked again, only their values are put in.

Building the SQL of a queryset takes Django longer than PostgreSQL takes to answer it. Of the few statements that every
verb needs it is built once for each shape in which they are asked, and kept for as long as the process lives.

    @prepared
    def _held_by(person: int, on: date) -> QuerySet[Seat]:
        return Seat.objects.filter(person_id=person, since__lte=on).select_related("organisation")

    seats = _held_by(7, today)  # a list

Numbers, strings, UUIDs, days and moments are values, alone or in a tuple; anything else (a word, None, a flag) is part
of the shape. A value may only go into the query as it is: one that is reckoned with, or decides how the query is built,
is found out the first time the shape is asked, for then the query is built with the real values, too.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

from huiqi.kernel.cursors import cursor_of
from huiqi.kernel.readers import Reader

P = ParamSpec("P")
R = TypeVar("R")

STANDS_FOR: dict[type, Callable[[int], Any]] = {
    int: lambda n: 31_000 + n,  # fits the smallest column
    str: lambda n: f"value {n} of a prepared query",
    UUID: lambda n: UUID(int=(1 << 127) + n),
    date: lambda n: date(1902, 1, 1) + timedelta(days=n),
    datetime: lambda n: datetime(1902, 1, 1, 1, 2, 3, tzinfo=UTC) + timedelta(days=n),
}
"""What stands for a value of each type while a query is built: unlike anything that is stored or asked for."""


class Prepared(Generic[P, R]):
    """A function that builds a queryset of its arguments, as a question that answers the list of its rows."""

    def __init__(self, build: Callable[P, QuerySet[Any, R]]) -> None:
        self.__doc__ = build.__doc__
        self._build = build
        self._plans: dict[Any, _Plan | None] = {}

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> list[R]:
        """The rows. One query. Raises `TypeError` for arguments by name."""
        if kwargs:
            raise TypeError("a prepared query takes its arguments by position")
        values: list[Any] = []
        shape = tuple([_shape(one, values) for one in args])
        if shape not in self._plans:
            self._plans[shape] = self._plan(args, values)
        plan = self._plans[shape]
        return plan.rows(values) if plan else []

    def _plan(self, args: tuple[Any, ...], values: list[Any]) -> "_Plan | None":
        """How the query of this shape is asked; nothing where it can have no rows."""
        standing: list[Any] = []
        try:
            plan = _Plan.of(self._build(*[_standing(one, standing) for one in args]), standing)  # type: ignore[call-arg]
        except EmptyResultSet:
            return None
        plan.check(self._build(*args), values)  # type: ignore[call-arg]
        return plan


prepared = Prepared
"""Decorate a function that builds a queryset."""


def _shape(told: Any, values: list[Any]) -> Any:
    """The argument without its values, which are noted in order."""
    if type(told) in STANDS_FOR:
        values.append(told)
        return type(told)
    return tuple([_shape(one, values) for one in told]) if isinstance(told, tuple) else told


def _standing(told: Any, standing: list[Any]) -> Any:
    """The argument with what stands for its values."""
    if type(told) in STANDS_FOR:
        standing.append(STANDS_FOR[type(told)](len(standing)))
        return standing[-1]
    if not isinstance(told, tuple):
        return told
    stands = [_standing(one, standing) for one in told]
    return told._make(stands) if hasattr(told, "_make") else tuple(stands)  # one with names keeps them


@dataclass(frozen=True, slots=True)
class _Value:
    """Where the value of this number goes, in the type that the driver is to have it in."""

    number: int
    type: Callable[[Any], Any]


class _Asked:
    """What Django's readers of rows ask a queryset for."""

    def __init__(self, rows: Any) -> None:
        self.db, self._fields, self._known_related_objects = rows.db, rows._fields, rows._known_related_objects


@dataclass(frozen=True, slots=True)
class _Plan:
    """The SQL of one shape, its parameters with the places of the values, and how Django reads its rows."""

    sql: str
    parameters: tuple[Any, ...]
    rows_of: Any
    compiler: Any
    query: Any
    asked_by: Any
    models: "_Models | None"

    @classmethod
    def of(cls, rows: QuerySet[Any], standing: list[Any]) -> "_Plan":
        assert not rows._prefetch_related_lookups  # type: ignore[attr-defined]
        compiler = rows.query.get_compiler(using=rows.db)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _expressions: converters
        compiler.has_composite_fields = lambda _expressions: False  # asked anew for every column of every answer
        asked = _Asked(rows)
        places = tuple(_place(one, standing) for one in parameters)
        models = _Models.of(rows, compiler, converters)
        return cls(sql, places, rows._iterable_class, compiler, rows.query, asked, models)

    def check(self, rows: QuerySet[Any], values: list[Any]) -> None:
        """Raises `AssertionError` where the query of the real values is another one."""
        sql, parameters = rows.query.get_compiler(using=rows.db).as_sql()
        assert sql == self.sql, f"the values decide how this query is built: {sql}"
        assert list(parameters) == self._filled(values), f"the values do not go into this query as they are: {sql}"

    def rows(self, values: list[Any]) -> list[Any]:
        """What is found with these values."""
        connection = connections[self.asked_by.db]
        cursor = cursor_of(connection)
        cursor.execute(self.sql, tuple(self._filled(values)))
        found = (cursor.fetchall(),)
        if self.models:
            return self.models.read(found[0], connection)
        compiler = _like(self.compiler, connection=connection, execute_sql=lambda *_, **__: found)
        query = _like(self.query, get_compiler=lambda using: compiler)  # noqa: ARG005  # Django asks by this name
        return list(self.rows_of(_like(self.asked_by, query=query)))

    def _filled(self, values: list[Any]) -> list[Any]:
        return [_fill(one, values) for one in self.parameters]


@dataclass(frozen=True, slots=True)
class _Models:
    """How the rows of a query of models are read; `converters` by column, `beside` the columns of annotations."""

    reader: Reader
    converters: dict[int, tuple[list[Any], Any]]
    beside: dict[str, int]

    @classmethod
    def of(cls, rows: QuerySet[Any], compiler: Any, converters: dict[int, Any]) -> "_Models | None":
        if rows._iterable_class is not ModelIterable or rows._known_related_objects:  # type: ignore[attr-defined]
            return None
        reader = Reader.of(compiler.klass_info, compiler.select)
        return cls(reader, converters, compiler.annotation_col_map or {}) if reader else None

    def read(self, rows: list[Any], connection: Any) -> list[Any]:
        """The instances."""
        alias, made = connection.alias, []
        for row in rows:
            values = self._converted(row, connection) if self.converters else row
            one = self.reader.read(values, alias)
            for name, column in self.beside.items():
                setattr(one, name, values[column])
            made.append(one)
        return made

    def _converted(self, row: Any, connection: Any) -> list[Any]:
        values = list(row)
        for column, (convert, expression) in self.converters.items():
            for one in convert:
                values[column] = one(values[column], expression, connection)
        return values


def _like(one: Any, **but: Any) -> Any:
    """A shallow copy with other attributes; `copy.copy` takes ten times as long."""
    made = object.__new__(type(one))
    made.__dict__.update(one.__dict__, **but)
    return made


def _place(parameter: Any, standing: list[Any]) -> Any:
    """A parameter, with the places in it of what stands for a value."""
    if isinstance(parameter, list):
        return [_place(one, standing) for one in parameter]
    number = next((n for n, one in enumerate(standing) if isinstance(parameter, type(one)) and parameter == one), None)
    if number is None:
        return parameter
    kind = type(parameter)
    return _Value(number, kind if kind is not type(standing[number]) else _as_it_is)


def _as_it_is(value: Any) -> Any:
    return value


def _fill(place: Any, values: list[Any]) -> Any:
    if type(place) is _Value:
        return place.type(values[place.number])
    return [_fill(one, values) for one in place] if type(place) is list else place
