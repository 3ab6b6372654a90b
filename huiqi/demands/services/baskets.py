"""The verbs of the baskets: remind whoever is in one, say from when on, write down each night how it stood."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, organisation_by_ref, people_named, people_wanted
from huiqi.demands.models import BasketNight, BasketReminder, BasketRule
from huiqi.demands.permissions import HANDLERS, STAFF, can_see_baskets, can_set_baskets
from huiqi.demands.rules.baskets import MOST_DAYS, MOST_WAITING, Thresholds, baskets
from huiqi.demands.selectors import everybodys, one_of, since_when, thresholds_of
from huiqi.demands.wording.told import IN_BASKET
from huiqi.demands.words import HandlerKind
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.kernel.setting import keep_row
from huiqi.notices.services import News, tell
from huiqi.reference.selectors import calendar

RULES = uuid5(NAMESPACE_URL, "basket-rules")
"""What the journal calls the thresholds as a whole."""

KEPT = timedelta(days=90)
"""How long nights are kept."""

LEADERS = (Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


@transaction.atomic
def remind_of_baskets(
    kind: HandlerKind, organisation: UUID, person: str = "", *, actor: Actor, at: datetime
) -> BasketReminder:
    """Remind a handler of what he has waiting, once a day, whoever does it: his people are told, the journal keeps it.

    Raises `PermissionDenied`; `Refused`: not_in_basket, reminded_today, nobody_there.
    """
    office = organisation_by_ref(organisation)
    if not can_see_baskets(actor) or office is None:
        raise PermissionDenied
    found = one_of(actor, kind, office.id, person, at)
    if found is None or not found.baskets:
        raise Refused("not_in_basket")
    made = BasketReminder(
        on=localdate(at),
        kind=kind,
        organisation=office,
        person_ref=person,
        baskets=[str(one) for one in found.baskets],
        waiting=found.load.waiting,
        forgotten=found.load.forgotten,
        reminded_at=at,
        reminded_by=actor.person_ref,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise _reminded_already(made) from None
    _tell(made, at)
    data = {"kind": str(kind), "organisation": office.id, "person": person, "baskets": made.baskets}
    data |= {"waiting": made.waiting, "forgotten": made.forgotten}
    record("basket_reminder", made.ref, "remind_of_baskets", actor=actor, at=at, data=data)
    return made


def _reminded_already(made: BasketReminder) -> Refused:
    """Who was first."""
    told = {"on": made.on, "kind": made.kind, "organisation": made.organisation, "person_ref": made.person_ref}
    first = BasketReminder.objects.get(**told)
    who = people_named({first.reminded_by}).get(first.reminded_by, "")
    return Refused("reminded_today", who=who, when=first.reminded_at)


def _tell(made: BasketReminder, at: datetime) -> None:
    """The people of an office; who leads a window; the person. Raises `Refused("nobody_there")`."""
    roles = {HandlerKind.OFFICE: HANDLERS, HandlerKind.WINDOW: LEADERS, HandlerKind.PERSON: STAFF}[made.kind]
    wanted = Wanted(made.organisation_id, roles, only=made.person_ref)
    people = people_wanted([wanted], localdate(at))(wanted)
    if not people:
        raise Refused("nobody_there", name=made.organisation.name)
    told = {"waiting": made.waiting, "forgotten": made.forgotten}
    key = f"baskets:{made.kind}:{made.organisation_id}:{made.person_ref}:{made.on.isoformat()}"
    link = f"{reverse('demands:desk')}?tab=open&due=idle"
    tell([News(kind=IN_BASKET, key=key, parameters=told, link=link, people=people, at=at)])


@transaction.atomic
def set_baskets(kind: HandlerKind, thresholds: Thresholds, *, actor: Actor, at: datetime, revision: int) -> BasketRule:
    """Say from when on handlers of a kind are in a basket. `revision`: of what the form showed; 0: nothing was set.

    Raises `PermissionDenied`; `Refused`: basket_range, setting_changed.
    """
    if not can_set_baskets(actor):
        raise PermissionDenied
    for name, most in (("most", MOST_WAITING), ("forgotten_days", MOST_DAYS), ("quiet_days", MOST_DAYS)):
        if not 1 <= getattr(thresholds, name) <= most:
            raise Refused("basket_range", name, most=most)
    told = asdict(thresholds)
    rule = keep_row(BasketRule, revision, {**told, "set_at": at, "set_by": actor.person_ref}, kind=kind)
    record("basket_rules", RULES, "set_baskets", actor=actor, at=at, data={"kind": str(kind), **told})
    return rule


@transaction.atomic
def take_baskets(*, at: datetime) -> int:
    """Write down who is in which basket tonight, once a night; answers how many there are. Old nights are forgotten."""
    night, days, made = localdate(at), calendar(), []
    if BasketNight.objects.filter(night=night).exists():
        return 0
    for kind, thresholds in thresholds_of().items():
        since = since_when(thresholds, at, days)
        for load in everybodys(kind, since):
            who = {"kind": kind, "organisation_id": load.key, "person_ref": load.person}
            made += [BasketNight(night=night, **who, basket=one) for one in baskets(load, thresholds, since.quiet)]
    BasketNight.objects.bulk_create(made, ignore_conflicts=True)
    BasketNight.objects.filter(night__lt=night - KEPT).delete()
    return len(made)
