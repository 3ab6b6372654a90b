"""How long something is kept, what was erased, what is exempt, in words."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.demands.models import ErasedByRule, Hold, RetentionRule
from huiqi.demands.wording import label
from huiqi.ui.wording import full_moment


def rule_rows(rules: Iterable[RetentionRule], due: Mapping[int, int]) -> list[dict[str, Any]]:
    """Each rule with how many demands are due by it now."""
    return [
        {
            "ref": rule.ref,
            "erases": label(rule.erases),
            "kind": label(rule.kind) if rule.kind else _("各类诉求"),
            "years": years(rule.years),
            "basis": rule.basis,
            "tone": "good" if rule.is_on else "quiet",
            "state": _("已启用") if rule.is_on else _("没有启用"),
            "due": due[rule.id],
        }
        for rule in rules
    ]


def years(count: int) -> str:
    """So many years."""
    return ngettext("办结后 %(n)d 年", "办结后 %(n)d 年", count) % {"n": count}


def erased_rows(found: Iterable[ErasedByRule]) -> list[dict[str, Any]]:
    """What went when, by which rule."""
    return [
        {
            "number": one.demand.number,
            "when": full_moment(one.at),
            "rule": label(one.rule.erases),
            "texts": one.texts,
            "files": one.files,
        }
        for one in found
    ]


def hold_rows(found: Iterable[Hold], people: Mapping[str, str]) -> list[dict[str, Any]]:
    """What is exempt, why, since when, by whom."""
    return [
        {
            "ref": one.ref,
            "number": one.demand.number,
            "reason": one.reason,
            "when": full_moment(one.placed_at),
            "by": people.get(one.placed_by, "—"),
        }
        for one in found
    ]
