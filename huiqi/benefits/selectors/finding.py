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
from huiqi.eligibility.conditions import manual_keys
from huiqi.eligibility.engine.aims import MAYBE, YES
from huiqi.eligibility.examination import Examiner
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.statuses import Status, Verdict
from huiqi.enterprises.selectors import Learned, ids_in, learned_of
from huiqi.policies.selectors import aim_of, asked_by, columns_of, library, readable, stands_of, version_of
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


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a programme may be for: the firms that meet its policy, in order, and how many would if more were known."""

    firms: list[int]
    lacking: int


def needs_a_person(version: Version) -> bool:
    """Whether a condition of the policy, or of a tier, is one that no data can decide and a person confirms."""
    return any(manual_keys(one) for one in version.conditions)


def firms_meant(programme: Programme) -> Meant:
    """Look at every firm of the programme's region: by this machine's columns, where they are of the day examined, and
    of whoever changed since by the judge."""
    on = programme.examined_on
    aims = (aim_of(version_of(programme.version), on),)
    ids = ids_in(_codes(programme.region))
    stands = stands_of(ids, aims, on, columns_of(aims, on))
    firms = [one for one in ids if stands.get(one) == (YES,)]
    return Meant(firms, sum(told == (MAYBE,) for told in stands.values()))


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
    aim, firms = aim_of(version, programme.examined_on), learned_of(ids)
    judged = (_judge(programme, version, one, known) for one, known in firms if aim.covers(one.region))
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
