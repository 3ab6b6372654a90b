"""The form that asks how a demand stood at a moment."""

from datetime import datetime

from django import forms
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _


class MomentForm(forms.Form):
    """A past moment, to the minute; the whole minute counts."""

    at = forms.DateTimeField(
        label=_("哪一刻"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S.%f"],
        widget=forms.DateTimeInput({"type": "datetime-local", "data-width": "m"}, format="%Y-%m-%dT%H:%M"),
        error_messages={
            "required": _("请填写日期和时间。"),
            "invalid": _("请填写日期和时间，例如 2026-11-27 09:30。"),
        },
    )

    def clean_at(self) -> datetime:
        """Nobody knows the future."""
        at: datetime = self.cleaned_data["at"]
        if at > now():
            raise forms.ValidationError(_("这一刻还没有到。请填写过去的时间。"))
        if at.year < 2000:
            raise forms.ValidationError(_("请填写 2000 年以后的时间。"))
        return at if at.second else at.replace(second=59, microsecond=999_999)
