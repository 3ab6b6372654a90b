"""The closed file of a demand as one PDF, made by the worker.

Where the system cannot print, the archive stays waiting, is shown so, and is made later.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from huiqi.demands.models import Archive, Demand
from huiqi.demands.ports import chapters_of
from huiqi.demands.selectors import case_of, hears_no_visit, intake_of, matter_of, sheets_of, shielded
from huiqi.demands.wording.paper import paper
from huiqi.demands.words import ArchiveState
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor, Role
from huiqi.kernel.printing import NoPrinter, print_page
from huiqi.reference.selectors import calendar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.ports import Chapter
    from huiqi.demands.selectors import Case

STYLE = Path(__file__).parent.parent / "static" / "demands" / "archive.css"


@transaction.atomic
def make_archive(demand_id: int, *, at: datetime) -> bool:
    """Make the PDF of the round that was closed first and has none; false where there is nothing to make.

    Doing it twice makes one.

    Raises `NoPrinter` where the system cannot make PDFs: the archive stays waiting.
    """
    rows = Demand.objects.select_related("window", "enterprise").whole()
    demand = rows.select_for_update(of=("self",)).get(id=demand_id)
    archive = Archive.objects.filter(demand=demand, state=ArchiveState.WAITING).order_by("asked_at").first()
    if archive is None:
        return False
    content, contents = _file_of(shielded(case_of(demand, archive.round), SYSTEM), chapters_of(demand), at=at)
    kept = store_file(f"{demand.number}.pdf", BytesIO(content), len(content), actor=SYSTEM, at=at)
    archive.state, archive.file, archive.made_at, archive.contents = ArchiveState.MADE, kept, at, contents
    archive.save(force_update=True)
    record("demand", demand.ref, "archive_made", actor=SYSTEM, at=at, data={"sha256": kept.sha256})
    return True


def printed_for(case: Case, actor: Actor, *, at: datetime) -> bytes | None:
    """The file of a round as somebody reads it who may not read all of it: without the return visits, which are about
    him, and without what other handlers agreed on. Made now, kept nowhere; nothing where the kept file is for him.

    Raises `NoPrinter`.
    """
    every = chapters_of(case.demand)
    more = chapters_for(actor, every)
    unheard = hears_no_visit(case, actor)
    if not (unheard and case.visits) and len(more) == len(every):
        return None
    return _file_of(shielded(case, actor), more, at=at, unheard=unheard)[0]


def chapters_for(actor: Actor, every: Sequence[Chapter]) -> list[Chapter]:
    """What of the apps above somebody reads: a handler nothing of another's."""
    if not actor.is_a(Role.INSTITUTION_CLERK):
        return list(every)
    return [one for one in every if one.organisation_id in (None, actor.organisation_id)]


def _file_of(
    case: Case, more: Sequence[Chapter], *, at: datetime, unheard: bool = False
) -> tuple[bytes, list[dict[str, Any]]]:
    """The PDF of a case, and the list of what is in it."""
    with translation.override("zh-hans"):
        told = paper(
            case,
            at=at,
            calendar=calendar(),
            sheets=sheets_of(case.demand),
            matter=matter_of(intake_of(case.demand)),
            more=more,
            unheard=unheard,
        )
        return print_page(render_to_string("demands/archive.html", told), STYLE), told["contents"]


def make_waiting_archives(*, at: datetime) -> int:
    """Make every archive that still waits; answers how many. Stops where the system cannot make any."""
    made = 0
    waiting = Archive.objects.filter(state=ArchiveState.WAITING).order_by("id").values_list("demand_id", flat=True)
    for demand_id in list(waiting):
        try:
            made += make_archive(demand_id, at=at)
        except NoPrinter:
            break
    return made
