"""Forms of handing a demand on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import ActorForm, long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.selectors import proposed
from huiqi.demands.services import MOST_HANDS, MOST_PART_DAYS, PART_DAYS, Share
from huiqi.demands.wording.custody import says, warned, why
from huiqi.demands.wording.returning import precedent
from huiqi.demands.words import Mode
from huiqi.kernel.fields import choices
from huiqi.kernel.text import visible
from huiqi.ui.fields import SeenField, WholeField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from huiqi.demands.models import Demand, Handling, JointPlan, Ruling
    from huiqi.directory.selectors import Handler

MOST_OFFERED = 12
"""Candidates shown at once; the others are found by search."""


class HandlerField(forms.ChoiceField):
    """An organisation by its ref; the service says of one that is no handler any more who does its work now."""

    def valid_value(self, value: str) -> bool:
        """Any ref."""
        try:
            UUID(value)
        except ValueError:
            return False
        return True


class Offered(ActorForm):
    """The candidates of a form with a `handler`, looked up only when they are drawn, and narrowed by words."""

    find: Callable[[], Sequence[Handler]]
    words = ""

    def seek(self, field: forms.Field, find: Callable[[], Sequence[Handler]], words: str) -> None:
        """Where they are found, and the words."""
        self.find, self.words = find, visible(words)[:40]
        cast(forms.ChoiceField, field).choices = lambda: [(str(one.organisation_ref), one.name) for one in self.shown]

    @cached_property
    def candidates(self) -> Sequence[Handler]:
        """Everybody."""
        return self.find()

    @cached_property
    def found(self) -> list[Handler]:
        """Those with the words."""
        return [one for one in self.candidates if not self.words or says(one, self.words)]

    @cached_property
    def shown(self) -> list[Handler]:
        """The first of them; whoever is chosen already stays in sight."""
        first = self.found[:MOST_OFFERED]
        chosen = self.data.get("handler", "") or self.initial.get("handler", "")
        return first + [one for one in self.candidates if str(one.organisation_ref) == chosen and one not in first]

    @property
    def unseen(self) -> int:
        """How many more there are."""
        return len(self.found) - min(len(self.found), MOST_OFFERED)


class HandlerForm(Offered, VerbForm):
    """To whom."""

    template = "demands/dispatch.html"
    plans: Callable[[], Sequence[JointPlan]] = tuple

    handler = HandlerField(
        label=_("转给谁"),
        help_text=_("按职责、类别和远近排列，最合适的在最前。"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("请选择承办单位。"),
            "invalid_choice": wording.REFUSALS["handler_unknown"],
        },
    )

    def offer(
        self,
        demand: Demand,
        find: Callable[[], Sequence[Handler]],
        words: str = "",
        ruled: Callable[[], Sequence[Ruling]] = tuple,
    ) -> None:
        """Which demand it is, where its candidates and the precedents are found, and the words that narrow them."""
        self.demand, self.find_ruled = demand, ruled
        self.seek(self.fields["handler"], find, words)
        if not demand.is_confidential:
            for name in [name for name in self.fields if name.startswith("insider")]:
                del self.fields[name]

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Why each is offered where he is; first of all that he is the party complained of, or was ruled to do it."""
        ruled = {one.organisation_id: precedent(one) for one in self.find_ruled()}
        return {
            str(one.organisation_ref): warned(one, self.demand) or why(one, ruled.get(one.organisation_id, ""))
            for one in self.shown
        }

    def said(self) -> dict[str, Any]:
        """The handler by the ref of his organisation."""
        return super().said() | {"handler": UUID(self.cleaned_data["handler"])}


def _days(label: Any, *, required: bool) -> WholeField:
    """Working days for a part."""
    return WholeField(
        label=label,
        initial=PART_DAYS,
        required=required,
        widget=forms.NumberInput({"data-width": "s", "min": "1", "max": str(MOST_PART_DAYS), "inputmode": "numeric"}),
        error_messages={"required": _("请填写时限。"), "invalid": _("请填写整数。")},
    )


def _given(days: int | None) -> int:
    """As many days as were written; nought is a number, which the verb refuses."""
    return PART_DAYS if days is None else days


def _insider(label: Any) -> SeenField:
    """Who there is to know of a confidential demand."""
    hint = _("保密件要有知悉人，对方才看得到。写那边经办人的姓名；不填的，转办以后再指定。")
    wide = forms.TextInput({"data-width": "m", "autocomplete": "off"})
    return SeenField(label=label, help_text=hint, required=False, max_length=60, widget=wide)


class PartForm(HandlerForm):
    """Somebody more, for which part, within how many days; perhaps in place of one who gave his part back."""

    insider = _insider(_("承办单位知悉人"))
    note = long_text(_("请它办哪一部分"), "task", hint=_("承办单位和企业都能看到。"), rows=3)
    days = _days(_("几个工作日内答复它的部分"), required=True)
    instead = forms.TypedChoiceField(
        label=_("接替退回的部分"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )

    def waits(self, waiting: Sequence[Handling]) -> None:
        """The parts that came back; with none there is nothing to choose."""
        if not waiting:
            del self.fields["instead"]
            return
        named = [(str(one.part), f"{one.organisation.name}：{one.task}") for one in waiting]
        self.initial.setdefault("mode", Mode.PARTS.value)
        field = cast(forms.ChoiceField, self.fields["instead"])
        field.choices = [*named, ("", _("都不是，是新的一部分"))]
        self.initial.setdefault("instead", named[0][0])
        self.initial.setdefault("note", waiting[0].task)


LINES = tuple(range(1, MOST_HANDS))


class ModeField(forms.ChoiceField):
    """How it is shared; where nobody says, one has it alone."""

    def clean(self, value: Any) -> str:
        """A mode."""
        return str(super().clean(value or Mode.SOLE.value))


class DispatchForm(PartForm):
    """To one; to several, each its part; or to one with others who help him."""

    mode = ModeField(
        label=_("怎样办理"),
        choices=lambda: choices(Mode),
        initial=Mode.SOLE.value,
        widget=forms.RadioSelect({"data-kind": "inline"}),
        help_text=_(
            "单独：一家办理。分别：几家各办一部分，各自答复，全部答复才算办结。会同：一家主办并答复，别家给它出意见。"
        ),
    )
    note = long_text(
        _("转办说明"), "note", required=False, hint=_("承办单位和企业都能看到。分别办理的，写明它办哪一部分。"), rows=3
    )
    days = _days(_("它的部分，几个工作日内答复"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for n in LINES:
            other = HandlerField(label=_("再请谁"), required=False, widget=forms.Select)
            other.choices = self._others
            self.fields[f"other_{n}"] = other
            self.fields[f"task_{n}"] = long_text(_("请它办什么"), "task", required=False, rows=2)
            self.fields[f"days_{n}"] = _days(_("几个工作日"), required=False)
            self.fields[f"insider_{n}"] = _insider(_("它的知悉人"))

    def propose(self, plans: Callable[[], Sequence[JointPlan]], chosen: str) -> None:
        """The joint procedures that fit, asked for where they are shown; one that is chosen fills the form in."""
        self.plans = cache(plans)
        plan = next((one for one in plans() if str(one.ref) == chosen), None) if chosen else None
        if plan is not None:
            self.initial.update(proposed(plan))

    def _others(self) -> list[tuple[str, Any]]:
        """Everybody, the best first."""
        return [("", _("不请")), *((str(one.organisation_ref), one.name) for one in self.candidates)]

    @property
    def lines(self) -> list[list[forms.BoundField]]:
        """The lines for those beside the first."""
        asked = ("other", "task", "days", "insider")
        return [[self[f"{name}_{n}"] for name in asked if f"{name}_{n}" in self.fields] for n in LINES]

    def said(self) -> dict[str, Any]:
        """How, to whom first, and to whom beside."""
        told = self.cleaned_data
        others = [
            Share(
                UUID(told[f"other_{n}"]),
                told[f"task_{n}"],
                _given(told[f"days_{n}"]),
                insider=told.get(f"insider_{n}", ""),
                field=f"other_{n}",
            )
            for n in LINES
            if told[f"other_{n}"]
        ]
        return {
            "handler": UUID(told["handler"]),
            "note": told["note"],
            "mode": Mode(told["mode"]),
            "others": others,
            "days": _given(told["days"]),
            "instead": told.get("instead"),
            "insider": told.get("insider", ""),
        }
