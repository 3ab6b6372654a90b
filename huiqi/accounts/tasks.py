"""The bodies of the jobs of accounts."""

from django.utils.timezone import now

from huiqi.accounts import services
from huiqi.kernel.jobs import every


@every("17 3 * * *", "accounts.forget_wrong_tries")
def forget_wrong_tries() -> None:
    """At night: delete the codes that opened nothing, and from where they came."""
    services.forget_wrong_tries(at=now())
