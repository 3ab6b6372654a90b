"""The form that asks since when a firm holds what it holds."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from huiqi.policies.wording.calendar import certificate


class SinceForm(forms.Form):
    """One day for each certificate of which nobody knows it yet; what is left empty stays unknown."""

    def __init__(self, data: Any, *, codes: Sequence[str], on: date) -> None:
        super().__init__(data)
        self.on, self.codes = on, codes
        for code in codes:
            self.fields[code] = forms.DateField(
                label=_("%(certificate)s：发证日期") % {"certificate": certificate(code)},
                required=False,
                error_messages={"invalid": _("请填写真实存在的日期，例如 2024-03-01。")},
                widget=forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
            )

    def clean(self) -> dict[str, Any]:
        """No certificate is issued tomorrow, and none was before there were any."""
        told = super().clean() or {}
        for code in self.codes:
            day = told.get(code)
            if day and not date(1990, 1, 1) <= day <= self.on:
                self.add_error(code, _("发证日期要在今天或以前，请看证书上的日期。"))
        return told

    def since(self) -> dict[str, date]:
        """The days that were said."""
        return {code: self.cleaned_data[code] for code in self.codes if self.cleaned_data.get(code)}
