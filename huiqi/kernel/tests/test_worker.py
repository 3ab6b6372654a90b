"""A worker that has lost its database comes to an end, whatever its jobs do."""

import logging
from threading import Event

from huiqi.kernel.management.commands.worker import Ending


def said(action: str) -> logging.LogRecord:
    """A line of the worker's log."""
    record = logging.LogRecord("procrastinate.worker.worker", logging.ERROR, "", 0, "", None, None)
    record.action = action
    return record


def test_it_is_ended_a_while_after_it_said_that_it_stops():
    ended = Event()
    Ending(0.01, ended.set).handle(said("side_task_failed"))
    assert ended.wait(2)


def test_what_else_it_says_ends_nothing():
    ended = Event()
    Ending(0.01, ended.set).handle(said("job_failed"))
    assert not ended.wait(0.1)
