"""Tell: the one verb that other apps call, inside the transaction of what happened."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from huiqi.kernel.jobs import enqueue
from huiqi.notices.models import CHINESE, Delivery, Notice, Preference
from huiqi.notices.ports import Kind, kind_of
from huiqi.notices.rules import Plan, Reach, plan
from huiqi.notices.services.carriers import open_channels
from huiqi.notices.wording import mail_text, sms_text
from huiqi.notices.words import Channel, DeliveryState, Rhythm, Urgency

if TYPE_CHECKING:
    from huiqi.accounts.models import Person


@transaction.atomic(savepoint=False)
def tell(
    kind: str,
    *,
    key: str,
    parameters: Mapping[str, Any],
    link: str,
    at: datetime,
    people: "QuerySet[Person] | None" = None,
    mobiles: Sequence[str] = (),
    urgency: Urgency = Urgency.ORDINARY,
) -> int:
    """Tell people, and bare mobile numbers of those without an account, that something happened; answer how many.

    `key` names the happening: whoever was told under it already is told nothing, so a retry makes nothing twice.
    `parameters` hold codes and values (JSON), never free text; `link` is the path of the thing. Three statements for
    any number of people, and one job where something leaves at once. The caller's own entry in the journal says what
    happened; this writes none. Raises `KeyError` for a kind that no app registered.
    """
    of = kind_of(kind)
    told = [
        (_notice(of, key, parameters, link, urgency, at, person=person), _preference(person))
        for person in _not_yet(people, key)
    ]
    known = set(Notice.objects.filter(key=key, mobile__in=mobiles).values_list("mobile", flat=True)) if mobiles else ()
    told += [
        (_notice(of, key, parameters, link, urgency, at, mobile=mobile), None)
        for mobile in dict.fromkeys(mobiles)
        if mobile not in known
    ]
    if told:
        _write(of, told, at)
    return len(told)


def _not_yet(people: "QuerySet[Person] | None", key: str) -> "list[Person]":
    """Those among the people who were not told under this key, with what they chose. One query."""
    if people is None:
        return []
    before = Notice.objects.filter(key=key, person=OuterRef("pk"))
    return list(people.exclude(Exists(before)).select_related("notice_preference").order_by("id"))


def _preference(person: "Person") -> Preference | None:
    return getattr(person, "notice_preference", None)


def _notice(
    kind: Kind,
    key: str,
    parameters: Mapping[str, Any],
    link: str,
    urgency: Urgency,
    at: datetime,
    *,
    person: "Person | None" = None,
    mobile: str = "",
) -> Notice:
    told = {"key": key, "kind": kind.code, "parameters": dict(parameters), "link": link}
    return Notice(person=person, mobile=mobile, urgency=urgency, at=at, **told)


def _write(kind: Kind, told: Sequence[tuple[Notice, Preference | None]], at: datetime) -> None:
    """The inbox rows, the messages, and the job that sends what is due at once."""
    open_, deliveries = open_channels(), []
    for notice, preference in told:
        planned = plan(kind.nature, notice.urgency, reach_of(preference, kind, open_), localtime(at))
        notice.digest_at = planned.digest_at if notice.person_id else None
        deliveries += messages(kind, notice, preference, planned)
    notices = [notice for notice, _preference in told]
    unique = ["key", "person", "mobile"]
    Notice.objects.bulk_create(notices, update_conflicts=True, unique_fields=unique, update_fields=["key"])
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    if now := [str(delivery.ref) for delivery in deliveries if delivery.next_at <= at]:
        enqueue("notices.send", refs=now)


def reach_of(preference: Preference | None, kind: Kind, open_: frozenset[Channel]) -> Reach:
    """How somebody can be reached on the channels that are open; without a preference: by the usual one."""
    if preference is None:
        return Reach(has_sms=Channel.SMS in open_)
    return Reach(
        has_mail=bool(preference.mail) and Channel.MAIL in open_,
        has_sms=Channel.SMS in open_,
        wants_sms=preference.wants_sms,
        rhythm=Rhythm(preference.rhythms.get(str(kind.group), Rhythm.AT_ONCE)),
        digest_hour=preference.digest_hour,
        quiet_from=preference.quiet_from,
        quiet_until=preference.quiet_until,
    )


def messages(kind: Kind, notice: Notice, preference: Preference | None, planned: Plan) -> list[Delivery]:
    """The messages of one notice, in the words they keep: those of the reader's language, now."""
    language = preference.language if preference else CHINESE
    path = reverse("notices:opened", args=[notice.ref]) if notice.person_id else notice.link
    made = []
    with translation.override(language):
        words = kind.words(notice.parameters)
        for channel, moment in planned.messages:
            mail = channel is Channel.MAIL
            to = preference.mail if mail and preference else notice.person.mobile if notice.person else notice.mobile
            made.append(
                Delivery(
                    notice=notice,
                    kind=kind.code,
                    channel=channel,
                    to=to,
                    language=language,
                    subject=words.subject if mail else "",
                    text=(mail_text if mail else sms_text)(words, absolute(path)),
                    state=DeliveryState.WAITING,
                    created_at=notice.at,
                    next_at=moment,
                )
            )
    return made


def absolute(path: str) -> str:
    """The address of a page of ours, as it stands in a message."""
    return f"{settings.ADDRESS}{path}"
