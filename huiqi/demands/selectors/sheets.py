"""Who reads the papers of a demand, and which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from huiqi.demands.models import RatingRequest
from huiqi.demands.permissions import FIRM, STAFF, can_see_name
from huiqi.demands.selectors.secrecy import note_look
from huiqi.demands.selectors.seeing import visible_to
from huiqi.kernel.access import Actor
from huiqi.papers.selectors import papers_of

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.papers.models import Paper


def reads_paper(actor: Actor, _subject_type: str, subject_ref: UUID) -> bool:
    """Whoever sees the demand and whose it is; a look at what is confidential leaves its trace."""
    demand = visible_to(actor).filter(ref=subject_ref).first()
    if demand is None or not can_see_name(actor, demand):
        return False
    note_look(actor, demand)
    return True


def reads_paper_within(actor: Actor, subject_type: str, subject_ref: UUID) -> bool:
    """Whoever sees the demand and works on it: not the enterprise."""
    return not actor.is_a(*FIRM) and reads_paper(actor, subject_type, subject_ref)


def reads_visit_sheet(actor: Actor, subject_type: str, subject_ref: UUID) -> bool:
    """Staff who had nothing to do with the work: nobody reads what was said about him."""
    about = RatingRequest.objects.filter(demand__ref=subject_ref, concerned__contains=[actor.person_ref])
    if not actor.is_a(*STAFF) or about.exists():
        return False
    return reads_paper_within(actor, subject_type, subject_ref)


def sheets_of(demand: Demand) -> list[Paper]:
    """The papers of a demand, the newest first. The caller has checked who may see the demand."""
    return list(papers_of(demand.ref)) if demand.has_papers else []
