"""The form by which a firm records what became of a policy."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.policies.rules.outcomes import OWN
from huiqi.policies.services.outcomes import Outcome
from huiqi.policies.wording.funnel import OWN_LABELS
from huiqi.policies.words import Stage
from huiqi.ui.fields import AmountField, SeenField

TEN_THOUSAND = Decimal(10_000)


def _offered() -> list[tuple[str, Any]]:
    return [(str(stage.value), OWN_LABELS[stage]) for stage in OWN]


class OutcomeForm(forms.Form):
    """A step, its day, the amount in 万元, and a paper."""

    stage = forms.ChoiceField(
        label=_("到了哪一步"), choices=_offered, widget=forms.RadioSelect({"data-kind": "inline"})
    )
    on = forms.DateField(
        label=_("哪一天"),
        error_messages={
            "invalid": _("请填写真实存在的日期，例如 2024-03-01。"),
            "required": _("请填写是哪一天。"),
        },
        widget=forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
    )
    amount = AmountField(
        label=_("金额"),
        required=False,
        max_digits=16,
        decimal_places=6,
        help_text=_("获批和到账要填。"),
        error_messages={
            name: _("请填写金额，单位是万元，例如 12.5。")
            for name in ("invalid", "max_digits", "max_decimal_places", "max_whole_digits")
        },
        widget=forms.TextInput({"inputmode": "decimal", "data-width": "s", "data-suffix": _("万元")}),
    )
    reason = SeenField(
        label=_("原因"), required=False, max_length=300, help_text=_("未通过的，写明告知书上的原因，方便窗口帮您。")
    )
    proof = forms.FileField(label=_("凭证"), required=False, help_text=_("批复、到账回单等，不超过 20 MB。"))

    def outcome(self) -> Outcome:
        """What was recorded, in yuan."""
        told, given = self.cleaned_data, self.cleaned_data["proof"]
        amount = None if told["amount"] is None else (told["amount"] * TEN_THOUSAND).quantize(Decimal("0.01"))
        proof = (given.name, given, given.size) if given else None
        stage = Stage(told["stage"])
        return Outcome(stage, told["on"], None if stage is Stage.REFUSED else amount, proof, told["reason"])
