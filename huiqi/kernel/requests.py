"""Answers that hold for the length of one request: asked twice while a page is drawn, read once.

Outside a request (worker, commands, tests of services) every question is asked anew.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar

from django.core.signals import request_finished, request_started

T = TypeVar("T")

_ANEW = object()
_kept: ContextVar[dict[Callable[[], Any], Any] | None] = ContextVar("kept", default=None)


def once_a_request(question: Callable[[], T]) -> Callable[[], T]:
    """Decorate a question without arguments whose answer no verb changes and then reads in the same request, but for
    those that `forget` it.
    """

    @wraps(question)
    def ask() -> T:
        kept = _kept.get()
        if kept is None or kept.get(question) is _ANEW:
            return question()
        if question not in kept:
            kept[question] = question()
        answer: T = kept[question]
        return answer

    return ask


def forget(question: Callable[[], Any]) -> None:
    """Keep no answer for the rest of this request: a verb has changed it, reads it again, and may be undone yet."""
    kept = _kept.get()
    if kept is not None:
        kept[getattr(question, "__wrapped__", question)] = _ANEW


def _begin(**_: object) -> None:
    _kept.set({})


def _end(**_: object) -> None:
    _kept.set(None)


request_started.connect(_begin, dispatch_uid="huiqi.kernel.requests")
request_finished.connect(_end, dispatch_uid="huiqi.kernel.requests")
