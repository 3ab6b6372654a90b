"""The small forms: reasons, a milestone reached, payment and invoice, the code of a firm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.agreements.forms.parts import AgreementForm, FilesField, ManyFiles, day_field, long_text, yuan_field
from huiqi.agreements.rules.effects import effects
from huiqi.agreements.services import Outcome
from huiqi.agreements.wording import REFUSALS, is_english
from huiqi.agreements.words import AgreementVerb, Verdict
from huiqi.ui.fields import AmountField, CodeField, SixDigitsField

FIGURES = range(1, 4)


class PlainForm(AgreementForm):
    """Nothing to say but yes."""


class ReasonForm(AgreementForm):
    """Why."""

    reason = long_text(_("原因"), hint=_("对方也能看到。"), rows=4)


class ReportForm(AgreementForm):
    """What was done in all."""

    report = long_text(_("完成情况"), hint=_("做了什么、交付了什么、成效怎样。企业据此确认。"), rows=6)


def _effect_choices() -> list[tuple[str, str]]:
    told = [
        (code, f"{one.label_en} {one.unit_en}" if is_english() else f"{one.label} {one.unit}")
        for code, one in effects().items()
    ]
    return [("", "—"), *told]


class OutcomeForm(AgreementForm):
    """What came of a milestone: words, up to three figures, files."""

    done_on = day_field(_("完成日期"), initial=localdate)
    words = long_text(_("结果"), hint=_("做成了什么，企业得到了什么。"), rows=4)
    attachments = FilesField(
        label=_("交付的文件和证明"),
        required=False,
        help_text=_("PDF、图片、Word、Excel，每个不超过 20 MB。填了成效的数，要附证明。"),
        widget=ManyFiles({"data-max-mb": "20", "multiple": True}),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for number in FIGURES:
            self.fields[f"effect_{number}"] = forms.ChoiceField(
                label=_("成效"), choices=_effect_choices, required=False
            )
            self.fields[f"figure_{number}"] = AmountField(
                label=_("多少"),
                max_digits=12,
                decimal_places=2,
                required=False,
                widget=forms.NumberInput({"data-width": "s", "step": "0.01", "inputmode": "decimal"}),
            )

    def figure_rows(self) -> list[dict[str, forms.BoundField]]:
        """The rows of figures, for the page."""
        return [{"effect": self[f"effect_{n}"], "figure": self[f"figure_{n}"]} for n in FIGURES]

    def clean(self) -> dict[str, Any]:
        """A figure has both its kind and its amount."""
        said = super().clean()
        for number in FIGURES:
            effect, figure = said.get(f"effect_{number}"), said.get(f"figure_{number}")
            if bool(effect) != (figure is not None) and not self.errors.get(f"figure_{number}"):
                self.add_error(f"figure_{number}" if effect else f"effect_{number}", str(REFUSALS["effect_half"]))
        return said

    def said(self) -> dict[str, Any]:
        """An outcome with its files."""
        told = self.cleaned_data
        figures = [(told[f"effect_{n}"], told[f"figure_{n}"]) for n in FIGURES if told.get(f"effect_{n}")]
        return {"outcome": Outcome(told["done_on"], told["words"], figures), "files": self.stored}


class VerdictForm(AgreementForm):
    """Whether two services are one, and by what that is known."""

    verdict = forms.TypedChoiceField(
        label=_("认定"),
        choices=lambda: [(str(one), gettext(one.label)) for one in Verdict],
        coerce=Verdict,
        widget=forms.RadioSelect,
    )
    reason = long_text(_("依据"), hint=_("向谁核实的、看了什么。两边的窗口和承办单位都看得到。"), rows=4)


class PaymentForm(AgreementForm):
    """What was paid in all, and when last."""

    amount = yuan_field(_("已付金额"), hint=_("累计付了多少。"))
    paid_on = day_field(_("付款日期"), initial=localdate)


class InvoiceForm(AgreementForm):
    """The invoice of what was paid."""

    number = CodeField(
        label=_("发票号码"),
        help_text=_("8 位或 20 位数字，不是发票代码。"),
        max_length=40,
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "l", "autocomplete": "off"}),
    )
    amount = yuan_field(_("发票金额"))


class CodeForm(forms.Form):
    """The code that was sent to the firm."""

    code = SixDigitsField(
        label=_("验证码"),
        help_text=_("短信里的六位数字，十分钟内有效。"),
        error_messages={"invalid": _("验证码是六位数字。")},
    )


_V = AgreementVerb
FORMS: dict[AgreementVerb, type[AgreementForm]] = {
    _V.SIGN: PlainForm,
    _V.AGREE: PlainForm,
    _V.DECLINE: ReasonForm,
    _V.REPORT: ReportForm,
    _V.CONFIRM: PlainForm,
    _V.DISPUTE: ReasonForm,
    _V.DECLARE_PAYMENT: PaymentForm,
    _V.RECORD_INVOICE: InvoiceForm,
    _V.END: ReasonForm,
}
"""The form of each verb that has a page of its own; terms and outcomes have theirs."""
