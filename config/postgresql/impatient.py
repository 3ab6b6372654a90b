"""A connection that does not wait for ever for a server that stands still.

A server that ends closes the socket, and one behind a broken line no longer acknowledges; both are found out by the
machine. One that is stopped (SIGSTOP, a frozen virtual machine, a disk that hangs) keeps its sockets, its kernel
acknowledges for it, and nothing ever comes. So the web server's connections wait for an answer as long as a person
would, and are then closed: what was under way is rolled back as soon as the server goes on.
"""

from typing import ClassVar

from psycopg import Connection, OperationalError
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow

PATIENCE_SECONDS = 10.0
"""How long one statement may take on behalf of somebody who waits for a page."""
HURRY_SECONDS = 1.0
"""The same, from when this process was told nothing in that time until it is told something again."""
LOOK_SECONDS = 0.1
"""psycopg's own pause between two looks at a signal."""


class Impatient(Connection[TupleRow]):
    """The web server's connections (config.wsgi); the worker, migrations and commands wait as long as it takes."""

    patience: ClassVar[float] = PATIENCE_SECONDS

    def wait(self, gen: PQGen[RV], interval: float = LOOK_SECONDS, timeout: float | None = None) -> RV:
        """What the server answers. Raises `OperationalError` without an SQLSTATE where nothing comes, and closes."""
        try:
            told = super().wait(gen, interval, timeout or Impatient.patience)
        except OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:  # nothing was said: no server's own words
                Impatient.patience = HURRY_SECONDS
                self.pgconn.finish()
            raise
        if Impatient.patience != PATIENCE_SECONDS:
            Impatient.patience = PATIENCE_SECONDS
        return told
