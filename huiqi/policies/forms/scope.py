"""Where a policy applies, as a clerk types it: the places left out, a line each, by name or by code."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from huiqi.standards import regions
from huiqi.standards.full_width import narrow
from huiqi.standards.regions import Region
from huiqi.standards.trees import UnknownCode

CODE = re.compile(r"\b[0-9]{6}\b", re.ASCII)
NAMED = 3
"""So many places are named where a name stands for several."""


def typed(codes: Iterable[str]) -> str:
    """The places as they stand in the field."""
    return "\n".join(_named(regions.find(code)) for code in codes)


def _named(region: Region) -> str:
    return f"{' '.join(step.name for step in region.path)} {region.code}"


def places_left_out(text: str, within: str) -> list[str]:
    """The codes of the places typed, each once, inside `within`. Raises `ValidationError`, a fault a line."""
    found, faults = dict[str, None](), []
    for line in text.splitlines():
        if said := narrow(line).strip(" 、，,；;"):
            try:
                found[_place(said, regions.find(within))] = None
            except forms.ValidationError as fault:
                faults.append(fault)
    if faults:
        raise forms.ValidationError(faults)
    return list(found)


def _place(said: str, within: Region) -> str:
    inside = [region for region in _candidates(said) if region.is_within(within) and region is not within]
    if len(inside) == 1:
        return inside[0].code
    told: dict[str, Any] = {"said": said, "within": within.name}
    if not inside:
        raise forms.ValidationError(_("“%(said)s”不在%(within)s里面。请写适用地区里面的地名或六位代码。") % told)
    told["places"] = _("、").join(_named(region) for region in inside[:NAMED])
    raise forms.ValidationError(_("“%(said)s”不止一个：%(places)s。请把代码也写上。") % told)


def _candidates(said: str) -> list[Region]:
    """By the code where there is one, else those of exactly this name, else those whose name begins with it."""
    if code := CODE.search(said):
        try:
            return [regions.find(code.group())]
        except UnknownCode:
            return []
    name = said.split()[-1]
    found = regions.search(name, limit=100)
    return [region for region in found if region.name == name] or [r for r in found if r.name.startswith(name)]
