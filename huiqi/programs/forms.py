"""The forms of keys: what is asked for, and why one is declined or ended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.kernel.fields import choices
from huiqi.kernel.refs import uuid7
from huiqi.programs.services import Asking
from huiqi.programs.words import Scope, Term
from huiqi.ui.fields import SeenField

SCOPE_HINTS = {
    Scope.HANDOFFS.value: _("企业把交接编号交给受理系统以后，凭编号取它带去的那几项；取过一次，企业就看得到。"),
    Scope.OUTCOMES.value: _("记下受理、获批、到账或未通过，并通知企业；只限本单位服务的企业。"),
}


class AskForm(forms.Form):
    """A key for one program of the office."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid7)
    name = SeenField(label=_("程序名称"), max_length=60, help_text=_("一个程序一把密钥，例如“市级惠企申报系统”。"))
    run_by = SeenField(label=_("由谁运行"), max_length=100, help_text=_("运行单位和负责人，出了事找得到。"))
    purpose = SeenField(
        label=_("用来做什么"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("审批的人看这一段。"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("权限"),
        choices=lambda: choices(Scope),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("只选用得着的。"),
        error_messages={"required": _("请至少选一项权限。")},
    )
    term = forms.ChoiceField(
        label=_("期限"),
        choices=lambda: choices(Term),
        widget=forms.RadioSelect,
        initial=Term.HALF.value,
        help_text=_("从取出那天算起，到期就打不开，要重新申请。"),
    )

    def asking(self) -> Asking:
        """What is asked for."""
        told = self.cleaned_data
        scopes = [Scope(one) for one in told["scopes"]]
        return Asking(told["name"], told["purpose"], told["run_by"], scopes, Term(told["term"]))


class ReasonForm(forms.Form):
    """Why."""

    reason = SeenField(label=_("原因"), max_length=300, help_text=_("申请单位看得到。"))
