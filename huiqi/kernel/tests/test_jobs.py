"""A job of which one may wait is deferred once, and asking again bothers nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from huiqi.kernel.jobs import enqueue

pytestmark = pytest.mark.django_db


def waiting() -> int:
    """How many wait to rebuild the search."""
    return ProcrastinateJob.objects.filter(task_name="search.rebuild", status="todo").count()


def test_the_second_of_a_kind_is_not_even_tried_while_the_first_waits():
    enqueue("search.rebuild", once="search.rebuild")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        enqueue("search.rebuild", once="search.rebuild")
    assert waiting() == 1
    assert not [one for one in asked.captured_queries if "procrastinate_defer_jobs" in one["sql"]]


def test_what_is_worked_on_already_may_wait_once_more():
    enqueue("search.rebuild", once="search.rebuild")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE task_name = 'search.rebuild'")
    enqueue("search.rebuild", once="search.rebuild")
    assert waiting() == 1


def taken_up() -> str:
    """What a worker that asks now is given."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT worker_id FROM procrastinate_register_worker_v1()")
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, %s)", cursor.fetchone())
        return str(cursor.fetchone()[0])


def test_files_that_are_still_to_be_printed_hold_up_no_notice():
    enqueue("demands.make_archive", demand_id=1)
    enqueue("demands.make_archive", demand_id=2)
    enqueue("notices.send", refs=[])
    assert [taken_up(), taken_up(), taken_up()] == ["notices.send", "demands.make_archive", "demands.make_archive"]
