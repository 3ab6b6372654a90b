"""The board and a case in words, made of values the selectors answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.demands.selectors import MOST_DUE
from huiqi.journal.selectors import Happening
from huiqi.supervision.flow import CASE, NEXT, OPEN
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.permissions import can, is_for_authority, rulings
from huiqi.supervision.rules import Limits
from huiqi.supervision.wording import TONES, label
from huiqi.supervision.wording.papers import fact
from huiqi.supervision.words import CaseState, CaseVerb, LadderStep
from huiqi.ui.wording import full_day, full_moment, moment

if TYPE_CHECKING:
    from huiqi.demands.models import Promise
    from huiqi.kernel.access import Actor
    from huiqi.papers.models import Paper
    from huiqi.supervision.selectors import Counts

STEP_OF = {CaseVerb.ORDER: LadderStep.ORDER, CaseVerb.CIRCULATE: LadderStep.CIRCULAR, CaseVerb.SUMMON: LadderStep.TALK}

ONLY = {"proposed": lazy("待走下一步"), "reported": lazy("待审核补救"), "objected": lazy("待裁定异议")}


def _address(**query: str) -> str:
    return f"?{urlencode({name: value for name, value in query.items() if value})}#cases"


def figures(counts: Counts, state: str, only: str) -> list[dict[str, Any]]:
    """What wants a decision, then how many stand on each step; each opens its rows."""
    waiting = {"proposed": counts.proposed, "reported": counts.reported, "objected": counts.objected}
    shown = [
        {
            "label": str(words),
            "value": waiting[code],
            "url": _address(only=code),
            "tone": "late" if waiting[code] and code == "proposed" else "ask" if waiting[code] else "",
            "current": only == code,
        }
        for code, words in ONLY.items()
    ]
    for one in OPEN:
        shown.append(
            {
                "label": label(one),
                "value": counts.states[str(one)],
                "url": _address(state=str(one)),
                "tone": "",
                "current": state == str(one),
            }
        )
    return shown


def organisation_rows(counts: Counts) -> list[dict[str, Any]]:
    """How many open cases each organisation has, by step; every figure opens its rows."""
    return [
        {
            "name": one["organisation__window__short_name"] or one["organisation__name"],
            "total": {"n": one["n"], "url": _address(organisation=str(one["organisation__ref"]))},
            "cells": [
                {
                    "label": label(state),
                    "n": one[f"n_{state}"],
                    "url": _address(organisation=str(one["organisation__ref"]), state=str(state)),
                }
                for state in OPEN
            ],
        }
        for one in counts.organisations
    ]


def promise_row(promise: Promise) -> dict[str, Any]:
    """A promise that falls due."""
    demand = promise.demand
    work = promise.handling or promise.consultation
    custody = work.organisation.name if work else demand.window.short_name
    return {
        "ref": demand.ref,
        "number": demand.number,
        "title": _("保密件") if demand.is_confidential else demand.title,
        "step": _(promise.step.label),
        "holder": custody,
        "due": moment(promise.due_at),
    }


def up_to(count: int) -> str:
    """A figure, counted no further than is worth it."""
    return f"{count}" if count < MOST_DUE else f"{MOST_DUE}+"


def responsible(case: SupervisionCase) -> str:
    """Who is held responsible; the demand's own window by its short name."""
    own = case.organisation_id == case.window.organisation_id
    return case.window.short_name if own else case.organisation.name


def case_row(case: SupervisionCase, people: Mapping[str, str], at: datetime) -> dict[str, Any]:
    """A row of the list of cases."""
    verb = NEXT.get(case.state) if case.proposed_at else None
    due = case.answer_due_at if case.state in OPEN else None
    return {
        "ref": case.ref,
        "number": case.demand.number,
        "title": _("保密件") if case.demand.is_confidential else case.demand.title,
        "step": _(case.record.promise.step.label),
        "organisation": responsible(case),
        "person": people.get(case.person_ref, ""),
        "tone": TONES[case.state],
        "state": label(case.state),
        "next": label(verb) if verb else "",
        "due": full_moment(due) if due else "",
        "late": bool(due and due <= at and not case.reported_at),
        "opened": full_moment(case.opened_at),
    }


HAPPENED = {
    "propose": lazy("期限已过，建议：%(step)s"),
    "refer": lazy("期限已过，应由主管部门决定：%(step)s。责任单位是省平台自己，不裁判自己"),
    "settle": lazy("下一步之前已经补做，自动销号；问责记录保留"),
    "order": lazy("%(who)s下达督办，%(due)s 前报送"),
    "circulate": lazy("%(who)s通报，%(due)s 前报送"),
    "summon": lazy("%(who)s通知约谈"),
    "record_talk": lazy("%(who)s登记约谈记录，%(due)s 前做到"),
    "report": lazy("%(who)s报送补救措施"),
    "accept": lazy("%(who)s同意销号"),
    "decline": lazy("%(who)s退回补救措施，%(due)s 前再报"),
    "object": lazy("%(who)s对问责记录提出异议"),
    "uphold": lazy("%(who)s裁定异议成立，不再计数"),
    "reject": lazy("%(who)s维持问责"),
    "enter_decision": lazy("%(who)s录入主管部门 %(on)s的决定：%(step)s"),
}


def timeline(
    case: SupervisionCase, entries: Sequence[Happening], people: Mapping[str, str], offices: Mapping[int, str]
) -> list[dict[str, Any]]:
    """The record, then everything that happened, as rows of the timeline."""
    rows = [{"title": _("超时，自动记入问责"), "when": full_moment(case.opened_at), "state": "late"}]
    return rows + [_happened(one, people, offices) for one in entries]


def _happened(one: Happening, people: Mapping[str, str], offices: Mapping[int, str]) -> dict[str, Any]:
    told = {
        "who": offices.get(one.organisation_id or 0, ""),
        "due": full_moment(datetime.fromisoformat(one.data["due"])) if "due" in one.data else "",
        "step": label(CaseVerb(verb)) if (verb := one.data.get("step") or one.data.get("ruling")) else "",
        "on": full_day(date.fromisoformat(one.data["on"])) if "on" in one.data else "",
    }
    return {
        "title": str(HAPPENED[one.verb]) % told,
        "when": full_moment(one.at),
        "by": people.get(one.actor_ref, ""),
        "note": linebreaksbr("\n".join(_said(name, text) for name, text in one.texts.items())),
        "state": "late" if one.verb in ("propose", "refer", "order", "circulate", "summon") else "done",
    }


SAID = {
    "remedy": lazy("要求：%(text)s"),
    "commitments": lazy("承诺：%(text)s"),
    "office": lazy("决定机关：%(text)s"),
    "number": lazy("文号：%(text)s"),
}
"""Texts that need a word before them."""


def _said(name: str, text: str) -> str:
    return str(SAID[name]) % {"text": text} if name in SAID else text


def facts(case: SupervisionCase, people: Mapping[str, str], objection_until: datetime) -> list[dict[str, str]]:
    """The card beside a case."""
    rows = [
        {"label": _("诉求编号"), "value": case.demand.number},
        {"label": _("没有做到的事项"), "value": _(case.record.promise.step.label)},
        {"label": _("应在此前做到"), "value": full_moment(case.record.due_at)},
        {"label": _("责任单位"), "value": case.organisation.name},
        {"label": _("责任人"), "value": people.get(case.person_ref, "") or _("没有具体的人，由单位负责人承担")},
    ]
    if case.answer_due_at and case.state in OPEN:
        rows.append({"label": _("报送期限"), "value": full_moment(case.answer_due_at)})
    rows.append({"label": _("异议期限"), "value": full_moment(objection_until)})
    return rows


def offers(actor: Actor, case: SupervisionCase, *, objected: bool, waits: bool) -> list[dict[str, Any]]:
    """What this person can do now, the proposed step first; `objected`: it was objected to, or is too late to be."""
    hidden = {CaseVerb.OBJECT} if objected else set()
    hidden |= set() if waits else {CaseVerb.UPHOLD, CaseVerb.REJECT}
    hidden |= {CaseVerb.REPORT} if case.reported_at else {CaseVerb.ACCEPT, CaseVerb.DECLINE}
    hidden |= set() if rulings(case) else {CaseVerb.ENTER}
    possible = [verb for verb in CASE.verbs(case.state) if can(actor, verb, case) and verb not in hidden]
    proposed = CaseVerb.ACCEPT if case.reported_at else NEXT.get(case.state)
    if is_for_authority(case, proposed):
        proposed = CaseVerb.ENTER
    alone = possible[0] if len(possible) == 1 and possible[0] is not CaseVerb.ENTER else None
    return [
        {"slug": str(verb).replace("_", "-"), "label": label(verb), "primary": verb is proposed or verb is alone}
        for verb in sorted(possible, key=lambda verb: verb is not proposed)
    ]


def draft(case: SupervisionCase, verb: CaseVerb, limits: Limits | None) -> dict[str, Any]:
    """What a form says before anybody wrote: the text of the paper, the remedy, the limit."""
    if limits is None:
        return {} if verb is CaseVerb.ENTER else {"days": 3}
    openings = {
        CaseVerb.ORDER: "现予督办。请在期限内办结，并书面报送补救措施。",
        CaseVerb.CIRCULATE: "经督办，到期仍没有报送补救措施。现予通报，请各单位引以为戒。",
        CaseVerb.SUMMON: "经督办、通报，仍没有整改到位。请单位负责人按时参加约谈，带书面说明。",
    }
    return {"text": f"{fact(case)}。\n{openings[verb]}", "remedy": limits.remedy, "days": limits.answer_days}


def rule_rows(rules: Mapping[LadderStep, Limits]) -> list[dict[str, Any]]:
    """The limits in force."""
    return [
        {
            "step": str(step),
            "label": label(step),
            "wait": rules[step].wait_days,
            "answer": rules[step].answer_days,
            "remedy": rules[step].remedy,
            "url": reverse("supervision:rule", args=[str(step)]),
        }
        for step in LadderStep
    ]


def circular_row(taken: Any) -> dict[str, Any]:
    """A circular in the list of the network."""
    case = taken.case
    return {
        "number": case.demand.number,
        "organisation": case.organisation.name,
        "step": _(case.record.promise.step.label),
        "day": full_moment(taken.taken_at),
        "state": label(case.state),
        "tone": TONES[case.state],
        "url": reverse("papers:paper", args=[taken.paper_ref]),
    }


def papers(issued: Iterable[Paper]) -> list[dict[str, str]]:
    """The papers of a case, the first first."""
    return [
        {
            "title": one.title,
            "number": one.number,
            "when": full_day(one.issued_on),
            "url": reverse("papers:paper", args=[one.ref]),
        }
        for one in reversed(list(issued))
    ]


def filter_words(state: str, only: str, organisation: str) -> str:
    """By what a list is narrowed, for the head of a sheet."""
    parts = [label(CaseState(state))] if state in list(CaseState) else []
    parts += [str(ONLY[only])] if only in ONLY else []
    parts += [organisation] if organisation else []
    return _("、").join(parts) or _("全部在办的督办")


def explanation_facts(asked: Any) -> list[dict[str, str]]:
    """The card beside the form that asks why."""
    return [
        {"label": _("诉求编号"), "value": asked.demand.number},
        {"label": _("没有做到的事项"), "value": _(asked.promise.step.label)},
        {"label": _("应在此前做到"), "value": full_moment(asked.due_at)},
        {"label": _("说明函自动发出"), "value": full_moment(asked.issue_at)},
        {"label": _("承办单位"), "value": asked.organisation.name},
        *([{"label": _("新的日期"), "value": full_day(asked.new_day)}] if asked.new_day else []),
    ]
