"""What is kept secret: of which confidential demands nobody knows, who could be told, who looked at them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.timezone import localdate, now

from huiqi.accounts.selectors import Wanted, organisations_named, people_named, people_wanted
from huiqi.demands.models import Demand, DemandQuerySet, Insider, Objection
from huiqi.demands.permissions import HANDLERS, STAFF, can_name_unseen, can_see_looks, can_see_name, is_firm
from huiqi.demands.selectors.seeing import Sight, Whose, known, sight_of
from huiqi.demands.words import Anonymity
from huiqi.journal.selectors import LookedAt, looks_for
from huiqi.journal.services import record_look
from huiqi.kernel.access import Actor, Role, note
from huiqi.network.selectors import hub, key_of


def insiders_of(demand: Demand) -> list[Insider]:
    """Who may see a confidential demand beside its enterprise, in the order they were named. One query."""
    return list(known_to(demand))


def known_to(demand: Demand) -> QuerySet[Insider]:
    """The same, to be asked with other things."""
    rows = demand.insiders.filter(removed_at=None).select_related("person", "organisation")
    return rows.order_by("named_at", "id")


def unattended(actor: Actor, at: datetime) -> DemandQuerySet:
    """The open confidential demands of which nobody with a seat at their window knows, for who leads the window.

    The hub sees those of all windows, and what it is asked to look into or to decide and nobody at the hub knows of.
    Whoever sees one learns its number and its due moment and nothing else.
    """
    sight, whose = sight_of(actor)
    return unknown_to(sight if can_name_unseen(actor) else Sight.NOTHING, whose, localdate(at))


def unknown_to(sight: Sight, whose: Whose, on: date) -> DemandQuerySet:
    """The same for the hub and for a window, by their sight."""
    rows = Demand.objects.select_related("window").filter(is_confidential=True)
    alone = Q(closed_at=None) & ~Exists(
        _knowing(on, person__seats__organisation_id=OuterRef("window__organisation_id"))
    )
    if sight is Sight.OF_WINDOW:
        return rows.filter(alone, window_id=whose.window).order_by("next_due_at", "id")
    if sight is not Sight.OF_NETWORK:
        return rows.none()
    asked = Q(escalated_until__isnull=False) | Exists(Objection.objects.filter(demand=OuterRef("id"), decided_at=None))
    unheard = asked & ~Exists(_knowing(on, person__seats__organisation_id=whose.organisation))
    return rows.filter(alone | unheard).order_by("next_due_at", "id")


def known_to_nobody(prefix: str = "") -> Q:
    """Confidential demands without any insider; `prefix` leads to the demand. For lists that tell a number, no more."""
    known = Insider.objects.filter(removed_at=None).values("demand")
    return Q(**{f"{prefix}is_confidential": True}) & ~Q(**{f"{prefix}id__in": known})


def _knowing(on: date, **seated: object) -> QuerySet[Insider]:
    """The insiders of a demand who hold a seat of that kind on a day."""
    held = Q(person__seats__until=None) | Q(person__seats__until__gt=on)
    known = Insider.objects.filter(demand=OuterRef("id"), removed_at=None)
    return known.filter(held, person__seats__since__lte=on, person__seats__role__in=STAFF, **seated)


def sealed_from(whose: Whose, *, unless_unknown: bool = False) -> DemandQuerySet:
    """The confidential demands of which somebody does not know: few, and an index has them. For lists of what hangs on
    demands, that need not look at every one. `unless_unknown`: but those of which nobody knows."""
    sealed = Demand.objects.filter(is_confidential=True).exclude(known(whose))
    return sealed.exclude(known_to_nobody()) if unless_unknown else sealed


@dataclass(frozen=True, slots=True)
class Office:
    """Those of one office who could be told of a demand: (ref, name) of each."""

    organisation_id: int
    name: str
    people: list[tuple[str, str]]


def who_could_know(demand: Demand, at: datetime) -> list[Office]:
    """Everybody who could be named an insider: at its window, with whoever has it in his hands, at the hub."""
    places = {demand.window.organisation_id: demand.window.short_name}
    for handling in demand.handlings.select_related("organisation").filter(ended_at=None).order_by("id"):
        places[handling.organisation_id] = handling.organisation.name
    top = hub()
    places.setdefault(top.organisation_id, top.short_name)
    known = set(demand.insiders.filter(removed_at=None).values_list("person_id", flat=True))
    wanted = {key: Wanted(key, HANDLERS) for key in places}
    there = people_wanted(wanted.values(), localdate(at))
    return [
        Office(key, name, sorted(((str(p.ref), p.name) for p in there(wanted[key]) if p.id not in known), key=_by_name))
        for key, name in places.items()
    ]


def _by_name(person: tuple[str, str]) -> tuple[str, str]:
    return person[1], person[0]


SECRET, NAME = "confidential", "name"
"""What the journal calls a look at a confidential demand, and at a name that is withheld."""


def note_look(actor: Actor, demand: Demand) -> None:
    """Leave a trace of every look at a confidential demand, by whomever, before anything of it is sent.

    And of every look at a name that is withheld, by who is told it.
    """
    told = demand.anonymity is Anonymity.WITHHELD and can_see_name(actor, demand) and not is_firm(actor, demand)
    if demand.is_confidential or told:
        what = SECRET if demand.is_confidential else NAME
        note(lambda: record_look("demand", demand.ref, what, actor=actor, at=now()))


def looks(actor: Actor, number: str = "") -> QuerySet[LookedAt]:
    """Every look at what was confidential then and at names withheld, the latest first; `number`: at one demand."""
    found = looks_for(SECRET, NAME)
    if actor.seat is None or not can_see_looks(actor):
        return found.none()
    limits: dict[str, object] = {"number": number} if number else {}
    if not actor.is_a(Role.AUDITOR):
        limits["window"] = key_of(actor.seat.organisation_id)
    return found.filter(subject_ref__in=Demand.objects.filter(**limits).values("ref")) if limits else found


@dataclass(frozen=True, slots=True)
class Lookers:
    """The names of who looked, at what, for whom: numbers by ref, people by ref, organisations by key."""

    numbers: dict[object, str]
    people: dict[str, str]
    organisations: dict[int, str]
    firms: set[int]


def lookers(found: Iterable[LookedAt]) -> Lookers:
    """The names for a page of looks; of an enterprise's own people there is no name. Three queries."""
    listed = list(found)
    rows = Demand.objects.filter(ref__in={one.subject_ref for one in listed})
    known = list(rows.values_list("ref", "number", "enterprise__organisation_id"))
    firms = {firm for _ref, _number, firm in known}
    theirs = [one for one in listed if one.organisation_id not in firms]
    return Lookers(
        {ref: number for ref, number, _firm in known},
        people_named({one.person_ref for one in theirs}),
        organisations_named({one.organisation_id for one in theirs}),
        firms,
    )
