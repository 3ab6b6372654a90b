"""Forms of papers: verify one, declare one void, set a letterhead."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.papers.models import Letterhead
from huiqi.papers.rules import Style
from huiqi.ui.fields import CodeField, WholeField


class VerifyForm(forms.Form):
    """Number and code, as they stand on the paper."""

    number = forms.CharField(
        label=_("编号"),
        max_length=60,
        help_text=_("标题上方的编号，例如：郑企服转〔2026〕12号。"),
        widget=forms.TextInput({"data-width": "l", "autocomplete": "off"}),
    )
    code = CodeField(
        label=_("验证码"),
        max_length=20,
        help_text=_("二维码旁的十二位字母和数字，横线可以不写。"),
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off", "spellcheck": "false"}),
    )


class VoidForm(forms.Form):
    """Why a paper no longer counts."""

    reason = forms.CharField(
        label=_("作废原因"),
        max_length=300,
        help_text=_("编号不会再用；核对这份单据的人会看到它已经作废，但看不到原因。"),
        widget=forms.Textarea({"rows": 3}),
    )


RED = [("inherit", _("不另设")), ("yes", _("红色")), ("no", _("黑色"))]
READ = {"yes": True, "no": False}
WRITTEN = {True: "yes", False: "no", None: "inherit"}


class LetterheadForm(forms.Form):
    """How the papers of an organisation look; what is left empty follows what the page shows beside it."""

    mark = forms.CharField(
        label=_("发文机关标志"),
        max_length=120,
        required=False,
        help_text=_("印在最上面，一行一句，最多两行。"),
        widget=forms.Textarea({"rows": 2}),
    )
    word = forms.CharField(label=_("代字"), max_length=24, required=False, widget=forms.TextInput({"data-width": "m"}))
    contact = forms.CharField(
        label=_("联系方式"), max_length=200, required=False, help_text=_("地址、电话、服务时间，印在下方。")
    )
    footer = forms.CharField(
        label=_("页脚"), max_length=200, required=False, help_text=_("监督电话、投诉渠道或一句提示，印在最下面。")
    )
    red = forms.ChoiceField(
        label=_("版头颜色"), choices=RED, required=False, widget=forms.RadioSelect({"data-kind": "inline"})
    )
    revision = WholeField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, general: bool, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["word"].help_text = (
            _("编号开头代表单位的几个字，例如：郑企服；后面接单据种类的字。")
            if general
            else _("编号里年份前面的全部文字，例如：郑企服转。印出去以后，这几个字不会再给别的单位用。")
        )

    def catch_up(self, row: Letterhead | None) -> None:
        """Keep what was typed, but write upon what is set now."""
        typed = {name: self.data.get(name, "") for name in self.fields}
        self.data = {**typed, "revision": row.revision if row else 0}

    def clean_mark(self) -> str:
        """Two lines at most, none of them empty."""
        lines = [line.strip() for line in self.cleaned_data["mark"].splitlines() if line.strip()]
        if len(lines) > 2:
            raise forms.ValidationError(_("最多两行，请合并或删减。"))
        return "\n".join(lines)

    def style(self) -> Style:
        """What was written, once it is valid."""
        told = self.cleaned_data
        return Style(told["mark"], told["word"], told["contact"], told["footer"], READ.get(told["red"]))

    @staticmethod
    def showing(row: Letterhead | None) -> dict[str, object]:
        """The initial values: what is set now."""
        style = row.style if row else Style()
        told = {name: getattr(style, name) for name in ("mark", "word", "contact", "footer")}
        return {**told, "red": WRITTEN[style.red], "revision": row.revision if row else 0}
