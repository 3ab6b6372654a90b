"""A rule of keeping, of whichever app, is set anew: for how many years, and whether it is followed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from huiqi.journal.services.recording import record
from huiqi.kernel.access import Actor
from huiqi.kernel.keeping import MOST_YEARS
from huiqi.kernel.refusal import Refused


class Keeping(Protocol):
    """A row that says for how many years something is kept; off: for ever."""

    ref: Any
    years: int
    is_on: bool
    revision: int

    def save(self, *, update_fields: list[str]) -> None:
        """Store these columns."""


def keep_for(
    rule: Keeping, years: int, *, is_on: bool, revision: int, told: Mapping[str, Any], actor: Actor, at: datetime
) -> None:
    """Keep longer or shorter, or not by rule at all; the caller holds the row and has asked who may.

    `told` says in the entry which rule it is.

    Raises `Refused`: `years`, and `rule_changed` where somebody set it since `revision`.
    """
    if rule.revision != revision:
        raise Refused("rule_changed", revision=rule.revision)
    if not 1 <= years <= MOST_YEARS:
        raise Refused("years", "years", most=MOST_YEARS)
    data = {**told, "from": rule.years, "to": years, "on": is_on}
    rule.years, rule.is_on, rule.revision = years, is_on, revision + 1
    rule.save(update_fields=["years", "is_on", "revision"])
    record("retention_rule", rule.ref, "change_rule", actor=actor, at=at, data=data)
