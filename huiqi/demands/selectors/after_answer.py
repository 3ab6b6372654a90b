"""What a case forbids after its answer: visiting, archiving, putting right, appealing, reviewing."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from huiqi.demands.permissions import is_firm
from huiqi.demands.rules.closing import BAD, may_visit_from, must_visit_first
from huiqi.demands.rules.rectifying import UpLevel, appeal_until
from huiqi.demands.words import DemandState, Verb
from huiqi.kernel.access import Actor, Role
from huiqi.network.selectors import hours_of
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.models import Demand
    from huiqi.demands.selectors.case import Case
    from huiqi.journal.selectors import Happening

HANDS = frozenset({Verb.TAKE, Verb.GIVE_PLAN, Verb.START_WORK, Verb.ANSWER, Verb.ENTER_ANSWER, Verb.RECTIFY})
"""What nobody is asked about who did it."""

BY_DRAW = ("draw_visit", "spare_visit")

OF_VISITS = frozenset({Verb.VISIT, Verb.ATTEMPT_VISIT, *BY_DRAW})
"""What the journal says of return visits."""


def concerned_in(case: Case) -> set[str]:
    """Who had to do with the work of a demand, by what the journal says."""
    return _concerned(case.demand, case.happenings)


def _concerned(demand: Demand, happenings: Sequence[Happening]) -> set[str]:
    return {one.actor_ref for one in happenings if one.verb in HANDS} | {demand.first_contact}


def hears_no_visit(case: Case, actor: Actor) -> bool:
    """Whether what was said at the return visit is kept from this person: it is about his own work."""
    return unheard_by(actor, case.demand, case.happenings)


def unheard_by(actor: Actor, demand: Demand, happenings: Sequence[Happening]) -> bool:
    """The same of a demand and all of its journal."""
    if is_firm(actor, demand):
        return False
    return actor.is_a(Role.INSTITUTION_CLERK) or actor.person_ref in _concerned(demand, happenings)


def since_answer(case: Case) -> list[Happening]:
    """What happened since the last answer."""
    answers = [n for n, one in enumerate(case.happenings) if one.verb in (Verb.ANSWER, Verb.ENTER_ANSWER, Verb.RECTIFY)]
    return case.happenings[answers[-1] :] if answers else []


def too_early(case: Case, actor: Actor, at: datetime) -> bool:
    """Whether it is too early, or not for this person, to visit."""
    if actor.person_ref in concerned_in(case) or at < visits_from(case):
        return True
    told = {one.verb for one in since_answer(case)}
    if case.demand.state is DemandState.ARCHIVED:
        return "draw_visit" not in told or Verb.VISIT in told
    return case.demand.state is DemandState.RECTIFYING and Verb.VISIT in told


def visit_first(case: Case, *_: object) -> bool:
    """Whether the file may not be closed before a visit."""
    visited = case.demand.state is DemandState.VISITED
    spared = case.rating is None and any(one.verb == "spare_visit" for one in since_answer(case))
    return not spared and must_visit_first(case.rating.level if case.rating else None, visited)


def not_mine_to_rectify(case: Case, actor: Actor, _at: datetime) -> bool:
    """Whether it is not for this person to put it right."""
    found = case.rectification
    if found is None or found.ended_at or actor.person_ref in concerned_in(case):
        return True
    return found.level is UpLevel.HUB and not actor.is_a(Role.HUB_OPERATOR)


def no_appealing(case: Case, _actor: Actor, at: datetime) -> bool:
    """Whether there is nothing to appeal, or not any more."""
    rating = case.rating
    if rating is None or rating.level not in BAD or at > appeal_until(rating.rated_at, calendar()):
        return True
    return any(one.verb == Verb.APPEAL for one in since_answer(case))


def no_reviewing(case: Case, actor: Actor, _at: datetime) -> bool:
    """Whether this person has no appeal to review."""
    appeal = case.appeal
    return appeal is None or actor.person_ref == appeal.appealed_by or actor.person_ref in concerned_in(case)


def visits_from(case: Case) -> datetime:
    """From when on the enterprise may be visited. The demand is answered."""
    assert case.demand.answered_at is not None
    return may_visit_from(
        case.demand.answered_at, case.demand.state is not DemandState.ANSWERED, calendar(), hours_of(case.demand.window)
    )
