"""What a demand's own page shows of its supervision, and of the letters that explained to its enterprise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from huiqi.accounts.selectors import names_of, organisation_names
from huiqi.accounts.words import OrganisationKind
from huiqi.journal.selectors import Happening, timelines
from huiqi.kernel.together import together
from huiqi.network.selectors import short_names_of
from huiqi.supervision.models import AuthorityDecision, Explanation, Measure, SupervisionCase
from huiqi.supervision.selectors.cases import narrowed, sight_in
from huiqi.supervision.words import CaseState, CaseVerb

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.demands.selectors import Sight
    from huiqi.demands.selectors.seeing import Whose
    from huiqi.kernel.access import Actor

TAKES = (CaseVerb.ORDER, CaseVerb.CIRCULATE, CaseVerb.SUMMON, CaseVerb.RECORD_TALK)


@dataclass(frozen=True, slots=True)
class Supervised:
    """A case with the step that stands, and who took it; neither before the first. `decision`: what the authority
    decided in place of a step, where that came last.
    """

    case: SupervisionCase
    measure: Measure | None
    office: str
    person: str
    decision: AuthorityDecision | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """What supervision knows of a demand: its cases that the actor sees, the earliest first, with where they stand;
    and the letter that waits for its reason.
    """

    cases: list[Supervised]
    asked: Explanation | None


def beside(actor: Actor, demand: Demand) -> Beside:
    """What staff are shown beside a demand. One query where no step was taken, else three."""
    rows = _of(*sight_in(actor), demand.id)
    of_demand = {"case__demand_id": demand.id}
    found = together(
        cases=rows,
        measures=Measure.objects.filter(**of_demand),
        decisions=AuthorityDecision.objects.filter(**of_demand),
        asked=Explanation.objects.filter(demand=demand, issued_at=None, dropped_at=None).order_by("id"),
    )
    for one in found["asked"]:
        one.demand = demand
    asked = next(iter(found["asked"]), None)
    return Beside(_standing(found["cases"], found["measures"], found["decisions"]), asked)


def _of(sight: Sight, whose: Whose, leads: bool, demand: int) -> QuerySet[SupervisionCase]:
    rows = SupervisionCase.objects.filter(demand_id=demand).select_related("record__promise", "window", "organisation")
    return narrowed(rows, sight, whose, leads).order_by("opened_at", "id")


def with_steps(case: SupervisionCase) -> Supervised:
    """A case with the step that stands and who took it. Three queries, none where none was."""
    if case.state is CaseState.RECORDED:
        return Supervised(case, None, "", "")
    found = together(measures=case.measures.all(), decisions=case.decisions.all())
    return _standing([case], found["measures"], found["decisions"])[0]


def _standing(
    cases: Sequence[SupervisionCase], measures: Iterable[Measure], decisions: Iterable[AuthorityDecision]
) -> list[Supervised]:
    """Each of these with the step that stands and who took it. Two queries, none where none was."""
    if all(one.state is CaseState.RECORDED for one in cases):
        return [Supervised(one, None, "", "") for one in cases]
    told = timelines([one.ref for one in cases])
    takers = {one.ref: next((h for h in reversed(told[one.ref]) if h.verb in TAKES), None) for one in cases}
    people, offices = _names([one for one in takers.values() if one])
    steps: dict[int, list[Measure]] = defaultdict(list)
    for measure in sorted(measures, key=lambda one: (one.taken_at, one.id)):
        steps[measure.case_id].append(measure)
    found = []
    for case in cases:
        taken, step = takers[case.ref], next(reversed(steps[case.id]), None)
        ruled = _ruled(case, step, [one for one in decisions if one.case_id == case.id])
        office = offices.get(taken.organisation_id or 0, "") if taken else ""
        found.append(Supervised(case, step, office, people.get(taken.actor_ref, "") if taken else "", ruled))
    return found


def _names(taken: Sequence[Happening]) -> tuple[dict[str, str], dict[int, str]]:
    """Of who took a step: the names of the people, and of the offices, those of windows the short ones. One query."""
    offices = {one.organisation_id for one in taken if one.organisation_id}
    found = together(
        people=names_of({one.actor_ref for one in taken}),
        offices=organisation_names(offices),
        windows=short_names_of(offices),
    )
    return {str(ref): name for ref, name in found["people"]}, dict(found["offices"]) | dict(found["windows"])


def _ruled(
    case: SupervisionCase, measure: Measure | None, decisions: Iterable[AuthorityDecision]
) -> AuthorityDecision | None:
    """The last decision of the authority that leaves a limit, if no step was taken after it."""
    if case.organisation.kind != OrganisationKind.HUB:
        return None
    made = sorted((one for one in decisions if one.due_at), key=lambda one: (one.entered_at, one.id))
    return made[-1] if made and (measure is None or made[-1].entered_at >= measure.taken_at) else None


def letters_to(demand: Demand) -> Sequence[Explanation]:
    """The letters of explanation that an enterprise has, the latest first. The caller has checked who reads them."""
    rows = Explanation.objects.filter(demand=demand, issued_at__isnull=False)
    return list(rows.select_related("organisation", "demand__window").order_by("-issued_at", "-id"))
