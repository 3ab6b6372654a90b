"""Forms of how long something is kept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import ActorForm
from huiqi.ui.fields import CodeField


class HoldForm(ActorForm):
    """Which demand is exempt, and why."""

    number = CodeField(label=_("诉求编号"), max_length=24, error_messages={"required": _("请填写诉求编号。")})
    reason = forms.CharField(
        label=_("为什么暂缓删除"),
        max_length=300,
        help_text=_("例如：法院调取，案号；检查需要。"),
        error_messages={"required": _("请填写原因。"), "max_length": _("最多 300 字。")},
    )
