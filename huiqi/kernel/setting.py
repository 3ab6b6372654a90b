"""A setting of which there is one row: whoever changes it has seen what stands, and writes over nobody."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models

from huiqi.kernel.refusal import Refused

Row = TypeVar("Row", bound=models.Model)


def keep_row(model: type[Row], revision: int, values: Mapping[str, Any], **key: Any) -> Row:
    """Write the row of this key, made or changed, in the caller's transaction.

    `revision`: of what the form showed; 0: nothing was set. Raises `Refused("setting_changed")` with what stands
    now, its `revision` among it, where that is another: nothing is written.
    """
    row, new = model._default_manager.select_for_update().get_or_create(**key, defaults=dict(values))
    stands = 0 if new else row.revision  # type: ignore[attr-defined]  # what is kept so has one
    if revision != stands:
        raise Refused("setting_changed", **{name: getattr(row, name) for name in values}, revision=stands)
    if not new:
        for name, value in {**values, "revision": stands + 1}.items():
            setattr(row, name, value)
        row.save(force_update=True)
    return row
