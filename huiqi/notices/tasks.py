"""The bodies of the jobs of notices."""

from django.utils.timezone import now

from huiqi.kernel.jobs import every, job
from huiqi.notices import services


@job("notices.send")
def send(refs: list[str]) -> None:
    """Send these; whatever fails is tried again by the periodic job."""
    services.send(refs, at=now())


@every("* * * * * */15", "notices.send_waiting")
def send_waiting() -> None:
    """Every fifteen seconds: what is due, what failed, what a killed worker left."""
    services.send_waiting(at=now())


@every("*/5 * * * *", "notices.send_digests")
def send_digests() -> None:
    """Every five minutes: the digests whose hour has come."""
    services.send_digests(at=now())


@every("41 3 * * *", "notices.forget_old")
def forget_old() -> None:
    """At night: what nobody needs any more."""
    services.forget_old(at=now())
