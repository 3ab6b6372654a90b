"""The kinds of notice that supervision tells, and their words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.notices.ports import Kind, Nature, spoken
from huiqi.notices.words import Channel, Group
from huiqi.supervision.words import CaseVerb
from huiqi.ui.wording import full_moment

_BOTH = (Channel.MAIL, Channel.SMS)
_PRESSING, _NEWS = Nature(_BOTH, may_wait=False), Nature((Channel.MAIL,), may_wait=True)
_RIGHTS = Nature(_BOTH, may_wait=False, concerns_rights=True)

PROPOSED, REFERRED = "supervision.proposed", "supervision.referred"
EXPLAIN, EXPLAINED = "supervision.explain", "supervision.explained"
OF_VERB = {verb: f"supervision.{verb}" for verb in CaseVerb if verb is not CaseVerb.SETTLE}

_ROWS = (
    (
        PROPOSED,
        Group.TO_DO,
        _PRESSING,
        mark("督办到了下一步"),
        mark("诉求 %(number)s 的责任单位%(who)s还没有补做。建议下一步：%(step)s。文稿已经备好，请决定。"),
        mark("去决定"),
    ),
    (
        REFERRED,
        Group.TO_DO,
        _PRESSING,
        mark("省平台自己的问责要报主管部门"),
        mark("诉求 %(number)s 的责任单位是%(who)s，还没有补救。下一步（%(step)s）由主管部门决定，请书面报送。"),
        mark("看记录"),
    ),
    (
        OF_VERB[CaseVerb.ORDER],
        Group.TO_DO,
        _PRESSING,
        mark("督办通知"),
        mark("诉求 %(number)s 现予督办，责任单位%(who)s。请在 %(due)s 前报送补救措施。"),
        mark("看督办通知书"),
    ),
    (
        OF_VERB[CaseVerb.CIRCULATE],
        Group.TO_DO,
        _PRESSING,
        mark("已被通报"),
        mark("诉求 %(number)s 逾期没有办结，已通报%(who)s。请在 %(due)s 前报送整改情况。"),
        mark("看通报"),
    ),
    (
        OF_VERB[CaseVerb.SUMMON],
        Group.TO_DO,
        _PRESSING,
        mark("约谈通知"),
        mark("因诉求 %(number)s 逾期没有办结，请%(who)s按通知书的时间、地点参加约谈。"),
        mark("看约谈通知书"),
    ),
    (
        OF_VERB[CaseVerb.RECORD_TALK],
        Group.PROGRESS,
        _NEWS,
        mark("约谈记录已登记"),
        mark("诉求 %(number)s 的约谈记录已登记。请%(who)s在 %(due)s 前做到承诺的事。"),
        mark("看记录"),
    ),
    (
        OF_VERB[CaseVerb.REPORT],
        Group.TO_DO,
        _NEWS,
        mark("补救措施已报送"),
        mark("%(who)s报送了诉求 %(number)s 的补救措施，请审核。"),
        mark("去审核"),
    ),
    (
        OF_VERB[CaseVerb.ACCEPT],
        Group.PROGRESS,
        _NEWS,
        mark("督办已销号"),
        mark("诉求 %(number)s 的督办已销号，责任单位%(who)s。"),
        mark("看经过"),
    ),
    (
        OF_VERB[CaseVerb.DECLINE],
        Group.TO_DO,
        _PRESSING,
        mark("补救措施被退回"),
        mark("诉求 %(number)s 的补救措施没有通过。请%(who)s看还差什么，在 %(due)s 前再报送。"),
        mark("去补报"),
    ),
    (
        OF_VERB[CaseVerb.OBJECT],
        Group.TO_DO,
        _PRESSING,
        mark("有问责异议待裁定"),
        mark("%(who)s对诉求 %(number)s 的问责记录提出异议。请由没有参与的人裁定。"),
        mark("去裁定"),
    ),
    (
        OF_VERB[CaseVerb.UPHOLD],
        Group.PROGRESS,
        _RIGHTS,
        mark("问责异议成立"),
        mark("对诉求 %(number)s 问责记录的异议成立，不再计入%(who)s的统计。"),
        mark("看理由"),
    ),
    (
        OF_VERB[CaseVerb.REJECT],
        Group.PROGRESS,
        _RIGHTS,
        mark("问责异议没有成立"),
        mark("对诉求 %(number)s 问责记录的异议没有成立，%(who)s的记录维持。"),
        mark("看理由"),
    ),
    (
        OF_VERB[CaseVerb.ENTER],
        Group.PROGRESS,
        _RIGHTS,
        mark("主管部门的决定已录入"),
        mark("对诉求 %(number)s 的问责，主管部门决定：%(step)s。责任单位是%(who)s，决定书附在记录上。"),
        mark("看决定"),
    ),
    (
        EXPLAIN,
        Group.TO_DO,
        _PRESSING,
        mark("请写明没有办结的原因"),
        mark("诉求 %(number)s 没有按时办结。请在 %(due)s 前写明原因和新的日期；到时没有写的，系统照实告诉企业。"),
        mark("去写原因"),
    ),
    (
        EXPLAINED,
        Group.PROGRESS,
        _RIGHTS,
        mark("没有按时办结的说明"),
        mark("您的诉求 %(number)s 没有按时办结，我们向您道歉。说明函写明了原因、新的日期和可以找谁。"),
        mark("看说明"),
    ),
)


def _in_words(told: Mapping[str, Any]) -> dict[str, str]:
    due = full_moment(datetime.fromisoformat(told["due"])) if told.get("due") else ""
    step = _(CaseVerb(told["step"]).label) if told.get("step") else ""
    return {"number": "", "who": "", **told, "due": due, "step": step}


KINDS = tuple(
    Kind(code, group, subject, nature, spoken(subject, sentence, action, _in_words))
    for code, group, nature, subject, sentence, action in _ROWS
)
