"""What a supposition opens and closes, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.eligibility.amounts import written
from huiqi.eligibility.estimates import Estimate
from huiqi.eligibility.examination import Examination
from huiqi.eligibility.facts import parse
from huiqi.eligibility.nearness import gaps
from huiqi.eligibility.statuses import Standing, Verdict
from huiqi.eligibility.supposing import Shift
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.policies.wording.cases import COUNTED, TONES, distances
from huiqi.policies.wording.conditions import summary
from huiqi.policies.wording.estimates import amount
from huiqi.ui.fact_inputs import language

HEADS = {
    Shift.OPENS: mark("会多出来的"),
    Shift.NEARER: mark("会变近的"),
    Shift.FARTHER: mark("会变远的"),
    Shift.CLOSES: mark("会失去的"),
}


def standing_badge(standing: Standing | None) -> dict[str, str]:
    """Where one stands, in a word."""
    if standing is None:
        return {"tone": "quiet", "words": _("没有施行")}
    return {"tone": TONES[standing], "words": _(COUNTED[standing])}


def why(moved: Shift, before: Examination | None, after: Examination | None) -> list[str]:
    """What made the difference: what stood in the way before, or what will."""
    told = before if moved in (Shift.OPENS, Shift.NEARER) else after
    if told is None:
        return [_("这一天没有施行中的版本。")]
    if told.verdict is not Verdict.INELIGIBLE:
        return [summary(told)]
    return distances(gaps(told.finding, told.on))


def yuan(moved: Shift, before: Estimate | None, after: Estimate | None) -> str:
    """What is won or lost with it."""
    told = before if moved is Shift.CLOSES else after
    return amount(told) if told else ""


def changes(known: Mapping[str, Any], changed: Mapping[str, Any], on: date) -> list[dict[str, str]]:
    """Each supposed fact with what is known of it and what it is supposed to be."""
    return [
        {"name": name, "label": fact_label(name, language())}
        | {"before": _said(name, known.get(name), on), "after": _said(name, value, on)}
        for name, value in changed.items()
    ]


def _said(name: str, value: Any, on: date) -> str:
    if value is None:
        return _("没有填")
    read = parse({name: value}, max(on, date(2100, 12, 31))).values[name]
    return written(vocabulary()[name], read, language())
