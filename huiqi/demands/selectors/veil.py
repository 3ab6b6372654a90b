"""A demand as somebody reads it who is not told whose it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from huiqi.demands.permissions import can_see_name
from huiqi.demands.words import Anonymity, Purpose

if TYPE_CHECKING:
    from huiqi.demands.models import Attachment, Demand
    from huiqi.demands.selectors.case import Case
    from huiqi.journal.selectors import Happening
    from huiqi.kernel.access import Actor

MASK = "某企业"
"""What stands for the name of an enterprise in what was written; as its name it is said in the reader's language."""

BY_FIRM = (Purpose.FILING, Purpose.INFORMATION, Purpose.ADDITION, Purpose.OBJECTION, Purpose.REOPENING)
"""Files that the enterprise named itself."""


WRITTEN = (
    *("task", "return_duty"),
    *("text", "missing", "supplied", "reason", "note", "plan", "return_reason", "answer", "fact", "elsewhere"),
    *("comment", "opinion", "why", "owed", "report", "question", "decision"),
)
"""The columns of the rows of a case in which somebody writes."""


def shown_to(actor: Actor, demand: Demand) -> Demand:
    """The demand as this actor may read it: whoever is not told the name gets it without, in whatever was written."""
    if demand.anonymity is Anonymity.ANONYMOUS:
        demand.enterprise.name = _("匿名投诉人")
    return demand if can_see_name(actor, demand) else veil(demand)


def listed(actor: Actor, demand: Demand) -> Demand:
    """The demand as a list shows it to who handles demands, where no look is recorded.

    Of a confidential one nothing but its number, and no name that is withheld, to whoever is told it.
    """
    if demand.keeps_name:
        veil(demand)
    if demand.is_confidential:
        demand.title = _("保密件")
    return shown_to(actor, demand)


def veil(demand: Demand) -> Demand:
    """Take the enterprise's name, people and numbers out of a demand that was read; it must not be saved after."""
    if demand.hidden:
        return demand
    firm = demand.enterprise
    told = (firm.name, firm.contact_name, firm.contact_mobile, firm.uscc or "")
    demand.hidden = tuple(sorted({one for one in told if len(one) > 1}, key=len, reverse=True))
    demand.enterprise = type(firm)(
        id=firm.id, organisation_id=firm.organisation_id, kind=firm.kind, name=_("某企业"), region=firm.region
    )
    demand.title, demand.text, demand.answer, demand.against = (
        without(text, demand.hidden) for text in (demand.title, demand.text, demand.answer, demand.against)
    )
    return demand


def without(text: str, hidden: tuple[str, ...]) -> str:
    """A text in which whatever is hidden is masked."""
    for one in hidden:
        text = text.replace(one, MASK)
    return text


def veil_case(case: Case) -> Case:
    """The case of a demand that was veiled: no name in what was said, in the names of files, among the people."""
    firm, hidden = case.demand.enterprise.organisation_id, case.demand.hidden
    theirs = {one.actor_ref for one in case.happenings if one.organisation_id == firm} | {case.demand.filed_by}
    theirs |= {one.data.get("successor", "") for one in case.happenings}
    _veil_rows(case, hidden)
    return replace(
        case,
        happenings=[replace(one, texts=_texts(one, hidden)) for one in case.happenings],
        notes=[replace(one, texts=_texts(one, hidden)) for one in case.notes],
        people={ref: name for ref, name in case.people.items() if ref not in theirs},
        attachments=[one for one in map(veil_file, case.attachments) if one],
        archives=[],
    )


def _texts(one: Happening, hidden: tuple[str, ...]) -> dict[str, str]:
    return {name: without(text, hidden) for name, text in one.texts.items()}


def _veil_rows(case: Case, hidden: tuple[str, ...]) -> None:
    """What the rows of a case say; who came for the enterprise is nobody."""
    rows: list[object] = [case.request, case.ending, case.objection, case.green, case.rating, *case.handlings]
    rows += [case.extension, *case.suspensions, *case.consultations]
    rows += [*case.reminders, *case.past, *case.visits, *case.instructions]
    for row in rows:
        for name in WRITTEN:
            if isinstance(said := getattr(row, name, None), str):
                setattr(row, name, without(said, hidden))
    if intake := getattr(case.demand, "intake", None):
        intake.spoken_by = intake.phone = ""


def veil_file(attachment: Attachment) -> Attachment | None:
    """A file of the enterprise under a name that says nothing; a signature is a name, and is not there."""
    if attachment.purpose is Purpose.SIGNATURE:
        return None
    if attachment.purpose in BY_FIRM:
        file = attachment.file
        file.name = f"{_('附件')}-{str(file.ref)[-6:]}{PurePath(file.name).suffix}"
    return attachment
