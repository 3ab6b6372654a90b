"""What may come of a service, as data: `effects.json` lists what can be measured, in which unit, up to how much."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Effect:
    """One kind of effect 成效. `most`: what lies above it is a slip of the finger."""

    code: str
    label: str
    label_en: str
    unit: str
    unit_en: str
    most: Decimal


@cache
def effects() -> dict[str, Effect]:
    """Every kind, by its code, in the order of the list."""
    told = json.loads((Path(__file__).parent.parent / "effects.json").read_text(encoding="utf-8"))
    return {row["code"]: Effect(**{**row, "most": Decimal(row["most"])}) for row in told}


def wrong_with_figures(figures: list[tuple[str, Decimal]], *, has_evidence: bool) -> str:
    """The code of what is wrong with claimed figures: each of the list, none twice, with something that proves them."""
    codes = [code for code, _value in figures]
    if any(code not in effects() for code in codes):
        return "effect_unknown"
    if len(set(codes)) != len(codes):
        return "effect_twice"
    if any(not 0 < value <= effects()[code].most for code, value in figures):
        return "effect_absurd"
    return "evidence_missing" if figures and not has_evidence else ""
