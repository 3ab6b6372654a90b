"""Who may do what with a case of supervision, a sentence each. Whether it is possible now is the flow's question."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.permissions import HANDLERS, STAFF
from huiqi.kernel.access import Actor, Role
from huiqi.supervision.flow import decidable
from huiqi.supervision.words import CaseVerb as V

if TYPE_CHECKING:
    from huiqi.supervision.models import Explanation, SupervisionCase


def is_hub(actor: Actor, _case: SupervisionCase | None = None) -> bool:
    """The hub's operators supervise the whole network."""
    return actor.is_a(Role.HUB_OPERATOR)


def is_responsible(actor: Actor, case: SupervisionCase) -> bool:
    """The people of the organisation that is held responsible."""
    return actor.is_a(*HANDLERS) and actor.organisation_id == case.organisation_id


def is_concerned(actor: Actor, case: SupervisionCase) -> bool:
    """Whether it is about the actor, or about his own office: nobody supervises or judges himself."""
    return actor.person_ref == case.person_ref or actor.organisation_id == case.organisation_id


def _supervises(actor: Actor, case: SupervisionCase) -> bool:
    """The hub, and the manager of the demand's window; neither his own office, nor a window the hub above it."""
    leads = actor.is_a(Role.WINDOW_MANAGER) and actor.organisation_id == case.window.organisation_id
    manages = leads and case.organisation.kind != OrganisationKind.HUB
    return (is_hub(actor) or manages) and not is_concerned(actor, case)


def _judges(actor: Actor, case: SupervisionCase) -> bool:
    """Who supervises says whether a remedy is enough; whoever reported it does not."""
    return _supervises(actor, case) and actor.person_ref != case.reported_by


def _above(actor: Actor, case: SupervisionCase) -> bool:
    """Only the hub names somebody before the network, or asks him to come; never its own office."""
    return is_hub(actor) and not is_concerned(actor, case)


def _answers(actor: Actor, case: SupervisionCase) -> bool:
    """Who is held responsible by name, who leads there, or, where nobody is named, anybody there."""
    leads = actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR, Role.INSTITUTION_CLERK)
    return is_responsible(actor, case) and (leads or case.person_ref in ("", actor.person_ref))


def _enters(actor: Actor, case: SupervisionCase) -> bool:
    """Of the hub's own office, whoever works there and is not himself the one held responsible: he writes down what the
    authority decided, and decides nothing.
    """
    works = actor.is_a(*STAFF) and actor.organisation_id == case.organisation_id
    return works and actor.person_ref != case.person_ref and case.organisation.kind == OrganisationKind.HUB


MAY: dict[V, Callable[[Actor, SupervisionCase], bool]] = {
    V.ORDER: _supervises,
    V.CIRCULATE: _above,
    V.SUMMON: _above,
    V.RECORD_TALK: _above,
    V.REPORT: _answers,
    V.ACCEPT: _judges,
    V.DECLINE: _judges,
    V.OBJECT: lambda actor, case: _answers(actor, case) and not is_for_authority(case, V.OBJECT),
    V.UPHOLD: _above,  # and nobody who took a step in it or objected (the service)
    V.REJECT: _above,
    V.SETTLE: lambda _actor, _case: False,  # by the worker alone
    V.ENTER: _enters,
}


FROM_ABOVE = (V.CIRCULATE, V.SUMMON, V.RECORD_TALK, V.OBJECT, V.UPHOLD, V.REJECT)
"""What is the hub's to do or to decide, and of its own office the authority's (主管部门)."""

BY_SUPERVISOR = (V.ORDER, V.ACCEPT, V.DECLINE)
"""What the demand's window may do as well of who handles for it; of the hub, too, only the authority."""


def is_for_authority(case: SupervisionCase, verb: V | None) -> bool:
    """Whether nobody in the network may: the hub itself is held responsible, and the authority above has no seat."""
    return case.organisation.kind == OrganisationKind.HUB and verb in (*FROM_ABOVE, *BY_SUPERVISOR)


def rulings(case: SupervisionCase) -> list[V]:
    """What the authority may decide in a case now, in the order of the ladder: nothing where the network decides."""
    return [verb for verb in decidable(case.state) if is_for_authority(case, verb)]


def goes_above(actor: Actor, verb: V, case: SupervisionCase) -> bool:
    """Whether who asks for it is told that the authority does it: the hub's own people."""
    return (is_hub(actor) or is_responsible(actor, case)) and is_for_authority(case, verb)


def can(actor: Actor, verb: V, case: SupervisionCase) -> bool:
    """Whether the actor is somebody who does this verb with this case."""
    return MAY[verb](actor, case)


def can_see_board(actor: Actor) -> bool:
    """Windows see what breaks and climbs at theirs, handlers what concerns them, the hub all."""
    return actor.is_a(*HANDLERS)


def can_set_ladder(actor: Actor) -> bool:
    """The hub sets the limits of the network's ladder."""
    return is_hub(actor)


def can_export_names(actor: Actor) -> bool:
    """Whoever leads a window, and the hub, takes away names whole."""
    return actor.is_a(Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def can_explain(actor: Actor, asked: Explanation) -> bool:
    """Whoever holds the demand says why it is not done; the window of the demand may say it for him."""
    holds = actor.is_a(*HANDLERS) and actor.organisation_id == asked.organisation_id
    window = actor.is_a(*STAFF) and actor.organisation_id == asked.demand.window.organisation_id
    return holds or window or is_hub(actor)
