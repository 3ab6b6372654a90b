"""The bodies of the jobs of supervision."""

from django.utils.timezone import now

from huiqi.kernel.jobs import every
from huiqi.supervision import services


@every("*/5 * * * *", "supervision.propose_steps")
def propose_steps() -> None:
    """Every five minutes: propose what is next where a limit passed."""
    services.propose_steps(at=now())


@every("*/2 * * * *", "supervision.issue_explanations")
def issue_explanations() -> None:
    """Every two minutes: send the letters that are due."""
    services.issue_explanations(at=now())
