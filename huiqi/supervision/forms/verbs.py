"""A form for each verb: what it says is what the service takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.files.services import FileRefused, store_file
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused, tell
from huiqi.supervision import wording
from huiqi.supervision.flow import WITH_LIMIT
from huiqi.supervision.rules import Limits
from huiqi.supervision.services import Decision, Step
from huiqi.supervision.words import CaseVerb as V
from huiqi.ui.fields import CodeField, Revised, WholeField, day_field

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile

LONG = 5_000


class Paragraphs(forms.CharField):
    """A long text. A browser counts a line break once and sends two characters."""

    def to_python(self, value: Any) -> str | None:
        """The text as its writer counted it."""
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


def _text(label: Any, hint: Any = "", rows: int = 5) -> Paragraphs:
    widget = forms.Textarea({"rows": rows})
    return Paragraphs(
        label=label,
        help_text=hint,
        max_length=LONG,
        widget=widget,
        error_messages={"required": wording.REFUSALS["required"]},
    )


def _days(label: Any, *, when: Any = "") -> WholeField:
    """A number of days; `when` says where it is asked for, if not always."""
    attributes: dict[str, Any] = {"data-width": "s", "min": "1", "max": "60", "inputmode": "numeric"}
    return WholeField(
        label=label,
        required=not when,
        widget=forms.NumberInput(attributes | ({"data-when": when} if when else {})),
        error_messages={"required": _("请填写天数。"), "invalid": _("请填写整数。")},
    )


def _day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=forms.DateInput({"type": "date", "data-width": "m"}, format="%Y-%m-%d"),
        error_messages={"required": _("请填写日期。"), "invalid": _("请填写日期。")},
    )


class CaseForm(Revised):
    """A form for one verb on one case."""

    def __init__(self, *arguments: Any, actor: Actor, at: datetime, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.actor, self.at = actor, at
        self.stored: list[StoredFile] = []

    def clean(self) -> dict[str, Any]:
        """Keep the file that came; why one cannot be kept is said at its field."""
        said = super().clean() or {}
        upload = said.get("attachment")
        if upload is not None and not self.errors:
            try:
                self.stored = [store_file(upload.name, upload, upload.size, actor=self.actor, at=self.at)]
            except FileRefused as refused:
                self.add_error("attachment", str(refused))
        return said

    def said(self) -> dict[str, Any]:
        """What the service takes."""
        own = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "attachment")}
        return own | ({"files": self.stored} if "attachment" in self.fields else {})

    def refuse(self, refused: Refused) -> None:
        """Say beside the field (or above them all) why the service would not."""
        tell(self, refused, wording.refusal(refused))


class StepForm(CaseForm):
    """A step with its draft: what the paper says, the remedy, the limit."""

    text = _text(_("正文"), _("写进文书。可以修改。"), 6)
    remedy = _text(_("要求的补救措施"), rows=4)
    days = _days(_("几个工作日内报送"))

    def said(self) -> dict[str, Any]:
        """A step."""
        return {"step": Step(**super().said())}


class SummonForm(StepForm):
    """A step with an appointment."""

    meets_at = forms.DateTimeField(
        label=_("约谈时间"),
        widget=forms.DateTimeInput({"type": "datetime-local", "data-width": "m"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"required": _("请填写时间。"), "invalid": _("请填写时间。")},
    )
    place = forms.CharField(
        label=_("约谈地点"), max_length=120, error_messages={"required": wording.REFUSALS["required"]}
    )


class TalkForm(CaseForm):
    """What was said and promised."""

    held_on = _day(_("约谈日期"))
    minutes = _text(_("谈话内容"), _("写明参加的人和谈了什么。"), 6)
    commitments = _text(_("对方的承诺"), _("一条一行，写明什么时候做到。"), 4)
    days = _days(_("几个工作日内做到"))
    attachment = forms.FileField(label=_("附件"), required=False, help_text=_("例如签字的记录。不超过 20 MB。"))


class ReportForm(CaseForm):
    """The remedy."""

    text = _text(_("补救措施"), rows=7)
    attachment = forms.FileField(label=_("附件"), required=False, help_text=_("不超过 20 MB。"))


class ObjectForm(CaseForm):
    """Why the record is wrong."""

    text = _text(_("异议的理由"), _("例如：到期那一刻不在我单位手里；系统在那一天停用。"), 6)
    attachment = forms.FileField(label=_("附件"), required=False, help_text=_("不超过 20 MB。"))


class ReasonForm(CaseForm):
    """Why."""

    reason = _text(_("理由"), _("对方能看到。"))


class DeclineForm(ReasonForm):
    """What is missing, until when."""

    days = _days(_("几个工作日内再报送"))


class DecisionForm(CaseForm):
    """What the document of the authority says, and its scan."""

    ruling = forms.ChoiceField(
        label=_("决定了什么"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择决定了什么。"), "invalid_choice": _("请从列出的里面选。")},
    )
    number = CodeField(
        label=_("文号"),
        max_length=60,
        help_text=_("照决定书写，例如：豫工信企业〔2026〕12号。"),
        error_messages={"required": wording.REFUSALS["required"]},
    )
    decided_on = day_field(_("决定日期"))
    office = forms.CharField(
        label=_("决定机关"),
        max_length=120,
        help_text=_("例如：河南省工业和信息化厅。"),
        error_messages={"required": wording.REFUSALS["required"]},
    )
    text = _text(_("决定的内容"), _("照决定书摘录理由和要求。责任单位能看到。"), 6)
    days = _days(_("几个工作日内报送"), when=_("（决定里有期限的必填）"))
    attachment = forms.FileField(
        label=_("决定书扫描件"),
        help_text=_("PDF 或图片，不超过 20 MB。"),
        error_messages={"required": wording.REFUSALS["scan_required"]},
    )

    def offer(self, verbs: Sequence[V]) -> None:
        """The decisions that are possible now, and the days where one of them may leave a limit."""
        if not set(verbs) & set(WITH_LIMIT):
            del self.fields["days"]
        self.fields["ruling"].choices = [(str(verb), wording.ruling(verb)) for verb in verbs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days are asked for where the decision leaves a limit."""
        said = super().clean()
        if said.get("ruling") in WITH_LIMIT and said.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("请填写天数。"))
        return said

    def said(self) -> dict[str, Any]:
        """A decision with its scan."""
        told = super().said()
        files = told.pop("files")
        return {"decision": Decision(**{**told, "ruling": V(told["ruling"])}), "files": files}


class ExplainForm(CaseForm):
    """Why it is not done, and until when it will be."""

    why = _text(_("没有办结的原因"), _("企业会在说明函上读到这些话。写明卡在哪里、已经做了什么。"), 6)
    new_day = _day(_("现在承诺哪一天前办结"))


class StepRuleForm(CaseForm):
    """The network's own limits of a step."""

    wait_days = _days(_("上一步的期限过后，几个工作日建议这一步"))
    answer_days = _days(_("给责任单位几个工作日报送"))
    remedy = _text(_("要求的补救措施"), _("新的文稿里先写上这些，可以改。"), 4)

    def limits(self) -> Limits:
        """The limits."""
        told = self.cleaned_data
        return Limits(told["wait_days"], told["answer_days"], told["remedy"])


FORMS: dict[V, type[CaseForm]] = {
    V.ORDER: StepForm,
    V.CIRCULATE: StepForm,
    V.SUMMON: SummonForm,
    V.RECORD_TALK: TalkForm,
    V.REPORT: ReportForm,
    V.ACCEPT: ReasonForm,
    V.DECLINE: DeclineForm,
    V.OBJECT: ObjectForm,
    V.UPHOLD: ReasonForm,
    V.REJECT: ReasonForm,
    V.ENTER: DecisionForm,
}
