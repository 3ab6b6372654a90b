"""Worked examples in words: what was expected of each, what was found, and whether that is the same."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.trials import Outcome
from huiqi.policies.wording.cases import case_rows
from huiqi.policies.wording.drafts import label
from huiqi.ui.wording import full_day

TONES = {
    Standing.ELIGIBLE: "good",
    Standing.UNKNOWN: "ask",
    Standing.NEAR: "info",
    Standing.INELIGIBLE: "quiet",
}


def shown(outcome: Outcome, number: int) -> dict[str, object]:
    """An example with what came out of it."""
    example = outcome.example
    return {
        "number": number,
        "name": example.name,
        "on": full_day(example.on),
        "note": example.note,
        "expected": label(example.expected),
        "found": label(outcome.found),
        "tone": TONES[outcome.found],
        "passed": outcome.passed,
        "rows": case_rows(outcome.finding, {}),
    }


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many there are, and how many come out otherwise."""
    if not outcomes:
        return _("还没有算例。")
    wrong = sum(not outcome.passed for outcome in outcomes)
    if not wrong:
        passed = ngettext("%(count)d 个算例，都与预期相同。", "%(count)d 个算例，都与预期相同。", len(outcomes))
        return passed % {"count": len(outcomes)}
    words = ngettext(
        "%(wrong)d 个算例与预期不同，共 %(count)d 个。", "%(wrong)d 个算例与预期不同，共 %(count)d 个。", wrong
    )
    return words % {"wrong": wrong, "count": len(outcomes)}
