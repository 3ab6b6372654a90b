"""Choosing how to be told; confirming a mail address by its link; leaving the digest by its link.

A link carries a signed token, which says for whom it is; following it needs no sign-in.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from huiqi.accounts.selectors import person_by_ref
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.notices.models import Notice, Preference
from huiqi.notices.ports import known_kinds
from huiqi.notices.rules import next_digest
from huiqi.notices.services.letters import Letter, write_letter
from huiqi.notices.services.telling import absolute
from huiqi.notices.wording import confirm_subject, confirm_text
from huiqi.notices.words import Group, Rhythm

if TYPE_CHECKING:
    from huiqi.accounts.models import Person

MAIL_SALT, LEAVE_SALT = "notices.mail", "notices.unsubscribe"
LINK_LIFE = timedelta(days=3)
BETWEEN_LINKS = timedelta(minutes=2)
"""Nobody can have a stranger's mailbox filled."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose. `mail` empty: none. `digest_hour` 0–23."""

    language: str
    mail: str
    wants_sms: bool
    rhythms: Mapping[Group, Rhythm]
    digest_hour: int
    quiet_from: time
    quiet_until: time


def _locked(person: "Person") -> Preference:
    """The person's preference, made on first sight, its row locked."""
    Preference.objects.get_or_create(person=person)
    return Preference.objects.select_for_update().get(person=person)


@transaction.atomic
def choose(person: "Person", choice: Choice, *, actor: Actor, at: datetime) -> bool:
    """Keep the choice; answer whether a link was sent to confirm a new address, which is used only after that."""
    kept = _locked(person)
    kept.language, kept.wants_sms = choice.language, choice.wants_sms
    kept.digest_hour, kept.quiet_from, kept.quiet_until = choice.digest_hour, choice.quiet_from, choice.quiet_until
    kept.rhythms = {str(g): str(r) for g, r in choice.rhythms.items() if r is not Rhythm.AT_ONCE}
    new = choice.mail not in ("", kept.mail)
    asked = new and (choice.mail != kept.pending_mail or _may_ask_again(kept, at))
    kept.mail = kept.mail if choice.mail else ""
    kept.pending_mail = choice.mail if new else ""
    if asked:
        kept.asked_at = at
        _send_link(person, kept, at)
    kept.save()
    _move_digests(kept, at)
    data = {"rhythms": kept.rhythms, "digest_hour": kept.digest_hour, "sms": kept.wants_sms, "mail": bool(kept.mail)}
    record("person", person.ref, "choose_notices", actor=actor, at=at, data=data)
    return asked


def may_ask(person: "Person", mail: str, at: datetime) -> bool:
    """Whether a link may be sent to this address now; one that is in use, or waits for its link, is no matter."""
    kept = Preference.objects.filter(person=person).first()
    return kept is None or mail in ("", kept.mail, kept.pending_mail) or _may_ask_again(kept, at)


def _may_ask_again(kept: Preference, at: datetime) -> bool:
    return kept.asked_at is None or kept.asked_at <= at - BETWEEN_LINKS


def _send_link(person: "Person", kept: Preference, at: datetime) -> None:
    token = signing.dumps({"person": str(person.ref), "mail": kept.pending_mail}, salt=MAIL_SALT)
    with translation.override(kept.language):
        link = absolute(reverse("notices:confirm_mail", args=[token]))
        subject, text = confirm_subject(), confirm_text(link)
    letter = Letter(
        kind="notices.confirm_mail",
        to=kept.pending_mail,
        language=kept.language,
        subject=subject,
        text=text,
        expires_at=at + LINK_LIFE,
    )
    write_letter(letter, at=at)


def _move_digests(kept: Preference, at: datetime) -> None:
    """What waits for the digest goes into the next one at the new hour, or into none where none is wanted."""
    waiting = Notice.objects.filter(person_id=kept.person_id, digest=None, digest_at__isnull=False)
    waiting.update(digest_at=next_digest(localtime(at), kept.digest_hour))
    silent = [k.code for k in known_kinds().values() if kept.rhythms.get(str(k.group)) == Rhythm.NEVER]
    waiting.filter(kind__in=silent).update(digest_at=None)


def _told(token: str, salt: str, life: timedelta | None = None) -> dict[str, Any] | None:
    try:
        return dict(signing.loads(token, salt=salt, max_age=life))
    except signing.BadSignature:
        return None


def mail_in(token: str) -> str | None:
    """The address that a link would confirm; nothing when it is too old, was overtaken, or is none of ours."""
    told = _told(token, MAIL_SALT, LINK_LIFE)
    waiting = Preference.objects.filter(person__ref=told["person"]).exclude(pending_mail="") if told else None
    kept = waiting.first() if waiting is not None else None
    return kept.pending_mail if kept and told and kept.pending_mail == told["mail"] else None


@transaction.atomic
def confirm_mail(token: str, *, at: datetime) -> bool:
    """Use the address of a link from now on; no when the link is worth nothing. The holder of the link is the actor."""
    told = _told(token, MAIL_SALT, LINK_LIFE)
    person = person_by_ref(told["person"]) if told else None
    if person is None or told is None:
        return False
    kept = _locked(person)
    if not kept.pending_mail or kept.pending_mail != told["mail"]:
        return False
    kept.mail, kept.pending_mail = kept.pending_mail, ""
    kept.save(update_fields=["mail", "pending_mail"])
    record("person", person.ref, "confirm_mail", actor=Actor(person.id, str(person.ref)), at=at)
    return True


def unsubscribe_path(person: "Person") -> str:
    """The link that ends the digests of a person."""
    return reverse("notices:unsubscribe", args=[signing.dumps({"person": str(person.ref)}, salt=LEAVE_SALT)])


def person_in(token: str) -> "Person | None":
    """Whose digests a link ends; nobody when it is none of ours."""
    told = _told(token, LEAVE_SALT)
    return person_by_ref(told["person"]) if told else None


@transaction.atomic
def unsubscribe(token: str, *, at: datetime) -> bool:
    """Leave in the inbox what came in a digest until now; what concerns his rights still reaches him."""
    person = person_in(token)
    if person is None:
        return False
    kept = _locked(person)
    ended = [group for group, rhythm in kept.rhythms.items() if rhythm == Rhythm.DAILY]
    if ended:
        kept.rhythms |= dict.fromkeys(ended, str(Rhythm.NEVER))
        kept.save(update_fields=["rhythms"])
        _move_digests(kept, at)
        data = {"groups": ended}
        record("person", person.ref, "unsubscribe", actor=Actor(person.id, str(person.ref)), at=at, data=data)
    return True
