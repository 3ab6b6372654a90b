"""Who sees which case: `visible_to` is the only way to one."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet

from huiqi.demands.selectors import Sight, sealed_from, sight_of
from huiqi.kernel.access import Actor, Role
from huiqi.supervision.models import CaseFile, StepRule, SupervisionCase
from huiqi.supervision.permissions import can_see_board
from huiqi.supervision.rules import DEFAULTS, Limits
from huiqi.supervision.words import LadderStep

if TYPE_CHECKING:
    from huiqi.demands.selectors.seeing import Whose


def visible_to(actor: Actor) -> QuerySet[SupervisionCase]:
    """The hub sees all, a window those of its demands and its own, a handler those it is held responsible for.

    Of a confidential demand only its insiders see the case; where there is none, the hub and who leads the window, so
    that nothing escapes because nobody knows of it: a case tells the number and nothing of the demand.
    """
    rows = SupervisionCase.objects.select_related(
        "record__promise", "demand__window", "demand__enterprise", "window", "organisation"
    )
    return narrowed(rows, *sight_in(actor))


def sight_in(actor: Actor) -> tuple[Sight, Whose, bool]:
    """How far an actor sees cases, as whom, and whether he leads."""
    return *sight_of(actor), actor.is_a(Role.HUB_OPERATOR, Role.WINDOW_MANAGER)


def narrowed(rows: QuerySet[SupervisionCase], sight: Sight, whose: Whose, leads: bool) -> QuerySet[SupervisionCase]:
    """Those of some cases that are seen so."""
    if sight not in (Sight.OF_NETWORK, Sight.OF_WINDOW, Sight.IN_HAND):
        return rows.none()
    rows = rows.exclude(demand__in=sealed_from(whose, unless_unknown=leads))
    return rows if sight is Sight.OF_NETWORK else rows.filter(own_in(sight, whose))


def own_in(sight: Sight, whose: Whose, window: str = "window_id") -> Q:
    """What somebody's organisation answers for, and what is of his window, which the column `window` names."""
    own = Q(organisation_id=whose.organisation)
    return own | Q(**{window: whose.window}) if sight is Sight.OF_WINDOW else own


def reaches_case(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the case."""
    return visible_to(actor).filter(ref=ref).exists()


def case_file(case: SupervisionCase, file_ref: UUID) -> CaseFile | None:
    """A file of a case. The caller has checked who may see the case."""
    return case.files.select_related("file").filter(file__ref=file_ref).first()


def rules() -> dict[LadderStep, Limits]:
    """The limits of every step in force: the network's own, else the usual ones. One query."""
    own = {one.step: Limits(one.wait_days, one.answer_days, one.remedy) for one in StepRule.objects.order_by("id")}
    return {**DEFAULTS, **own}


def step_rule(step: LadderStep) -> dict[str, Any]:
    """What a form shows of the limits of a step, with their `revision`; 0 where the usual ones hold. Two queries."""
    revision = StepRule.objects.filter(step=step).values_list("revision", flat=True).first()
    return {**asdict(limits(step)), "revision": revision or 0}


def limits(step: LadderStep) -> Limits:
    """The limits of one step."""
    return rules()[step]


def reads_case_paper(actor: Actor, _subject_type: str, subject_ref: UUID) -> bool:
    """Whoever sees the case reads its papers."""
    return visible_to(actor).filter(ref=subject_ref).exists()


def reads_circular(actor: Actor, _subject_type: str, _subject_ref: UUID) -> bool:
    """A circular is for everybody who works in the network."""
    return can_see_board(actor)
