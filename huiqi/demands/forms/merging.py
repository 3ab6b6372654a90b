"""Forms of merging demands that are one matter, of undoing that, and of splitting one that holds several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from huiqi.demands import wording
from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.rules.merging import MOST_PIECES
from huiqi.demands.selectors.conditions import condition_of
from huiqi.demands.services import Piece
from huiqi.demands.services.filing import MOST_TITLE
from huiqi.kernel.fields import choices
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.fields import SeenField
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from huiqi.demands.models import Attachment, Demand, Merger


def _named(demand: Demand) -> tuple[str, str]:
    """A demand among others: number, title, where it is, since when."""
    told = {
        "number": demand.number,
        "title": demand.title,
        "state": wording.label(demand.state),
        "day": full_day(localdate(demand.filed_at)),
    }
    return str(demand.ref), str(_("%(number)s %(title)s（%(state)s，%(day)s提交）")) % told


class AnyRef(forms.ChoiceField):
    """One of the demands that are offered, or were when the page was made: the service says what became of it."""

    def valid_value(self, value: str) -> bool:
        """Any ref."""
        try:
            UUID(value)
        except ValueError:
            return False
        return True


class AnyRefs(forms.MultipleChoiceField):
    """Several of them."""

    valid_value = AnyRef.valid_value


class MergeForm(VerbForm):
    """In which of the enterprise's other demands this one goes on."""

    template = "demands/merge.html"

    into = AnyRef(
        label=_("并入哪一件"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一件。"), "invalid_choice": wording.REFUSALS["merge_unknown"]},
    )
    reason = long_text(_("为什么是同一件事"), "merge_reason", hint=_("企业也能看到。"), rows=3)

    def offer(self, others: Sequence[Demand], chosen: str) -> None:
        """The other open demands, the likest first."""
        cast(forms.ChoiceField, self.fields["into"]).choices = [_named(one) for one in others]
        self.initial.setdefault("into", chosen)

    def said(self) -> dict[str, Any]:
        """By its ref."""
        return {"into": UUID(self.cleaned_data["into"]), "reason": self.cleaned_data["reason"]}


class AbsorbForm(VerbForm):
    """Which of the enterprise's other demands go on in this one."""

    template = "demands/merge.html"

    others = AnyRefs(
        label=_("把哪几件并进来"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": wording.REFUSALS["none_chosen"],
            "invalid_choice": wording.REFUSALS["merge_unknown"],
        },
    )
    reason = long_text(_("为什么是同一件事"), "merge_reason", hint=_("企业也能看到。"), rows=3)

    def offer(self, others: Sequence[Demand], chosen: str) -> None:
        """The other open demands, the likest first."""
        cast(forms.MultipleChoiceField, self.fields["others"]).choices = [_named(one) for one in others]
        self.initial.setdefault("others", [chosen] if chosen else [])

    def said(self) -> dict[str, Any]:
        """By their refs."""
        return {"others": [UUID(ref) for ref in self.cleaned_data["others"]], "reason": self.cleaned_data["reason"]}


class UnmergeForm(VerbForm):
    """Why they are two matters."""

    reason = long_text(_("为什么不是同一件事"), "unmerge_reason", hint=_("窗口和企业都能看到。"), rows=3)


class LetGoForm(UnmergeForm):
    """Which of those that went on in this one is a matter of its own."""

    merged = AnyRef(
        label=_("分出哪一件"),
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一件。"), "invalid_choice": wording.REFUSALS["not_merged_here"]},
    )
    field_order = ("merged", "reason")

    def offer(self, absorbed: Sequence[Merger]) -> None:
        """Those that may still be let go; a single one is chosen already."""
        listed = [(str(one.demand.ref), f"{one.demand.number} {one.demand.title}") for one in absorbed]
        cast(forms.ChoiceField, self.fields["merged"]).choices = listed
        self.initial.setdefault("merged", listed[0][0] if listed else "")

    def said(self) -> dict[str, Any]:
        """By its ref."""
        return {"merged": UUID(self.cleaned_data["merged"]), "reason": self.cleaned_data["reason"]}


PIECES = tuple(range(1, MOST_PIECES + 1))
PARTS = ("kind", "title", "text", "asks", "files")


class SplitForm(VerbForm):
    """The matters that are taken out, each like a filing of its own, and why."""

    template = "demands/split.html"

    reason = long_text(_("为什么分成几件办"), "split_reason", hint=_("企业也能看到。"), rows=2)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for n in PIECES:
            self.fields[f"kind_{n}"] = forms.ChoiceField(
                label=_("类别"), choices=lambda: choices(ServiceKind), required=n == 1, widget=forms.Select
            )
            self.fields[f"title_{n}"] = SeenField(
                label=_("一句话写明是什么事"),
                max_length=MOST_TITLE,
                required=n == 1,
                error_messages={"required": wording.REQUIRED["title"]},
            )
            self.fields[f"text_{n}"] = long_text(_("情况"), "text", required=n == 1, rows=4)
            self.fields[f"asks_{n}"] = forms.BooleanField(label=_("这一件问的就是政策的那一条"), required=False)
            self.fields[f"files_{n}"] = AnyRefs(
                label=_("带过去的附件"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": wording.REFUSALS["no_such_file"]},
            )

    def offer(self, demand: Demand, files: Sequence[Attachment]) -> None:
        """The files that may go along; where there are none, nothing is asked."""
        self.original, condition = demand, condition_of(demand)
        for n in PIECES:
            if condition:
                self.fields[f"asks_{n}"].help_text = condition.words
            else:
                del self.fields[f"asks_{n}"]
            self.initial.setdefault(f"kind_{n}", str(demand.kind))
            field = cast(forms.MultipleChoiceField, self.fields[f"files_{n}"])
            field.choices = [(str(one.file.ref), one.file.name) for one in files]
            if not files:
                del self.fields[f"files_{n}"]

    @property
    def pieces(self) -> list[list[forms.BoundField]]:
        """The fields of each."""
        return [[self[f"{name}_{n}"] for name in PARTS if f"{name}_{n}" in self.fields] for n in PIECES]

    @property
    def has_more(self) -> bool:
        """Whether more than the first is filled in, or wrong."""
        return any(bound.value() or bound.errors for piece in self.pieces[1:] for bound in piece[1:])

    def said(self) -> dict[str, Any]:
        """Those that are written; of one that is half written the service says what is missing."""
        told = self.cleaned_data
        written = [n for n in PIECES if told.get(f"title_{n}") or told.get(f"text_{n}")]
        pieces = [
            Piece(
                ServiceKind(told[f"kind_{n}"] or str(self.original.kind)),
                told[f"title_{n}"],
                told[f"text_{n}"],
                tuple(UUID(ref) for ref in told.get(f"files_{n}", ())),
                asks=bool(told.get(f"asks_{n}")),
            )
            for n in written
        ]
        return {"pieces": pieces, "reason": told["reason"]}
