"""Telling what is missing, at once (一次性告知), and bringing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.demands.models import Demand, InformationRequest
from huiqi.demands.selectors import open_request
from huiqi.demands.selectors.pausing import waits_for_firm
from huiqi.demands.services.turn import attach, begin, fits, written
from huiqi.demands.words import Purpose, Verb
from huiqi.directory.selectors import items_for, matters_at
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused

if TYPE_CHECKING:
    from huiqi.directory.models import MatterItem
    from huiqi.files.models import StoredFile


@transaction.atomic
def ask_information(
    ref: UUID,
    missing: str = "",
    *,
    matter: str = "",
    items: Sequence[UUID] = (),
    again: str = "",
    actor: Actor,
    at: datetime,
    revision: int | None = None,
) -> Demand:
    """Tell the enterprise everything that is missing: `items` of the list of a `matter` (its code), and `missing`.

    No clock stops. A second telling in a round counts and needs a reason (`again`). Raises `Refused`: still_waiting
    (the last one is not answered), required, item_gone.
    """
    turn = begin(ref, Verb.ASK_INFORMATION, actor=actor, at=at, revision=revision)
    demand = turn.demand
    before = InformationRequest.objects.filter(demand=demand, round=demand.round)
    last = before.filter(is_last=True).first()
    if last and last.supplied_at is None:
        raise Refused("still_waiting")
    lines = _lines(demand, matter, items, at)
    made = InformationRequest(
        demand=demand,
        round=demand.round,
        number=last.number + 1 if last else 1,
        missing=written(_in_words(lines, missing), "missing"),
        items=lines,
        reason=written(again, "again") if last else "",
        asked_at=at,
        asked_by=actor.person_ref,
    )
    before.update(is_last=False)
    made.save(force_insert=True)
    texts = {"missing": made.missing} | ({"again": made.reason} if last else {})
    return turn.finish({"number_asked": made.number, "items": [line["ref"] for line in lines]}, texts)


def _lines(demand: Demand, matter: str, refs: Sequence[UUID], at: datetime) -> list[dict[str, Any]]:
    """The ticked lines as they read today."""
    if not refs:
        return []
    chosen = matters_at(demand.window_id, localdate(at)).filter(code=matter).first()
    wanted = set(refs)
    found = [one for one in items_for(chosen, localdate(at)) if one.ref in wanted] if chosen else []
    if len(found) != len(wanted):
        raise Refused("item_gone", "items")
    return [_line(one) for one in found]


def _line(item: MatterItem) -> dict[str, Any]:
    return {
        "ref": str(item.ref),
        "name": item.name,
        "copies": item.copies,
        "shape": str(item.shape),
        "shape_label": item.shape.label,
        "why": item.reason,
        "sample": item.sample_id is not None,
        "brought": False,
    }


def _in_words(lines: Sequence[dict[str, Any]], missing: str) -> str:
    """All of it as a text, numbered as it is read out: what papers, notices and the archive print."""
    told = [f"{n}. {one['name']}（{one['shape_label']}，{one['copies']} 份）" for n, one in enumerate(lines, start=1)]
    return "\n".join([*told, missing.strip()]).strip()


@transaction.atomic
def supply_information(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
    by_item: Mapping[str, Sequence[StoredFile]] | None = None,
    brought: Sequence[str] = (),
) -> Demand:
    """Bring what was asked: `by_item` the files of each line by its ref, `brought` the lines that come on paper.

    A clock that stands for it runs again.

    Raises `Refused`: nothing_asked; required, where nothing at all is brought; too_many_files.
    """
    turn = begin(ref, Verb.SUPPLY_INFORMATION, actor=actor, at=at, revision=revision)
    asked = open_request(turn.demand)
    if asked is None:
        raise Refused("nothing_asked")
    asked.supplied_at = at
    known = {line["ref"] for line in asked.items}
    came = {ref: list(some) for ref, some in (by_item or {}).items() if ref in known}
    everything = [*(file for some in came.values() for file in some), *files]
    asked.supplied = fits(text, "text") if everything or brought else written(text, "text")
    asked.items = [{**line, "brought": line["ref"] in {*came, *brought}} for line in asked.items]
    asked.save(force_update=True)
    lines = {file.id: ref for ref, some in came.items() for file in some}
    kept = attach(turn.demand, everything, Purpose.INFORMATION, actor=actor, at=at, items=lines)
    return turn.finish(kept, {"supplied": asked.supplied}, resume=waits_for_firm(turn.demand))
