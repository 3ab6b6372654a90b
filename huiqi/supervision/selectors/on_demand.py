"""What a demand's own page shows of its supervision, and of the letters that explained to its enterprise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet, prefetch_related_objects

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.accounts.words import OrganisationKind
from huiqi.journal.selectors import timelines
from huiqi.kernel.prepared import prepared
from huiqi.network.selectors import short_names
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


def supervised(actor: Actor, demand: Demand) -> list[Supervised]:
    """The cases of a demand that the actor sees, the earliest first: one query where no step was taken, six at most."""
    return with_steps(_of(*sight_in(actor), demand.id))


@prepared
def _of(sight: Sight, whose: Whose, leads: bool, demand: int) -> QuerySet[SupervisionCase]:
    rows = SupervisionCase.objects.filter(demand_id=demand).select_related("record__promise", "window", "organisation")
    return narrowed(rows, sight, whose, leads).order_by("opened_at", "id")


def with_steps(cases: Sequence[SupervisionCase]) -> list[Supervised]:
    """Each of these with the step that stands and who took it. Five queries, however many, and one where the hub's own
    office is concerned; none where none was.
    """
    if all(one.state is CaseState.RECORDED for one in cases):
        return [Supervised(one, None, "", "") for one in cases]
    prefetch_related_objects(cases, "measures")
    prefetch_related_objects([one for one in cases if one.organisation.kind == OrganisationKind.HUB], "decisions")
    told = timelines([one.ref for one in cases])
    takers = {one.ref: next((h for h in reversed(told[one.ref]) if h.verb in TAKES), None) for one in cases}
    offices = {one.organisation_id for one in takers.values() if one and one.organisation_id}
    people = people_named({one.actor_ref for one in takers.values() if one})
    named = short_names(offices)
    others = offices - set(named)
    named |= organisations_named(others) if others else {}
    found = []
    for case in cases:
        taken, steps = takers[case.ref], sorted(case.measures.all(), key=lambda one: (one.taken_at, one.id))
        ruled = _ruled(case, steps[-1] if steps else None)
        office = named.get(taken.organisation_id or 0, "") if taken else ""
        person = people.get(taken.actor_ref, "") if taken else ""
        found.append(Supervised(case, steps[-1] if steps else None, office, person, ruled))
    return found


def _ruled(case: SupervisionCase, measure: Measure | None) -> AuthorityDecision | None:
    """The last decision of the authority that leaves a limit, if no step was taken after it."""
    if case.organisation.kind != OrganisationKind.HUB:
        return None
    made = sorted((one for one in case.decisions.all() if one.due_at), key=lambda one: (one.entered_at, one.id))
    return made[-1] if made and (measure is None or made[-1].entered_at >= measure.taken_at) else None


def letters_to(demand: Demand) -> Sequence[Explanation]:
    """The letters of explanation that an enterprise has, the latest first. The caller has checked who reads them."""
    rows = Explanation.objects.filter(demand=demand, issued_at__isnull=False)
    return list(rows.select_related("organisation", "demand__window").order_by("-issued_at", "-id"))


def letter_asked(demand: Demand) -> Explanation | None:
    """The letter that waits for its reason."""
    return Explanation.objects.filter(demand=demand, issued_at=None, dropped_at=None).order_by("id").first()
