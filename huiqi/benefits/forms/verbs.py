"""Forms of the verbs: a reason, an account, an objection and its answer, days of payments."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.benefits.services import Account
from huiqi.ui.fields import CodeField, Revised, day_field

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation

LONG = 5_000


def _text(label: Any, hint: Any = "", *, rows: int = 3) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=LONG, help_text=hint, widget=widget)


class VerbForm(Revised):
    """A verb that needs no words."""

    def said(self) -> dict[str, Any]:
        """What the service takes beside who and when."""
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


def _office(label: Any, seated: Sequence[Organisation]) -> forms.TypedChoiceField:
    """One of the offices that have somebody; the only one is chosen already."""
    choices = [(str(one.ref), one.name) for one in seated]
    first = choices[0][0] if len(choices) == 1 else ""
    offered = choices if first else [("", gettext("请选择")), *choices]
    unnamed = {"required": _("请选择由哪个单位办理。有主管部门、财政部门的，不能由枢纽平台代办。")}
    return forms.TypedChoiceField(label=label, choices=offered, initial=first, coerce=UUID, error_messages=unnamed)


class SubmitForm(VerbForm):
    """Which authority reviews the guide; nothing to choose where none is seated."""

    def __init__(self, *arguments: Any, seated: Sequence[Organisation], **named: Any) -> None:
        super().__init__(*arguments, **named)
        if seated:
            self.fields["authority"] = _office(_("由哪个主管部门审核"), seated)


class SendForm(forms.Form):
    """Which finance department confirms a payment list; nothing to choose where none is seated."""

    def __init__(self, *arguments: Any, seated: Sequence[Organisation], **named: Any) -> None:
        super().__init__(*arguments, **named)
        if seated:
            self.fields["finance"] = _office(_("由哪个财政部门确认"), seated)


class ReasonForm(VerbForm):
    """A verb that says why."""

    reason = _text(_("理由"))


class RecoverForm(ReasonForm):
    """When what was paid wrongly was taken back, and why."""

    on = day_field(_("追回的日期"))


class AccountForm(VerbForm):
    """Where a firm's money goes."""

    account_name = forms.CharField(label=_("户名"), max_length=200, help_text=_("与企业名称一致。"))
    bank = forms.CharField(label=_("开户银行"), max_length=120, help_text=_("写到支行，例如：中国银行郑州文化支行。"))
    account = CodeField(
        label=_("账号"), max_length=60, widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"})
    )

    def said(self) -> dict[str, Any]:
        """The account, as the service takes it."""
        told = self.cleaned_data
        return {"account": Account(told["account_name"], told["bank"], told["account"])}


class ObjectForm(forms.Form):
    """What is wrong with a firm on the list."""

    words = _text(_("您的异议"), _("写明哪里不对、依据是什么。会答复您本人；公示的名单上看不到您是谁。"), rows=5)


class AnswerForm(forms.Form):
    """An objection decided."""

    upheld = forms.TypedChoiceField(
        label=_("异议"),
        widget=forms.RadioSelect,
        choices=[("yes", _("成立，剔除这家企业")), ("no", _("不成立，保留"))],
        coerce=lambda said: said == "yes",
    )
    answer = _text(_("答复"), _("写明理由和依据。"), rows=5)


class PaidForm(forms.Form):
    """A payment list was paid."""

    paid_on = day_field(_("付款日期"))
