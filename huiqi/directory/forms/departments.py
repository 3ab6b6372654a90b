"""Forms of departments, their duties, and experts."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from huiqi.directory.models import Department, Expert
from huiqi.directory.services import DepartmentEntry, Duty, ExpertEntry
from huiqi.directory.words import DepartmentLevel
from huiqi.kernel.fields import choices
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory
from huiqi.ui.fact_fields import places
from huiqi.ui.fields import day_field

if TYPE_CHECKING:
    from datetime import date

NOT_YOURS = _("这个地区不归您的窗口服务，请由当地窗口或省平台录入。")
SEPARATORS = re.compile(r"[、,，;；\s]+")


def line(label: Any, most: int, hint: Any = "", *, required: bool = False, width: str = "l") -> forms.CharField:
    """A field for a line of text."""
    widget = forms.TextInput(attrs={"data-width": width, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, help_text=hint, required=required, widget=widget)


def categories(label: Any, hint: Any = "", *, required: bool = False) -> forms.MultipleChoiceField:
    """A field for several of the fifteen categories."""
    return forms.MultipleChoiceField(
        label=label,
        help_text=hint,
        required=required,
        choices=lambda: choices(ServiceCategory),
        widget=forms.CheckboxSelectMultiple(attrs={"data-kind": "inline"}),
    )


def province_and_places(province: str) -> list[tuple[str, Any]]:
    """The places of a province, and before them the province itself."""
    first, *rest = places(province)
    return [first, (province, regions.find(province).name), *rest]


class RegionForm(forms.Form):
    """Whatever lies in a region that the actor must be allowed to keep."""

    region = forms.ChoiceField(label=_("所在地区"), widget=forms.Select(attrs={"data-width": "m"}))

    def __init__(self, province: str, may: Callable[[str], bool], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.may = may
        self.fields["region"].choices = province_and_places(province)  # type: ignore[attr-defined]

    def clean_region(self) -> str:
        """Refuse a region that somebody else keeps."""
        region: str = self.cleaned_data["region"]
        if not self.may(region):
            raise forms.ValidationError(NOT_YOURS)
        return region


class DepartmentForm(RegionForm):
    """A department that is entered."""

    name = line(_("部门名称"), 120, _("用印章上的全称。"), required=True)
    level = forms.ChoiceField(
        label=_("层级"),
        choices=lambda: choices(DepartmentLevel),
        widget=forms.RadioSelect(attrs={"data-kind": "inline"}),
    )
    opened_on = day_field(_("设立日期"), _("机构改革后新组建的，填挂牌那一天。"))
    address = line(_("地址"), 200, _("转办函寄到这里。"))
    phone = line(_("电话"), 40, width="m")
    contact = line(_("联系处室"), 60, _("写处室或岗位，不写个人姓名。"), width="m")
    field_order = ("name", "region", "level", "opened_on", "address", "phone", "contact")

    def entry(self) -> DepartmentEntry:
        """What was told, for the verb."""
        told = self.cleaned_data
        return DepartmentEntry(**{**told, "level": DepartmentLevel(told["level"])})


class CorrectionForm(forms.Form):
    """Where a department is found now."""

    address = line(_("地址"), 200, _("转办函寄到这里。"))
    phone = line(_("电话"), 40, width="m")
    contact = line(_("联系处室"), 60, _("写处室或岗位，不写个人姓名。"), width="m")

    @classmethod
    def showing(cls, department: Department) -> "CorrectionForm":
        """The form as it is opened."""
        return cls(initial={name: getattr(department, name) for name in cls.base_fields})


class ClosingForm(forms.Form):
    """From when a department does not exist any more, and who took over."""

    closed_on = day_field(_("从哪一天起不再存在"), _("当天起不能再向它转办。"))

    def __init__(self, others: QuerySet[Department], *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        successor: Any = forms.ModelChoiceField(
            others,
            to_field_name="ref",
            label=_("职责由谁承接"),
            required=False,
            help_text=_("不清楚可以先不填；填了，以后选到它的人会被告知改选谁。"),
            empty_label=_("还不清楚"),
        )
        successor.label_from_instance = lambda one: one.name
        self.fields["successor"] = successor


class DutyForm(forms.Form):
    """An item of a duty list."""

    matter = line(_("职责事项"), 120, _("照职责清单上的写法，一行一项。"), required=True)
    legal_basis = line(_("法律依据"), 300, _("写明法律法规的名称和条款。"), required=True)
    keywords = line(_("关键词"), 200, _("企业会怎么说这件事，用顿号隔开，例如“拖欠、欠款、账款”。"))
    categories = categories(_("属于哪几类服务"), _("不选表示没有写明。"))
    since = day_field(_("从哪一天起"))

    def duty(self) -> Duty:
        """What was told, for the verb."""
        told = self.cleaned_data
        words = tuple(word[:30] for word in SEPARATORS.split(told["keywords"]) if word)
        held = tuple(ServiceCategory(code) for code in told["categories"])
        return Duty(**{**told, "keywords": words, "categories": held})

    @classmethod
    def opened(cls, on: "date") -> "DutyForm":
        """The form as it is opened: from today on."""
        return cls(initial={"since": on})


class ExpertForm(RegionForm):
    """An expert, with as little about the person as the work needs."""

    name = line(_("姓名"), 60, required=True, width="m")
    title = line(_("职称或资格"), 60, _("例如“高级会计师”“执业律师”。"), width="m")
    employer = line(_("工作单位"), 120)
    fields_held = categories(_("擅长的服务"), required=True)
    profile = forms.CharField(
        label=_("公开简介"),
        required=False,
        max_length=500,
        help_text=_("写能帮企业解决什么问题，不写电话、证件号和住址。"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = line(_("联系方式"), 120, _("只给发转办函的工作人员看，不公开。"), width="m")
    agreed_to_publish = forms.BooleanField(
        label=_("本人同意公开姓名、职称、单位和简介"), required=False, help_text=_("不同意的，只在窗口内部可选。")
    )
    field_order = ("name", "title", "employer", "region", "fields_held", "profile", "contact", "agreed_to_publish")

    @classmethod
    def showing(cls, province: str, may: Callable[[str], bool], expert: Expert | None) -> "ExpertForm":
        """The form as it is opened: empty, or the expert as he is."""
        if expert is None:
            return cls(province, may)
        names = ("name", "title", "employer", "region", "profile", "contact", "agreed_to_publish")
        told = {name: getattr(expert, name) for name in names}
        return cls(province, may, initial={**told, "fields_held": expert.fields})

    def entry(self) -> ExpertEntry:
        """What was told, for the verb."""
        told = dict(self.cleaned_data)
        held = tuple(ServiceCategory(code) for code in told.pop("fields_held"))
        return ExpertEntry(**told, fields=held)


class DepartmentFilterForm(forms.Form):
    """Find a department by what it does and where it is."""

    q = forms.CharField(
        label=_("找部门或职责"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = forms.ChoiceField(label=_("地区"), required=False)

    def __init__(self, province: str, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        nodes = regions.find(province).children if province else ()
        offered = [("", _("全省")), *((node.code, node.name) for node in nodes)]
        self.fields["region"].choices = offered  # type: ignore[attr-defined]

    def asked(self) -> dict[str, str]:
        """What is asked for, as `selectors.found_departments` takes it; what makes no sense is left out."""
        self.is_valid()
        told = self.cleaned_data
        return {"text": told.get("q", ""), "region": told.get("region", "")}


class ExpertFilterForm(forms.Form):
    """Find an expert by field."""

    category = forms.ChoiceField(
        label=_("擅长的服务"), required=False, choices=lambda: [("", _("全部类别")), *choices(ServiceCategory)]
    )

    def asked(self) -> dict[str, str]:
        """What is asked for, as `selectors.public_experts` takes it."""
        self.is_valid()
        return {"category": self.cleaned_data.get("category", "")}
