"""What reference says to people."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.standards.calendars import Doubt
from huiqi.standards.size_classes import SizeJudgement, standards


def doubted(found: Sequence[tuple[Doubt, date, date]]) -> str:
    """What in a notice contradicts the law's days, listed, and what to do."""
    told = []
    for kind, first, last in found:
        days = first.isoformat() if first == last else f"{first.isoformat()}—{last.isoformat()}"
        told.append(_("%(days)s %(what)s") % {"days": days, "what": _(kind.label)})
    text = _("和放假办法对不上：%(list)s。请对照通知原文；确实是这样的，请勾选下面的确认再导入。")
    return text % {"list": _("；").join(told)}


FACTS = {
    "employees": mark("从业人员"),
    "revenue": mark("营业收入"),
    "total_assets": mark("资产总额"),
    "industry": mark("行业"),
}


def size_rule(verdict: SizeJudgement) -> str | None:
    """The row of the standard that was applied: “第2项 工业”."""
    rule = verdict.rule
    return _("第%(number)s项 %(name)s") % {"number": rule.number, "name": rule.name} if rule else None


def no_size_standard(on: date) -> str:
    """That no version of the size standard was in force on the day, and from when the first one was."""
    first = standards()[0]
    told = {"on": on.isoformat(), "standard": first.document, "since": first.effective_from.isoformat()}
    return _("%(on)s 没有施行中的划型标准。最早收录的%(standard)s自 %(since)s 起施行，请换一个日期。") % told


def size_sentence(verdict: SizeJudgement) -> str:
    """The verdict as one sentence."""
    if verdict.size_class:
        return _("按%(standard)s，属于%(size)s企业。") % {
            "standard": verdict.standard or "",
            "size": _(verdict.size_class.label),
        }
    reason = _(verdict.note.label) if verdict.note else ""
    missing = [_(FACTS.get(name, name)) for name in verdict.missing]
    if not missing:
        return _("%(reason)s。") % {"reason": reason}
    return _("%(reason)s，还需要：%(missing)s。") % {"reason": reason, "missing": _("、").join(missing)}
