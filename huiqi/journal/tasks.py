"""The bodies of the jobs of the journal."""

from django.utils.timezone import now

from huiqi.journal import services
from huiqi.kernel.jobs import every


@every("20 0 * * *", "journal.seal")
def seal() -> None:
    """After midnight: seal what was written."""
    services.seal_journal(at=now())


@every("40 2 * * *", "journal.verify")
def verify() -> None:
    """At night: examine what moved, a part of the rest, and the latest seals."""
    services.verify_journal(at=now())
