"""The sheet of a return visit: what became of the call, what the enterprise said; and the share that is drawn."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import YES_NO, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.services import Visit
from huiqi.demands.words import RatingLevel, VisitOutcome
from huiqi.kernel.fields import choices
from huiqi.ui.fields import WholeField

IF_REACHED = _("（联系上了的必填）")


class VisitForm(VerbForm):
    """What the return visit found (K23), and how satisfied the enterprise says to be."""

    outcome = forms.ChoiceField(
        label=_("电话打得怎样"),
        choices=lambda: choices(VisitOutcome),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选择电话打得怎样。")},
    )
    need_met = forms.ChoiceField(
        label=_("需求得到满足了吗"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect({"data-kind": "inline", "data-when": IF_REACHED}),
    )
    follow_up = forms.ChoiceField(
        label=_("还需要后续服务吗"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect({"data-kind": "inline", "data-when": IF_REACHED}),
    )
    level = forms.ChoiceField(
        label=_("总的来说满意吗"),
        help_text=_("对方愿意说才记，和企业自己的评价分开统计。"),
        choices=lambda: [("", _("没有说")), *choices(RatingLevel)],
        required=False,
        widget=forms.Select({"data-width": "m"}),
    )
    opinion = long_text(_("意见和建议"), "opinion", required=False, rows=4)
    call_after = forms.DateTimeField(
        label=_("约定什么时候再打"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local", "data-width": "m", "data-when": _("（约定再打的必填）")}),
        input_formats=["%Y-%m-%dT%H:%M"],
        error_messages={"invalid": _("请填日期和时间。")},
    )

    def clean(self) -> dict[str, Any]:
        """Whoever is called later is called at some time; a time as it is read here."""
        said = super().clean()
        if said.get("outcome") == VisitOutcome.CALL_LATER and not said.get("call_after") and "call_after" in said:
            self.add_error("call_after", _("请填约定的时间。"))
        return said

    def said(self) -> dict[str, Any]:
        """A visit."""
        told = self.cleaned_data
        answers = {name: {"yes": True, "no": False}.get(told[name]) for name in ("need_met", "follow_up")}
        after = told["call_after"]
        return {
            "visit": Visit(
                told["outcome"] == VisitOutcome.REACHED,
                opinion=told["opinion"],
                outcome=VisitOutcome(told["outcome"]),
                level=RatingLevel(told["level"]) if told["level"] else None,
                call_after=make_aware(after) if after and is_naive(after) else after,
                **answers,
            )
        }


class ShareForm(forms.Form):
    """How many of a hundred are drawn."""

    percent = WholeField(
        label=_("抽样比例"),
        min_value=1,
        max_value=100,
        widget=forms.NumberInput({"data-suffix": "%", "data-width": "xs"}),
        error_messages={"min_value": _("请填 1 到 100 之间的整数。"), "max_value": _("请填 1 到 100 之间的整数。")},
    )
