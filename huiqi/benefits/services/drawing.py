"""The data are compared: page by page, in the worker, and after a kill it goes on where it stood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.benefits.flow import PROGRAMME
from huiqi.benefits.models import Entry, Programme
from huiqi.benefits.selectors import Found, firms_meant, judge_firms, listed_already
from huiqi.benefits.services.telling import tell_windows
from huiqi.benefits.services.turn import Turn, begin
from huiqi.benefits.words import Lacking, ProgrammeState, ProgrammeVerb
from huiqi.journal.services import Line, record_each
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.jobs import enqueue
from huiqi.network.selectors import window_for

PAGE = 500
"""Firms compared in one transaction."""


@transaction.atomic
def draw(ref: UUID, *, actor: Actor, at: datetime, revision: int | None = None) -> Programme:
    """Begin to compare the data; the worker does it. Done again, it adds who was not found before.

    Raises as `turn.begin`.
    """
    turn = begin(ref, ProgrammeVerb.DRAW, actor=actor, at=at, revision=revision)
    programme = turn.programme
    programme.drawn_by, programme.drawn_at = actor.person_ref, None
    programme.after, programme.looked, programme.to_look, programme.lacking = 0, 0, 0, {}
    enqueue("benefits.draw", once=f"benefits.draw:{programme.id}", programme_id=programme.id)
    return turn.finish()


def compare(programme_id: int, *, at: datetime) -> None:
    """Compare every firm of the region that is not compared yet, and finish. The body of the job `benefits.draw`."""
    programme = Programme.objects.select_related("version__policy").get(pk=programme_id)
    if programme.state is not ProgrammeState.DRAWING:
        return
    meant = firms_meant(programme)
    ids = meant.firms
    waiting = [one for one in ids if one > programme.after]
    for page in _pages(waiting):
        _compare_page(programme_id, page, len(ids), at=at)
    _finish(programme_id, meant.lacking, len(ids), at=at)


def _pages(ids: Sequence[int]) -> list[Sequence[int]]:
    return [ids[start : start + PAGE] for start in range(0, len(ids), PAGE)]


@transaction.atomic
def _compare_page(programme_id: int, ids: Sequence[int], of: int, *, at: datetime) -> None:
    programme = Programme.objects.select_for_update(of=("self",)).select_related("version__policy").get(pk=programme_id)
    if programme.state is not ProgrammeState.DRAWING or ids[0] <= programme.after:
        return
    there = listed_already(programme, ids)
    found = [one for one in judge_firms(programme, ids) if one.enterprise.id not in there]
    _enter(programme, [one for one in found if one.sum and one.sum.amount > 0], at=at)
    without = sum(one.sum is None for one in found)
    programme.lacking[Lacking.BASE.value] = programme.lacking.get(Lacking.BASE.value, 0) + without
    programme.after, programme.looked, programme.to_look = ids[-1], programme.looked + len(ids), of
    programme.save(update_fields=["after", "looked", "to_look", "lacking"])


def _enter(programme: Programme, found: Sequence[Found], *, at: datetime) -> None:
    window = cache(lambda region: window_for(region, localdate(at)).organisation_id)
    entries = [
        Entry(
            programme=programme,
            enterprise=one.enterprise,
            window_id=window(one.enterprise.region),
            tier=one.tier,
            base=one.sum.base,
            amount=one.sum.amount,
            facts=one.facts,
            found_at=at,
        )
        for one in found
        if one.sum
    ]
    Entry.objects.bulk_create(entries)
    lines = [
        Line(one.ref, {"programme": str(programme.ref), "to": "found", "amount": str(one.amount)}) for one in entries
    ]
    record_each("benefit_entry", "found", lines, actor=SYSTEM, at=at)


@transaction.atomic
def _finish(programme_id: int, lacking: int, of: int, *, at: datetime) -> None:
    programme = Programme.objects.select_for_update(of=("self",)).select_related("version__policy").get(pk=programme_id)
    if programme.state is not ProgrammeState.DRAWING:
        return
    programme.drawn_at, programme.to_look, programme.looked = at, of, of
    programme.lacking[Lacking.FACTS.value] = lacking
    to = PROGRAMME.after(programme.state, ProgrammeVerb.DRAWN)
    turn = Turn(programme, ProgrammeVerb.DRAWN, SYSTEM, at, to)
    turn.finish({"found": programme.entries.count(), "lacking": programme.lacking})
    tell_windows(programme, at=at)
