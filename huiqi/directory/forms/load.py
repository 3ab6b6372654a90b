"""The form in which a handler says how many demands it can carry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.ui.fields import WholeField


class LoadForm(forms.Form):
    """One number."""

    carries = WholeField(
        label=_("同时能办几件诉求"),
        help_text=_("0 表示现在不接新的。"),
        min_value=0,
        max_value=999,
        widget=forms.NumberInput({"data-width": "s", "inputmode": "numeric"}),
        error_messages={
            "required": _("请填写件数。"),
            "invalid": _("请填写整数。"),
            "min_value": _("请填 0 到 999 之间的整数。"),
            "max_value": _("请填 0 到 999 之间的整数。"),
        },
    )
