"""Send: what waits leaves, at least once, with growing pauses after a failure.

A delivery is taken out by a conditional UPDATE that commits before anything leaves; whoever is killed after it leaves a
row that is taken out again when its lease is over, under the same key and in the same words.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import translation

from huiqi.accounts.services import code_of
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.jobs import enqueue
from huiqi.notices.flow import DELIVERY
from huiqi.notices.models import Delivery
from huiqi.notices.ports import PLACE, Message, Undelivered, known_kinds
from huiqi.notices.rules import DOWN_AFTER, PAUSES, pause_after
from huiqi.notices.services.carriers import carrier_for
from huiqi.notices.wording import code_text
from huiqi.notices.words import Channel, DeliveryState, DeliveryVerb

PAGE = 100
logger = logging.getLogger(__name__)


def send(refs: Sequence[str], *, at: datetime) -> None:
    """Send these, as far as they are due."""
    _run(Delivery.objects.due(at).filter(ref__in=refs).order_by("id"), Counter(), at)


def send_waiting(*, at: datetime) -> int:
    """Send everything that is due, to the end; answer how many left."""
    sent, after, failed = 0, 0, Counter[Channel]()
    while page := list(_due(failed, at).filter(id__gt=after).order_by("id")[:PAGE]):
        sent += _run(page, failed, at)
        after = page[-1].id
    return sent


def _due(failed: Counter[Channel], at: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.due(at).exclude(channel__in=[way for way in failed if _is_down(way, failed)])


def _run(page: Iterable[Delivery], failed: Counter[Channel], at: datetime) -> int:
    """Attempt each and answer how many left; `failed` counts by channel how many in a row did not."""
    sent = 0
    for delivery in page:
        if not _is_down(delivery.channel, failed):
            state = _attempt(delivery, at)
            sent += state is DeliveryState.SENT
            failed[delivery.channel] = failed[delivery.channel] + 1 if state is DeliveryState.WAITING else 0
    return sent


def _is_down(channel: Channel, failed: Counter[Channel]) -> bool:
    """Whether its server is probably down, so that the rest is left for the next time."""
    return failed[channel] >= DOWN_AFTER


def _attempt(delivery: Delivery, at: datetime) -> DeliveryState | None:
    """Take out, hand over, write down what became of it; nothing where somebody else was faster."""
    taken = DELIVERY.after(delivery.state, DeliveryVerb.CLAIM)
    mine = Delivery.objects.due(at).filter(id=delivery.id)
    if not mine.update(state=taken, claimed_at=at, attempts=F("attempts") + 1):
        return None
    delivery.state, delivery.attempts = taken, delivery.attempts + 1
    try:
        if not _carried(delivery, at):
            return _settle(delivery, DeliveryVerb.EXPIRE)
    except Undelivered as failed:
        return _failed(delivery, failed, at)
    except Exception:  # one message that cannot be made must not hold up all the others
        logger.exception("delivery %s", delivery.ref)
        return _failed(delivery, Undelivered("internal"), at)
    return _settle(delivery, DeliveryVerb.CONFIRM, sent_at=at, last_error="")


def _carried(delivery: Delivery, at: datetime) -> bool:
    """Hand the message over; no when it is worth nothing any more. Raises `Undelivered`."""
    message, carrier = _message(delivery, at), carrier_for(delivery.channel)
    if message is None:
        return False
    if carrier is None:
        raise Undelivered("no_channel")
    if delivery.attempts > len(PAUSES) + 1:
        raise Undelivered("interrupted", final=True)
    carrier.carry(message)
    return True


def _failed(delivery: Delivery, failed: Undelivered, at: datetime) -> DeliveryState:
    """Wait longer than the last time, or give up where nothing can come of it."""
    pause = None if failed.final else pause_after(delivery.attempts)
    if pause is None:
        return _settle(delivery, DeliveryVerb.GIVE_UP, last_error=failed.why[:200])
    return _settle(delivery, DeliveryVerb.POSTPONE, next_at=at + pause, last_error=failed.why[:200])


def _settle(delivery: Delivery, verb: DeliveryVerb, **changed: object) -> DeliveryState:
    state = DELIVERY.after(delivery.state, verb)
    Delivery.objects.filter(id=delivery.id, state=delivery.state).update(state=state, **changed)
    return state


def _message(delivery: Delivery, at: datetime) -> Message | None:
    """What is handed over; nothing when it would come too late, or when its code is worth nothing any more."""
    if delivery.expires_at is not None and delivery.expires_at <= at:
        return None
    text, secret = delivery.text, ""
    if delivery.code is not None:
        secret = code_of(delivery.code, at=at) or ""
        if not secret:
            return None
        with translation.override(delivery.language):
            text = code_text(delivery.kind, secret)
    elif delivery.notice and (kind := known_kinds().get(delivery.kind)) and kind.secret:
        text = text.replace(PLACE, kind.secret.derive(delivery.notice.parameters, at))
    return Message(
        key=str(delivery.ref),
        to=delivery.to,
        subject=delivery.subject,
        text=text,
        kind=delivery.kind,
        unsubscribe=delivery.unsubscribe,
        secret=secret,
    )


@transaction.atomic
def retry(ref: UUID, *, actor: Actor, at: datetime) -> bool:
    """Let a stuck delivery begin anew, whoever looks after it; no when it is not stuck (any more)."""
    delivery = Delivery.objects.select_for_update().filter(ref=ref, state=DeliveryState.STUCK).first()
    if delivery is None:
        return False
    delivery.state = DELIVERY.after(delivery.state, DeliveryVerb.RETRY)
    delivery.attempts, delivery.next_at = 0, at
    delivery.save(update_fields=["state", "attempts", "next_at"])
    data = {"channel": str(delivery.channel), "kind": delivery.kind, "error": delivery.last_error}
    record("delivery", delivery.ref, "retry", actor=actor, at=at, data=data)
    enqueue("notices.send", refs=[str(delivery.ref)])
    return True
