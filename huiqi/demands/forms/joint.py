"""The form of a joint procedure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.custody import LINES, HandlerField
from huiqi.demands.forms.parts import long_text
from huiqi.demands.services import Part, PlanEntry
from huiqi.kernel.fields import choices
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from collections.abc import Sequence


class PlanForm(forms.Form):
    """For which matters, who coordinates, who helps with what."""

    name = forms.CharField(
        label=_("叫什么"), max_length=60, error_messages={"required": _("请给这个并联流程起个名字。")}
    )
    kind = forms.ChoiceField(
        label=_("用于哪类诉求"), choices=lambda: choices(ServiceKind), widget=forms.Select({"data-width": "m"})
    )
    keywords = forms.CharField(
        label=_("诉求里有这些词时提示"),
        help_text=_("用顿号或空格分开，最多 6 个。不填，这一类的诉求都提示。"),
        max_length=140,
        required=False,
    )
    lead = HandlerField(
        label=_("谁牵头并答复"), widget=forms.Select, error_messages={"required": _("请选择牵头的单位。")}
    )

    def __init__(self, *arguments: Any, handlers: Sequence[tuple[str, str]] = (), **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["lead"].choices = [("", _("请选择")), *handlers]  # type: ignore[attr-defined]
        for n in LINES:
            other = HandlerField(label=gettext("协办 %(n)s") % {"n": n}, required=False, widget=forms.Select)
            other.choices = [("", _("不请")), *handlers]
            self.fields[f"other_{n}"] = other
            asked = gettext("请协办 %(n)s 办什么") % {"n": n}
            self.fields[f"task_{n}"] = long_text(asked, "task", required=False, rows=2)

    @property
    def lines(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Who helps, each beside what he is asked to do."""
        return [(self[f"other_{n}"], self[f"task_{n}"]) for n in LINES]

    def entry(self) -> PlanEntry:
        """What the service takes."""
        told = self.cleaned_data
        parts = [Part(UUID(told[f"other_{n}"]), told[f"task_{n}"], f"other_{n}") for n in LINES if told[f"other_{n}"]]
        words = tuple(dict.fromkeys(word for word in re.split(r"[\s、，,；;]+", told["keywords"]) if word))
        return PlanEntry(told["name"], ServiceKind(told["kind"]), words, UUID(told["lead"]), parts)
