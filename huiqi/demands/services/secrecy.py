"""Keeping a demand confidential 保密件: seal it, say who knows of it, open it again."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted, person_by_ref, person_of
from huiqi.demands.models import Demand, Insider
from huiqi.demands.permissions import STAFF, is_firm
from huiqi.demands.selectors import unattended, went_into, who_could_know
from huiqi.demands.services.turn import Turn, begin, by_itself, searchable, written
from huiqi.demands.wording.told import NAMED, TO_NAME
from huiqi.demands.words import Verb
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell


@transaction.atomic
def seal_demand(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Make a demand confidential, with the reason: from now on only its enterprise and its insiders see it.

    Its first contact, and whoever seals it at its window, are insiders by themselves; whoever has it in his hands has
    to be named. Where the enterprise seals what nobody has registered, who leads the window is asked to name somebody.
    What went on in it is one matter with it, and is sealed with it, for the same people.
    """
    turn = begin(ref, Verb.SEAL, actor=actor, at=at, revision=revision)
    demand, why = turn.demand, written(reason, "reason")
    asked = is_firm(actor, demand)
    known = {"" if asked else actor.person_ref, demand.first_contact} - {""}
    for each in (turn, *_with_it(turn)):
        each.demand.is_confidential, each.demand.found_by = True, ""
        for one in sorted(known):
            let_know(each.demand, one, demand.window.organisation_id, actor=actor, at=at)
        each.finish(texts={"reason": why})
    if not known:
        keep_secret(demand, taken=False, actor=actor, at=at)
    return demand


def _with_it(turn: Turn) -> list[Turn]:
    """The turns of what went on in a demand and is not sealed yet, locked."""
    open_ = [one.id for one in went_into(turn.demand) if not one.is_confidential]
    rows = Demand.objects.select_related("window", "enterprise").select_for_update(of=("self",))
    turns = [by_itself(one, turn.verb, turn.at) for one in rows.filter(id__in=open_).order_by("id")]
    return [replace(one, actor=turn.actor) for one in turns]


def let_know(demand: Demand, person: str, organisation_id: int, *, actor: Actor, at: datetime) -> Insider:
    """Make a person an insider of a demand, as one of an office; who is one already stays it. Demand locked."""
    found = person_of(actor) if person == actor.person_ref else person_by_ref(person)
    assert found is not None  # whoever filed, registered or was offered exists
    office = actor.organisation_id if found.id == actor.person_id else organisation_id
    told = {"organisation_id": office, "named_at": at, "named_by": actor.person_ref}
    return Insider.objects.get_or_create(demand=demand, person=found, removed_at=None, defaults=told)[0]


@transaction.atomic
def name_insider(ref: UUID, person: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Let a person of the window, of whoever has it in his hands, or of the hub know of a confidential demand.

    Done by who knows of it; where nobody at the window does, by who leads the window or the hub, without seeing it.
    Raises `Refused("insider_unknown")` for anybody else, and for who knows already.
    """
    alone = unattended(actor, at).filter(ref=ref)
    rows = Demand.objects.select_related("window", "enterprise") if alone.exists() else None
    turn = begin(ref, Verb.NAME_INSIDER, actor=actor, at=at, revision=revision, among=rows)
    offices = who_could_know(turn.demand, at)
    office = next((one for one in offices if person in dict(one.people)), None)
    if office is None:
        raise Refused("insider_unknown", "person")
    made = let_know(turn.demand, person, office.organisation_id, actor=actor, at=at)
    demand = turn.finish({"insider": person, "office": office.organisation_id})
    tell(
        [
            News(
                kind=NAMED,
                key=f"demand:{demand.id}:{demand.revision}:named",
                parameters={"number": demand.number, "window": demand.window.short_name},
                link=reverse("demands:demand", args=[demand.ref]),
                people=[made.person],
                at=at,
            )
        ]
    )
    return demand


@transaction.atomic
def remove_insider(ref: UUID, person: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """A person no longer knows of a confidential demand.

    Raises `Refused`: "insider_unknown"; "first_contact_knows"; "last_insider", where nobody at the window would know.
    """
    turn = begin(ref, Verb.REMOVE_INSIDER, actor=actor, at=at, revision=revision)
    demand = turn.demand
    known = {str(one.person.ref): one for one in demand.insiders.filter(removed_at=None).select_related("person")}
    if person not in known:
        raise Refused("insider_unknown", "person")
    if person == demand.first_contact and not demand.is_closed:
        raise Refused("first_contact_knows", "person")
    left = {one.person_id for ref_, one in known.items() if ref_ != person}
    at_window = Wanted(demand.window.organisation_id, STAFF)
    if not any(one.id in left for one in people_wanted([at_window], localdate(at))(at_window)):
        raise Refused("last_insider", "person")
    gone = known[person]
    gone.removed_at, gone.removed_by = at, actor.person_ref
    gone.save(force_update=True)
    return turn.finish({"insider": person, "office": gone.organisation_id})


@transaction.atomic
def unseal_demand(ref: UUID, reason: str, *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """A demand is confidential no longer, with the reason: whoever would see any other one sees it, and all before."""
    turn = begin(ref, Verb.UNSEAL, actor=actor, at=at, revision=revision)
    demand = turn.demand
    demand.is_confidential = False
    demand.found_by = searchable(demand)
    demand.insiders.filter(removed_at=None).update(removed_at=at, removed_by=actor.person_ref)
    return turn.finish(texts={"reason": written(reason, "reason")})


def keep_secret(demand: Demand, *, taken: bool, actor: Actor, at: datetime) -> None:
    """A demand is filed as confidential: who took it in knows of it; who leads the window is asked to name somebody."""
    if taken and actor.organisation_id is not None:
        let_know(demand, actor.person_ref, actor.organisation_id, actor=actor, at=at)
        if actor.organisation_id == demand.window.organisation_id:
            return
    window = demand.window.organisation_id
    role = Role.HUB_OPERATOR if window == hub().organisation_id else Role.WINDOW_MANAGER
    leader = Wanted(window, (role,))
    tell(
        [
            News(
                kind=TO_NAME,
                key=f"demand:{demand.id}:to_name",
                parameters={"number": demand.number, "window": demand.window.short_name},
                link=reverse("demands:unattended"),
                people=people_wanted([leader], localdate(at))(leader),
                at=at,
            )
        ]
    )
