"""Forms of how long something is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import ActorForm
from huiqi.demands.rules.retention import MOST_YEARS
from huiqi.ui.fields import CodeField, WholeField


class HoldForm(ActorForm):
    """Which demand is exempt, and why."""

    number = CodeField(label=_("诉求编号"), max_length=24, error_messages={"required": _("请填写诉求编号。")})
    reason = forms.CharField(
        label=_("为什么暂缓删除"),
        max_length=300,
        help_text=_("例如：法院调取，案号；检查需要。"),
        error_messages={"required": _("请填写原因。"), "max_length": _("最多 300 字。")},
    )


class RuleForm(ActorForm):
    """How many years, and whether the rule is followed."""

    years = WholeField(
        label=_("办结后保存几年"),
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.NumberInput({"data-width": "s", "min": "1", "max": str(MOST_YEARS), "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("请填 1 到 100 之间的整数。")
        ),
    )
    is_on = forms.BooleanField(label=_("启用这条规则"), required=False)
    revision = WholeField(widget=forms.HiddenInput)
