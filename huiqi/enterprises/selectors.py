"""Questions about enterprises. `visible_to` is the only way to one."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language, gettext

from huiqi.accounts.words import OrganisationKind
from huiqi.eligibility.amounts import Language, pick, written
from huiqi.eligibility.facts import parse
from huiqi.eligibility.vocabulary import Fact, Group, facts_of, groups, vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.models import Enterprise, StatedFact
from huiqi.kernel.access import Actor, Role

FIXED = frozenset({"uscc", "organisation_kind"})
STAFF = (Role.RECEPTIONIST, Role.WINDOW_MANAGER, Role.HUB_OPERATOR)


def visible_to(actor: Actor) -> QuerySet[Enterprise]:
    """An enterprise's own people see it; window and hub staff find every enterprise they may have to serve."""
    everyone = Enterprise.objects.select_related("organisation")
    if actor.seat and actor.seat.organisation_kind == OrganisationKind.ENTERPRISE:
        return everyone.filter(organisation_id=actor.seat.organisation_id)
    return everyone if actor.is_a(*STAFF) else everyone.none()


def keys_named(words: str) -> QuerySet[Enterprise, Any]:
    """The keys of the enterprises whose name, or the pinyin initials of it, hold these words, for use in a query."""
    return Enterprise.objects.filter(name_key__contains=words.lower()).values("id")


def own_enterprise(actor: Actor) -> Enterprise | None:
    """The enterprise of the actor's current seat."""
    if actor.seat is None or actor.seat.organisation_kind != OrganisationKind.ENTERPRISE:
        return None
    return Enterprise.objects.select_related("organisation").filter(organisation_id=actor.seat.organisation_id).first()


def enterprise_of(organisation_id: int) -> Enterprise:
    """The enterprise behind an organisation, for apps above that already hold the right to it."""
    return Enterprise.objects.select_related("organisation").get(organisation_id=organisation_id)


def known_facts(enterprise: Enterprise) -> dict[str, Any]:
    """Everything known now, as the facts vocabulary spells it (values as `eligibility.facts.parse` takes them).

    What the register of enterprises itself holds (code, kind, region, industry) is among it. One query.
    """
    stated = StatedFact.objects.filter(enterprise=enterprise, ended_at=None).values_list("name", "value")
    return _basics(enterprise) | dict(stated)


def _basics(enterprise: Enterprise) -> dict[str, Any]:
    base = {
        "uscc": enterprise.uscc,
        "organisation_kind": None if enterprise.kind == "individual" else enterprise.kind,
        "region": enterprise.region,
        "industry": enterprise.industry or None,
    }
    return {name: value for name, value in base.items() if value is not None}


def by_ref(ref: UUID, actor: Actor) -> Enterprise | None:
    """The enterprise with this ref, if the actor may see it."""
    return visible_to(actor).filter(organisation__ref=ref).first()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the profile: a group of the vocabulary without what registration already asked."""

    code: str
    group: Group
    facts: tuple[Fact, ...]

    @property
    def label(self) -> str:
        """What the step is called, in the reader's language."""
        return pick((self.group.label, self.group.label_en), reader_language())


@cache
def steps() -> tuple[Step, ...]:
    """The steps in the order of the vocabulary; facts about a person belong to no firm."""
    made = (
        Step(group.code, group, tuple(f for f in facts_of(group.code) if f.name not in FIXED))
        for group in groups()
        if group.code != "person"
    )
    return tuple(step for step in made if step.facts)


def _shown(name: str, value: Any, on: date) -> str:
    """A JSON value of the vocabulary as people read it."""
    fact, language = vocabulary()[name], reader_language()
    read = parse({name: value}, on).values[name]
    codes = tuple(sorted(held.code for held in read)) if isinstance(read, frozenset) else read
    return written(fact, codes, language)


def reader_language() -> Language:
    """The language of the vocabulary in which the reader is answered."""
    return "en" if get_language() == "en" else "zh-hans"


@dataclass(frozen=True, slots=True)
class Filled:
    """How much of the profile is known, and what, by step."""

    known: int
    total: int
    groups: list[dict[str, Any]]


def filled(enterprise: Enterprise, on: date) -> Filled:
    """The profile as its page shows it: every step with its known facts, their day and source. One query."""
    rows = StatedFact.objects.filter(enterprise=enterprise, ended_at=None)
    stated = {row.name: row for row in rows}
    known = {name: value for name, value in _basics(enterprise).items() if name not in FIXED}
    groups: list[dict[str, Any]] = []
    for step in steps():
        lines = [_line(fact, known, stated, on) for fact in step.facts if fact.name in known or fact.name in stated]
        groups.append({"code": step.code, "label": step.label, "rows": lines})
    known_count = sum(len(group["rows"]) for group in groups)
    return Filled(known_count, sum(len(step.facts) for step in steps()), groups)


def _line(fact: Fact, basics: dict[str, Any], stated: dict[str, StatedFact], on: date) -> dict[str, str]:
    label = fact_label(fact.name, reader_language())
    if fact.name in basics:
        return {"label": label, "value": _shown(fact.name, basics[fact.name], on)}
    row = stated[fact.name]
    told = {"value": _shown(fact.name, row.value, on), "on": row.as_of.isoformat(), "source": gettext(row.source.label)}
    return {"label": label, "value": gettext("%(value)s（%(on)s，%(source)s）") % told}


HEADLINE = ("region", "industry", "employees", "revenue", "total_assets")


def headline_facts(enterprise: Enterprise, on: date) -> list[dict[str, str]]:
    """The few facts beside a desk; an empty value is not known yet. One query."""
    known = known_facts(enterprise)
    return [
        {
            "label": fact_label(name, reader_language()),
            "value": _shown(name, known[name], on) if name in known else "",
        }
        for name in HEADLINE
    ]
