"""Rows of a query read as models, by a plan of their columns that is made once a query.

Django works out for every answer which columns belong to which model, and makes each instance through its constructor,
with the defaults, signals and descriptors that a stored row needs none of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """Where in a row a model's columns lie, and what is joined to it.

    `start`, `end`: its columns; `key`: the column of its key, which is None where nothing was joined. `put` hands it to
    the instance it is joined to, `back` the other way.
    """

    model: type[Model]
    names: tuple[str, ...]
    start: int
    end: int
    key: int
    joined: tuple[Reader, ...]
    put: Callable[[Any, Any], None] | None = None
    back: Callable[[Any, Any], None] | None = None

    @classmethod
    def of(cls, told: dict[str, Any], select: Sequence[Any]) -> Reader | None:
        """The reader of what Django's compiler found out; none where a plain reader cannot read it."""
        model, columns = told["model"], told["select_fields"]
        plain = model.__init__ is Model.__init__ and model.from_db.__func__ is Model.from_db.__func__  # type: ignore[attr-defined]
        if not plain or told.get("from_parent"):
            return None
        start, end = columns[0], columns[-1] + 1
        names = tuple(one[0].target.attname for one in select[start:end])
        joined = tuple(cls.of(one, select) for one in told.get("related_klass_infos", ()))
        if None in joined:
            return None
        key = start + names.index(model._meta.pk.attname)
        setters = told.get("local_setter"), told.get("remote_setter")
        return cls(model, names, start, end, key, tuple(one for one in joined if one), *setters)

    def read(self, row: Row, using: str) -> Model:
        """The instance of a row, with what is joined to it."""
        made = object.__new__(self.model)
        made._state = state = ModelState()
        state.adding, state.db = False, using
        vars(made).update(zip(self.names, row[self.start : self.end], strict=True))
        for one in self.joined:
            one.join(row, made, using)
        return made

    def join(self, row: Row, to: Model, using: str) -> None:
        """Make the instance that is joined to another, or say that there is none."""
        assert self.put is not None
        assert self.back is not None
        found = None if row[self.key] is None else self.read(row, using)
        self.put(to, found)
        if found is not None:
            self.back(found, to)
