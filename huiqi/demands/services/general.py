"""The answer to a demand, made general: a question with its answer for everybody, or a correction of the policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.demands.models import Demand, GeneralAnswer
from huiqi.demands.permissions import FIRM, can_make_general
from huiqi.demands.selectors import locked_demand
from huiqi.demands.selectors.conditions import asking_the_same, condition_of, origins_of
from huiqi.demands.wording.general import reason_of
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.policies.selectors import newest_faqs, policy_in_force, row_of, url_of_condition, version_shown, visible_to
from huiqi.policies.services import Answered, Place, begin_amendment, begin_faq

if TYPE_CHECKING:
    from huiqi.policies.models import Draft, Faq, PolicyVersion

MOST_TOLD = 500
"""Askers told in one transaction."""


@transaction.atomic
def answer_everybody(
    ref: UUID, said: Answered, *, thread: UUID, also: Sequence[UUID] = (), actor: Actor, at: datetime
) -> Faq:
    """Write what was answered as a question with its answer for everybody; a second person publishes it.

    `also`: other demands on the same condition whose firms will be told as well. `thread` twice is one. Raises
    `Demand.DoesNotExist`, `PermissionDenied`, and as `policies.services.begin_faq`: `Refused("personal")` where it
    says who asked.
    """
    demand, others = _general(ref, also, actor)
    condition = condition_of(demand)
    base = _base(demand, at)
    where = Place(demand.policy_code, condition.since if condition else base.effective_from, _place(demand))
    names = [name for one in (demand, *others) for name in (one.enterprise.name, one.enterprise.contact_name) if name]
    faq = begin_faq(where, said, thread=thread, actor=actor, at=at, names=names)
    for one in (demand, *others):
        _link(one, actor, at, faq=faq.thread)
    return faq


@transaction.atomic
def propose_correction(
    ref: UUID, reason: str, *, also: Sequence[UUID] = (), actor: Actor, at: datetime
) -> tuple[Draft, bool]:
    """Begin an amendment of the policy that says why and of which demand it came; whether it is a new one.

    Where one is open already the demand is linked to that. Raises as `answer_everybody`; `Refused("required")`.
    """
    demand, others = _general(ref, also, actor)
    if not reason.strip():
        raise Refused("required", "reason")
    draft, is_new = _amendment(demand, reason_of(demand.number, reason.strip()), actor, at)
    for one in (demand, *others):
        _link(one, actor, at, draft=draft)
    return draft, is_new


def _general(ref: UUID, also: Sequence[UUID], actor: Actor) -> tuple[Demand, list[Demand]]:
    demand = locked_demand(actor, ref)
    if not can_make_general(actor, demand):
        raise PermissionDenied
    return demand, list(asking_the_same(actor, demand).filter(ref__in=also))


def _place(demand: Demand) -> str:
    condition = condition_of(demand)
    return condition.place if condition else ""


def _base(demand: Demand, at: datetime) -> PolicyVersion:
    """The version in force, else the one shown."""
    shown = version_shown(demand.policy_code, localdate(at))
    assert shown is not None, "a demand is filed about a policy that is there"
    return policy_in_force(demand.policy_code, localdate(at)) or row_of(shown)


def _amendment(demand: Demand, reason: str, actor: Actor, at: datetime) -> tuple[Draft, bool]:
    try:
        return begin_amendment(_base(demand, at), reason=reason, actor=actor, at=at), True
    except Refused as refused:
        if refused.code != "already_open":
            raise
        return visible_to(actor).get(ref=str(refused.parameters["ref"])), False


def _link(demand: Demand, actor: Actor, at: datetime, *, faq: UUID | None = None, draft: Draft | None = None) -> None:
    """Write down that this came of the demand, once."""
    row, is_new = GeneralAnswer.objects.get_or_create(
        demand=demand, faq=faq, draft=draft, defaults={"made_at": at, "made_by": actor.person_ref}
    )
    if is_new:
        told = {"demand": str(demand.ref), "faq": str(faq) if faq else None, "draft": str(draft.ref) if draft else None}
        record("general_answer", row.ref, "make_general", actor=actor, at=at, data=told)


def tell_askers(*, faq: UUID | None = None, draft: UUID | None = None, at: datetime) -> int:
    """Tell everybody whose demand this came of that it is there now, each once; answers how many demands that were.

    Nobody learns who else asked. To the end, in stretches.
    """
    told = 0
    while stretch := _tell_stretch(faq, draft, at):
        told += stretch
    return told


@transaction.atomic
def _tell_stretch(faq: UUID | None, draft: UUID | None, at: datetime) -> int:
    rows = origins_of(faq=faq, draft=draft).filter(told_at=None)
    rows = rows.select_related("demand__enterprise", "demand__intake", "draft__published")
    claimed = list(rows.select_for_update(of=("self",), skip_locked=True)[:MOST_TOLD])
    if not claimed:
        return 0
    wanted = {one.id: Wanted(one.demand.enterprise.organisation_id, FIRM, also=one.demand.filed_by) for one in claimed}
    people = people_wanted(list(wanted.values()), localdate(at))
    tell(_news(one, list(people(wanted[one.id])), at) for one in claimed)
    for one in claimed:
        record("general_answer", one.ref, "tell_asker", actor=SYSTEM, at=at, data={"demand": str(one.demand.ref)})
    return GeneralAnswer.objects.filter(id__in=[one.id for one in claimed]).update(told_at=at)


def _titles(code: str, at: datetime) -> dict[str, str]:
    """What the policy is called, in both languages."""
    shown = version_shown(code, localdate(at))
    return {"title": shown.title, "title_en": shown.title_en} if shown else {}


def _news(row: GeneralAnswer, people: list[Any], at: datetime) -> News:
    """The notice of a demand; its key is what was made general of which condition: who asked twice is told once."""
    demand = row.demand
    kind = "demands.answered_for_all" if row.faq else "demands.policy_corrected"
    told = {"number": demand.number, "code": demand.policy_code, **_titles(demand.policy_code, at)}
    intake = None if people else getattr(demand, "intake", None)
    mobiles = [intake.mobile] if intake and intake.mobile else []
    key, link = f"general:{row.faq or row.draft.ref}:{_place(demand)}", _where(row)  # type: ignore[union-attr]
    return News(kind=kind, key=key, parameters=told, link=link, people=people, mobiles=mobiles, at=at)


def _where(row: GeneralAnswer) -> str:
    """The condition where it can be read now: with its answer, or as it was corrected."""
    demand = row.demand
    if row.faq:
        faq = newest_faqs([row.faq])[row.faq]
        return url_of_condition(demand.policy_code, faq.asked_of, faq.place)
    version = row.draft.published if row.draft else None
    if version is None:
        return reverse("policies:page", args=[demand.policy_code])
    return url_of_condition(demand.policy_code, version.effective_from, _place(demand))
