"""The supervision of a demand in words, on the demand's own page and in its closed file."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.ports import Chapter
from huiqi.supervision.flow import NEXT, OPEN
from huiqi.supervision.models import Measure
from huiqi.supervision.permissions import is_for_authority
from huiqi.supervision.selectors import letters_to
from huiqi.supervision.wording import REFUSALS, TONES, label
from huiqi.supervision.wording.screen import responsible
from huiqi.supervision.words import CaseState, CaseVerb
from huiqi.ui.wording import full_day, full_moment, moment

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.supervision.models import AuthorityDecision, Explanation
    from huiqi.supervision.selectors import Supervised


def supervised_row(one: Supervised) -> dict[str, Any]:
    """One case: what was missed and by whom, on which step it stands, who supervises, what is asked by when."""
    case, is_open = one.case, one.case.state in OPEN
    asked = (one.decision or one.measure) if is_open else None
    proposed = NEXT.get(case.state) if case.proposed_at else None
    return {
        "url": reverse("supervision:case", args=[case.ref]),
        "tone": TONES[case.state],
        "state": label(case.state),
        "missed": _(case.record.promise.step.label),
        "responsible": responsible(case),
        "by": _by(one),
        "remedy": _asked_for(asked),
        "due": moment(case.answer_due_at) if asked and case.answer_due_at else "",
        "reported": bool(is_open and case.reported_at),
        "next": label(proposed) if proposed else "",
        "why": case.closed_why,
        "meets": _meets(one),
    }


def _asked_for(asked: AuthorityDecision | Measure | None) -> str:
    """What is asked of who is held responsible."""
    if asked is None:
        return ""
    return asked.remedy if isinstance(asked, Measure) else asked.text


def _by(one: Supervised) -> str:
    """Who supervises: the authority by what it decided, else the office and the person that took the last step."""
    if one.decision:
        return _("主管部门（%(office)s，%(number)s）") % {"office": one.decision.office, "number": one.decision.number}
    if one.person.startswith(one.office):  # whose name says already where he works
        return one.person
    return _("%(office)s %(person)s") % {"office": one.office, "person": one.person}


def _meets(one: Supervised) -> str:
    """When and where a talk is that waits."""
    taken = one.measure
    if taken is None or taken.meets_at is None or one.case.state is not CaseState.SUMMONED:
        return ""
    return _("%(when)s，%(place)s") % {"when": full_moment(taken.meets_at), "place": taken.place}


def now(one: Supervised, *, waits: bool, at: datetime) -> str:
    """What has to happen next with a case, and whose turn it is."""
    case = one.case
    if case.state in OPEN and _waits_for_authority(one, at):
        return str(REFUSALS["for_authority"])
    if waits:
        return _("异议等待裁定，由没有参与的人决定。下一步等裁定以后再走。")
    if case.state in ENDED:
        return str(ENDED[case.state])
    if case.reported_at:
        return _("补救措施已报送，等督办的单位审核。")
    if case.proposed_at:
        return _("期限已过，没有补救。等有权的人决定：%(step)s。") % {"step": label(NEXT[case.state])}
    if one.measure is None and one.decision is None:
        return _("等责任单位补做。%(when)s前没有补做的，建议下达督办。") % {"when": moment(case.next_at or at)}
    if case.answer_due_at and case.answer_due_at <= at:
        return _("报送期限已过，责任单位没有报送。")
    return _("等责任单位报送补救措施。")


def _waits_for_authority(one: Supervised, at: datetime) -> bool:
    """Whether the next word is the authority's: nothing was asked yet, the limit passed, or a remedy was reported."""
    case = one.case
    if case.reported_at:
        return is_for_authority(case, CaseVerb.ACCEPT)
    asked = (one.measure or one.decision) and case.answer_due_at and case.answer_due_at > at
    return not asked and is_for_authority(case, NEXT.get(case.state))


ENDED = {
    CaseState.CLOSED: lazy("已销号。"),
    CaseState.STRUCK: lazy("异议成立，这条记录留着备查，不计问责。"),
}


def ask_row(one: Explanation) -> dict[str, str]:
    """That the letter waits for its reason."""
    return {"url": reverse("supervision:explain", args=[one.ref]), "when": moment(one.issue_at)}


def letter_row(one: Explanation, *, by_code: bool) -> dict[str, Any]:
    """A letter as its enterprise reads it; the numbered paper, which names the enterprise, only for who signed in."""
    return {
        "promised": moment(one.due_at),
        "why": one.why,
        "holder": one.organisation.name,
        "new_day": full_day(one.new_day) if one.new_day else "",
        "sent": full_moment(one.issued_at) if one.issued_at else "",
        "url": "" if by_code or not one.paper_ref else reverse("papers:paper", args=[one.paper_ref]),
        "phone": one.demand.window.phone,
    }


def explained_chapter(demand: Demand) -> list[Chapter]:
    """The chapter of the closed file about what was not finished in time. One query where nothing was explained."""
    letters = letters_to(demand)
    if not letters:
        return []
    rows = [row for one in reversed(letters) for row in _told(one)]
    return [Chapter("explained", _("没有按时办结的说明"), tuple(rows))]


def _told(one: Explanation) -> list[tuple[str, str]]:
    return [
        (_("原来的办结期限"), full_moment(one.due_at)),
        (_("没有办结的原因"), one.why or _("承办单位没有写明，说明函照实告诉了企业。")),
        (_("新的日期"), full_day(one.new_day) if one.new_day else "—"),
        (_("说明函发出"), full_moment(one.issued_at) if one.issued_at else "—"),
    ]
