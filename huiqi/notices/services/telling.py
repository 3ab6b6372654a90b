"""Tell: the one verb that other apps call, inside the transaction of what happened."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
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

    Addressed = dict[tuple[str, int | None, str], tuple["News", "Person | None"]]
    """By key, person and address: what is said, and to whom."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that people, and bare numbers or mail addresses of those without an account, are to be told.

    `key` names the happening: whoever was told under it already is told nothing, so a retry makes nothing twice.
    `parameters` hold codes and values (JSON), never free text; `link` is the path of the thing.
    """

    kind: str
    key: str
    parameters: Mapping[str, Any]
    link: str
    at: datetime
    people: "Collection[Person]" = ()
    mobiles: Sequence[str] = ()
    mails: Sequence[str] = ()
    urgency: Urgency = Urgency.ORDINARY


@transaction.atomic(savepoint=False)
def tell(news: Iterable[News]) -> int:
    """Tell things, inside the transaction of what happened, and answer how many notices that made.

    Five statements for any number of things and people, and one job where something leaves at once. The caller's own
    entry in the journal says what happened; this writes none. Raises `KeyError` for a kind that no app registered.
    """
    told = list(news)
    addressed = ((one, who, address) for one in told for who, address in _to(one))
    new = _not_yet({(one.key, who.id if who else None, address): (one, who) for one, who, address in addressed})
    known = {person.id for _one, person in new.values() if person}
    preferences = {one.person_id: one for one in Preference.objects.filter(person_id__any_of=known)} if known else {}
    if new:
        _write([(_notice(*address, *of), of[0], preferences.get(address[1] or 0)) for address, of in new.items()])
    return len(new)


def _to(news: News) -> "Iterator[tuple[Person | None, str]]":
    yield from ((person, "") for person in news.people)
    yield from ((None, address) for address in (*news.mobiles, *news.mails))


def _not_yet(told: "Addressed") -> "Addressed":
    """What nobody was told under its key before. One query."""
    before = Notice.objects.filter(key__any_of={key for key, _person, _address in told})
    for address in before.values_list("key", "person_id", "address") if told else ():
        told.pop(address, None)
    return told


def _notice(key: str, _person: int | None, address: str, news: News, person: "Person | None") -> Notice:
    told = {"key": key, "kind": news.kind, "parameters": dict(news.parameters), "link": news.link}
    return Notice(person=person, address=address, urgency=news.urgency, at=news.at, **told)


def _write(new: "Sequence[tuple[Notice, News, Preference | None]]") -> None:
    """The inbox rows, the messages, and the job that sends what is due at once."""
    open_, deliveries = open_channels(), []
    for notice, news, preference in new:
        kind = kind_of(news.kind)
        reach = by_mail(open_) if "@" in notice.address else reach_of(preference, kind, open_)
        planned = plan(kind.nature, notice.urgency, reach, localtime(news.at))
        notice.digest_at = planned.digest_at if notice.person_id else None
        deliveries += messages(kind, notice, preference, planned)
    notices = [notice for notice, _news, _preference in new]
    unique = ["key", "person", "address"]
    Notice.objects.bulk_create(notices, update_conflicts=True, unique_fields=unique, update_fields=["key"])
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    if now := [str(one.ref) for one in deliveries if one.next_at <= one.created_at]:
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


def by_mail(open_: frozenset[Channel]) -> Reach:
    """How a bare mail address is reached."""
    return Reach(has_mail=Channel.MAIL in open_, has_sms=False)


def messages(kind: Kind, notice: Notice, preference: Preference | None, planned: Plan) -> list[Delivery]:
    """The messages of one notice, in the words they keep: those of the reader's language, now."""
    if not planned.messages:
        return []
    language = preference.language if preference else CHINESE
    path = reverse("notices:opened", args=[notice.ref]) if notice.person_id else notice.link
    made = []
    with translation.override(language):
        words, secret = kind.words(notice.parameters), kind.secret
        more = f"\n{secret.words(absolute(secret.path))}" if secret else ""
        for channel, moment in planned.messages:
            mail = channel is Channel.MAIL
            to = preference.mail if mail and preference else notice.person.mobile if notice.person else notice.address
            made.append(
                Delivery(
                    notice=notice,
                    kind=kind.code,
                    channel=channel,
                    to=to,
                    language=language,
                    subject=words.subject if mail else "",
                    text=(mail_text if mail else sms_text)(words, absolute(path)) + more,
                    state=DeliveryState.WAITING,
                    created_at=notice.at,
                    next_at=moment,
                )
            )
    return made


def absolute(path: str) -> str:
    """The address of a page of ours, as it stands in a message."""
    return f"{settings.ADDRESS}{path}"
