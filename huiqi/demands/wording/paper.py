"""The closed file of a demand, as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from huiqi.accounts.selectors import mask_mobile
from huiqi.demands.permissions import INTERNAL_PAPERS
from huiqi.demands.selectors import Case, intake_of
from huiqi.demands.wording import label
from huiqi.demands.wording.confirming import confirmed
from huiqi.demands.wording.merged import links_told, merged_notice
from huiqi.demands.wording.records import records_of
from huiqi.demands.wording.standing import ending_shown
from huiqi.demands.wording.story import promises_of, timeline_of
from huiqi.demands.words import INTERNAL_FILES, Purpose
from huiqi.papers.words import Standing
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.demands.models import Attachment, Intake
    from huiqi.demands.ports import Chapter
    from huiqi.papers.models import Paper


def chapters(*, decided: bool, taken_in: bool, unheard: bool = False) -> list[dict[str, str]]:
    """The contents list; a demand that was closed by a decision (`decided`) has that instead of answer and rating.

    One that staff took in for the enterprise (`taken_in`) says who spoke, and how it was confirmed. Whoever the return
    visits are about (`unheard`) has a file without them.
    """
    titles = {
        "basics": _("基本情况"),
        "intake": _("来人与核对"),
        "story": _("经过"),
        "promises": _("时限与问责"),
        "answer": _("答复"),
        "rating": pgettext("heading", "评价"),
        "visits": _("回访"),
        "ending": pgettext("heading", "决定"),
        "papers": _("开具的文书"),
        "attachments": _("附件清单"),
    }
    left_out = {"answer", "rating", "visits"} if decided else {"ending"}
    left_out |= set() if taken_in else {"intake"}
    left_out |= {"visits"} if unheard else set()
    return [{"id": name, "title": title} for name, title in titles.items() if name not in left_out]


def paper(
    case: Case,
    *,
    at: datetime,
    calendar: Calendar,
    sheets: Sequence[Paper] = (),
    matter: str = "",
    more: Sequence[Chapter] = (),
    unheard: bool = False,
) -> dict[str, Any]:
    """Everything in the file; `contents` is its list of chapters, papers and attachments, to be kept with it.

    `sheets`: the papers of the demand; `matter`: the name of the one that was chosen when it was taken in; `more`:
    the chapters of the apps above; `unheard`: without the return visits.
    """
    demand, firm = case.demand, case.demand.enterprise
    attachments = [one for one in case.attachments if one.purpose not in INTERNAL_FILES]
    for one in attachments:
        one.file.name = _file_name(one, demand.number)
    files = [{"name": one.file.name, "sha256": one.file.sha256, "size": one.file.size} for one in attachments]
    files += [{"name": one.name, "sha256": one.sha256, "size": one.size} for each in more for one in each.files]
    intake, issued = intake_of(demand), _issued(sheets)
    listed = chapters(decided=bool(case.ending or case.links.into), taken_in=intake is not None, unheard=unheard)
    listed[-2:-2] = [{"id": each.code, "title": each.title} for each in more]
    past = next((one for one in case.past if one.round == case.round), None)
    closed_at = past.closed_at if past else demand.closed_at
    return {
        "case": case,
        "demand": demand,
        "unheard": unheard,
        "made": at,
        "chapters": listed,
        "contents": [*listed, *issued, *files],
        "attachments": attachments,
        "answer": past.answer if past else demand.answer,
        "ending": ending_shown(case) if case.ending else merged_notice(case),
        "basics": [
            {"label": _("编号"), "value": demand.number},
            {"label": _("企业"), "value": f"{firm.name} {firm.uscc or ''}".strip()},
            {"label": _("类别"), "value": label(demand.kind)},
            {"label": _("关于政策"), "value": demand.policy_code or "—"},
            {"label": _("受理窗口"), "value": demand.window.name},
            {"label": _("首问负责人"), "value": case.people.get((past or demand).first_contact, "—")},
            {"label": _("提交时间"), "value": full_moment(demand.filed_at)},
            *([{"label": _("轮次"), "value": str(case.round)}] if demand.round > 1 else []),
            *links_told(case),
            {"label": _("结束时间"), "value": full_moment(closed_at) if closed_at else "—"},
        ],
        "intake": _taken_in(intake, case, matter) if intake else [],
        "papers": issued,
        "more": more,
        "timeline": timeline_of(case, own=False, for_firm=True),
        "promises": promises_of(case, at, calendar, own=True),
        "records": records_of(case),
        "rating": label(case.rating.level) if case.rating else "",
        "yes_no": _("是,否"),
    }


def _taken_in(intake: Intake, case: Case, matter: str) -> list[dict[str, str]]:
    """Who spoke for the enterprise, and how he said that it is right.

    The file goes to the enterprise: of the number of who spoke it has too little to call him, where the name is
    withheld of his name too little to find him.
    """
    who, phone = intake.spoken_by, _masked(intake.phone)
    if case.demand.keeps_name:
        who = f"{who[:1]}**"
    return [
        {"label": _("怎样来的"), "value": label(intake.channel)},
        {"label": _("来人"), "value": who},
        {"label": _("与企业的关系"), "value": label(intake.relation)},
        {"label": _("来人的电话"), "value": phone or "—"},
        {"label": _("登记时间"), "value": full_moment(intake.taken_at)},
        {"label": _("登记人"), "value": case.people.get(intake.taken_by, "—")},
        {"label": _("来人核对"), "value": confirmed(intake) or _("没有核对")},
        {"label": _("办理事项"), "value": matter or "—"},
    ]


def _masked(phone: str) -> str:
    """A number of which too little is left to call it: a mobile, or a landline."""
    masked = mask_mobile(phone)
    return masked if masked != phone or not phone else f"{phone[:4]}****"


def _issued(sheets: Sequence[Paper]) -> list[dict[str, str]]:
    """The papers that were issued, the first first; not those between offices, for the enterprise reads the file."""
    shown = [one for one in reversed(sheets) if one.kind.removeprefix("demand_") not in INTERNAL_PAPERS]
    return [
        {
            "number": one.number,
            "title": one.title,
            "day": full_day(one.issued_on),
            "ended": "" if one.standing is Standing.IN_FORCE else _(one.standing.label),
        }
        for one in shown
    ]


def _file_name(one: Attachment, number: str) -> str:
    """What the file is called in the list; a signature by whose it is and of which demand."""
    if one.purpose is not Purpose.SIGNATURE:
        return one.file.name
    return f"{label(Purpose.SIGNATURE)} {number}{PurePath(one.file.name).suffix}"
