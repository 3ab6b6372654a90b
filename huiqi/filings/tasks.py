"""The bodies of the jobs of filings."""

from django.utils.timezone import now

from huiqi.filings import services
from huiqi.kernel.jobs import every


@every("55 3 * * *", "filings.erase_due")
def erase_due() -> None:
    """At night: erase what the rules keep no longer."""
    services.erase_due(at=now())
