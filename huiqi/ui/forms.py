"""The form of the gallery: one field of every kind, once empty and once refused."""

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.ui.fields import AmountField

LEVELS = [
    ("5", _("非常满意")),
    ("4", _("满意")),
    ("3", _("基本满意")),
    ("2", _("不满意")),
    ("1", _("非常不满意")),
]
KINDS = [("consultation", _("咨询")), ("complaint", _("投诉")), ("service", _("服务")), ("professional", _("专业服务"))]
KIND_HINTS = {
    "consultation": _("问政策、问流程、问条件。1 个工作日内答复。"),
    "complaint": _("账款拖欠、办事受阻、服务不满。15 个工作日内办结。"),
    "service": _("请窗口帮您办一件事。5 个工作日内给方案。"),
    "professional": _("检测、认证、法律、财税等，由专业机构提供。"),
}


class GalleryForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label=_("企业名称"),
        help_text=_("与营业执照上的一致。"),
        max_length=60,
        widget=forms.TextInput({"data-width": "l"}),
    )
    mobile = forms.CharField(
        label=_("手机号"), widget=forms.TextInput({"type": "tel", "autocomplete": "tel", "data-width": "m"})
    )
    revenue = AmountField(
        label=_("上年营业收入"),
        help_text=_("看上年度利润表“营业收入”一行。"),
        required=False,
        min_value=0,
        widget=forms.TextInput({"inputmode": "decimal", "data-suffix": _("万元"), "data-width": "s"}),
    )
    price = AmountField(
        label=_("收费标准"),
        required=False,
        widget=forms.TextInput(
            {"inputmode": "decimal", "data-prefix": "¥", "data-suffix": _("每项"), "data-width": "s"}
        ),
    )
    founded_on = forms.DateField(
        label=_("成立日期"), widget=forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d")
    )
    region = forms.ChoiceField(
        label=_("所在地"),
        choices=[("", _("请选择")), ("410100", _("郑州市")), ("410300", _("洛阳市"))],
        widget=forms.Select({"data-width": "m"}),
    )
    kind = forms.ChoiceField(label=_("这是哪一类诉求"), choices=KINDS, widget=forms.RadioSelect({"data-kind": "cards"}))
    listed = forms.ChoiceField(
        label=_("是否上市"), choices=[("yes", _("是")), ("no", _("否")), ("unknown", _("不清楚"))],
        required=False, widget=forms.RadioSelect({"data-kind": "inline"}),
    )  # fmt: skip
    qualifications = forms.MultipleChoiceField(
        label=_("现有资质"),
        help_text=_("都没有就不选。"),
        required=False,
        choices=[
            ("innovative_sme", _("创新型中小企业")),
            ("tech_sme", _("科技型中小企业")),
            ("high_tech", _("高新技术企业")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("请写下您的诉求"),
        help_text=_("什么事、到哪一步了、希望怎样解决。"),
        max_length=500,
        widget=forms.Textarea({"rows": 5}),
    )
    attachments = forms.FileField(
        label=_("附件"),
        help_text=_("PDF、图片或 Office 文档，每个不超过 20 MB。"),
        required=False,
        widget=forms.FileInput({"data-max-mb": "20"}),
    )
    rating = forms.ChoiceField(
        label=_("您对这次办理满意吗"), choices=LEVELS, widget=forms.RadioSelect({"data-kind": "rating"})
    )
    consent = forms.BooleanField(label=_("我已阅读隐私告知，同意为办理这件诉求使用以上信息"))


REFUSED = {
    "name": "演示企业 0046（郑州）钢结构有限责任公司",
    "mobile": "1380000",
    "revenue": "-20",
    "founded_on": "2027-03-01",
    "kind": "service",
    "text": "钢结构件出口欧盟，需要做 CE 认证和焊接工艺评定。",
    "rating": "4",
}


def examples() -> dict[str, object]:
    """An empty form and a refused one, for the gallery."""
    refused = GalleryForm({f"refused-{name}": value for name, value in REFUSED.items()}, prefix="refused")
    refused.add_error("mobile", _("手机号是 11 位数字，您写了 7 位。"))
    refused.add_error("founded_on", _("成立日期在今天之后，请再核对。"))
    return {"form": GalleryForm(), "refused": refused, "kind_hints": KIND_HINTS}
