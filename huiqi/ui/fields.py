"""Fields that every app's forms are made of."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.text import visible

if TYPE_CHECKING:
    from collections.abc import Callable


class SeenField(forms.CharField):
    """A line of text as people see it: what nobody sees is left out, and where nothing is left it is empty."""

    def to_python(self, value: Any) -> str:
        """The line as it is seen."""
        return visible(super().to_python(value) or "")


def day_field(
    label: Any, hint: Any = "", *, required: bool = True, initial: "date | Callable[[], date] | None" = None
) -> forms.DateField:
    """A day, chosen from a calendar or typed."""
    messages = {"required": _("请填写日期。"), "invalid": _("请填写日期，例如 2026-11-27。")}
    widget = forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, help_text=hint, required=required, widget=widget, error_messages=messages, initial=initial
    )
