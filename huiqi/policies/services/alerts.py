"""Saved searches of people without an account: asked for, confirmed by a letter, ended by one press, then gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.eligibility.versions import PolicyKind
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.journal.services import record
from huiqi.kernel.access import NOBODY, SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import Letter, write_letter
from huiqi.policies.models import PolicyVersion, SearchAlert
from huiqi.policies.selectors import Wanted, listed, row_of
from huiqi.policies.wording import alerts as wording

DOOR = "policy_alert"
CONFIRM, LEAVE = "policies.alert.confirm", "policies.alert.leave"
CONFIRM_WITHIN = timedelta(days=3)
LIFE = timedelta(days=180)
PER_MAIL = 5
"""Searches that one address may save; so many letters can a stranger cause it, and no more."""


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched for, as the list of policies reads it; empty: everything."""

    q: str = ""
    region: str = ""
    kind: PolicyKind | None = None


@transaction.atomic
def ask_alert(mail: str, search: Search, *, language: str, address: str | None, at: datetime) -> None:
    """Keep a search until its letter is confirmed. Whoever asks again is told the same, and gets no second letter.

    Raises `Refused("crowded")` where too many were asked for from one address of the network.
    """
    if is_crowded(DOOR, address, at):
        raise Refused("crowded")
    count_wrong(DOOR, address, at)
    mail = mail.lower()
    saved = SearchAlert.objects.select_for_update().filter(mail=mail)
    told = {"q": search.q, "region": search.region, "kind": str(search.kind.value) if search.kind else ""}
    if saved.filter(**told).exists() or saved.count() >= PER_MAIL:
        return
    seen = PolicyVersion.objects.aggregate(last=Max("id"))["last"] or 0
    made = SearchAlert.objects.create(
        mail=mail, language=language, asked_at=at, expires_at=at + CONFIRM_WITHIN, seen=seen, **told
    )
    with translation.override(language):
        subject, text = wording.confirm_letter(made, _link(made, CONFIRM))
    letter = Letter(
        kind=wording.CONFIRM_KIND,
        to=mail,
        language=language,
        subject=subject,
        text=text,
        expires_at=made.expires_at,
    )
    write_letter(letter, at=at)
    record("search_alert", made.ref, "ask_alert", actor=NOBODY, at=at)


def _link(alert: SearchAlert, salt: str) -> str:
    name = "policies:confirm_alert" if salt == CONFIRM else "policies:leave_alert"
    return f"{settings.ADDRESS}{reverse(name, args=[signing.dumps(str(alert.ref), salt=salt)])}"


def alert_in(token: str, *, leaving: bool) -> SearchAlert | None:
    """The search that a link speaks of; nothing where it is none of ours, or the search is gone."""
    try:
        ref = signing.loads(token, salt=LEAVE if leaving else CONFIRM)
    except signing.BadSignature:
        return None
    return SearchAlert.objects.filter(ref=ref).first()


@transaction.atomic
def confirm_alert(alert: SearchAlert, *, at: datetime) -> bool:
    """From now on letters are sent, for half a year; no where it is too late for that."""
    locked = SearchAlert.objects.select_for_update().filter(id=alert.id, expires_at__gt=at).first()
    if locked is None:
        return False
    if locked.confirmed_at is None:
        locked.confirmed_at, locked.expires_at = at, at + LIFE
        locked.save(update_fields=["confirmed_at", "expires_at"])
        record("search_alert", locked.ref, "confirm_alert", actor=NOBODY, at=at)
    return True


@transaction.atomic
def leave_alert(alert: SearchAlert, *, at: datetime) -> None:
    """Forget the search and the address."""
    SearchAlert.objects.filter(id=alert.id).delete()
    record("search_alert", alert.ref, "leave_alert", actor=NOBODY, at=at)


def send_alerts(*, at: datetime) -> int:
    """Once a day: a letter to whoever saved a search that fits what is new. What has expired is forgotten."""
    SearchAlert.objects.filter(expires_at__lte=at).delete()
    last = PolicyVersion.objects.aggregate(last=Max("id"))["last"] or 0
    waiting = SearchAlert.objects.filter(confirmed_at__isnull=False, seen__lt=last).order_by("id")
    return sum(_send(key, last, at) for key in list(waiting.values_list("id", flat=True)))


@transaction.atomic
def _send(key: int, last: int, at: datetime) -> bool:
    alert = SearchAlert.objects.select_for_update().filter(id=key, seen__lt=last).first()
    if alert is None:
        return False
    new = _new(alert, at)
    alert.seen = last
    alert.save(update_fields=["seen"])
    if not new:
        return False
    leave = _link(alert, LEAVE)
    with translation.override(alert.language):
        subject, text = wording.alert_letter(alert, new, leave)
    letter = Letter(
        kind=wording.ALERT_KIND, to=alert.mail, language=alert.language, subject=subject, text=text, unsubscribe=leave
    )
    write_letter(letter, at=at)
    record("search_alert", alert.ref, "send_alert", actor=SYSTEM, at=at, data={"versions": len(new)})
    return True


def _new(alert: SearchAlert, at: datetime) -> Sequence[Version]:
    """The versions that fit the search and were not looked at yet; those that are over by now are no news."""
    on = localdate(at)
    kind = PolicyKind(alert.kind) if alert.kind else None
    found = listed(Wanted(on, alert.q, alert.region, kind, None))
    ahead = [version for version in found if version.effective_through is None or version.effective_through >= on]
    return [version for version in ahead if row_of(version).id > alert.seen]
