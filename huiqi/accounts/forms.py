"""Forms of signing in, and of keeping a password."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.models import Organisation, Person
from huiqi.accounts.permissions import OFFICES, SEATS
from huiqi.accounts.wording import REFUSALS
from huiqi.accounts.words import MOBILE, OrganisationKind
from huiqi.kernel.access import Role
from huiqi.ui.fields import DigitsField, SeenField, SixDigitsField


class MobileForm(forms.Form):
    """Whose code?"""

    mobile = DigitsField(
        MOBILE,
        label=_("手机号"),
        error_messages={
            "required": _("请填写手机号。"),
            "invalid": _("请填写 11 位手机号，例如 13800000000。"),
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "tel"}),
    )


class CodeForm(MobileForm):
    """The code that came."""

    code = SixDigitsField(
        label=_("验证码"),
        help_text=_("短信里的六位数字，十分钟内有效。"),
        error_messages={"required": _("请填写验证码。"), "invalid": _("验证码是六位数字。")},
    )


class PasswordForm(MobileForm):
    """Or the password."""

    password = forms.CharField(
        label=_("密码"),
        error_messages={"required": _("请填写密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class NewPasswordForm(forms.Form):
    """A password of one's own choice; whoever has one already shows that he knows it."""

    current = forms.CharField(
        label=_("现在的密码"),
        error_messages={"required": _("请填写现在的密码。忘记了的，请退出后用验证码登录，再来设置。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        help_text=_("至少八位，不要用手机号、姓名或常见的密码。"),
        error_messages={"required": _("请填写新密码。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再填一次新密码"),
        error_messages={"required": _("请把新密码再填一次。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *arguments: Any, person: Person, knows_it: bool, **named: Any) -> None:
        """`knows_it`: the person has no password yet, or came in by a code in the last minutes."""
        super().__init__(*arguments, **named)
        self.person = person
        if knows_it:
            del self.fields["current"]

    def clean_current(self) -> str:
        """It must be his."""
        current = str(self.cleaned_data["current"])
        if not self.person.check_password(current):
            raise forms.ValidationError(REFUSALS["wrong_current_password"])
        return current

    def clean_new(self) -> str:
        """Long enough, no word that is tried first, and not the one there is (which somebody else may have seen)."""
        new = str(self.cleaned_data["new"])
        if self.person.check_password(new):
            raise forms.ValidationError(_("新密码不能和现在的密码相同。请另写一个。"))
        validate_password(new, self.person)
        return new

    def clean(self) -> dict[str, Any]:
        """Twice the same."""
        said = super().clean() or self.cleaned_data
        if said.get("new") and said.get("again") and said["new"] != said["again"]:
            self.add_error("again", _("两次填的新密码不一样。请再填一次。"))
        return said


class OfficeForm(forms.Form):
    """An authority or a finance department."""

    kind = forms.TypedChoiceField(
        label=_("这是"),
        widget=forms.RadioSelect,
        coerce=OrganisationKind,
        error_messages={"required": _("请选择一项。")},
    )
    name = SeenField(
        label=_("单位全称"),
        max_length=200,
        help_text=_("与公章一致。指南和清单由它审核的，名称会写在公开的页面上。"),
        error_messages={"required": _("请填写单位全称。")},
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["kind"].choices = [(kind.value, gettext(kind.label)) for kind in OFFICES]  # type: ignore[attr-defined]


class AppointForm(MobileForm):
    """Who gets which seat."""

    name = SeenField(label=_("姓名"), max_length=60, error_messages={"required": _("请填写姓名。")})
    role = forms.TypedChoiceField(
        label=_("担任岗位"), widget=forms.RadioSelect, coerce=Role, error_messages={"required": _("请选择一项。")}
    )

    def __init__(self, *arguments: Any, organisation: Organisation, **named: Any) -> None:
        super().__init__(*arguments, **named)
        roles = SEATS[organisation.kind]
        self.fields["role"].choices = [(role.value, gettext(role.label)) for role in roles]  # type: ignore[attr-defined]
        self.fields["role"].initial = roles[0].value if len(roles) == 1 else None


def _reason(hint: Any) -> SeenField:
    messages = {"required": _("请写明原因。")}
    return SeenField(label=_("原因"), max_length=200, help_text=hint, error_messages=messages)


class DismissForm(forms.Form):
    """Why a seat ends."""

    reason = _reason(_("例如：调离、退休、岗位调整。记入日志。"))


class CorrectOfficeForm(forms.Form):
    """The name of an office as it is right, and why it was wrong."""

    name = SeenField(label=_("单位全称"), max_length=200, error_messages={"required": _("请填写单位全称。")})
    reason = _reason(_("例如：录错一个字、单位更名。记入日志。"))


class CorrectPersonForm(forms.Form):
    """The name of a person as it is right, and why it was wrong."""

    name = SeenField(label=_("姓名"), max_length=60, error_messages={"required": _("请填写姓名。")})
    reason = _reason(_("例如：录错一个字、改了名字。记入日志。"))
