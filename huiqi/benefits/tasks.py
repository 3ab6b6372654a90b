"""What the worker does for benefits without filing."""

from datetime import datetime

from django.utils import timezone

from huiqi.benefits import services
from huiqi.kernel.jobs import PATIENT, every, job


@job("benefits.draw", rank=PATIENT)
def draw(programme_id: int) -> None:
    """Compare the data of a programme."""
    services.compare(programme_id, at=timezone.now())


@job("benefits.tell_offers", rank=PATIENT)
def tell_offers(programme_id: int, at: str) -> None:
    """Ask the firms of a list."""
    services.tell_pages(programme_id, "offered", at=datetime.fromisoformat(at))


@every("20 8 * * *", "benefits.watch")
def watch() -> None:
    """Every morning: limits that end."""
    services.watch(at=timezone.now())
