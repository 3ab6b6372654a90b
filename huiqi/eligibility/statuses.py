"""The three values of Kleene's strong logic, and the one connective the others are cases of."""

from collections.abc import Iterable

from huiqi.kernel.words import Word


class Status(Word):
    """What is known of one condition on the day."""

    MET = "met", "满足"
    UNMET = "unmet", "不满足"
    UNKNOWN = "unknown", "待核"


class Verdict(Word):
    """What is known of a whole policy on the day."""

    ELIGIBLE = "eligible", "符合条件"
    INELIGIBLE = "ineligible", "不符合条件"
    UNKNOWN = "unknown", "待核"


class Standing(Word):
    """Where an enterprise stands with a policy: the verdict, and what is near apart from what is not met."""

    ELIGIBLE = "eligible", "可以享受"
    UNKNOWN = "unknown", "还缺情况"
    NEAR = "near", "差一点"
    INELIGIBLE = "ineligible", "目前不符合"


VERDICTS = {Status.MET: Verdict.ELIGIBLE, Status.UNMET: Verdict.INELIGIBLE, Status.UNKNOWN: Verdict.UNKNOWN}

_NEGATED = {Status.MET: Status.UNMET, Status.UNMET: Status.MET, Status.UNKNOWN: Status.UNKNOWN}


def negated(status: Status) -> Status:
    """Not: met becomes unmet, unknown stays unknown."""
    return _NEGATED[status]


def decided(truth: bool | None) -> Status:
    """The status of a truth value; None is unknown."""
    if truth is None:
        return Status.UNKNOWN
    return Status.MET if truth else Status.UNMET


def at_least(count: int, statuses: Iterable[Status]) -> Status:
    """At least `count` of them: all of n is `count` = n, any of n is 1."""
    met = unknown = 0
    for status in statuses:
        if status is Status.MET:
            met += 1
        elif status is Status.UNKNOWN:
            unknown += 1
    if met >= count:
        return Status.MET
    return Status.UNKNOWN if met + unknown >= count else Status.UNMET
