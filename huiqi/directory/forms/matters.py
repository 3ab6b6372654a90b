"""Forms of lists of what must be brought."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from huiqi.directory.forms.departments import line
from huiqi.directory.models import MatterItem
from huiqi.directory.services import Line, MatterEntry
from huiqi.directory.words import ItemFormat
from huiqi.kernel.fields import choices
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from huiqi.ui.fields import WholeField

CODE = RegexValidator(r"^(?!new$)[a-z0-9]+(-[a-z0-9]+)*$", _("只用小写字母、数字和连字符，例如 stable-jobs。"))


class MatterForm(forms.Form):
    """A matter that is opened."""

    name = line(_("事项名称"), 120, _("企业怎么叫它就怎么写。"), required=True)
    code = forms.CharField(
        label=_("事项代码"),
        max_length=50,
        validators=[CODE],
        help_text=_("网址的一部分，定了不改，例如 stable-jobs。"),
        widget=forms.TextInput(attrs={"data-width": "m", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("诉求类别"),
        choices=lambda: choices(ServiceKind),
        widget=forms.RadioSelect(attrs={"data-kind": "inline"}),
    )
    category = forms.ChoiceField(
        label=_("服务类别"), required=False, choices=lambda: [("", _("没有写明")), *choices(ServiceCategory)],
        widget=forms.Select(attrs={"data-width": "m"}),
    )  # fmt: skip
    policy_code = line(_("相关政策的代码"), 20, _("例如 P17；没有就不填。"), width="s")
    introduction = forms.CharField(
        label=_("一句话说明"),
        required=False,
        max_length=500,
        help_text=_("给谁办、在哪里办、办成了得到什么。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def entry(self, window_id: int | None) -> MatterEntry:
        """What was told, for the verb, of a window or (none) of the network."""
        told = dict(self.cleaned_data)
        kind, category = ServiceKind(told.pop("kind")), told.pop("category")
        held = ServiceCategory(category) if category else None
        return MatterEntry(**told, kind=kind, category=held, window_id=window_id)


class LineForm(forms.Form):
    """One thing to bring."""

    name = line(_("材料名称"), 120, required=True)
    shape = forms.ChoiceField(
        label=_("形式"),
        choices=lambda: choices(ItemFormat),
        widget=forms.RadioSelect(attrs={"data-kind": "inline"}),
    )
    copies = WholeField(
        label=_("份数"),
        min_value=1,
        max_value=20,
        initial=1,
        error_messages={"max_value": _("最多 20 份，请再核对。"), "min_value": _("至少 1 份。")},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-width": "xs", "data-suffix": _("份")}),
    )
    required = forms.BooleanField(label=_("必须带"), required=False, initial=True, help_text=_("不勾选表示有就带。"))
    reason = line(_("为什么要"), 300, _("依据哪一条规定，或者用来核对什么。说不出理由的，不要列。"), required=True)
    sample = forms.FileField(
        label=_("样表"),
        required=False,
        help_text=_("空表或填写示例，公开下载。不换就不用选。"),
        widget=forms.FileInput(attrs={"data-max-mb": "20"}),
    )
    item = forms.UUIDField(required=False, widget=forms.HiddenInput)

    @classmethod
    def showing(cls, item: MatterItem | None) -> "LineForm":
        """The form as it is opened: empty, or the line as it reads."""
        if item is None:
            return cls(initial={"shape": ItemFormat.COPY})
        names = ("name", "shape", "copies", "required", "reason")
        return cls(initial={**{name: getattr(item, name) for name in names}, "item": item.ref})

    def line(self, sample: Any) -> Line:
        """What was told, for the verb, with the stored sample."""
        names = ("name", "copies", "required", "reason")
        told = {name: self.cleaned_data[name] for name in names}
        return Line(**told, shape=ItemFormat(self.cleaned_data["shape"]), sample=sample)


class MatterFilterForm(forms.Form):
    """Find a matter by words and kind."""

    q = forms.CharField(
        label=_("找事项或材料"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    kind = forms.ChoiceField(
        label=_("诉求类别"), required=False, choices=lambda: [("", _("全部类别")), *choices(ServiceKind)]
    )

    def asked(self) -> dict[str, str]:
        """What is asked for, as `selectors.found_matters` takes it."""
        self.is_valid()
        told = self.cleaned_data
        return {"text": told.get("q", ""), "kind": told.get("kind", "")}
