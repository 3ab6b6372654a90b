"""The bodies of the jobs of agreements."""

from django.utils.timezone import now

from huiqi.agreements import services
from huiqi.kernel.jobs import every


@every("10 1 * * *", "agreements.tell_overdue")
def tell_overdue() -> None:
    """Every morning at ten past nine in China: say what is overdue."""
    services.tell_overdue(at=now())


@every("40 * * * *", "agreements.wait_for_firms")
def wait_for_firms() -> None:
    """Every hour: ask again, or stop waiting."""
    services.lapse(at=now())
    services.ask_again(at=now())
