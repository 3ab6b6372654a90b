"""What the pages show, made of values the selectors answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.agreements.flow import AGREEMENT, IN_WORK
from huiqi.agreements.permissions import can, can_judge
from huiqi.agreements.wording import TONES, effect_lines, label, money
from huiqi.agreements.wording.fees import reckoned_rows
from huiqi.agreements.words import AgreementState, AgreementVerb, FeeBasis, Tab, Verdict
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.papers.words import Standing
from huiqi.standards.money import in_yuan
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement, Duplicate, Milestone, Version
    from huiqi.agreements.selectors import Shown, Twin
    from huiqi.journal.selectors import Happening
    from huiqi.kernel.access import Actor

Told = dict[str, Any]
_V, _S = AgreementVerb, AgreementState

PRIMARY = (_V.AGREE, _V.CONFIRM, _V.SIGN, _V.REPORT)
APART = (_V.FINISH_MILESTONE,)
"""Verbs that stand beside the thing they are about."""

NEXT = {
    _S.DRAFT: mark("承办单位写好后签署，送企业确认。"),
    _S.SENT: mark("企业看过后确认，或说明不同意的原因。"),
    _S.DECLINED: mark("承办单位修改后再送，或终止。"),
    _S.IN_FORCE: mark("承办单位按节点做，登记成效和交付的文件。"),
    _S.CHANGING: mark("企业确认变更；确认以前按原来的协议办。"),
    _S.REPORTED: mark("企业确认服务已完成，或说明哪里没有完成。"),
    _S.DONE: mark("计为一次服务。"),
    _S.UNCONFIRMED: mark("企业没有确认，不计入服务次数。"),
    _S.ENDED: mark("不再履行。"),
}


def next_of(state: AgreementState) -> str:
    """What comes next, in a sentence."""
    return _(NEXT[state])


def in_the_way(shown: Shown, verb: AgreementVerb) -> Refused | None:
    """Why a verb cannot be done now; the services refuse the same."""
    agreement, agreed = shown.agreement, shown.agreed
    if not AGREEMENT.allows(agreement.state, verb):
        return Refused("not_now", state=agreement.state)
    if verb is _V.REPORT and not (shown.milestones and all(one.done_on for one in shown.milestones)):
        return Refused("milestones_open")
    if verb in (_V.DECLARE_PAYMENT, _V.RECORD_INVOICE) and (agreed is None or not agreed.fee):
        return Refused("nothing_to_pay")
    return Refused("not_paid_yet") if verb is _V.RECORD_INVOICE and agreement.paid_on is None else None


def offers(shown: Shown, actor: Actor) -> list[Told]:
    """What may be done now, the primary action first; payment only where something is paid."""
    found: list[Told] = []
    for verb in AGREEMENT.verbs(shown.agreement.state):
        if verb not in APART and not in_the_way(shown, verb) and can(actor, verb, shown.agreement):
            found.append({"verb": verb, "slug": verb.replace("_", "-"), "label": label(verb)})
    found.sort(key=lambda offer: offer["verb"] not in PRIMARY)
    for number, offer in enumerate(found):
        offer["primary"] = number == 0 and offer["verb"] in PRIMARY
    return found


def fee_rows(version: Version) -> list[dict[str, str]]:
    """By what the fee was found, and why it is another."""
    rows = []
    if version.product_name:
        rows.append({"label": _("公示的服务"), "value": version.product_name})
    if version.published_text:
        rows.append({"label": _("公示价"), "value": version.published_text})
    rows += reckoned_rows(version)
    rows.append({"label": _("依据"), "value": label(version.basis)})
    if version.explanation:
        rows.append({"label": _("为什么不同"), "value": version.explanation})
    return rows


def terms_of(version: Version, shown: Shown) -> Told:
    """One version, as it reads; of a handler outside with the paper he signed."""
    signing = _("%(when)s 承办单位签署")
    if shown.agreement.handling.by_letter:
        signing = _("承办单位在纸上签署，%(when)s 由窗口代录")
    answered = ""
    if version.agreed_at:
        answered = _("%(when)s 企业确认") % {"when": full_moment(version.agreed_at)}
    elif version.declined_at:
        answered = _("%(when)s 企业不同意") % {"when": full_moment(version.declined_at)}
    return {
        "number": version.number,
        "scope": version.scope,
        "deliverables": version.deliverables,
        "terms": version.terms,
        "fee": money(version.fee),
        "is_free": not version.fee,
        "unsure": version.basis is FeeBasis.SIZE_UNKNOWN,
        "rows": fee_rows(version),
        "start": full_day(version.start_on),
        "plan": [{"name": name, "due": full_day(date.fromisoformat(due))} for name, due in version.plan],
        "signed": signing % {"when": full_moment(version.signed_at)} if version.signed_at else "",
        "scans": shown.scans.get(version.number, []),
        "answered": answered,
        "reason": version.decline_reason,
    }


def milestone_row(one: Milestone, shown: Shown, today: date, *, may_finish: bool) -> Told:
    """A milestone: until when, how it stands, what came of it."""
    if one.done_on:
        tone, words = "good", _("%(day)s 完成") % {"day": full_day(one.done_on)}
    elif one.due_on < today:
        tone, words = "late", _("逾期 %(days)d 天") % {"days": (today - one.due_on).days}
    else:
        tone, words = "quiet", _("还没有完成")
    return {
        "ref": one.ref,
        "name": one.name,
        "due": full_day(one.due_on),
        "tone": tone,
        "words": words,
        "outcome": one.outcome,
        "effects": effect_lines(one.effects),
        "files": [each.file for each in shown.deliverables.get(one.id, [])],
        "may_finish": may_finish and one.done_on is None,
    }


def agreement_shown(shown: Shown, actor: Actor, today: date, twins: Iterable[Twin] = ()) -> Told:
    """Everything on the page of an agreement. A proposed version stands before the one in force."""
    agreement, agreed = shown.agreement, shown.agreed
    proposed = shown.last if agreed is None or agreement.state is _S.CHANGING else None
    may_finish = agreement.state in IN_WORK and can(actor, _V.FINISH_MILESTONE, agreement)
    current = agreed or shown.last
    return {
        "agreement": agreement,
        "demand": agreement.demand,
        "title": current.product_name or agreement.demand.title,
        "state": label(agreement.state),
        "tone": TONES[agreement.state],
        "next": next_of(agreement.state),
        "offers": offers(shown, actor),
        "agreed": terms_of(agreed, shown) if agreed else None,
        "proposed": terms_of(proposed, shown) if proposed else None,
        "milestones": [milestone_row(one, shown, today, may_finish=may_finish) for one in shown.milestones],
        "facts": _facts(shown),
        "papers": [_paper_row(one) for one in shown.papers],
        "timeline": [_step(one, shown.people) for one in reversed(shown.happenings)],
        "twins": [twin_row(one) for one in twins],
    }


def _facts(shown: Shown) -> list[dict[str, str]]:
    agreement = shown.agreement
    rows = [
        {"label": _("诉求"), "value": agreement.demand.number},
        {"label": _("企业"), "value": agreement.demand.enterprise.name},
        {"label": _("承办单位"), "value": agreement.organisation.name},
        {"label": _("受理窗口"), "value": agreement.demand.window.short_name},
    ]
    if agreement.paid is not None and agreement.paid_on:
        paid = {"amount": in_yuan(agreement.paid), "day": full_day(agreement.paid_on)}
        rows.append({"label": _("已付款"), "value": _("%(amount)s，%(day)s") % paid})
    if agreement.invoiced is not None:
        told = {"number": agreement.invoice_number, "amount": in_yuan(agreement.invoiced)}
        rows.append({"label": _("发票"), "value": _("号码 %(number)s，金额 %(amount)s") % told})
    if agreement.report:
        rows.append({"label": _("完成情况"), "value": agreement.report})
    if agreement.dispute and agreement.state is not _S.DONE:
        rows.append({"label": _("企业说没有完成"), "value": agreement.dispute})
    if agreement.done_at and agreement.done_how:
        told = {"when": full_moment(agreement.done_at), "how": label(agreement.done_how)}
        rows.append({"label": _("企业确认完成"), "value": _("%(when)s，%(how)s") % told})
    if agreement.end_reason:
        rows.append({"label": _("终止的原因"), "value": agreement.end_reason})
    return rows


def _paper_row(paper: Any) -> Told:
    ended = "" if paper.standing is Standing.IN_FORCE else _(paper.standing.label)
    url = reverse("papers:paper", args=[paper.ref])
    return {"title": paper.title, "number": paper.number, "url": url, "ended": ended}


NOTICED = {
    "noticed_alike": mark("发现相近的服务"),
    "judged_alike": mark("认定是不是同一次服务"),
    "overdue": mark("节点逾期，已提醒承办单位和窗口"),
}


def _step(one: Happening, people: Mapping[str, str]) -> Told:
    """A line of the story."""
    known = {str(verb): verb.label for verb in AgreementVerb} | NOTICED
    by = people.get(one.actor_ref, "") or (_("企业，凭验证码") if one.data.get("by") == "code" else "")
    note = one.texts.get("reason") or one.texts.get("report") or one.texts.get("outcome") or ""
    return {"title": _(known[one.verb]), "when": full_moment(one.at), "by": by, "note": note, "state": "done"}


def twin_row(twin: Twin) -> Told:
    """One side of a pair, as the other is told."""
    return {
        "window": twin.window,
        "organisation": twin.organisation,
        "day": full_day(twin.signed_on) if twin.signed_on else "—",
        "alike": _("、").join(label(one) for one in twin.alike),
        "verdict": _verdict(twin),
        "reason": twin.reason,
    }


def _verdict(twin: Twin) -> str:
    """What was found of a pair, as it matters to this side."""
    if twin.verdict == Verdict.SAME:
        return _("认定为同一次服务，计这一份") if twin.is_later else _("认定为同一次服务，计较早的那一份")
    return _("认定不是同一次服务") if twin.verdict else ""


def duplicate_tabs(*, judged: bool) -> list[Told]:
    """The parts of the list of pairs."""
    told = ((_("等着认定"), "?", not judged), (_("已经认定"), "?tab=judged", judged))
    return [{"label": label_, "url": url, "current": current} for label_, url, current in told]


def duplicate_row(pair: Duplicate, actor: Actor, people: Mapping[str, str]) -> Told:
    """A pair in the list; the firm is named to the hub, which sees both sides."""
    earlier, later, named = pair.earlier, pair.later, actor.is_a(Role.HUB_OPERATOR)
    return {
        "pair": pair,
        "may_judge": can_judge(actor, pair),
        "verdict": label(pair.verdict) if pair.verdict else "",
        "tone": "late" if pair.verdict == Verdict.SAME else "quiet",
        "reason": pair.reason,
        "judged": full_moment(pair.judged_at) if pair.judged_at else "",
        "by": people.get(pair.judged_by, ""),
        "firm": later.demand.enterprise.name if named else "",
        "earlier": f"{earlier.demand.window.short_name} · {earlier.organisation.name}",
        "later": f"{later.demand.window.short_name} · {later.organisation.name}",
        "alike": _("、").join(label(one) for one in pair.alike),
        "when": full_moment(pair.noticed_at),
        "refs": (earlier.ref, later.ref) if named else (),
        "sides": [_side(_("较早的"), earlier), _side(_("较晚的"), later)],
    }


def _side(title: str, agreement: Agreement) -> Told:
    """One of a pair, as far as both sides may know of it."""
    return {
        "title": title,
        "agreement": agreement,
        "rows": [
            {"label": _("受理窗口"), "value": agreement.demand.window.short_name},
            {"label": _("承办单位"), "value": agreement.organisation.name},
            {"label": _("状态"), "value": label(agreement.state)},
            {"label": _("起草"), "value": full_day(agreement.drafted_at)},
        ],
    }


def tabs(counts: Mapping[Tab, int], current: Tab) -> list[Told]:
    """The parts of the list, with how many there are in each."""
    return [{"label": f"{label(tab)} {counts[tab]}", "url": f"?tab={tab}", "current": tab is current} for tab in Tab]


def listed_row(row: Any) -> Told:
    """An agreement in the list."""
    return {
        "agreement": row,
        "state": label(row.state),
        "tone": "late" if row.is_late and row.state in IN_WORK else TONES[row.state],
        "late": row.is_late and row.state in IN_WORK,
        "progress": _("%(done)d/%(all)d 个节点") % {"done": row.reached, "all": row.planned} if row.planned else "—",
        "since": full_day(row.drafted_at),
    }
