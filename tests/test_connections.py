"""A connection that the database has ended is never handed to a request."""

from contextlib import closing

import pytest
from django.db import connections


def who_serves(connection):
    """The process of the database behind a connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.fixture
def pooled(django_db_blocker, transactional_db):
    """A connection of the product's kind: out of a pool of one."""
    ours = connections.create_connection("default")
    options = {**ours.settings_dict["OPTIONS"], "pool": {"min_size": 1, "max_size": 1}}
    ours.settings_dict = {**ours.settings_dict, "OPTIONS": options}
    yield ours
    ours.close()
    ours.close_pool()


def test_what_the_server_ended_while_nobody_held_it_is_not_handed_out(pooled):
    ended = who_serves(pooled)
    pooled.close()
    with closing(connections.create_connection("default")) as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 2000)", [ended])
    assert who_serves(pooled) != ended


def test_what_lives_is_handed_out_again(pooled):
    first = who_serves(pooled)
    pooled.close()
    assert who_serves(pooled) == first
