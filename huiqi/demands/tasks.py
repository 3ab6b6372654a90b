"""The bodies of the jobs of demands."""

import contextlib
from uuid import UUID

from django.utils.timezone import now

from huiqi.demands import services
from huiqi.kernel.jobs import PATIENT, every, job
from huiqi.kernel.printing import NoPrinter


@job("demands.make_archive", rank=PATIENT)
def make_archive(demand_id: int) -> None:
    """Print one closed file; where nothing can be printed, the periodic job comes back to it."""
    with contextlib.suppress(NoPrinter):
        services.make_archive(demand_id, at=now())


@job("demands.tell_askers", rank=PATIENT)
def tell_askers(faq: str | None = None, draft: str | None = None) -> None:
    """Whoever asked what everybody can read now."""
    services.tell_askers(faq=UUID(faq) if faq else None, draft=UUID(draft) if draft else None, at=now())


@every("*/5 * * * *", "demands.make_waiting_archives", rank=PATIENT)
def make_waiting_archives() -> None:
    """Print what has been waiting."""
    services.make_waiting_archives(at=now())


@every("* * * * * */2", "demands.tell_waiting")
def tell_waiting() -> None:
    """Every two seconds: tell what moved."""
    services.tell_waiting()


@every("* * * * * */20", "demands.miss_due_promises")
def miss_due_promises() -> None:
    """Every twenty seconds: write down what fell due."""
    services.miss_due_promises(at=now())


@every("* * * * *", "demands.warn_owing")
def warn_owing() -> None:
    """Every minute: warn of what will be due soon."""
    services.warn_owing(at=now())


@every("* * * * *", "demands.call_next_on_duty")
def call_next_on_duty() -> None:
    """Every minute: call the next on duty where nobody attended to what is urgent."""
    services.call_next_on_duty(at=now())


@every("*/5 * * * *", "demands.climb_unanswered")
def climb_unanswered() -> None:
    """Every five minutes: pass on reminders that nobody answered."""
    services.climb_unanswered(at=now())


@every("* * * * *", "demands.resume_due")
def resume_due() -> None:
    """Every minute: let the clocks run again whose time to stand is over."""
    services.resume_due(at=now())


@every("* * * * *", "demands.fold_tallies", rank=PATIENT)
def fold_tallies() -> None:
    """Every minute: make one row of the rows of each figure."""
    services.fold_tallies()


@every("*/10 * * * *", "demands.forget_presence")
def forget_presence() -> None:
    """Sweep away who has long left a case."""
    services.forget_presence(at=now())


@every("*/10 9-17 * * *", "demands.ask_again")
def ask_again() -> None:
    """By day: ask once more who has not rated in three days."""
    services.ask_again(at=now())


@every("50 3 * * *", "demands.erase_due")
def erase_due() -> None:
    """At night: erase what the rules keep no longer."""
    services.erase_due(at=now())


@every("40 4 * * *", "demands.draw_visits")
def draw_visits() -> None:
    """At night: draw who is visited of those who came to rest."""
    services.draw_visits(at=now())


@every("30 0 * * *", "demands.take_baskets")
def take_baskets() -> None:
    """At midnight: write down who is in which basket."""
    services.take_baskets(at=now())


@every("5 * * * *", "demands.forget_addresses")
def forget_addresses() -> None:
    """Keep no count of anonymous complaints beyond its day."""
    services.forget_addresses(at=now())
