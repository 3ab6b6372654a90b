"""What is kept secret, in words: who knows, who is missing, who looked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from huiqi.demands.models import Demand, Insider
from huiqi.demands.selectors import SECRET, Case, Lookers
from huiqi.demands.wording.due import at_moment, time_left, tone_of_due
from huiqi.demands.words import Anonymity, Discretion
from huiqi.standards.calendars import Calendar
from huiqi.ui.wording import full_moment

if TYPE_CHECKING:
    from huiqi.journal.selectors import LookedAt

Told = dict[str, Any]


def discretion_hints() -> dict[str, str]:
    """Who sees a demand, said beside each choice before it is filed."""
    return {
        str(Discretion.OPEN): _("窗口、省平台和承办单位经办的人看得到，包括企业名称和联系方式。别的企业看不到。"),
        str(Discretion.WITHHELD): _(
            "只有首问负责人和窗口负责人知道是哪家企业，每次查看都有记录；被投诉的一方、承办单位、省平台都看不到名称和联系方式。"
            "正文和附件里写了名称的，请自己遮住。"
        ),
        str(Discretion.CONFIDENTIAL): _(
            "只有本企业和窗口指定的知悉人看得到，承办单位看不到企业名称和联系方式；不进搜索，每次查看都有记录。"
            "正文和附件里写了名称的，请自己遮住。"
        ),
    }


def insider(one: Insider, office: str = "") -> str:
    """A person who knows, with his office, under the name it has here."""
    return _("%(person)s（%(office)s）") % {"person": one.person.name, "office": office or one.organisation.name}


def sealed(case: Case, *, own: bool) -> Told | None:
    """The notice on top of a confidential case: who knows of it, and who does not yet and should."""
    if not case.demand.is_confidential:
        return None
    people = _("、").join(insider(one, case.organisations.get(one.organisation_id, "")) for one in case.insiders)
    lines = [_("只有企业自己和知悉人看得到，每次查看都有记录。")]
    lines += [_("知悉人：%(people)s。") % {"people": people}] if people else [_("窗口还没有指定知悉人。")]
    if case.demand.hidden and case.demand.anonymity is not Anonymity.WITHHELD:
        lines.append(_("企业名称和联系方式对承办单位保密，要联系企业请经窗口。"))
    if not own and (missing := unnamed(case)):
        lines.append(missing)
    return {"tone": "ask", "title": _("保密件"), "lines": lines}


def withheld(case: Case, *, own: bool) -> Told | None:
    """The notice on top of a case whose enterprise does not want to be named: who knows, and what to mind."""
    if case.demand.anonymity is not Anonymity.WITHHELD:
        return None
    if own:
        line = _("只有首问负责人和窗口负责人知道是您，每次查看都有记录。")
    elif case.demand.hidden:
        line = _("企业名称和联系方式不透露。要联系企业，请经首问负责人。")
    else:
        line = _("只有首问负责人和窗口负责人看得到是哪家企业。转办、答复里不要写出名称，不要转给被投诉的一方。")
    return {"tone": "ask", "title": _("投诉人不愿透露名称"), "lines": [line]}


def anonymous(case: Case, *, own: bool) -> Told | None:
    """The notice on top of an anonymous complaint: how whoever brought it is reached."""
    if case.demand.anonymity is not Anonymity.ANONYMOUS:
        return None
    line = _("没有留下姓名和联系方式。要补充的内容请写成一次性告知，投诉人凭编号和查询码看得到；答复也是。")
    if own:
        line = _("我们没有办法联系您。要您补充的内容和答复都在这一页，请过几天再来看。")
    return {"tone": "ask", "title": _("匿名投诉"), "lines": [line]}


def unnamed(case: Case) -> str:
    """That nobody knows of it at the place that has it in hand."""
    handling = case.handling
    if handling is None or any(one.organisation_id == handling.organisation_id for one in case.insiders):
        return ""
    told = {"name": handling.organisation.name}
    return _("%(name)s还没有知悉人，现在看不到这件诉求。请指定一位。") % told


def bare_rows(demands: Iterable[Demand], at: datetime, calendar: Calendar) -> list[Told]:
    """Confidential demands of which nobody knows: number, window and due moment, nothing else."""
    return [
        {
            "ref": one.ref,
            "number": one.number,
            "window": one.window.short_name,
            "due": one.next_due_at,
            "left": time_left(one.next_due_at, at, calendar) if one.next_due_at else "",
            "tone": tone_of_due(one.next_due_at, at),
        }
        for one in demands
    ]


def bare_facts(demand: Demand) -> list[dict[str, str]]:
    """What may be said of a confidential demand to who does not know of it."""
    due = at_moment(demand.next_due_at) if demand.next_due_at else "—"
    return [
        {"label": _("编号"), "value": demand.number},
        {"label": _("受理窗口"), "value": demand.window.short_name},
        {"label": _("下一个时限"), "value": due},
    ]


def look_rows(found: Iterable[LookedAt], named: Lookers) -> list[Told]:
    """Who looked at which demand; an enterprise's own people are not named."""
    return [
        {
            "number": named.numbers[one.subject_ref],
            "when": full_moment(one.at),
            "person": _("企业的人") if one.organisation_id in named.firms else named.people.get(one.person_ref, "—"),
            "what": _("保密件") if one.what == SECRET else _("不透露的名称"),
            "organisation": named.organisations.get(one.organisation_id or 0, "—"),
        }
        for one in found
    ]
