"""The bodies of the jobs of papers."""

from django.utils.timezone import now

from huiqi.kernel.jobs import every
from huiqi.papers import services


@every("27 3 * * *", "papers.forget_wrong_tries")
def forget_wrong_tries() -> None:
    """At night: delete the codes that verified nothing, and from where they came."""
    services.forget_wrong_tries(at=now())
