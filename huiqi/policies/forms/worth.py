"""The form of a tier: how its yuan are reckoned. Amounts are typed with their unit, so that 300 is never 300万."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.eligibility.vocabulary import FactType, facts_of, groups
from huiqi.eligibility.worth import Per
from huiqi.kernel.fields import choices
from huiqi.standards import money
from huiqi.standards.full_width import narrow
from huiqi.ui.fact_inputs import words_of
from huiqi.ui.fields import AmountField, Revised, SeenField

NONE, KEPT = "none", "kept"
RATE, EACH, AMOUNT = "rate", "each", "amount"
SORTS = {
    NONE: lazy("不折算成钱"),
    RATE: lazy("按比例：基数 × 百分之几"),
    EACH: lazy("按数量：每人（每项）多少元"),
    AMOUNT: lazy("定额：一共多少元"),
}
SPECIAL = frozenset({"rates", "slices", "years", "days_since"})
"""What this form has no place for: rates by condition, slices, times by years or days."""
BASES = ("base", "base_2", "base_3")
"""So many bases can be added up."""
UNIT = re.compile(r"[元百千万亿]")


class YuanField(forms.CharField):
    """An amount with its unit, `1500元` or `20万元`; a bare number is asked for its unit. Yuan, or None."""

    def clean(self, value: Any) -> Any:
        """The amount. Raises `ValidationError`."""
        text = narrow(str(super().clean(value))).strip()
        if not text:
            return None
        try:
            yuan = money.parse(text)
        except ValueError:
            raise forms.ValidationError(_("这不是一个金额。请写成 300万 或 5000元。")) from None
        if not UNIT.search(text):
            raise forms.ValidationError(_("金额没有写单位，不知道是元还是万元。请写成 300万 或 300元。"))
        if yuan <= 0:
            raise forms.ValidationError(_("金额要大于零。"))
        return yuan


def _yuan(label: Any, hint: Any = "", when: Any = "") -> YuanField:
    widget = forms.TextInput({"data-width": "m"} | ({"data-when": when} if when else {}))
    return YuanField(label=label, required=False, max_length=40, help_text=hint, widget=widget)


def _bases(*kinds: FactType) -> list[Any]:
    found = [
        (words_of(group, "label"), [(f.name, words_of(f, "label")) for f in facts_of(group.code) if f.type in kinds])
        for group in groups()
    ]
    return [("", _("请选择")), *(group for group in found if group[1])]


class WorthForm(Revised):
    """How the yuan of one tier are reckoned: base, rate, ceilings, article."""

    sort = forms.ChoiceField(label=lazy("怎样折算成钱"), widget=forms.RadioSelect)
    base = forms.ChoiceField(
        label=lazy("基数"),
        required=False,
        help_text=lazy("按比例的选金额，按数量的选人数或项数。"),
        widget=forms.Select({"data-when": lazy("（必填）")}),
    )
    base_2 = forms.ChoiceField(label=lazy("加上"), required=False)
    base_3 = forms.ChoiceField(label=lazy("再加上"), required=False)
    rate = AmountField(
        label=lazy("比例（%）"),
        required=False,
        min_value=Decimal("0.0001"),
        max_value=1000,
        max_digits=9,
        decimal_places=4,
        widget=forms.TextInput({"inputmode": "decimal", "data-width": "s", "data-when": lazy("（必填）")}),
    )
    each = _yuan(lazy("每人（每项）多少"), lazy("写上单位，例如 300万 或 5000元。"), lazy("（必填）"))
    amount = _yuan(lazy("一共多少"), lazy("写上单位，例如 300万 或 5000元。"), lazy("（必填）"))
    of_at_most = _yuan(lazy("基数最多算到"), lazy("文件没有写的空着。"))
    at_most = _yuan(lazy("最多给多少"), lazy("文件没有写的空着。"))
    upper = forms.BooleanField(label=lazy("文件写的是“最高”“不超过”，实际可能更少"), required=False)
    per = forms.ChoiceField(label=lazy("多久一次"), widget=forms.RadioSelect({"data-kind": "inline"}))
    clause = SeenField(
        label=lazy("依据哪一条"),
        max_length=100,
        required=False,
        help_text=lazy("例如：第三条。没有核到条款的空着，页面上会说明。"),
    )
    note = SeenField(
        label=lazy("口径"), max_length=300, required=False, help_text=lazy("算的时候当作怎样，例如：按全年缴足算。")
    )

    def __init__(self, *arguments: Any, stored: Mapping[str, Any] | None, **named: Any) -> None:
        super().__init__(*arguments, **{**named, "initial": {**_initial(stored), **named.get("initial", {})}})
        self.stored = dict(stored or {})
        kept = (
            {KEPT: _("照旧：这一档的算法分档、分段或按时间，只能由文件导入，这里不改")}
            if _is_special(self.stored)
            else {}
        )
        self.fields["sort"].choices = [*kept.items(), *SORTS.items()]  # type: ignore[attr-defined]
        self.fields["per"].choices = choices(Per)  # type: ignore[attr-defined]
        offered = _bases(FactType.MONEY, FactType.COUNT)
        for name in BASES:
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        if self.data.get("sort") in (NONE, KEPT):
            self.fields["per"].required = False

    def clean(self) -> dict[str, Any]:
        """What the chosen way of reckoning needs."""
        told = super().clean() or {}
        sort = told.get("sort")
        if sort in (RATE, EACH) and not told.get("base"):
            self.add_error("base", _("请选择按什么来算。"))
        if sort in (RATE, EACH, AMOUNT) and told.get(sort) is None and sort not in self.errors:
            self.add_error(sort, _("这一项不能空着，请填写。"))
        if sort == AMOUNT and (most := told.get("at_most")) and told.get(AMOUNT) and told[AMOUNT] > most:
            self.add_error("at_most", _("封顶比定额还少，请改其中一个。"))
        return told

    def said(self) -> dict[str, Any] | None:
        """The `worth` of the tier as a version holds it; None where it is not told in yuan."""
        told = self.cleaned_data
        sort = told["sort"]
        if sort == NONE:
            return None
        if sort == KEPT:
            return self.stored
        of = list(dict.fromkeys(told[name] for name in BASES if told[name]))
        value = told[RATE] / 100 if sort == RATE else told[sort]
        caps = {name: _plain(told[name]) for name in ("of_at_most", "at_most") if told[name] is not None}
        same_note = told["note"] == self.stored.get("note", "")
        return {
            **({"of": of} if sort != AMOUNT else {}),
            sort: _plain(value),
            **(caps if sort != AMOUNT else {k: v for k, v in caps.items() if k == "at_most"}),
            **({"upper": True} if told["upper"] else {}),
            "per": told["per"],
            **({"clause": told["clause"]} if told["clause"] else {}),
            **({"note": told["note"]} if told["note"] else {}),
            **({"note_en": self.stored["note_en"]} if same_note and self.stored.get("note_en") else {}),
            **({"instead_of": self.stored["instead_of"]} if self.stored.get("instead_of") else {}),
        }


def _is_special(stored: Mapping[str, Any]) -> bool:
    return bool(SPECIAL & set(stored)) or len(stored.get("of", ())) > len(BASES)


def _plain(number: Decimal) -> int | float:
    """As JSON holds it: whole numbers without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


def _initial(stored: Mapping[str, Any] | None) -> dict[str, Any]:
    if not stored:
        return {"sort": NONE, "per": Per.ONCE}
    sort = KEPT if _is_special(stored) else next(sort for sort in (RATE, EACH, AMOUNT) if sort in stored)
    shown: dict[str, Any] = {name: stored.get(name) for name in ("per", "clause", "note", "upper")}
    shown |= dict(zip(BASES, stored.get("of", ()), strict=False))
    shown |= {name: _written(stored[name]) for name in ("of_at_most", "at_most", EACH, AMOUNT) if name in stored}
    return shown | {"sort": sort, RATE: _percent(stored[RATE]) if RATE in stored else None}


def _percent(share: Any) -> str:
    return f"{(Decimal(str(share)) * 100).normalize():f}"


def _written(yuan: Any) -> str:
    """`20万元`, `1500元`: as it is typed."""
    amount = Decimal(str(yuan))
    return f"{(amount / 10_000).normalize():f}万元" if amount >= 10_000 else f"{amount.normalize():f}元"
