"""The form of a tier: how its yuan are reckoned. Amounts are typed with their unit, so that 300 is never 300万."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from huiqi.eligibility.vocabulary import FactType, facts_of, groups, vocabulary
from huiqi.eligibility.worth import Per
from huiqi.kernel.fields import choices
from huiqi.policies.rules import slices
from huiqi.standards import money
from huiqi.standards.full_width import narrow
from huiqi.ui.fact_inputs import words_of
from huiqi.ui.fields import AmountField, Revised, SeenField, WholeField

NONE, KEPT = "none", "kept"
RATE, EACH, AMOUNT, SLICES = "rate", "each", "amount", "slices"
SORTS = {
    NONE: lazy("不折算成钱"),
    RATE: lazy("按比例：基数 × 百分之几"),
    EACH: lazy("按数量：每人（每项）多少元"),
    SLICES: lazy("分段：基数的每一段各按各的算"),
    AMOUNT: lazy("定额：一共多少元"),
}
SPECIAL = frozenset({"rates"})
"""What this form has no place for: rates by condition. A clerk writes a tier for each, with its own condition."""
SLICE_FAULTS = {
    "slice_unread": lazy("第 %(line)d 行看不懂。请写成：500万元以内 2%%；最后一行可以写：超出 1%%。"),
    "slice_unit": lazy("第 %(line)d 行的金额没有写单位，不知道是元还是万元。请写成 300万元 或 300元。"),
    "slice_rate": lazy("第 %(line)d 行没有写比例。基数是金额时写百分之几，例如 2%%；基数是数量时写每个多少元。"),
    "slice_order": lazy("第 %(line)d 行不比上一行高。请从低到高写。"),
    "slice_gap": lazy("第 %(line)d 行开头的数和上一行的上限接不上。请改成同一个数。"),
    "slice_after_rest": lazy("“超出”要写在最后一行，第 %(line)d 行在它后面。"),
}
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
    slices = forms.CharField(
        label=lazy("各段怎么算"),
        required=False,
        max_length=1000,
        help_text=lazy(
            "从低到高，一段一行，例如“500万元以内 2%”，最后“超出 1%”。基数是人数或项数的写“10人以内 1000元”。"
        ),
        widget=forms.Textarea({"rows": 4, "data-when": lazy("（必填）")}),
    )
    amount = _yuan(lazy("一共多少"), lazy("写上单位，例如 300万 或 5000元。"), lazy("（必填）"))
    months = forms.ChoiceField(
        label=lazy("再乘以年数"), required=False, help_text=lazy("不按时间算的不选。年数由这一项的月数折算。")
    )
    years_most = WholeField(label=lazy("最多算几年"), required=False, min_value=1, max_value=30)
    days_since = forms.ChoiceField(
        label=lazy("再乘以天数"), required=False, help_text=lazy("从这一天算到检查那天；不按天数算的不选。")
    )
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
            {KEPT: _("照旧：这一档按条件分几个比例，这里不改；要改请每个比例写成一档，各设条件")}
            if _is_special(self.stored)
            else {}
        )
        self.fields["sort"].choices = [*kept.items(), *SORTS.items()]  # type: ignore[attr-defined]
        self.fields["per"].choices = choices(Per)  # type: ignore[attr-defined]
        offered = _bases(FactType.MONEY, FactType.COUNT)
        for name in BASES:
            self.fields[name].choices = offered  # type: ignore[attr-defined]
        self.fields["months"].choices = _bases(FactType.MONTHS)  # type: ignore[attr-defined]
        self.fields["days_since"].choices = _bases(FactType.DATE)  # type: ignore[attr-defined]
        if self.data.get("sort") in (NONE, KEPT):
            self.fields["per"].required = False

    def clean(self) -> dict[str, Any]:
        """What the chosen way of reckoning needs."""
        told = super().clean() or {}
        sort = told.get("sort")
        if sort in (RATE, EACH, SLICES) and not told.get("base"):
            self.add_error("base", _("请选择按什么来算。"))
        if sort in (RATE, EACH, AMOUNT, SLICES) and told.get(sort) in (None, "") and sort not in self.errors:
            self.add_error(sort, _("这一项不能空着，请填写。"))
        if sort == AMOUNT and (most := told.get("at_most")) and told.get(AMOUNT) and told[AMOUNT] > most:
            self.add_error("at_most", _("封顶比定额还少，请改其中一个。"))
        if bool(told.get("months")) != bool(told.get("years_most")) and "years_most" not in self.errors:
            self.add_error("years_most" if told.get("months") else "months", _("按年数算的，两项都要填。"))
        if sort == SLICES and told.get("base") and told.get(SLICES):
            told[SLICES] = self._slices(told)
        return told

    def _slices(self, told: Mapping[str, Any]) -> list[dict[str, Any]]:
        try:
            return slices.read(told[SLICES], of_money=_of_money(told["base"]))
        except slices.BadSlice as bad:
            self.add_error(SLICES, str(SLICE_FAULTS[bad.code]) % {"line": bad.line})
            return []

    def said(self) -> dict[str, Any] | None:
        """The `worth` of the tier as a version holds it; None where it is not told in yuan."""
        told = self.cleaned_data
        sort = told["sort"]
        if sort == NONE:
            return None
        if sort == KEPT:
            return self.stored
        of = list(dict.fromkeys(told[name] for name in BASES if told[name]))
        value = told[SLICES] if sort == SLICES else slices.plain(told[RATE] / 100 if sort == RATE else told[sort])
        caps = {name: slices.plain(told[name]) for name in ("of_at_most", "at_most") if told[name] is not None}
        same_note = told["note"] == self.stored.get("note", "")
        return {
            **({"of": of} if sort != AMOUNT else {}),
            sort: value,
            **self._times(),
            **(caps if sort != AMOUNT else {k: v for k, v in caps.items() if k == "at_most"}),
            **({"upper": True} if told["upper"] else {}),
            "per": told["per"],
            **({"clause": told["clause"]} if told["clause"] else {}),
            **({"note": told["note"]} if told["note"] else {}),
            **({"note_en": self.stored["note_en"]} if same_note and self.stored.get("note_en") else {}),
            **({"instead_of": self.stored["instead_of"]} if self.stored.get("instead_of") else {}),
        }

    def _times(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told["sort"] == AMOUNT:
            return {}
        years = {"years": {"months": told["months"], "at_most": told["years_most"]}} if told["months"] else {}
        return years | ({"days_since": told["days_since"]} if told["days_since"] else {})


def _of_money(fact: str) -> bool:
    return vocabulary()[fact].type is FactType.MONEY


def _is_special(stored: Mapping[str, Any]) -> bool:
    return bool(SPECIAL & set(stored)) or len(stored.get("of", ())) > len(BASES)


def _initial(stored: Mapping[str, Any] | None) -> dict[str, Any]:
    if not stored:
        return {"sort": NONE, "per": Per.ONCE}
    sort = KEPT if _is_special(stored) else next(sort for sort in (RATE, EACH, AMOUNT, SLICES) if sort in stored)
    shown: dict[str, Any] = {name: stored.get(name) for name in ("per", "clause", "note", "upper", "days_since")}
    if years := stored.get("years"):
        shown |= {"months": years["months"], "years_most": years["at_most"]}
    if SLICES in stored:
        shown[SLICES] = slices.typed(stored[SLICES], of_money=_of_money(stored["of"][0]))
    shown |= dict(zip(BASES, stored.get("of", ()), strict=False))
    shown |= {name: slices.written(stored[name]) for name in ("of_at_most", "at_most", EACH, AMOUNT) if name in stored}
    return shown | {"sort": sort, RATE: slices.percent(stored[RATE]) if RATE in stored else None}
