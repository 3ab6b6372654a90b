"""The closed file of a demand, as it is printed."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.wording.story import promises_of, records_of, timeline_of
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_moment


def chapters() -> list[dict[str, str]]:
    """The contents list."""
    titles = {
        "basics": _("基本情况"),
        "story": _("经过"),
        "promises": _("时限与问责"),
        "answer": _("答复"),
        "rating": pgettext("heading", "评价"),
        "visits": _("回访"),
        "attachments": _("附件清单"),
    }
    return [{"id": name, "title": title} for name, title in titles.items()]


def paper(case: Case, *, at: datetime, calendar: Calendar) -> dict[str, Any]:
    """Everything in the file; `contents` is its list of chapters and attachments, to be kept with it."""
    demand, firm = case.demand, case.demand.enterprise
    files = [{"name": one.file.name, "sha256": one.file.sha256, "size": one.file.size} for one in case.attachments]
    return {
        "case": case,
        "demand": demand,
        "made": at,
        "chapters": chapters(),
        "contents": [*chapters(), *files],
        "basics": [
            {"label": _("编号"), "value": demand.number},
            {"label": _("企业"), "value": f"{firm.name} {firm.uscc or ''}".strip()},
            {"label": _("类别"), "value": label(demand.kind)},
            {"label": _("关于政策"), "value": demand.policy_code or "—"},
            {"label": _("受理窗口"), "value": demand.window.name},
            {"label": _("首问负责人"), "value": case.people.get(demand.first_contact, "—")},
            {"label": _("提交时间"), "value": full_moment(demand.filed_at)},
            {"label": _("归档时间"), "value": full_moment(demand.closed_at) if demand.closed_at else "—"},
        ],
        "timeline": timeline_of(case, own=False),
        "promises": promises_of(case, at, calendar),
        "records": records_of(case),
        "rating": label(case.rating.level) if case.rating else "",
        "yes_no": _("是,否"),
    }
