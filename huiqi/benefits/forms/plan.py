"""The form of a programme: which policy, for whom, what each tier pays, how long it is put up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.benefits.rules.amounts import Pay, read_pay
from huiqi.benefits.rules.clocks import NOTICE_DAYS
from huiqi.benefits.services import Plan
from huiqi.benefits.wording import REFUSALS
from huiqi.eligibility.vocabulary import FactType, vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.selectors import reader_language
from huiqi.ui.fact_fields import places
from huiqi.ui.fields import AmountField, Revised, WholeField, day_field

if TYPE_CHECKING:
    from huiqi.benefits.models import Programme

LONG = 5_000
_FIELDS = ("percent", "base", "cap", "fixed")


class ChooseForm(forms.Form):
    """Which policy is carried out."""

    policy = forms.ChoiceField(
        label=lazy("政策"),
        help_text=lazy("条件里没有“待确认”的政策，才能不用申报、凭数据核定。"),
        error_messages={"invalid_choice": REFUSALS["needs_a_person"]},
    )

    def __init__(self, *arguments: Any, offered: Sequence[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["policy"].choices = [("", _("请选择政策")), *offered]  # type: ignore[attr-defined]


class PlanForm(Revised):
    """What a programme says; for each tier of the policy's benefit what it pays."""

    title = forms.CharField(label=lazy("批次名称"), max_length=200)
    year = WholeField(
        label=lazy("年度"),
        min_value=2000,
        max_value=2100,
        error_messages=dict.fromkeys(("min_value", "max_value"), lazy("请填 2000 到 2100 之间的年份。")),
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "s"}),
    )
    region = forms.ChoiceField(label=lazy("地区"), help_text=lazy("登记在这里的企业才会进入名单。"))
    published_on = day_field(lazy("政策公布的日期"), lazy("办事指南要在那以后 7 个工作日内公布。"))
    examined_on = day_field(lazy("按哪一天的数据核对"))
    notice_days = WholeField(
        label=lazy("公示几个工作日"),
        min_value=1,
        max_value=60,
        error_messages=dict.fromkeys(("min_value", "max_value"), lazy("请填 1 到 60 之间的整数。")),
        initial=NOTICE_DAYS,
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "s"}),
    )
    answer_days = WholeField(
        label=lazy("企业几个工作日内确认"),
        min_value=1,
        max_value=250,
        error_messages=dict.fromkeys(("min_value", "max_value"), lazy("请填 1 到 250 之间的整数。")),
        initial=20,
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "s"}),
    )
    funded_by = forms.CharField(label=lazy("付款单位和资金来源"), max_length=200)
    contact = forms.CharField(label=lazy("咨询电话和联系人"), max_length=200)
    guide = forms.CharField(
        label=lazy("办事指南"),
        max_length=LONG,
        widget=forms.Textarea({"rows": 8}),
        help_text=lazy("写明谁能得到、怎样核定、怎样确认、多久到账、不同意怎么办。"),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *arguments: Any, tiers: Sequence[str], province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.tiers = tiers
        self.fields["region"].choices = [(province, _("全省")), *places(province)[1:]]  # type: ignore[attr-defined]
        self.fields["revision"].required = False
        language = reader_language()
        money = [(n, fact_label(n, language)) for n, fact in vocabulary().items() if fact.type is FactType.MONEY]
        for place in range(len(tiers)):
            for name, field in self._tier(money).items():
                self.fields[f"tier{place}_{name}"] = field

    @staticmethod
    def _tier(money: Sequence[tuple[str, str]]) -> dict[str, forms.Field]:
        said: dict[str, Any] = {"required": False, "max_digits": 14, "decimal_places": 2}
        short = forms.TextInput({"inputmode": "decimal", "data-width": "m"})
        return {
            "percent": AmountField(label=lazy("比例（%）"), widget=short, **said),
            "base": forms.ChoiceField(
                label=lazy("按哪一项的比例"), required=False, choices=[("", _("不按比例")), *money]
            ),
            "cap": AmountField(label=lazy("每户最多（元）"), widget=short, **said),
            "fixed": AmountField(label=lazy("或者每户定额（元）"), widget=short, **said),
        }

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each tier with its words, for the page."""
        named = enumerate(self.tiers)
        return [{"words": words, "fields": [self[f"tier{place}_{name}"] for name in _FIELDS]} for place, words in named]

    def said(self) -> Plan:
        """What the service takes."""
        told = self.cleaned_data
        own = ("title", "region", "year", "guide", "contact", "funded_by", "published_on", "examined_on")
        pays = tuple(self._pay(place) for place in range(len(self.tiers)))
        days = {"notice_days": told["notice_days"], "answer_days": told["answer_days"]}
        return Plan(pays=pays, **{name: told[name] for name in own}, **days)

    def once(self) -> dict[str, Any]:
        """What makes the same press twice one programme."""
        return {"submission": self.cleaned_data["submission"]}

    def _pay(self, place: int) -> Pay | None:
        told: dict[str, Decimal | str | None] = {n: self.cleaned_data[f"tier{place}_{n}"] for n in _FIELDS}
        return Pay(**told) if any(value not in (None, "") for value in told.values()) else None  # type: ignore[arg-type]


def initial(programme: Programme | None, province: str) -> dict[str, Any]:
    """What the form shows at first: the programme's words, or today and the province."""
    if programme is None:
        today = localdate()
        return {"year": today.year, "region": province, "examined_on": today, "revision": 0}
    own = (
        "title",
        "year",
        "region",
        "examined_on",
        "notice_days",
        "answer_days",
        "funded_by",
        "contact",
        "guide",
        "revision",
    )
    told = {name: getattr(programme, name) for name in own} | {"published_on": programme.policy_published_on}
    for place, stored in enumerate(programme.pays):
        pay = read_pay(stored)
        told |= {f"tier{place}_{name}": getattr(pay, name) for name in _FIELDS}
    return told
