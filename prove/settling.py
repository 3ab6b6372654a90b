"""After the last kill: wait until the worker has done what was asked of it."""

import time
from datetime import timedelta

from django.db import OperationalError, connection
from django.db.models import Q
from django.utils.timezone import now

from huiqi.demands.models import Archive, Promise, Telling
from huiqi.demands.services import make_waiting_archives, miss_due_promises, tell_waiting
from huiqi.demands.words import ArchiveState
from huiqi.notices.models import Delivery
from huiqi.notices.rules import LEASE
from huiqi.notices.services import send_waiting
from huiqi.notices.words import DeliveryState

FINISH_SECONDS = 30.0


def waiting() -> dict[str, int]:
    """What the worker still has to do, by what it is."""
    owed = Promise.objects.filter(kept_at=None, missed_at=None, released_at=None, due_at__lte=now())
    soon = Q(state=DeliveryState.WAITING, next_at__lte=now() + timedelta(hours=1))
    return {
        "moves to tell": Telling.objects.count(),
        "promises to miss": owed.count(),
        "files to make": Archive.objects.filter(state=ArchiveState.WAITING).count(),
        "messages to send": Delivery.objects.filter(soon | Q(state=DeliveryState.SENDING)).count(),
    }


def settle(patience: float) -> dict[str, int]:
    """Wait, so many seconds at most; answers what the worker had left then, which is done here instead."""
    deadline = time.monotonic() + patience
    left: dict[str, int] = {"everything": 1}
    while any(left.values()) and time.monotonic() < deadline:
        time.sleep(0.5)
        try:
            left = waiting()
        except OperationalError:
            connection.close()
    left = {what: count for what, count in waiting().items() if count}
    if left:
        _finish()
    return left


def _finish() -> None:
    """What the worker's next rounds do, when a dead one's lease and a failure's pause are over."""
    deadline = time.monotonic() + FINISH_SECONDS
    while any(waiting().values()) and time.monotonic() < deadline:
        miss_due_promises(at=now())
        tell_waiting()
        make_waiting_archives(at=now())
        send_waiting(at=now() + LEASE + timedelta(hours=2))
        time.sleep(0.1)  # what the worker itself has in hand
