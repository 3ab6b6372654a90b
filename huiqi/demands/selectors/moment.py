"""A demand at a past instant, and whether its journal leads to what is stored."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from huiqi.demands.flow import OPEN_HANDLINGS, replay
from huiqi.demands.models import Demand, DemandQuerySet
from huiqi.demands.permissions import can_rebuild
from huiqi.demands.rules.moment import Moment, Told, rebuilt
from huiqi.demands.selectors.seeing import visible_to
from huiqi.journal.ports import Misfit
from huiqi.journal.selectors import timeline
from huiqi.journal.words import Fault
from huiqi.kernel.access import Actor, Role


def rebuildable_by(actor: Actor) -> DemandQuerySet:
    """The demands whose past an actor may look into: an auditor all, who leads a window or the hub those he sees."""
    if actor.is_a(Role.AUDITOR):
        return Demand.objects.select_related("window", "enterprise")
    return visible_to(actor) if can_rebuild(actor) else Demand.objects.none()


def ref_of(number: str) -> UUID | None:
    """The ref of the demand with this number. For commands, which see everything."""
    return Demand.objects.filter(number=number).values_list("ref", flat=True).first()


def moment_of(ref: UUID, at: datetime) -> Moment | None:
    """The demand as it was at `at`, from its journal alone; nothing where it was not filed yet. One query.

    Raises `ValueError` where its journal does not replay.
    """
    return rebuilt(timeline(ref), at)


def examined(chains: Mapping[UUID, Sequence[Told]]) -> Iterator[tuple[UUID, Misfit]]:
    """Where the journals of demands do not replay, or lead elsewhere than to what is stored. Two queries."""
    rows = Demand.objects.filter(ref__in=list(chains)).prefetch_related("handlings")
    stored = {row.ref: row for row in rows.order_by("id")}
    for ref, entries in chains.items():
        try:
            last = rebuilt(entries, max(one.at for one in entries))
        except (ValueError, KeyError):
            yield ref, _first_misfit(entries)
            continue
        if ref not in stored or last is None or _as_stored(stored[ref]) != _as_told(last):
            end = entries[-1]
            detail = "" if ref in stored else "—"
            yield ref, Misfit(end.number, end.at, Fault.STORED, detail)


def _first_misfit(entries: Sequence[Told]) -> Misfit:
    """The first entry that does not follow from those before it."""
    for count in range(1, len(entries) + 1):
        try:
            replay((one.verb, one.data) for one in entries[:count])
        except (ValueError, KeyError):
            last = entries[count - 1]
            return Misfit(last.number, last.at, Fault.REPLAY, last.verb)
    return Misfit(entries[-1].number, entries[-1].at, Fault.REPLAY)


def _as_stored(demand: Demand) -> tuple[object, ...]:
    hands = sorted((one.organisation_id, one.state) for one in demand.handlings.all() if one.state in OPEN_HANDLINGS)
    return demand.state, demand.round, demand.first_contact, tuple(hands)


def _as_told(last: Moment) -> tuple[object, ...]:
    hands = sorted((one.organisation, one.state) for one in last.hands)
    return last.state, last.round, last.first_contact, tuple(hands)
