"""What agreements says to people: refusals, words, amounts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.agreements.rules.effects import effects
from huiqi.agreements.words import AgreementState, AgreementVerb
from huiqi.kernel.refusal import Refused
from huiqi.kernel.words import Word
from huiqi.standards.money import in_yuan
from huiqi.ui.wording import full_day

REFUSALS = {
    "stale": lazy("刚才有人更新了这份协议。请看过最新情况再提交。"),
    "required": lazy("请填写这一项。"),
    "too_long": lazy("最多 %(limit)d 字，现在有 %(length)d 字。请删减后再提交。"),
    "too_many_files": lazy("一次最多附 %(limit)d 个文件。请合并，或打成一个 ZIP 压缩包。"),
    "drafted_already": lazy("这次承办已经有一份没有结束的协议。请打开那一份修改或变更。"),
    "papers_missing": lazy("请附上承办单位签好的协议扫描件；没有扫描件不能代录。"),
    "judged_already": lazy("已经这样认定过。要改，请选另一项并写明理由。"),
    "product_unknown": lazy("本单位现在没有公示这项服务。请从列表里选择。"),
    "quantity_wrong": lazy("数量要大于 0，不超过 100,000。"),
    "no_milestone": lazy("请至少写一个节点和它的日期。"),
    "too_many_milestones": lazy("最多 %(limit)d 个节点。请合并。"),
    "milestone_before_start": lazy("节点不能早于开始的日子。请核对日期。"),
    "milestone_too_far": lazy("节点在开始三年以后，请核对日期。"),
    "milestone_half": lazy("节点的名称和日期要一起填。"),
    "started_before_handling": lazy("开始的日子不能早于承办（%(day)s）。请核对日期。"),
    "fee_negative": lazy("收费不能是负数。免费请填 0。"),
    "fee_absurd": lazy("收费超过一千万元，请核对单位是不是元。"),
    "fee_of_free": lazy("这项服务公示为免费，不能收费。请填 0，或另选一项服务。"),
    "fee_not_published": lazy("没有公示的服务产品和价格，不能收费。请填 0，或选择一项公示的服务。"),
    "deviation_unexplained": lazy("与公示价不一致，按公示价应为 %(amounts)s。请改正，或写明理由，企业看得到。"),
    "no_price_unexplained": lazy("这项服务没有公示可以计算的单价。请写明按什么收费，企业看得到。"),
    "own_hand": lazy("您同时是承办单位或窗口的人，不能代企业确认。请企业的其他人确认。"),
    "reached_already": lazy("这个节点已经登记完成。"),
    "done_ahead": lazy("完成的日子还没有到，请核对。"),
    "done_before_start": lazy("完成不能早于协议开始的日子（%(day)s），请核对。"),
    "effect_unknown": lazy("没有这一项成效，请从列表里选择。"),
    "effect_twice": lazy("同一项成效填了两次，请合并成一个数。"),
    "effect_absurd": lazy("成效的数要大于 0，并且在合理范围内。请核对单位。"),
    "effect_half": lazy("成效要选一项，并填一个数。"),
    "evidence_missing": lazy("填了成效的数，要附上证明，例如合同、到账单、检测报告。"),
    "milestones_open": lazy("还有节点没有完成。请先登记节点，或变更协议。"),
    "nothing_to_pay": lazy("这份协议免费，没有付款和发票要登记。"),
    "paid_nothing": lazy("付款要大于 0 元。"),
    "paid_too_much": lazy("付款不能超过协议约定的 %(fee)s。"),
    "paid_ahead": lazy("付款的日子还没有到，请核对。"),
    "not_paid_yet": lazy("还没有登记付款。请先登记付款，再登记发票。"),
    "invoice_malformed": lazy("发票号码是 8 位或 20 位数字，请核对。"),
    "invoiced_nothing": lazy("发票金额要大于 0 元。"),
    "invoiced_too_much": lazy("发票金额不能超过协议约定的 %(fee)s。"),
    "no_mobile": lazy("企业没有留联系手机，不能用验证码确认。请用企业账号登录确认。"),
    "mobile_of_staff": lazy(
        "企业留的联系手机是承办单位或窗口的人的，不能用来确认。请先更正企业的联系手机，或用企业账号登录确认。"
    ),
    "no_gateway": lazy("短信通道还没有接入，发不了验证码。请用企业账号登录确认。"),
    "too_many_codes": lazy("这个号码一小时内要的验证码太多了。请过一会儿再试，或用企业账号登录确认。"),
    "wrong_code": lazy("验证码不对或已过期。请核对短信里的六位数字，或重新发送。"),
    "code_void": lazy("这个验证码输错了五次，已经作废。请重新发送。"),
    "not_now": lazy("这份协议现在是“%(state)s”，不能这样办。请看最新情况。"),
}

DONE = {
    AgreementVerb.DRAFT: lazy("协议已存为草稿。请核对一遍，签署以后才送给企业。"),
    AgreementVerb.REVISE: lazy("修改已保存。请核对一遍，签署以后才送给企业。"),
    AgreementVerb.SIGN: lazy("协议已签署，企业收到了通知。请等企业确认。"),
    AgreementVerb.AGREE: lazy("您已同意协议，承办单位收到了通知，从现在起按协议办。"),
    AgreementVerb.DECLINE: lazy("已告诉承办单位您不同意和原因，请等对方修改后再送来。"),
    AgreementVerb.CHANGE: lazy("变更已送企业确认。企业确认以前，仍按原来的协议办。"),
    AgreementVerb.FINISH_MILESTONE: lazy("节点完成已登记，企业看得到。全部节点完成以后，请企业确认完成。"),
    AgreementVerb.REPORT: lazy("已请企业确认完成，企业收到了通知。企业确认以后才计为一次服务。"),
    AgreementVerb.CONFIRM: lazy("您已确认服务完成，承办单位收到了通知。这次服务计入统计。"),
    AgreementVerb.DISPUTE: lazy("已告诉承办单位哪里没有完成。请等对方做完再请您确认。"),
    AgreementVerb.DECLARE_PAYMENT: lazy("付款已登记，双方都看得到。开了发票的，请承办单位登记发票号码。"),
    AgreementVerb.RECORD_INVOICE: lazy("发票已登记，双方都看得到，不用再做什么。"),
    AgreementVerb.END: lazy("协议已终止，对方收到了通知和原因。诉求仍由承办单位办理和答复。"),
}
"""What happened with a verb, and what comes next."""

TONES = {
    AgreementState.DRAFT: "quiet",
    AgreementState.SENT: "ask",
    AgreementState.DECLINED: "late",
    AgreementState.IN_FORCE: "info",
    AgreementState.CHANGING: "ask",
    AgreementState.REPORTED: "ask",
    AgreementState.DONE: "good",
    AgreementState.UNCONFIRMED: "quiet",
    AgreementState.ENDED: "quiet",
}


def label(word: Word) -> str:
    """A word in the reader's language."""
    return _(word.label)


def refusal(refused: Refused) -> str:
    """The sentence of a refusal."""
    code, told = refused.code, dict(refused.parameters)
    if code == "deviation_unexplained" and not told["amounts"]:
        code = "no_price_unexplained"
    return str(REFUSALS[code]) % {name: _value(value) for name, value in told.items()}


def _value(value: object) -> object:
    if isinstance(value, Word):
        return label(value)
    if isinstance(value, date):
        return full_day(value)
    if isinstance(value, tuple):
        return _("或").join(in_yuan(amount) for amount in value)
    return in_yuan(value) if isinstance(value, Decimal) else value


def money(amount: Decimal) -> str:
    """Yuan; nothing is free, and says so."""
    return in_yuan(amount) if amount else _("免费（0 元）")


def is_english() -> bool:
    """Whether the reader reads English."""
    return (get_language() or "").startswith("en")


def effect_lines(told: Iterable[Any]) -> list[str]:
    """What came of a milestone in figures, a line each."""
    lines = []
    for code, amount in told:
        effect = effects()[code]
        name, unit = (effect.label_en, effect.unit_en) if is_english() else (effect.label, effect.unit)
        lines.append(f"{name} {Decimal(amount):f} {unit}".strip())
    return lines
