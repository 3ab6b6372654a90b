"""Forms of transfer letters: what a window enters of one, and what a handler outside fills in behind its link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import files_field, long_text
from huiqi.demands.forms.returning import GivingForm
from huiqi.demands.forms.verbs import OfPartForm, VerbForm
from huiqi.demands.services import OutsideAnswer, Sending
from huiqi.demands.words import Delivery, Verb
from huiqi.kernel.fields import choices
from huiqi.ui.fields import CodeField, day_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huiqi.demands.models import Attachment


def _number(label: Any, hint: Any) -> forms.CharField:
    """A number on a paper or a parcel."""
    return forms.CharField(label=label, help_text=hint, required=False, max_length=60)


class SendLetterForm(OfPartForm):
    """How and when the letter went."""

    how = forms.ChoiceField(
        label=_("怎样发出的"),
        choices=lambda: choices(Delivery),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选一种。")},
    )
    sent_on = day_field(_("哪一天发出的"), initial=localdate)
    reference = _number(_("单号"), _("快递单号、公文交换号，没有就不填。"))

    def said(self) -> dict[str, Any]:
        """A sending."""
        told = self.cleaned_data
        sending = Sending(Delivery(told["how"]), told["sent_on"], told["reference"])
        return {"sending": sending, "part": told["part"]}


class EnterAnswerForm(OfPartForm):
    """What the handler wrote, with its scan."""

    answer = long_text(
        _("函复内容"), "answer", hint=_("照原文录入。企业看到的就是这些话，写明是承办单位的答复。"), rows=7
    )
    dated = day_field(_("落款日期"))
    number = _number(_("文号"), _("没有就不填。"))
    attachments = files_field(_("PDF 或图片，每个不超过 20 MB。"), label=_("函复扫描件"), when=_("（必填）"))

    def said(self) -> dict[str, Any]:
        """An answer from outside with its scan."""
        told = self.cleaned_data
        answer = OutsideAnswer(told["answer"], told["dated"], told["number"])
        return {"answer": answer, "files": self.stored, "part": told["part"]}


class ReplaceScanForm(VerbForm):
    """Which page is wrong, the right one, and why."""

    scan = forms.ChoiceField(
        label=_("哪一份扫错了"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择扫错的那一份。"),
            "invalid_choice": wording.REFUSALS["no_such_scan"],
        },
    )
    reason = long_text(
        _("为什么更换"), "scan_reason", hint=_("例如：扫成了另一件的回函。原来那份会保留，并注明已更换。"), rows=3
    )
    attachments = files_field(_("一份，PDF 或图片，不超过 20 MB。"), label=_("正确的扫描件"), when=_("（必填）"))

    def offer(self, scans: Iterable[Attachment]) -> None:
        """The scans that stand; a single one is chosen already."""
        listed = [(str(one.file.ref), one.file.name) for one in scans]
        cast(forms.ChoiceField, self.fields["scan"]).choices = listed
        if len(listed) == 1:
            self.initial["scan"] = listed[0][0]

    def said(self) -> dict[str, Any]:
        """The wrong page by the ref of its file."""
        return super().said() | {"scan": UUID(self.cleaned_data["scan"])}


class LinkForm(VerbForm):
    """Who acts behind a link: his name goes into the journal, the telephone to the window."""

    who = forms.CharField(
        label=_("您的姓名"),
        help_text=_("和处室一起写，例如：企业服务处 王某。会记在办理经过里。"),
        max_length=60,
        error_messages={"required": _("请填写您的姓名。")},
    )
    phone = forms.CharField(label=_("联系电话"), help_text=_("只给窗口看，有事时找您。"), required=False, max_length=40)

    order = ("code", "duty", "reason", "answer", "attachments", "who", "phone")

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.order_fields(self.order)

    @property
    def contact(self) -> str:
        """Whom to ask."""
        told = self.cleaned_data
        return f"{told['who']}　{told['phone']}".strip()

    def said(self) -> dict[str, Any]:
        """What the service takes; who acts is no part of it."""
        return {name: value for name, value in super().said().items() if name not in ("who", "phone")}


class LinkTakeForm(LinkForm):
    """The letter has come, and we work on it."""


class LinkReturnForm(LinkForm, GivingForm):
    """It is not ours."""


class LinkAnswerForm(LinkForm):
    """The answer."""

    answer = long_text(_("函复内容"), "answer", hint=_("结论、依据、企业接下来要做什么。企业会看到原文。"), rows=8)
    attachments = files_field(_("盖章的函复扫描件和其他附件。PDF、图片、Word（docx），每个不超过 20 MB。"))


LINK_FORMS: dict[Verb, type[LinkForm]] = {
    Verb.TAKE: LinkTakeForm,
    Verb.ANSWER: LinkAnswerForm,
    Verb.RETURN: LinkReturnForm,
}
"""What can be done behind a link."""


class CodeForm(forms.Form):
    """The code on the slip."""

    code = CodeField(
        label=_("答复码"),
        help_text=_("印在随函的附页上，16 位，大小写和横线都不论。"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters", "data-width": "l"}),
        error_messages={"required": _("请填写答复码。")},
    )
