"""The bodies of the jobs of the network."""

from django.utils.timezone import now

from huiqi.kernel.jobs import every
from huiqi.network import services


@every("7 * * * *", "network.warn_of_gaps")
def warn_of_gaps() -> None:
    """Every hour: warn of hours of the next day with nobody on duty."""
    services.warn_of_gaps(at=now())
