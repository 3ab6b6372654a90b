"""Single rows, written by statements that are built once, as `prepared` asks for them (decision 15).

    before = as_read(demand)            # what it was when it was locked
    demand.state = DemandState.REGISTERED
    update(demand, changed(demand, before))

    insert(Telling(demand=demand, verb=verb))

The values go through the fields as in `Model.save`. The first time a shape is written its statement is built by Django,
which must come to the same values. No signal is sent; nobody in this house waits for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeVar, cast

from django.core.exceptions import ObjectDoesNotExist
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Field, Model
from django.db.models.sql import InsertQuery, UpdateQuery

from huiqi.kernel.cursors import cursor_of

Row = TypeVar("Row", bound=Model)


def as_read(row: Model) -> dict[str, Any]:
    """What the columns of a row hold now, by their attributes; lists and objects are copied."""
    held = vars(row)
    names = [field.attname for field in type(row)._meta.concrete_fields if field.attname in held]
    return {name: _copied(held[name]) for name in names}


def _copied(value: Any) -> Any:
    """`copy.deepcopy` of what JSON knows, in a tenth of its time."""
    if type(value) is list:
        return [_copied(one) for one in value]
    return {key: _copied(one) for key, one in value.items()} if type(value) is dict else value


def changed(row: Model, before: Mapping[str, Any]) -> tuple[str, ...]:
    """The attributes whose values are no longer those `before`, in the order of the model."""
    held = vars(row)
    return tuple(name for name, value in before.items() if held[name] != value)


def insert(row: Row) -> Row:
    """Store a new row and give it its key. One query. Raises `IntegrityError`."""
    return insert_all((row,))[0]


def insert_all(rows: Iterable[Row]) -> list[Row]:
    """Store new rows of one model and give them their keys. One query, none for no rows. Raises `IntegrityError`."""
    made = list(rows)
    if not made:
        return made
    for row in made:  # what it points at may have its key only now
        cast("Any", row)._prepare_related_fields_for_save(operation_name="insert")
    model, connection = type(made[0]), connections[DEFAULT_DB_ALIAS]
    fields = [field for field in model._meta.local_concrete_fields if field is not model._meta.pk]
    values = [[field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields] for row in made]
    told = _INSERTS.get(model) or _INSERTS.setdefault(model, _built(made[0], fields, values[0]))
    cursor = cursor_of(connection)
    cursor.execute(told.of(len(made)), list(chain.from_iterable(values)))
    keys = cursor.fetchall()
    for row, (key,) in zip(made, keys, strict=True):
        row.pk, row._state.adding, row._state.db = key, False, connection.alias
    return made


def update(row: Model, names: Sequence[str]) -> None:
    """Write these attributes of a stored row. One query, none for no names. Raises `ObjectDoesNotExist`: it is gone."""
    if names:
        _write((row,), names)


def update_all(rows: Sequence[Model], **values: Any) -> None:
    """Give these values to stored rows of one model. One query, none for no rows. Raises as `update` does."""
    for row in rows:
        vars(row).update(values)
    if rows:
        _write(rows, tuple(values))


def _write(rows: Sequence[Model], names: Sequence[str]) -> None:
    """Write these attributes, in which the rows hold the same."""
    model, connection = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    fields = [cast("Field[Any, Any]", model._meta.get_field(name)) for name in names]
    held = [field.get_db_prep_save(field.pre_save(rows[0], False), connection) for field in fields]
    shape = (model, tuple(names), tuple(value is None for value in held), len(rows))
    values = [*(value for value in held if value is not None), *(row.pk for row in rows)]
    sql = _UPDATES.get(shape) or _UPDATES.setdefault(shape, _update(rows, fields, values))
    cursor = cursor_of(connection)
    cursor.execute(sql, values)
    if cursor.rowcount < len(rows):
        raise ObjectDoesNotExist(f"{model.__name__} {[row.pk for row in rows]}")


@dataclass(frozen=True, slots=True)
class _Insert:
    """Django's statement for one row, cut where more rows go."""

    head: str
    row: str
    tail: str

    def of(self, rows: int) -> str:
        """The statement for so many."""
        return self.head + ", ".join([self.row] * rows) + self.tail


_INSERTS: dict[type[Model], _Insert] = {}
_UPDATES: dict[tuple[type[Model], tuple[str, ...], tuple[bool, ...], int], str] = {}


def _built(row: Model, fields: Sequence[Field[Any, Any]], values: Sequence[Any]) -> _Insert:
    """Django's statement for such a row."""
    query = InsertQuery(type(row))
    query.insert_values(fields, [row], raw=False)
    compiler = query.get_compiler(using=DEFAULT_DB_ALIAS)
    compiler.returning_fields = [type(row)._meta.pk]
    [(sql, parameters)] = compiler.as_sql()
    _check(parameters, values, sql)
    head, between, rest = sql.partition(" VALUES ")
    placeholders, returning, key = rest.rpartition(" RETURNING ")
    return _Insert(head + between, placeholders, returning + key)


def _update(rows: Sequence[Model], fields: Sequence[Field[Any, Any]], values: Sequence[Any]) -> str:
    """Django's statement for a change of these fields."""
    there = type(rows[0])._base_manager.filter(pk__in=[row.pk for row in rows])
    query = cast("UpdateQuery", there.query.chain(UpdateQuery))
    query.add_update_fields([(field, None, field.pre_save(rows[0], add=False)) for field in fields])
    sql, parameters = query.get_compiler(using=DEFAULT_DB_ALIAS).as_sql()
    _check(parameters, values, sql)
    return str(sql)


def _check(parameters: Sequence[Any], values: Sequence[Any], sql: str) -> None:
    """Raises `AssertionError` where Django would store other values. JSON is compared by what is in it."""
    plain = [[getattr(one, "obj", one) for one in told] for told in (parameters, values)]
    assert plain[0] == plain[1], f"these values do not go into this statement as they are: {sql}"
