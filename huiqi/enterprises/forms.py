"""Forms of enterprises: registering one. What it knows is asked by `ui.fact_fields`, fact by fact."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.enterprises.services import Registration
from huiqi.enterprises.words import RegistrationKind
from huiqi.kernel.fields import choices
from huiqi.standards import industries, regions


def region_choices(province: str) -> list[tuple[Any, Any]]:
    """The counties of a province, grouped by city; what the province directs itself stands first."""
    direct: list[tuple[str, str]] = []
    groups: list[tuple[Any, Any]] = []
    for child in regions.find(province).children:
        below = [(county.code, county.name) for county in child.children]
        if below:
            groups.append((child.name, below))
        else:
            direct.append((child.code, child.name))
    return [("", _("请选择")), *([(_("省直辖"), direct)] if direct else []), *groups]


class RegistrationForm(forms.Form):
    """Everything needed to open a firm's account, in one short page."""

    kind = forms.ChoiceField(label=_("主体类型"), choices=lambda: choices(RegistrationKind))
    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        required=False,
        help_text=_("营业执照右上角的 18 位代码。创业团队和个人不用填。"),
        widget=forms.TextInput(attrs={"maxlength": 40, "autocomplete": "off", "data-width": "l"}),
    )
    name = forms.CharField(
        label=_("名称"),
        max_length=200,
        error_messages={"required": _("请填写营业执照上的名称；团队或个人填一个称呼。")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    region = forms.ChoiceField(
        label=_("登记注册所在县（市、区）"), error_messages={"required": _("请选择所在的县（市、区）。")}
    )
    industry = forms.CharField(
        label=_("行业"),
        required=False,
        help_text=_("行业代码或名称，例如 3311 或“金属结构制造”。说不准可以先不填。"),
        widget=forms.TextInput(attrs={"data-width": "l", "autocomplete": "off"}),
    )
    contact_name = forms.CharField(
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
        field.choices = region_choices(province)

    def clean_industry(self) -> str:
        """Take a code, or a name that means exactly one industry."""
        text = self.cleaned_data["industry"].strip()
        if not text:
            return ""
        try:
            return industries.find(text).code
        except LookupError:
            return self._named_industry(text)

    def _named_industry(self, text: str) -> str:
        found = industries.search(text, 6)
        exact = [node for node in found if node.name == text]
        if len(exact) == 1 or len(found) == 1:
            return (exact or found)[0].code
        if not found:
            raise forms.ValidationError(_("没有找到这个行业。请换个说法，或填写营业执照上的行业代码。"))
        listed = "、".join(f"{node.code} {node.name}" for node in (exact or found))
        raise forms.ValidationError(_("有几个相近的行业，请填写其中一个代码：%(listed)s。"), params={"listed": listed})

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
