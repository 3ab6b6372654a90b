"""Worked examples stand before a rule: none is sent or published whose examples say otherwise."""

from __future__ import annotations

import hashlib
from datetime import datetime
from functools import cache
from importlib.resources import files

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import people_in_roles
from huiqi.eligibility.examples import lacking
from huiqi.eligibility.trials import Outcome
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.journal.services import record
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.policies.models import Draft
from huiqi.policies.selectors import broken_examples, examples_tried, row_of, rule_changed
from huiqi.policies.words import Purpose


def judge_examples(draft: Draft) -> None:
    """Refuse a rule that is new or changed and has no examples, and one whose examples do not come out.

    Raises `Refused("no_examples")`, `Refused("examples_fail")`, which names each with what was expected and found.
    """
    if draft.purpose is Purpose.WITHDRAW:
        return
    outcomes = examples_tried(draft.content)
    if rule_changed(draft) and lacking(outcome.example for outcome in outcomes):
        raise Refused("no_examples", "examples")
    wrong = tuple((one.example.name, one.example.expected, one.found) for one in outcomes if not one.passed)
    if wrong:
        raise Refused("examples_fail", "examples", wrong=wrong)


@transaction.atomic
def recheck_examples(*, actor: Actor, at: datetime) -> list[tuple[Version, Outcome]]:
    """Try the examples of everything in force again, and tell the hub, once, of those that come out no longer.

    Done whenever the library is loaded, with which new numbers by region and year come, and whenever a policy is
    published to which others may refer.
    """
    broken = broken_examples(localdate(at))
    hub = list(people_in_roles([Role.HUB_OPERATOR], localdate(at))) if broken else []
    for version, outcome in broken:
        data = {"code": version.code, "expected": str(outcome.example.expected), "found": str(outcome.found)}
        name = hashlib.sha256(outcome.example.name.encode()).hexdigest()[:12]
        key = f"example:{version.code}:{version.effective_from}:{name}:{outcome.found}:{tables_stamp()}"
        link = reverse("policies:page", args=[version.code])
        if tell([News(kind="policies.example", key=key, parameters=data, link=link, at=at, people=hub)]):
            record("policy", row_of(version).policy.ref, "example_fails", actor=actor, at=at, data=data)
    return broken


@cache
def tables_stamp() -> str:
    """What tells one version of the packaged numbers, facts and size classes from another."""
    tables = [files("huiqi.eligibility") / name for name in ("parameters.json", "facts.json")]
    return hashlib.sha256(b"".join(table.read_bytes() for table in tables)).hexdigest()[:16]
