"""The bodies of the jobs of policies."""

from django.utils.timezone import now

from huiqi.kernel.jobs import PATIENT, every
from huiqi.policies import services


@every("23 8 * * *", "policies.remind", rank=PATIENT)
def remind() -> None:
    """In the morning: what firms follow, and their certificates."""
    services.remind(at=now())
