"""Whether somebody may still open what a notice about a demand leads to."""

from uuid import UUID

from huiqi.demands.permissions import can_write_note
from huiqi.demands.selectors.consulting import consultations
from huiqi.demands.selectors.merging import seen_in_survivor
from huiqi.demands.selectors.seeing import visible_to
from huiqi.kernel.access import Actor


def reaches_demand(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the demand, or the one in which it went on."""
    return visible_to(actor).filter(ref=ref).exists() or seen_in_survivor(actor, ref) is not None


def reaches_notes(actor: Actor, ref: UUID) -> bool:
    """Whoever writes notes on a demand that he sees."""
    found = visible_to(actor).filter(ref=ref).first()
    return found is not None and can_write_note(actor, found)


def reaches_consultation(actor: Actor, ref: UUID) -> bool:
    """The people of whoever was asked for his part."""
    return consultations(actor).filter(ref=ref).exists()
