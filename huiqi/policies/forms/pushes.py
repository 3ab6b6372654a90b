"""The form by which a firm says how it wants to be told of policies."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.policies.models import PushChoice
from huiqi.policies.services.choosing import Wish
from huiqi.policies.words import PushRhythm
from huiqi.ui.fields import WholeField

PERSONAL, GENERAL = "personal", "general"


class WishForm(forms.Form):
    """Rhythm, limit, and whether what is known of the firm may be used for it."""

    profiled = forms.ChoiceField(
        label=_("推送什么"),
        choices=[
            (PERSONAL, _("按本单位的情况匹配：只推送与我们有关的")),
            (GENERAL, _("不按本单位的情况：每周一收一份人人相同的新政策清单")),
        ],
        help_text=_("您有权不接受按自身情况作出的推送（个人信息保护法第二十四条），随时可以改。"),
        widget=forms.RadioSelect,
    )
    rhythm = forms.ChoiceField(label=_("多久一次"), widget=forms.RadioSelect)
    weekly = WholeField(
        label=_("每周最多几条"),
        min_value=1,
        max_value=20,
        help_text=_("超过的不丢，并入下周一的汇总。"),
        error_messages={
            "invalid": _("请填写 1 到 20 的整数。"),
            "min_value": _("请填写 1 到 20 的整数。"),
            "max_value": _("请填写 1 到 20 的整数。"),
            "required": _("请填写 1 到 20 的整数。"),
        },
        widget=forms.TextInput({"inputmode": "numeric", "data-width": "s", "data-suffix": _("条")}),
    )

    def __init__(self, data: Any, *, kept: PushChoice) -> None:
        shown = {
            "profiled": PERSONAL if kept.profiled else GENERAL,
            "rhythm": str(kept.rhythm.value),
            "weekly": kept.weekly,
        }
        super().__init__(data, initial=shown)
        rhythm = self.fields["rhythm"]
        assert isinstance(rhythm, forms.ChoiceField)
        rhythm.choices = choices(PushRhythm)

    def wish(self) -> Wish:
        """What was chosen."""
        told = self.cleaned_data
        return Wish(PushRhythm(told["rhythm"]), told["weekly"], told["profiled"] == PERSONAL)
