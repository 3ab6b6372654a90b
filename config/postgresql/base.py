"""The database backend: Django's own, but for how it finds out that a pooled connection has died.

Django asks the server something before every request. A server that ends closes the socket, which the machine can tell
without a journey there and back: what waits on an idle connection is a farewell.
"""

import select
from typing import Any

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Takes from the pool until a connection is one nobody has said farewell on."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A living connection. Raises `OperationalError` where the pool has none within its time."""
        connection = super().get_new_connection(conn_params)
        while self.pool and has_news(connection):
            connection.close()
            self.pool.putconn(connection)
            connection = super().get_new_connection(conn_params)
        return connection


def has_news(connection: Any) -> bool:
    """Whether something waits to be read on a connection on which nothing was asked."""
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
    return bool(poll.poll(0))
