"""A programme is prepared, its guide submitted, approved and so published or given back; or it is cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate

from huiqi.benefits.models import Programme
from huiqi.benefits.permissions import can_run
from huiqi.benefits.rules.amounts import Pay, faults
from huiqi.benefits.rules.clocks import LONGEST_NOTICE, NOTICE_DAYS, guide_due
from huiqi.benefits.selectors import authorities, needs_a_person, second_people
from huiqi.benefits.services.telling import tell_hub, tell_reviewers
from huiqi.benefits.services.turn import begin, chosen, required
from huiqi.benefits.words import ProgrammeVerb
from huiqi.eligibility.versions import Subject
from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.selectors import version_of
from huiqi.reference.selectors import calendar
from huiqi.standards import regions

if TYPE_CHECKING:
    from huiqi.policies.models import PolicyVersion

_V = ProgrammeVerb


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a programme says. `pays`: one for each tier of the policy's benefit, in its order; None pays nothing.

    `notice_days` and `answer_days` are working days; `published_on` is the day of the policy, from which the limit for
    the guide runs; `examined_on` the day as of which facts are examined.
    """

    title: str
    region: str
    year: int
    guide: str
    contact: str
    funded_by: str
    pays: tuple[Pay | None, ...]
    published_on: date
    examined_on: date
    notice_days: int = NOTICE_DAYS
    answer_days: int = 20


@transaction.atomic
def prepare(version: PolicyVersion, plan: Plan, *, submission: UUID, actor: Actor, at: datetime) -> Programme:
    """Begin a programme for a published policy; the same submission twice makes one.

    Raises `PermissionDenied`; `Refused` beside the field that cannot be (see `_checked`), `Refused("there_already")`
    where one runs for this policy, year and region.
    """
    if not can_run(actor):
        raise PermissionDenied
    if before := Programme.objects.filter(submission=submission).first():
        return before
    _alone(version, plan, None)
    programme = Programme(version=version, submission=submission, prepared_at=at, prepared_by=actor.person_ref)
    programme.authors = [actor.person_ref]
    _write(programme, _checked(version, plan, at))
    programme.save(force_insert=True)
    told = {"code": version.policy.code, "year": plan.year, "region": plan.region, "to": str(programme.state)}
    record("programme", programme.ref, str(_V.PREPARE), actor=actor, at=at, data=told)
    return programme


@transaction.atomic
def revise(ref: UUID, plan: Plan, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Write a programme anew whose guide is not published yet. Raises as `turn.begin` and `prepare`."""
    turn = begin(ref, _V.REVISE, actor=actor, at=at, revision=revision)
    programme = turn.programme
    _alone(programme.version, plan, programme)
    _write(programme, _checked(programme.version, plan, at))
    programme.authors = sorted({*programme.authors, actor.person_ref})
    return turn.finish()


def _alone(version: PolicyVersion, plan: Plan, programme: Programme | None) -> None:
    same = Programme.objects.filter(version=version, year=plan.year, region=plan.region, ended_at=None)
    others = same.exclude(pk=programme.pk) if programme else same
    if other := others.first():
        raise Refused("there_already", "year", title=other.title)


def _checked(version: PolicyVersion, plan: Plan, at: datetime) -> Plan:
    read = version_of(version)
    if read.subject is not Subject.ENTERPRISE:
        raise Refused("no_firms", "policy")
    if needs_a_person(read):
        raise Refused("needs_a_person", "policy")
    _check_pays(plan)
    if not read.is_in_force(plan.examined_on):
        raise Refused("not_in_force", "examined_on")
    if plan.published_on > localdate(at):
        raise Refused("in_future", "published_on")
    if not NOTICE_DAYS <= plan.notice_days <= LONGEST_NOTICE:
        raise Refused("notice_length", "notice_days", least=NOTICE_DAYS, most=LONGEST_NOTICE)
    if plan.region not in {node.code for node in (regions.find(read.region), *regions.find(read.region).descendants)}:
        raise Refused("outside", "region")
    return plan


def _check_pays(plan: Plan) -> None:
    for place, pay in enumerate(plan.pays):
        for field, code in faults(pay) if pay else ():
            raise Refused(code, f"tier{place}_{field}")
    if not any(plan.pays):
        raise Refused("pays_nothing", "tier0_percent")


def _write(programme: Programme, plan: Plan) -> None:
    told: Mapping[str, object] = {
        "title": required("title", plan.title),
        "region": plan.region,
        "year": plan.year,
        "guide": required("guide", plan.guide),
        "contact": required("contact", plan.contact),
        "funded_by": required("funded_by", plan.funded_by),
        "pays": [pay.stored() if pay else {} for pay in plan.pays],
        "policy_published_on": plan.published_on,
        "guide_due": guide_due(plan.published_on, calendar()).due,
        "examined_on": plan.examined_on,
        "notice_days": plan.notice_days,
        "answer_days": plan.answer_days,
    }
    for name, value in told.items():
        setattr(programme, name, value)


@transaction.atomic
def submit_guide(
    ref: UUID, authority: UUID | None = None, *, actor: Actor, at: datetime, revision: int | None = None
) -> Programme:
    """Send the guide to the authority that is in charge; where none is seated, to a second person at the hub.

    Raises as `turn.begin`; `Refused` beside the field: office_unnamed, office_unseated; `Refused("no_second")` where
    nobody at the hub could review what the others wrote, `Refused("needs_a_person")` as `prepare`.
    """
    turn = begin(ref, _V.SUBMIT, actor=actor, at=at, revision=revision)
    programme, on = turn.programme, localdate(at)
    if needs_a_person(version_of(programme.version)):
        raise Refused("needs_a_person")
    programme.authority = chosen("authority", authorities(on), authority)
    programme.authors = sorted({*programme.authors, actor.person_ref})
    if programme.authority is None and not second_people(set(programme.authors), on):
        raise Refused("no_second")
    programme.submitted_at = at
    done = turn.finish({"to_office": str(programme.authority.ref) if programme.authority else ""})
    tell_reviewers(done, "to_review", f"review:{done.revision}", at=at, due=done.guide_due.isoformat())
    return done


@transaction.atomic
def recall_guide(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Take a guide back that waits for its approval, to write it anew. Raises as `turn.begin`."""
    turn = begin(ref, _V.RECALL, actor=actor, at=at, revision=revision)
    turn.programme.authority = None
    return turn.finish()


@transaction.atomic
def approve_guide(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Approve a guide that somebody else wrote: everybody may read it from now on. Raises as `turn.begin`."""
    turn = begin(ref, _V.APPROVE, actor=actor, at=at, revision=revision)
    programme = turn.programme
    programme.guided_at, programme.approved_by = at, actor.person_ref
    done = turn.finish({"due": programme.guide_due.isoformat()})
    tell_hub(done, "approved", f"approved:{done.revision}", at=at)
    return done


@transaction.atomic
def return_guide(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Give a guide back to the hub, saying what is wrong. Raises as `turn.begin`, and `Refused("required")`."""
    turn = begin(ref, _V.RETURN, actor=actor, at=at, revision=revision)
    done = turn.finish(texts={"reason": required("reason", reason)})
    tell_hub(done, "returned", f"returned:{done.revision}", at=at, due=done.guide_due.isoformat())
    return done


@transaction.atomic
def cancel(ref: UUID, *, reason: str, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Give a programme up before anybody was asked; it stays to be read.

    Raises as `turn.begin`, and `Refused("required")`.
    """
    turn = begin(ref, _V.CANCEL, actor=actor, at=at, revision=revision)
    turn.programme.ended_at = at
    return turn.finish(texts={"reason": required("reason", reason)})
