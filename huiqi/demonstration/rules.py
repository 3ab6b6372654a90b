"""Invented enterprises: the n-th is always the same, so that making it again finds it again.

Names say 演示 and a number, the credit code is valid but its subject identifier begins with DE, which no register has
given out, and the mobile number lies in a range that is never assigned.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from huiqi.standards import regions
from huiqi.standards.credit_code import ALPHABET, check_character

_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_INNER_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


@dataclass(frozen=True, slots=True)
class Trade:
    """A trade to invent firms of: its industry, its word in a name, its sizes and what research it does."""

    industry: str
    word: str
    share: int
    staff: int
    """Median staff."""
    revenue_per_head: int
    """Yuan a year, median."""
    research: float
    """Share of revenue, median; none: 0."""


TRADES: Sequence[Trade] = (
    Trade("3311", "金属结构", 9, 38, 420_000, 0.025),
    Trade("3489", "机械部件", 9, 45, 480_000, 0.035),
    Trade("1371", "蔬菜加工", 6, 40, 520_000, 0.006),
    Trade("1411", "糕点食品", 5, 35, 380_000, 0.008),
    Trade("3089", "耐火材料", 6, 55, 560_000, 0.03),
    Trade("2669", "专用化学", 4, 60, 900_000, 0.04),
    Trade("3823", "配电设备", 5, 70, 700_000, 0.045),
    Trade("3670", "汽车配件", 5, 85, 650_000, 0.035),
    Trade("1819", "服装", 4, 50, 210_000, 0.0),
    Trade("5165", "建材商贸", 7, 9, 2_600_000, 0.0),
    Trade("5211", "百货零售", 7, 12, 700_000, 0.0),
    Trade("6513", "软件技术", 7, 32, 360_000, 0.12),
    Trade("6550", "数据服务", 4, 26, 340_000, 0.09),
    Trade("5431", "货运", 6, 28, 460_000, 0.0),
    Trade("6210", "餐饮", 5, 18, 190_000, 0.0),
    Trade("7241", "会计服务", 3, 8, 260_000, 0.0),
    Trade("4813", "市政工程", 4, 60, 600_000, 0.01),
    Trade("0141", "蔬菜种植", 4, 14, 240_000, 0.0),
)


FORMS = {"enterprise": ("91", "有限公司"), "sole_trader": ("92", "经营部"), "cooperative": ("93", "专业合作社")}
"""Kinds of subject: how the credit code begins and how the name ends."""


@dataclass(frozen=True, slots=True)
class Firm:
    """An invented enterprise, as its registration and its facts are stated."""

    number: int
    uscc: str
    kind: str
    name: str
    region: str
    industry: str
    contact_name: str
    contact_mobile: str
    facts: Mapping[str, object]


def inner_check_character(first8: str) -> str:
    """The ninth character of a subject identifier (GB 11714): 11 - Σ(value × weight) mod 11, X for 10, 0 for 11."""
    total = sum(_INNER_VALUES[character] * weight for character, weight in zip(first8, _INNER_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def credit_code(number: int, region: str, registrar: str = "91") -> str:
    """The valid credit code of the `number`-th invented subject (below three millions), registered in `region`."""
    head, rest = divmod(number, 100_000)
    subject = f"DE{ALPHABET[head]}{rest:05d}"
    first17 = f"{registrar}{region}{subject}{inner_check_character(subject)}"
    return first17 + check_character(first17)


def mobile(number: int) -> str:
    """A mobile number of the range 199 0…, which is never assigned: staff below 1,000, owners of firms above."""
    return f"199{number:08d}"


def invent(number: int, province: str, on: date) -> Firm:
    """The `number`-th enterprise of a province as it is on a day; the same every time."""
    chance = Random(number)
    trade = chance.choices(TRADES, weights=[trade.share for trade in TRADES])[0]
    county = chance.choice(_counties(province))
    kind = chance.choices(tuple(FORMS), weights=(86, 10, 4))[0]
    registrar, form = FORMS[kind]
    return Firm(
        number=number,
        uscc=credit_code(number, county, registrar),
        kind=kind,
        name=f"演示企业 {number:04d} {trade.word}{form}",
        region=county,
        industry=trade.industry,
        contact_name=f"演示联系人{number:04d}",
        contact_mobile=mobile(1_000_000 + number),
        facts=_some(chance, _facts(chance, trade, kind, on)),
    )


@cache
def _counties(province: str) -> list[str]:
    """The codes of the places without anything below them."""
    return [node.code for node in regions.find(province).descendants if not node.children]


def _facts(chance: Random, trade: Trade, kind: str, on: date) -> dict[str, object]:
    """Everything about a firm; sizes follow a lognormal curve, so that most are small and some are large."""
    smaller = 0.25 if kind == "sole_trader" else 1.0
    staff = max(1, round(trade.staff * smaller * math.exp(chance.gauss(0, 0.9))))
    revenue = round(staff * trade.revenue_per_head * math.exp(chance.gauss(0, 0.35)), -3)
    before = round(revenue / (1 + chance.gauss(0.06, 0.12)), -3)
    assets = round(revenue * chance.uniform(0.5, 1.6), -3)
    income = round(revenue * chance.gauss(0.045, 0.04), -2)
    insured = max(1, round(staff * chance.uniform(0.7, 1.0)))
    return {
        "founded_on": (on - timedelta(days=chance.randint(200, 9000))).isoformat(),
        "registered_capital": _money(chance.choice((500_000, 1_000_000, 2_000_000, 5_000_000, 10_000_000, 30_000_000))),
        "ownership": chance.choices(("private", "state", "collective", "foreign"), weights=(92, 4, 2, 2))[0],
        "employees": staff,
        "average_employees": staff,
        "revenue": _money(revenue),
        "revenue_y2": _money(before),
        "total_assets": _money(assets),
        "average_total_assets": _money(assets),
        "annual_taxable_income": _money(income),
        "tax_collection": "deemed" if kind == "sole_trader" else "actual",
        "vat_taxpayer_kind": "general" if revenue > 5_000_000 else "small_scale",
        "restricted_industry": False,
        "dishonest": chance.random() < 0.01,
        "abnormal_operation": chance.random() < 0.02,
        "accident_or_violation": chance.random() < 0.01,
        "insured_employees": insured,
        "insurance_months_paid": chance.choice((12, 12, 12, 24, 36, 6)),
        "layoff_rate": f"{max(0.0, chance.gauss(0.04, 0.05)):.4f}",
        "insurance_paid_last_year": _money(insured * chance.randint(380, 620)),
        **_research(chance, trade, revenue, before),
    }


def _research(chance: Random, trade: Trade, revenue: float, before: float) -> dict[str, object]:
    """Research only where the trade does any; qualifications where there is much of it."""
    if not trade.research:
        return {"rd_expense": "0", "qualifications": []}
    share = trade.research * math.exp(chance.gauss(0, 0.6))
    held = [
        code for code, least in (("tech_sme", 0.03), ("innovative_sme", 0.05), ("high_tech", 0.06)) if share > least
    ]
    return {
        "rd_expense": _money(round(revenue * share, -2)),
        "rd_expense_y2": _money(round(before * share * 0.95, -2)),
        "rd_staff_share": f"{min(0.6, share * 2.5):.4f}",
        "ip_class1": chance.choice((0, 0, 1, 1, 2, 4)),
        "ip_class2": chance.choice((0, 2, 4, 6, 9)),
        "qualifications": held if chance.random() < 0.5 else [],
    }


def _some(chance: Random, facts: dict[str, object]) -> dict[str, object]:
    """As in life, a part of the facts is not known."""
    return {name: value for name, value in facts.items() if name == "founded_on" or chance.random() < 0.85}


def _money(amount: float) -> str:
    """Yuan as facts spell them."""
    return f"{amount:.2f}"
