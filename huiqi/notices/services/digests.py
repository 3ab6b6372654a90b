"""The digest: once a day, in one message, what a person did not want to be told one by one."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from huiqi.kernel.jobs import enqueue
from huiqi.notices.models import Delivery, Notice, Preference
from huiqi.notices.ports import known_kinds
from huiqi.notices.rules import after_quiet
from huiqi.notices.services.carriers import open_channels
from huiqi.notices.services.choosing import unsubscribe_path
from huiqi.notices.services.telling import absolute
from huiqi.notices.wording import digest_mail, digest_sms, digest_subject
from huiqi.notices.words import Channel, DeliveryState

KIND = "notices.digest"


def send_digests(*, at: datetime) -> int:
    """Put together every digest that is due, each in its own transaction; answer how many."""
    due = Notice.objects.for_digest(at).values_list("person_id", flat=True).distinct().order_by("person_id")
    return sum(_digest(person_id, at) for person_id in list(due))


@transaction.atomic
def _digest(person_id: int, at: datetime) -> bool:
    """One person's. His preference is locked, so that two workers make one digest. What was read meanwhile is left."""
    preference = Preference.objects.select_for_update(of=("self",)).select_related("person").get(person_id=person_id)
    notices = list(Notice.objects.for_digest(at).filter(person_id=person_id).order_by("at", "id"))
    channels = open_channels()
    delivery = None
    if notices and preference.mail and Channel.MAIL in channels:
        delivery = _mail(preference, notices, at)
    elif notices and preference.wants_sms and Channel.SMS in channels:
        delivery = _sms(preference, len(notices), at)
    ids = [notice.id for notice in notices]
    Notice.objects.filter(id__in=ids).update(digest=delivery, digest_at=None)
    if delivery:
        enqueue("notices.send", refs=[str(delivery.ref)])
    return delivery is not None


def _mail(preference: Preference, notices: list[Notice], at: datetime) -> Delivery:
    """Every notice with its sentence, one link to them all, and the link that ends this."""
    kinds = known_kinds()
    leave = absolute(unsubscribe_path(preference.person))
    with translation.override(preference.language):
        told = [kinds[n.kind].words(n.parameters) for n in notices if n.kind in kinds]
        subject, text = digest_subject(len(told)), digest_mail(told, absolute(reverse("notices:inbox")), leave)
    made = _made(preference, Channel.MAIL, preference.mail, subject, text, at, at)
    made.unsubscribe = leave
    made.save()
    return made


def _sms(preference: Preference, count: int, at: datetime) -> Delivery:
    """How many, and where they are."""
    with translation.override(preference.language):
        text = digest_sms(count, absolute(reverse("notices:inbox")))
    quiet_over = after_quiet(localtime(at), preference.quiet_from, preference.quiet_until)
    made = _made(preference, Channel.SMS, preference.person.mobile, "", text, at, quiet_over)
    made.save()
    return made


def _made(
    preference: Preference, channel: Channel, to: str, subject: str, text: str, at: datetime, next_at: datetime
) -> Delivery:
    return Delivery(
        kind=KIND,
        channel=channel,
        to=to,
        language=preference.language,
        subject=subject,
        text=text,
        state=DeliveryState.WAITING,
        created_at=at,
        next_at=next_at,
    )
