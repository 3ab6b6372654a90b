"""Forgetting: what was read long ago, and the words of messages that have left."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from huiqi.notices.models import Delivery, Notice, Recorded
from huiqi.notices.words import DeliveryState

MESSAGES_KEPT = timedelta(days=30)
"""Sent and expired messages hold a number or an address, and are of use only while somebody may ask about them."""

PORTION = 5_000


def forget_old(*, at: datetime) -> int:
    """Delete read notices after `settings.NOTICE_DAYS`, messages after thirty days; answer how many rows went."""
    over = (DeliveryState.SENT, DeliveryState.EXPIRED)
    read = Notice.objects.filter(read_at__lte=at - timedelta(days=settings.NOTICE_DAYS))
    sent = Delivery.objects.filter(state__in=over, created_at__lte=at - MESSAGES_KEPT)
    recorded = Recorded.objects.filter(at__lte=at - MESSAGES_KEPT)
    return _forget(read) + _forget(sent) + _forget(recorded)


def _forget(rows: QuerySet[Notice] | QuerySet[Delivery] | QuerySet[Recorded]) -> int:
    """Delete in portions, so that no transaction is long."""
    gone = 0
    while ids := list(rows.order_by("id").values_list("id", flat=True)[:PORTION]):
        rows.filter(id__in=ids).delete()
        gone += len(ids)
    return gone
