"""Reading: what is opened is read; everything up to a moment may be read at once."""

from datetime import datetime

from huiqi.kernel.access import Actor
from huiqi.notices.models import Notice
from huiqi.notices.selectors import visible_to


def mark_read(notice: Notice, *, at: datetime) -> None:
    """Note that a person opened his notice; the first time counts."""
    Notice.objects.filter(id=notice.id, read_at=None).update(read_at=at)


def read_all(*, actor: Actor, until: datetime, at: datetime) -> int:
    """Mark as read what the actor was shown, which is what came until then; answer how many."""
    return visible_to(actor).unread().filter(at__lte=until).update(read_at=at)
