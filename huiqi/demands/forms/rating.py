"""The form of a rating: five levels, what else the list of its day names, a word. All but the level may be left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from huiqi.demands.forms.parts import long_text
from huiqi.demands.forms.verbs import VerbForm
from huiqi.demands.rules.rating import RatingList
from huiqi.demands.services import Said
from huiqi.demands.wording import label
from huiqi.demands.words import RatingLevel
from huiqi.kernel.fields import choices


class RateForm(VerbForm):
    """Five levels, what is rated beside the whole, and a word."""

    template = "demands/rate.html"

    level = forms.ChoiceField(
        label=_("您对这次办理满意吗"),
        choices=lambda: choices(RatingLevel),
        widget=forms.RadioSelect({"data-kind": "rating"}),
        error_messages={"required": _("请选一个。")},
    )
    comment = long_text(
        _("想说的话"),
        "comment",
        required=False,
        hint=_("受理窗口、承办单位看得到评价和留言，看不到是谁写的；省平台两样都看得到。"),
        rows=4,
    )
    source = ""

    def offer(self, listed: RatingList, source: str) -> None:
        """Ask what the list names; `source` is the device it comes from."""
        self.source = source
        self.dimensions = [str(one) for one in listed.dimensions]
        for one in listed.dimensions:
            self.fields[str(one)] = forms.ChoiceField(
                label=label(one),
                choices=[("", _("不评这一项")), *choices(RatingLevel)],
                required=False,
                widget=forms.Select({"data-width": "m"}),
            )

    @property
    def parts(self) -> list[forms.BoundField]:
        """What is rated beside the whole."""
        return [self[name] for name in self.dimensions]

    @property
    def is_unfolded(self) -> bool:
        """Whether some of it was filled in already."""
        return any(bound.value() for bound in self.parts)

    def said(self) -> dict[str, Any]:
        """A rating."""
        told = self.cleaned_data
        parts = {name: told[name] for name in self.dimensions if told.get(name)}
        return {"said": Said(RatingLevel(told["level"]), told["comment"], parts, self.source)}
