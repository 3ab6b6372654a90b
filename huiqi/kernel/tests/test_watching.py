"""A table that a migration watches says that it changed."""

import pytest
from django.db import connection

from huiqi.kernel.watching import watch

pytestmark = pytest.mark.django_db


def changes():
    """How often something public changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM public_change")
        return cursor.fetchone()[0]


def heard(*statements):
    """Whether each of these statements is heard of."""
    told = []
    for statement in statements:
        before = changes()
        with connection.cursor() as cursor:
            cursor.execute(statement)
        told.append(changes() > before)
    return told


@pytest.mark.parametrize(("made_first", "new_row"), [(False, True), (True, False)])
def test_whatever_is_done_to_a_watched_table_is_heard_of(made_first, new_row):
    operation = watch("shown_things", made_first=made_first)
    heard("CREATE TABLE shown_things (id int)", operation.sql)
    done = ("INSERT INTO shown_things VALUES (1)", "UPDATE shown_things SET id = 2", "DELETE FROM shown_things")
    assert heard(*done) == [new_row, True, True]
    heard(operation.reverse_sql)
    assert heard(*done) == [False, False, False]
