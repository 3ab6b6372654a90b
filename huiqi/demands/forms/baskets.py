"""From when on a handler is in a basket."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.rules.baskets import MOST_DAYS, MOST_WAITING, Thresholds
from huiqi.ui.fields import Revised, WholeField


def _number(label: Any, most: int) -> WholeField:
    widget = forms.NumberInput({"data-width": "s", "min": "1", "max": str(most), "inputmode": "numeric"})
    messages = {"required": _("请填写整数。"), "invalid": _("请填写整数。")}
    return WholeField(label=label, widget=widget, error_messages=messages)


class BasketForm(Revised):
    """The thresholds of one kind of handler."""

    most = _number(_("待办超过几件算积压过多"), MOST_WAITING)
    forgotten_days = _number(_("几个工作日没人动算遗忘"), MOST_DAYS)
    quiet_days = _number(_("几个工作日什么也没办算久无动静"), MOST_DAYS)

    def said(self) -> Thresholds:
        """What the service takes."""
        told = self.cleaned_data
        return Thresholds(told["most"], told["forgotten_days"], told["quiet_days"])
