"""Forms of enterprises: registering one. What it knows is asked by `ui.fact_fields`, fact by fact."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.enterprises.services import Registration
from huiqi.enterprises.wording import REFUSALS
from huiqi.enterprises.words import RegistrationKind
from huiqi.kernel.fields import choices
from huiqi.standards import credit_code
from huiqi.ui.fact_fields import region_choices
from huiqi.ui.fact_inputs import resolve_industry
from huiqi.ui.fields import SeenField


class RegistrationForm(forms.Form):
    """Everything needed to open a firm's account, in one short page."""

    kind = forms.ChoiceField(
        label=_("主体类型"),
        choices=lambda: choices(RegistrationKind),
        error_messages={"invalid_choice": _("没有这个类型，请从列表里选择。")},
    )
    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        required=False,
        max_length=40,
        help_text=_("营业执照右上角的 18 位代码。创业团队和个人不用填。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "data-width": "l", "data-when": _("（企业必填）")}),
    )
    name = SeenField(
        label=_("名称"),
        max_length=200,
        error_messages={"required": _("请填写营业执照上的名称；团队或个人填一个称呼。")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    region = forms.ChoiceField(
        label=_("登记注册所在县（市、区）"),
        error_messages={
            "required": _("请选择所在的县（市、区）。"),
            "invalid_choice": _("没有这个地方，请从列表里选择。"),
        },
    )
    industry = forms.CharField(
        label=_("行业"),
        required=False,
        help_text=_("行业代码或名称，例如 3311 或“金属结构制造”。说不准可以先不填。"),
        widget=forms.TextInput(attrs={"data-width": "l", "autocomplete": "off"}),
    )
    contact_name = SeenField(
        label=_("联系人"),
        max_length=60,
        error_messages={"required": _("请填写联系人姓名。")},
        widget=forms.TextInput(attrs={"autocomplete": "name", "data-width": "m"}),
    )
    consent = forms.BooleanField(
        label=_("我已阅读并同意《个人信息处理说明》"),
        error_messages={"required": _("需要您同意后才能登记。不同意也可以不登记，直接做政策体检。")},
    )
    submission = forms.UUIDField(widget=forms.HiddenInput(attrs={"data-draft-keep": True}), initial=uuid.uuid4)

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *region_choices(province)[1:]]

    def clean_industry(self) -> str:
        """Take a code, or a name that means exactly one industry."""
        text = self.cleaned_data["industry"].strip()
        return resolve_industry(text).code if text else ""

    def clean(self) -> dict[str, Any]:
        """Take the credit code apart here too, so that every wrong field is told at once."""
        said = super().clean() or self.cleaned_data
        problem = credit_code.examine(said["uscc"]).problem if said.get("uscc") else None
        if problem:
            self.add_error("uscc", REFUSALS[f"uscc_{problem}"])
        return said

    def told(self, mobile: str) -> Registration:
        """What was said, with the mobile number of who said it."""
        data = self.cleaned_data
        return Registration(
            kind=data["kind"],
            name=data["name"],
            region=data["region"],
            contact_name=data["contact_name"],
            contact_mobile=mobile,
            uscc=data["uscc"].strip() or None,
            industry=data["industry"],
        )
