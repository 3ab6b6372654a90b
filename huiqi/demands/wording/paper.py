"""The closed file of a demand, as it is printed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.wording.standing import ending_shown
from huiqi.demands.wording.story import promises_of, records_of, timeline_of
from huiqi.demands.words import INTERNAL_FILES
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_moment


def chapters(*, decided: bool) -> list[dict[str, str]]:
    """The contents list; a demand that was closed by a decision (`decided`) has that instead of answer and rating."""
    titles = {
        "basics": _("基本情况"),
        "story": _("经过"),
        "promises": _("时限与问责"),
        "answer": _("答复"),
        "rating": pgettext("heading", "评价"),
        "visits": _("回访"),
        "ending": pgettext("heading", "决定"),
        "attachments": _("附件清单"),
    }
    left_out = ("answer", "rating", "visits") if decided else ("ending",)
    return [{"id": name, "title": title} for name, title in titles.items() if name not in left_out]


def paper(case: Case, *, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """Everything in the file; `contents` is its list of chapters and attachments, to be kept with it."""
    demand, firm = case.demand, case.demand.enterprise
    attachments = [one for one in case.attachments if one.purpose not in INTERNAL_FILES]
    files = [{"name": one.file.name, "sha256": one.file.sha256, "size": one.file.size} for one in attachments]
    listed = chapters(decided=case.ending is not None)
    past = next((one for one in case.past if one.round == case.round), None)
    closed_at = past.closed_at if past else demand.closed_at
    return {
        "case": case,
        "demand": demand,
        "made": at,
        "chapters": listed,
        "contents": [*listed, *files],
        "attachments": attachments,
        "answer": past.answer if past else demand.answer,
        "ending": ending_shown(case) if case.ending else None,
        "basics": [
            {"label": _("编号"), "value": demand.number},
            {"label": _("企业"), "value": f"{firm.name} {firm.uscc or ''}".strip()},
            {"label": _("类别"), "value": label(demand.kind)},
            {"label": _("关于政策"), "value": demand.policy_code or "—"},
            {"label": _("受理窗口"), "value": demand.window.name},
            {"label": _("首问负责人"), "value": case.people.get((past or demand).first_contact, "—")},
            {"label": _("提交时间"), "value": full_moment(demand.filed_at)},
            *([{"label": _("轮次"), "value": str(case.round)}] if demand.round > 1 else []),
            {"label": _("结束时间"), "value": full_moment(closed_at) if closed_at else "—"},
        ],
        "timeline": timeline_of(case, own=False, for_firm=True),
        "promises": promises_of(case, at, calendar, own=True),
        "records": records_of(case),
        "rating": label(case.rating.level) if case.rating else "",
        "yes_no": _("是,否"),
    }
