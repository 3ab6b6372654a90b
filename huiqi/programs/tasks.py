"""What the worker does for keys of programs."""

from django.utils.timezone import now

from huiqi.kernel.jobs import every
from huiqi.programs import services


@every("40 8 * * *", "programs.warn")
def warn() -> None:
    """Every morning: keys that run out."""
    services.warn(at=now())
