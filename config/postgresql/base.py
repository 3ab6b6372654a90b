"""The database backend: Django's own, but for how it finds out that a pooled connection has died.

Django asks the server something before every request. A server that ends closes the socket, which the machine can tell
without a journey there and back: what waits on an idle connection is a farewell.
"""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

HURRY_SECONDS = 0.2
"""How long the pool is waited for once it was waited for in vain, until it has a connection again."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes from the pool until a connection is one nobody has said farewell on."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A living connection. Raises `OperationalError` where the pool has none within its time."""
        if not self.pool:
            return super().get_new_connection(conn_params)
        try:
            connection = self._living(conn_params)
        except PoolTimeout:
            self.pool.timeout = HURRY_SECONDS
            raise
        self.pool.timeout = self.settings_dict["OPTIONS"]["pool"].get("timeout", self.pool.timeout)
        return connection

    def _living(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        while has_news(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def has_news(connection: Any) -> bool:
    """Whether something waits to be read on a connection on which nothing was asked."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))
