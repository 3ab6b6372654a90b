"""Templates of answers: those a desk may use, and those an office keeps."""

from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When

from huiqi.accounts.words import OrganisationKind
from huiqi.demands.models import AnswerTemplate, Demand
from huiqi.demands.permissions import can_use_desk
from huiqi.demands.words import TEMPLATED, Verb
from huiqi.kernel.access import Actor

MOST_OFFERED = 9
"""Templates offered on a form: one for every digit."""


def templates_of(actor: Actor) -> QuerySet[AnswerTemplate]:
    """Those of the actor's own office and of the hub, his own first, in the order of the verbs."""
    if not can_use_desk(actor):
        return AnswerTemplate.objects.none()
    own = Q(organisation_id=actor.organisation_id or 0)
    seen = AnswerTemplate.objects.filter(own | Q(organisation__kind=OrganisationKind.HUB.value))
    return seen.select_related("organisation").order_by(Case(When(own, then=Value(0)), default=Value(1)), "name", "id")


def templates_for(actor: Actor, verb: Verb, demand: Demand) -> list[AnswerTemplate]:
    """Those that fit this verb on this demand. One query, none where the verb is not templated."""
    if verb not in TEMPLATED:
        return []
    return list(templates_of(actor).filter(verb=verb, kind__in=("", demand.kind))[:MOST_OFFERED])


def own_template(actor: Actor, ref: UUID) -> AnswerTemplate | None:
    """One of the actor's own office."""
    return templates_of(actor).filter(organisation_id=actor.organisation_id or 0, ref=ref).first()
