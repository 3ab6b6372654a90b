"""Which firms a programme is for, by comparing what is known of them with the policy's rule and its tiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from huiqi.benefits.models import Entry
from huiqi.benefits.rules.amounts import Sum, read_pay, reckon
from huiqi.benefits.words import EntryState, ProgrammeState
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.enterprises.selectors import Learned, in_regions, learned_of
from huiqi.policies.selectors import asked_by, library, reached, readable, version_of
from huiqi.standards import regions

if TYPE_CHECKING:
    from huiqi.benefits.models import Programme
    from huiqi.eligibility.versions import PolicyVersion as Version
    from huiqi.enterprises.models import Enterprise


NOT_PAID = (EntryState.REMOVED, EntryState.DECLINED)
"""Who stands there may be found by another programme."""


@dataclass(frozen=True, slots=True)
class Found:
    """A firm that the rule reaches, with its tier and sum; `sum` is None where the base of the sum is not known."""

    enterprise: Enterprise
    tier: int
    sum: Sum | None
    facts: dict[str, Any]


def firms_in(programme: Programme) -> list[int]:
    """The ids of the firms of the programme's region that PostgreSQL finds eligible, in order."""
    condition = version_of(programme.version).condition
    return in_regions(reached(condition, programme.examined_on), _codes(programme.region))


def lacking_facts(programme: Programme) -> int:
    """How many firms of the region may be meant, if more were known of them."""
    condition = version_of(programme.version).condition
    unknown = reached(condition, programme.examined_on, Verdict.UNKNOWN)
    return len(in_regions(unknown, _codes(programme.region)))


def _codes(region: str) -> list[str]:
    node = regions.find(region)
    return [node.code, *(below.code for below in node.descendants)]


def listed_already(programme: Programme, ids: Sequence[int]) -> set[int]:
    """Who of these stands on this list, or on another of the same policy and year: nobody is paid twice. One query."""
    same = Q(programme__version__policy=programme.version.policy_id, programme__year=programme.year)
    others = same & ~Q(state__in=NOT_PAID) & ~Q(programme__state=ProgrammeState.CANCELLED)
    rows = Entry.objects.filter(Q(programme=programme) | others, enterprise_id__in=ids)
    return set(rows.values_list("enterprise_id", flat=True))


def judge_firms(programme: Programme, ids: Sequence[int]) -> list[Found]:
    """Examine each firm exactly, as its own page would: only who is eligible without anything unknown is found.

    Two queries beside those of the library.
    """
    version = version_of(programme.version)
    firms = learned_of(ids)
    judged = (_judge(programme, version, enterprise, known) for enterprise, known in firms)
    return [found for found in judged if found]


def _judge(programme: Programme, version: Version, firm: Enterprise, known: Mapping[str, Learned]) -> Found | None:
    facts = readable({name: one.value for name, one in known.items()}, programme.examined_on)
    examiner = Examiner(facts, programme.examined_on, library())
    if examiner.examine(version).verdict is not Verdict.ELIGIBLE:
        return None
    for place, (tier, stored) in enumerate(zip(version.benefits, programme.pays, strict=True)):
        if stored and examiner.status_of(tier.condition) is Status.MET:
            pay = read_pay(stored)
            used = _used(version, pay.base, known)
            return Found(firm, place, reckon(pay, _base(facts, pay.base)), used)
    return None


def _base(facts: Facts, name: str) -> Decimal | None:
    value = facts.get(name) if name else None
    return Decimal(str(value)) if value is not None else None


def _used(version: Version, base: str, known: Mapping[str, Learned]) -> dict[str, Any]:
    """The facts that the rule rests on, and the base: value, day and source, as they were known."""
    return {name: known[name].stored() for name in sorted({*asked_by(version), base}) if name in known}
