"""Forms of signing in."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

mobile_number = RegexValidator(r"^1[3-9]\d{9}$", _("请填写 11 位手机号，例如 13800000000。"))


class MobileForm(forms.Form):
    """Whose code?"""

    mobile = forms.CharField(
        label=_("手机号"),
        validators=[mobile_number],
        error_messages={"required": _("请填写手机号。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "tel", "maxlength": 11}),
    )


class CodeForm(MobileForm):
    """The code that came."""

    code = forms.RegexField(
        r"^\d{6}$",
        label=_("验证码"),
        help_text=_("短信里的六位数字，十分钟内有效。"),
        error_messages={"required": _("请填写验证码。"), "invalid": _("验证码是六位数字。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": 6}),
    )


class PasswordForm(MobileForm):
    """Or the password."""

    password = forms.CharField(
        label=_("密码"),
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
