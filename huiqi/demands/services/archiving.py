"""The closed file of a demand as one PDF, made by the worker.

WeasyPrint needs Pango from the system. Where it is missing the archive stays waiting, is shown so, and is made later.
"""

from datetime import datetime
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from huiqi.demands.models import Archive, Demand
from huiqi.demands.ports import chapters_of
from huiqi.demands.selectors import case_of, intake_of, matter_of, sheets_of, shielded
from huiqi.demands.wording.paper import paper
from huiqi.demands.words import ArchiveState
from huiqi.files.services import store_file
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM
from huiqi.reference.selectors import calendar

STYLE = Path(__file__).parent.parent / "static" / "demands" / "archive.css"


class NoPrinter(Exception):
    """The system lacks what PDFs need."""


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
    with translation.override("zh-hans"):
        told = paper(
            shielded(case_of(demand, archive.round), SYSTEM),
            at=at,
            calendar=calendar(),
            sheets=sheets_of(demand.ref),
            matter=matter_of(intake_of(demand)),
            more=chapters_of(demand),
        )
        content = _printed(render_to_string("demands/archive.html", told))
    kept = store_file(f"{demand.number}.pdf", BytesIO(content), len(content), actor=SYSTEM, at=at)
    archive.state, archive.file, archive.made_at, archive.contents = ArchiveState.MADE, kept, at, told["contents"]
    archive.save(force_update=True)
    record("demand", demand.ref, "archive_made", actor=SYSTEM, at=at, data={"sha256": kept.sha256})
    return True


def _printed(html: str) -> bytes:
    try:
        weasyprint: Any = import_module("weasyprint")
    except OSError as error:
        raise NoPrinter from error
    style = weasyprint.CSS(filename=STYLE)
    return bytes(weasyprint.HTML(string=html).write_pdf(stylesheets=[style]))


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
