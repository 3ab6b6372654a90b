"""The two papers of a service. A paper is Chinese in any language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.timezone import localtime
from django.utils.translation import gettext_noop as mark

from huiqi.agreements.rules.effects import effects
from huiqi.agreements.selectors import reads_agreement
from huiqi.agreements.wording.fees import reckoned
from huiqi.agreements.words import FeeBasis, Hand
from huiqi.papers.ports import Block, Content, PaperKind, Section, Table
from huiqi.standards.money import in_yuan
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from datetime import datetime

    from huiqi.agreements.models import Agreement, Milestone, Version
    from huiqi.agreements.selectors import Shown

_BLOCKS = frozenset({Block.FIELDS, Block.BODY, Block.ITEMS, Block.SEAL})

AGREEMENT = PaperKind(
    "service_agreement",
    mark("服务协议"),
    "服务协议",
    "协",
    _BLOCKS,
    reads_agreement,
    copies=2,
    compact=True,
    logged=True,
)
CONFIRMATION = PaperKind(
    "service_confirmation",
    mark("服务确认单"),
    "服务完成确认单",
    "确",
    _BLOCKS,
    reads_agreement,
    compact=True,
    logged=True,
)
PAPERS = (AGREEMENT, CONFIRMATION)


def _moment(value: datetime) -> str:
    return full_moment(localtime(value)).replace(" ", "")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _fee(version: Version) -> str:
    if not version.fee:
        return "免费（0元）"
    return f"{in_yuan(version.fee)}元".replace("¥", "人民币")


def _basis(version: Version) -> str:
    """By what the fee was found, in words."""
    if version.basis in (FeeBasis.FREE, FeeBasis.NO_PRODUCT):
        return "公益服务，不收费"
    told = [version.basis.label, version.published_text, *reckoned(version), version.explanation]
    return "；".join(part for part in told if part)


def _parties(agreement: Agreement, version: Version) -> tuple[tuple[str, str], ...]:
    demand, firm = agreement.demand, agreement.demand.enterprise
    return (
        ("甲方（企业）", f"{firm.name}　{firm.uscc or ''}".strip()),
        ("乙方（承办单位）", agreement.organisation.name),
        ("受理窗口", demand.window.name),
        ("诉求编号", demand.number),
        *((("服务产品", version.product_name),) if version.product_name else ()),
    )


def _answered(version: Version) -> str:
    """How the firm confirmed."""
    assert version.agreed_at is not None
    how = "短信验证码" if version.agreed_how is Hand.CODE else "企业账号"
    return f"{_moment(version.agreed_at)}，以{how}确认"


def agreement_content(agreement: Agreement, version: Version) -> Content:
    """What both confirmed."""
    assert version.signed_at is not None
    fields = (
        *_parties(agreement, version),
        ("版本", f"第{version.number}版"),
        ("服务费用", _fee(version)),
        ("收费依据", _basis(version)),
        ("乙方签署", _moment(version.signed_at)),
        ("甲方确认", _answered(version)),
    )
    sections = (
        Section("服务内容", _lines(version.scope)),
        Section("交付成果", _lines(version.deliverables)),
        *((Section("其他约定", _lines(version.terms)),) if version.terms else ()),
    )
    rows = tuple((str(n), name, full_day(date.fromisoformat(due))) for n, (name, due) in enumerate(version.plan, 1))
    return Content("", fields, sections, Table("服务节点", ("序号", "节点", "完成日期"), rows))


def _came_of(one: Milestone) -> str:
    figures = [f"{effects()[code].label}{Decimal(amount):f}{effects()[code].unit}" for code, amount in one.effects]
    return "；".join([one.outcome, *figures])


def confirmation_content(shown: Shown) -> Content:
    """That the service was done, as the firm confirmed it."""
    agreement, version = shown.agreement, shown.agreed
    assert version is not None
    assert agreement.done_at is not None
    assert agreement.reported_at is not None
    how = "短信验证码" if agreement.done_how is Hand.CODE else "企业账号"
    fields = (
        *_parties(agreement, version),
        ("服务费用", _fee(version)),
        *((("发票号码", agreement.invoice_number),) if agreement.invoice_number else ()),
        ("承办单位报告完成", _moment(agreement.reported_at)),
        ("企业确认完成", f"{_moment(agreement.done_at)}，以{how}确认"),
    )
    said = ("上列服务已经完成，企业予以确认。本单一次服务一份，作为服务次数的计数凭据。",)
    sections = (Section("", said), Section("完成情况", _lines(agreement.report)))
    rows = tuple((one.name, full_day(one.done_on) if one.done_on else "", _came_of(one)) for one in shown.milestones)
    return Content("", fields, sections, Table("节点和成效", ("节点", "完成日期", "成效"), rows))
