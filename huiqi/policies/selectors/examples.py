"""Worked examples: what comes out of those of a draft, and which of the published ones come out no longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from huiqi.eligibility.conditions import Node, facts_used, manual_keys
from huiqi.eligibility.estimates import Estimate, estimate
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.examples import Example, read_examples
from huiqi.eligibility.facts import NOTHING
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.reading import read_condition
from huiqi.eligibility.shapes import BadCondition
from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.trials import Outcome, tried
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.policies.models import Draft
from huiqi.policies.selectors.shelf import library, with_parts


def rule_of(content: Mapping[str, Any]) -> Node | None:
    """The rule of a draft; nothing where it has none that can be read."""
    try:
        return read_condition(content.get("condition"), str(content.get("code")))
    except BadCondition:
        return None


PLACE = ("region", "exceptions", "variant_of")
"""What says where firms are shown a policy."""


def rule_changed(draft: Draft) -> bool:
    """Whether the rule is another than that of the base."""
    return draft.base is None or draft.content.get("condition") != draft.base.content.get("condition")


def audience_changed(draft: Draft) -> bool:
    """Whether it may concern other firms than the base: by another rule, or in other places."""
    if draft.base is None or rule_changed(draft):
        return True
    now, before = draft.content, draft.base.content
    return any((now.get(name) or None) != (before.get(name) or None) for name in PLACE)


def examples_tried(content: dict[str, Any]) -> list[Outcome]:
    """What comes out of each example of a draft; nothing while its rule or they cannot be read. One query at most."""
    rule = rule_of(content)
    try:
        examples = read_examples(content.get("examples") or ())
    except BadCondition:
        return []
    if rule is None or not examples:
        return []
    found = library()
    return [tried(example, rule, found) for example in examples]


def broken_examples(on: date) -> list[tuple[Version, Outcome]]:
    """The examples of the policies in force on a day that do not come out as expected."""
    found = library()
    outcomes = (
        (version, tried(one, version.condition, found)) for version in found.in_force(on) for one in version.examples
    )
    return [(version, outcome) for version, outcome in outcomes if not outcome.passed]


def asked_in(condition: Node) -> tuple[str, ...]:
    """The facts an example can state: those the rule rests on, and those they follow from."""
    return with_parts(facts_used(condition))


def marks_in(condition: Node) -> tuple[str, ...]:
    """The conditions of a rule that a person confirms."""
    return tuple(sorted(manual_keys(condition)))


def examples_reckoned(version: Version) -> list[tuple[Example, Estimate | None]]:
    """What a version brings to those of its worked examples that may have it."""
    found, reckoned = library(), []
    for example in version.examples:
        if example.expected is not Standing.INELIGIBLE:
            reckoned.append((example, estimate(version, Examiner(example.facts, example.on, found))))
    return reckoned


def tiers_asked(content: Mapping[str, Any], on: date) -> list[Finding | None]:
    """What each tier of a draft asks for beside the policy's own condition, with nothing known of anybody."""
    examiner, code = Examiner(NOTHING, on, library()), str(content.get("code"))
    asked = (tier.get("condition") for tier in content.get("benefits") or ())
    return [examiner.find(read_condition(raw, code)) if raw else None for raw in asked]
