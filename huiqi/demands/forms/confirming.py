"""The forms by which who spoke confirms what was written down for him."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.kernel.refusal import Refused, tell
from huiqi.ui.fields import SixDigitsField


def _code(label: Any, hint: Any = "", *, required: bool = True) -> SixDigitsField:
    """Six digits."""
    return SixDigitsField(
        label=label,
        help_text=hint,
        required=required,
        error_messages={"required": _("请填写六位确认码。"), "invalid": wording.REFUSALS["wrong_code"]},
    )


class ConfirmCodeForm(forms.Form):
    """The code that who spoke reads out from his telephone."""

    code = _code(_("对方说出的确认码"), _("对方听过没有错，就把短信里的六位数字告诉您。"))

    def refuse(self, refused: Refused) -> None:
        """Say beside the field why it is not confirmed."""
        tell(self, refused, wording.refusal(refused))


class ScreenForm(forms.Form):
    """The page turned to the visitor: a signature, or the code from his telephone."""

    signature = forms.CharField(
        label=_("请在框里签名"), required=False, widget=forms.HiddenInput({"data-signature": True})
    )
    code = _code(_("或者填短信里的确认码"), required=False)

    def __init__(self, *arguments: Any, has_mobile: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if not has_mobile:
            del self.fields["code"]

    def said(self) -> dict[str, str]:
        """What the service takes."""
        return {"signature": self.cleaned_data["signature"], "code": self.cleaned_data.get("code", "")}

    def refuse(self, refused: Refused) -> None:
        """Say at its place why it is not confirmed."""
        tell(self, refused, wording.refusal(refused))
