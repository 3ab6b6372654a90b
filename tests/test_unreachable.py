"""What is told as an absence of the database, and what stays a fault of ours. That it is told: launch/tests."""

import psycopg
import pytest
from django.db import IntegrityError, OperationalError, connection
from psycopg import errors
from psycopg_pool import PoolTimeout

from config.unreachable import is_unreachable

ABSENT = [
    psycopg.OperationalError("server closed the connection unexpectedly"),
    psycopg.InterfaceError("the connection is closed"),
    PoolTimeout("couldn't get a connection after 5.00 sec"),
    errors.AdminShutdown("terminating connection due to administrator command"),
    errors.CrashShutdown("terminating connection because of crash of another server process"),
    errors.CannotConnectNow("the database system is starting up"),
    errors.ConnectionFailure("x"),
    errors.TooManyConnections("sorry, too many clients already"),
]
PRESENT = [errors.DeadlockDetected("x"), errors.QueryCanceled("x"), errors.DiskFull("x"), errors.UniqueViolation("x")]


def as_django_raises(told):
    """The error of Django's that psycopg's becomes."""
    with pytest.raises(Exception) as raised, connection.wrap_database_errors:
        raise told
    return raised.value


@pytest.mark.parametrize("told", ABSENT, ids=lambda told: type(told).__name__)
def test_a_database_that_is_not_there_is_no_fault_of_a_page(told):
    assert is_unreachable(as_django_raises(told))


@pytest.mark.parametrize("told", PRESENT, ids=lambda told: type(told).__name__)
def test_what_a_database_that_is_there_says_is_a_fault(told):
    assert not is_unreachable(as_django_raises(told))


def test_what_followed_from_its_absence_is_told_as_that():
    error = KeyError("what the page made of it")
    error.__context__ = as_django_raises(PoolTimeout("x"))
    assert is_unreachable(error)


@pytest.mark.parametrize("error", [None, ValueError(), IntegrityError(), OperationalError()])
def test_what_never_came_from_the_database_is_not_put_on_it(error):
    assert not is_unreachable(error)
