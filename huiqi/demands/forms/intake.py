"""The forms of taking in for others: find the firm, enter it where it is unknown, write down what is said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.accounts.words import MOBILE
from huiqi.demands import wording
from huiqi.demands.forms.filing import FilingForm
from huiqi.demands.models import Demand
from huiqi.demands.rules.likeness import alike
from huiqi.demands.services import Taken
from huiqi.demands.words import Channel, Relation
from huiqi.enterprises.services import Registration
from huiqi.enterprises.words import RegistrationKind
from huiqi.kernel.fields import choices
from huiqi.kernel.refusal import Refused, tell
from huiqi.standards import credit_code
from huiqi.ui.fact_fields import region_choices
from huiqi.ui.fields import DigitsField, SeenField

if TYPE_CHECKING:
    from huiqi.directory.models import Matter

PHONE = r"^[0-9+\-() ]{5,20}$"
"""A number at which somebody can be reached; a landline with its area code, too."""


class FindForm(forms.Form):
    """One field finds the firm."""

    q = forms.CharField(
        label=_("哪家企业"),
        max_length=80,
        required=False,
        help_text=_("信用代码、名称、拼音首字母或电话，输几个字就行。"),
        widget=forms.TextInput({"type": "search", "autocomplete": "off", "autofocus": True, "data-finder": True}),
    )


class IntakeForm(FilingForm):
    """A demand written down for a firm: what `FilingForm` asks, how it came, and who spoke."""

    channel = forms.ChoiceField(
        label=_("怎样来的"),
        choices=lambda: choices(Channel),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选择怎样来的。"), "invalid_choice": _("没有这种途径，请从列表里选择。")},
    )
    spoken_by = SeenField(
        label=_("谁来说的"),
        max_length=60,
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off"}),
        error_messages={"required": wording.REQUIRED["spoken_by"]},
    )
    phone = DigitsField(
        PHONE,
        label=_("回电号码"),
        required=False,
        error_messages={"invalid": _("请填写电话号码，座机加区号，例如 0371-00000000。")},
        widget=forms.TextInput({"data-width": "m", "autocomplete": "off", "inputmode": "tel"}),
    )
    relation = forms.ChoiceField(
        label=_("和企业的关系"),
        choices=lambda: choices(Relation),
        initial=Relation.UNSTATED.value,
        error_messages={"invalid_choice": _("没有这种关系，请从列表里选择。")},
    )
    matter = forms.ChoiceField(
        label=_("有办事清单的事项"),
        required=False,
        help_text=_("选了就知道要带什么，回执上也会列出。"),
        error_messages={"invalid_choice": _("这张清单已经不用了，请重新选择，或不选。")},
    )
    about = SeenField(
        label=_("问的是哪项政策"),
        required=False,
        max_length=80,
        help_text=_("写几个字或政策编号，再选哪一条；答复会和网上问同一条的放在一起。"),
        widget=forms.TextInput({"autocomplete": "off", "data-width": "l"}),
    )
    anyway = forms.BooleanField(label=_("不是同一件事，另登一件"), required=False)

    field_order = (
        *("kind", "against", "title", "text", "channel", "spoken_by", "phone", "relation"),
        *("matter", "attachments", "discretion", "anyway"),
    )

    def __init__(self, *arguments: Any, history: Sequence[Demand], matters: Sequence[Matter], **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = cast(forms.ChoiceField, self.fields["matter"])
        field.choices = [("", _("没有，或还不清楚")), *((one.code, one.name) for one in matters)]
        self.history = history
        self.similar: Demand | None = None  # an open demand of the firm about what seems to be the same matter
        self.fields["kind"].widget.attrs["autofocus"] = True
        self.fields["title"].help_text = ""
        self.fields["text"].help_text = ""
        self.fields["text"].widget.attrs["rows"] = 5

    def clean(self) -> dict[str, Any]:
        """Whoever is about to write down an open matter once more is told so, and may do it knowingly."""
        said = super().clean()
        title = said.get("title", "")
        self.similar = next((one for one in self.history if not one.is_closed and alike(one.title, title)), None)
        if self.similar and not said.get("anyway"):
            told = {"number": self.similar.number, "title": self.similar.title}
            sentence = _("这家企业有一件相似的诉求正在办：%(number)s “%(title)s”。不是同一件事的，请在最后勾选再提交。")
            self.add_error("title", sentence % told)
        return said

    def taken(self, firm: UUID) -> Taken:
        """How it came, for the firm that was found."""
        said = self.cleaned_data
        who = said["spoken_by"], Relation(said["relation"]), said["phone"]
        return Taken(firm, Channel(said["channel"]), *who, matter=said["matter"])


class ReceiptForm(forms.Form):
    """Print the receipt; pressed twice it is one paper."""

    submission = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class MailForm(forms.Form):
    """To which address the receipt goes by mail."""

    mail = forms.EmailField(
        label=_("邮箱"),
        max_length=254,
        error_messages={
            "required": _("请填写来人的邮箱。"),
            "invalid": _("这不是一个邮箱地址，例如 name@example.com。"),
        },
        widget=forms.EmailInput({"autocomplete": "off", "placeholder": "name@example.com"}),
    )


class FirmForm(forms.Form):
    """A firm that is not in the register yet: what is needed to serve it today."""

    name = SeenField(
        label=_("名称"),
        max_length=200,
        help_text=_("团队或个人填一个称呼。"),
        error_messages={"required": _("请填写企业的名称；团队或个人填一个称呼。")},
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    kind = forms.ChoiceField(
        label=_("主体类型"),
        choices=lambda: choices(RegistrationKind),
        error_messages={"invalid_choice": _("没有这个类型，请从列表里选择。")},
    )
    region = forms.ChoiceField(
        label=_("所在县（市、区）"),
        error_messages={
            "required": _("请选择所在的县（市、区）。"),
            "invalid_choice": _("没有这个地方，请从列表里选择。"),
        },
    )
    contact_name = SeenField(
        label=_("联系人"),
        max_length=60,
        error_messages={"required": _("请填写联系人姓名。")},
        widget=forms.TextInput({"autocomplete": "off", "data-width": "m"}),
    )
    contact_mobile = DigitsField(
        MOBILE,
        label=_("联系人手机号"),
        error_messages={
            "required": _("请填写能联系上的手机号。"),
            "invalid": _("请填写 11 位手机号，例如 13800000000。"),
        },
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "numeric", "data-width": "m"}),
    )
    uscc = forms.CharField(
        label=_("统一社会信用代码"),
        required=False,
        max_length=40,
        help_text=_("手边没有可以先不填，以后补。"),
        widget=forms.TextInput({"autocomplete": "off", "data-width": "l"}),
    )
    submission = forms.UUIDField(widget=forms.HiddenInput({"data-draft-keep": True}), initial=uuid4)

    def __init__(self, *arguments: Any, province: str, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("请选择")), *region_choices(province)[1:]]

    def clean_uscc(self) -> str:
        """A code that is given must be right."""
        code = str(self.cleaned_data["uscc"]).strip()
        if code and credit_code.examine(code).problem:
            raise forms.ValidationError(_("这个统一社会信用代码不对。请对照执照逐位检查，或先不填。"))
        return code

    def told(self) -> Registration:
        """What is known of the firm."""
        said = self.cleaned_data
        person = said["contact_name"], said["contact_mobile"]
        return Registration(said["kind"], said["name"], said["region"], *person, uscc=said["uscc"] or None)

    def refuse(self, refused: Refused) -> None:
        """Say beside the field why it could not be entered."""
        tell(self, refused, wording.refusal(refused))
