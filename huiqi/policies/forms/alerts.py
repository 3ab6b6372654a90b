"""The form by which somebody without an account saves a search."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AlertForm(forms.Form):
    """A mail address, and a field that no person sees: whoever fills it in is a robot."""

    mail = forms.EmailField(
        label=_("邮箱"),
        max_length=254,
        help_text=_(
            "先发一封确认邮件，确认以后才开始提醒。除了邮箱和这个搜索，什么都不记；半年后自动删除，随时可以一键退订。"
        ),
        error_messages={
            "invalid": _("这不像一个邮箱地址，例如 name@example.com。"),
            "required": _("请填写收提醒的邮箱。"),
        },
        widget=forms.EmailInput({"autocomplete": "email", "data-width": "l"}),
    )
    website = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput())

    def is_robot(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))
