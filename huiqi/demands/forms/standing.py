"""Forms of what happens beside the way to the answer: decisions, objections, reminders, what presses, instructions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import files_field, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.rules.standing import GROUNDS
from huiqi.demands.services import Decision, Green, Order
from huiqi.demands.words import DemandState, Ground, Urgency
from huiqi.kernel.fields import choices
from huiqi.ui.fields import WholeField, day_field
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from huiqi.demands.models import Demand, Instruction


class DecisionForm(VerbForm):
    """A ground of the list, the reason in writing."""

    closes: DemandState

    ground = forms.ChoiceField(
        label=_("依据哪一条"),
        widget=forms.RadioSelect,
        error_messages={
            "required": wording.REFUSALS["no_ground"],
            "invalid_choice": wording.REFUSALS["no_ground"],
        },
    )
    reason = long_text(_("理由"), "reason", hint=_("写明事实和依据。企业能看到。"))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        field = cast(forms.ChoiceField, self.fields["ground"])
        field.choices = [(str(ground), wording.label(ground)) for ground in GROUNDS[self.closes]]

    def said(self) -> dict[str, Any]:
        """A decision."""
        told = self.cleaned_data
        return {"decision": Decision(Ground(told["ground"]), told["reason"], told.get("elsewhere", ""))}


class RefuseForm(DecisionForm):
    """Not accepted: also where to go instead."""

    closes = DemandState.REFUSED
    elsewhere = long_text(_("可以去哪里办"), "elsewhere", hint=_("单位、电话或网址，让企业能直接去。"), rows=3)


class EndForm(DecisionForm):
    """Ended."""

    closes = DemandState.ENDED


class RepeatedForm(VerbForm):
    """Which earlier demands were about the same matter."""

    earlier = forms.MultipleChoiceField(
        label=_("以前办结的同一事项"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": wording.REFUSALS["not_earlier"]},
    )
    reason = long_text(_("理由"), "reason", hint=_("写明为什么是同一事项、以前怎么答复的。企业能看到。"))

    def offer(self, earlier: Iterable[Demand]) -> None:
        """The demands that may be named."""
        field = cast(forms.MultipleChoiceField, self.fields["earlier"])
        field.choices = [(str(one.ref), f"{one.number} {one.title}") for one in earlier]

    def said(self) -> dict[str, Any]:
        """The demands by their refs."""
        return super().said() | {"earlier": [UUID(ref) for ref in self.cleaned_data["earlier"]]}


class RulingForm(VerbForm):
    """Why an objection is right, or is not."""

    reason = long_text(_("裁定的理由"), "reason", hint=_("企业和窗口都能看到。"))


class ObjectForm(VerbForm):
    """What is wrong with a decision."""

    text = long_text(_("哪里不对"), "objection", hint=_("写明事实和依据，可以附材料。"))
    attachments = files_field()


class ReopenForm(VerbForm):
    """What is new."""

    fact = long_text(_("有什么新情况"), "fact", hint=_("写明上次办结以后发生了什么、希望怎样解决。"))
    attachments = files_field()


class AddForm(VerbForm):
    """Something to add."""

    text = long_text(_("补充说明"), "text", required=False)
    attachments = files_field()


class RemindForm(VerbForm):
    """A word with the reminder."""

    text = long_text(_("想说的话"), "text", required=False, rows=3)


class EscalateForm(VerbForm):
    """Why the hub should look into it."""

    text = long_text(_("为什么请省平台过问"), "escalation", rows=4)


class UrgencyForm(VerbForm):
    """How much it presses, and why."""

    urgency = forms.ChoiceField(
        label=_("缓急"),
        choices=lambda: choices(Urgency),
        widget=forms.RadioSelect({"data-kind": "inline"}),
        error_messages={"required": _("请选一个。")},
    )
    reason = long_text(_("原因"), "reason", hint=_("企业和经办的人都能看到。"), rows=3)

    def said(self) -> dict[str, Any]:
        """The urgency as a word."""
        return super().said() | {"urgency": Urgency(self.cleaned_data["urgency"])}


class GreenForm(VerbForm):
    """Why, by when, and what may come later."""

    why = long_text(_("为什么开通"), "why", hint=_("特事特办的理由。企业和经办的人都能看到。"), rows=3)
    amount = WholeField(
        label=_("多长时间内办结"),
        widget=forms.NumberInput({"data-width": "s", "min": "1", "inputmode": "numeric"}),
        error_messages={"required": _("请填写办结时限。"), "invalid": _("请填写整数。")},
    )
    unit = forms.ChoiceField(
        label=_("单位"),
        choices=lambda: [(str(Unit.WORKING_HOUR), _("小时（工作时间）")), (str(Unit.WORKING_DAY), _("个工作日"))],
        widget=forms.RadioSelect({"data-kind": "inline"}),
        initial=str(Unit.WORKING_DAY),
        error_messages={"required": _("请选一个。")},
    )
    owed = long_text(_("容缺受理：可以以后补的材料"), "owed", required=False, hint=_("没有就不填。"), rows=2)
    owed_by = day_field(_("哪一天前补齐"), required=False)

    def said(self) -> dict[str, Any]:
        """A green channel."""
        told = self.cleaned_data
        return {"green": Green(told["why"], told["amount"], Unit(told["unit"]), told["owed"], told["owed_by"])}


class InstructForm(VerbForm):
    """What the paper says."""

    leader = forms.CharField(
        label=_("领导姓名"), max_length=40, error_messages={"required": wording.REQUIRED["leader"]}
    )
    post = forms.CharField(label=_("职务"), max_length=80, error_messages={"required": wording.REQUIRED["post"]})
    dated = day_field(_("批示日期"))
    text = long_text(_("批示内容"), "instruction", hint=_("照原文填写。"), rows=4)
    due_on = day_field(_("哪一天前回报"))
    attachments = files_field(_("批示的扫描件，必须附上。PDF 或图片，每个不超过 20 MB。"))

    def said(self) -> dict[str, Any]:
        """An order with its scan."""
        names = ("leader", "post", "dated", "text", "due_on")
        return {"order": Order(**{name: self.cleaned_data[name] for name in names}), "files": self.stored}


class ReportForm(VerbForm):
    """What became of an instruction."""

    instruction = forms.ChoiceField(
        label=_("哪一条批示"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择一条批示。"),
            "invalid_choice": wording.REFUSALS["no_instruction"],
        },
    )
    report = long_text(_("落实情况"), "report", hint=_("做了什么、结果怎样。只给经办的单位看。"))

    def offer(self, waiting: Iterable[Instruction]) -> None:
        """The instructions that wait for a report; a single one is chosen already."""
        listed = [(str(one.ref), f"{one.post}{one.leader}，{full_day(one.dated)}") for one in waiting]
        cast(forms.ChoiceField, self.fields["instruction"]).choices = listed
        self.initial.setdefault("instruction", listed[0][0] if listed else "")

    def said(self) -> dict[str, Any]:
        """The instruction by its ref."""
        return super().said() | {"instruction": UUID(self.cleaned_data["instruction"])}
