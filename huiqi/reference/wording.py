"""What reference says to people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.standards.size_classes import SizeJudgement

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
