"""A case as somebody reads it who is not told who rated it: 保护评价人信息 (GB/T 39734-2020 4)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from huiqi.demands.permissions import STAFF, is_firm
from huiqi.demands.rules.moment import rebuilt
from huiqi.demands.selectors.after_answer import OF_VISITS, hears_no_visit, unheard_by
from huiqi.demands.selectors.merging import links_seen
from huiqi.demands.selectors.unheard import before_visit
from huiqi.demands.words import DemandState, Step, Verb
from huiqi.kernel.access import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from huiqi.demands.models import Demand
    from huiqi.demands.rules.moment import Moment
    from huiqi.demands.selectors.case import Case
    from huiqi.journal.selectors import Happening
    from huiqi.kernel.access import Actor

VISITS = frozenset({Step.RETURN_VISIT, Step.SAMPLE_VISIT})
"""What is owed by a visit."""

UNSEEN = "rated_unseen"
"""What a rating is called in the history of who may not read it yet."""


def shielded(case: Case, actor: Actor) -> Case:
    """The case with the rater known to his own enterprise and to the hub alone, without what is confidential beside it.

    The window reads level, dimensions and comment at once, for it has to act on them; whoever else handled it reads
    them when the demand is closed, so that nobody calls the enterprise about what is still being looked into.
    """
    if is_firm(actor, case.demand):
        return case
    case = replace(case, links=links_seen(case.links, actor)) if case.links else case
    if hears_no_visit(case, actor):
        case = _unvisited(case)
    if actor.is_a(Role.HUB_OPERATOR):
        return case
    waits = not actor.is_a(*STAFF) and not (case.demand.is_closed or case.demand.state is DemandState.RECTIFYING)
    told = [_shielded(one, waits) if one.verb == Verb.RATE else one for one in case.happenings]
    return replace(case, happenings=told, rating=None if waits else case.rating)


def _unvisited(case: Case) -> Case:
    """The case without its return visits: nobody reads what was said about him on the telephone, nor whether it was."""
    if case.demand.state is DemandState.VISITED:
        case.demand.as_told = before_visit(rated=case.rating is not None)
    owed = [one for one in case.promises if one.step not in VISITS or (one.missed_at and not one.kept_at)]
    return replace(case, happenings=_without_visits(case.happenings), visits=[], promises=owed)


def _without_visits(happenings: Sequence[Happening]) -> list[Happening]:
    return [one for one in happenings if one.verb not in OF_VISITS]


def heard(actor: Actor, demand: Demand, happenings: Sequence[Happening]) -> list[Happening]:
    """What this person is told of the journal of a demand; it replays without its visits, too."""
    return _without_visits(happenings) if unheard_by(actor, demand, happenings) else list(happenings)


def heard_moment(actor: Actor, demand: Demand, happenings: Sequence[Happening], at: datetime) -> Moment | None:
    """The demand as it was at `at`, as far as this person is told: not that a visit was owed. Raises as `rebuilt`."""
    then = rebuilt(heard(actor, demand, happenings), at)
    if then is None or not unheard_by(actor, demand, happenings):
        return then
    if then.state is DemandState.VISITED:  # an appeal that was upheld leads there, too
        then = replace(then, state=before_visit(rated=True))
    owed = None if then.owed is None else tuple(one for one in then.owed if one.step not in VISITS)
    return replace(then, owed=owed)


def _shielded(one: Happening, waits: bool) -> Happening:
    nameless = replace(one, actor_ref="", data={name: value for name, value in one.data.items() if name != "by"})
    return replace(nameless, verb=UNSEEN, data={}, texts={}) if waits else nameless
