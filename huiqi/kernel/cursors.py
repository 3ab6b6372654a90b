"""The cursor of those who ask by statements that are built once: one for as long as its connection is held."""

from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = "cursor_of_statements_built_once"


def cursor_of(connection: BaseDatabaseWrapper) -> Any:
    """An open cursor of this connection, for one statement after the other; nobody closes it.

    Where statements are written down (in tests, and under `HUIQI_DEBUG`) each gets its own, which writes it down.
    """
    wrapper = cast("Any", connection)
    kept = vars(wrapper).get(KEPT)
    if kept is None or kept.connection is not wrapper.connection or kept.closed or wrapper.queries_logged:
        kept = vars(wrapper)[KEPT] = wrapper.cursor()
    else:
        wrapper.validate_thread_sharing()
    return kept
