"""Questions about enterprises. `visible_to` is the only way to one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import get_language, gettext

from huiqi.accounts.selectors import ended_seats, organisations_of, people_named, person_of
from huiqi.accounts.words import OrganisationKind
from huiqi.eligibility.amounts import Language, pick, written
from huiqi.eligibility.facts import parse
from huiqi.eligibility.vocabulary import Fact, Group, facts_of, groups, vocabulary
from huiqi.eligibility.wording import fact_label
from huiqi.enterprises.flow import OPEN
from huiqi.enterprises.models import Claim, Enterprise, StatedFact
from huiqi.enterprises.permissions import STAFF, can_manage_people, can_see_profile
from huiqi.enterprises.rules import could_be_number, fragments, grams, is_everywhere
from huiqi.enterprises.words import NOBODY_KIND, ClaimState
from huiqi.journal.selectors import Happening, timeline
from huiqi.kernel.access import Actor, Role
from huiqi.kernel.prepared import prepared
from huiqi.network.selectors import regions_of
from huiqi.ui.wording import full_day

HELD = Func(F("search_key"), function="huiqi_grams", output_field=ArrayField(TextField()))
MOBILE, DASHES = re.compile(r"1[0-9]{10}"), re.compile(r"[\s-]+")
FIXED = frozenset({"uscc", "organisation_kind"})


def visible_to(actor: Actor) -> QuerySet[Enterprise]:
    """An enterprise's own people see it; window and hub staff find every enterprise they may have to serve.

    The one that stands for nobody is no enterprise, and found by none.
    """
    everyone = Enterprise.objects.select_related("organisation").exclude(kind=NOBODY_KIND)
    if actor.seat and actor.seat.organisation_kind == OrganisationKind.ENTERPRISE:
        return everyone.filter(organisation_id=actor.seat.organisation_id)
    return everyone if actor.is_a(*STAFF) else everyone.none()


def find_firms(actor: Actor, words: str, limit: int = 10) -> list[Enterprise]:
    """The firms whose name, initials, credit code or contact's number hold everything typed, any fragment of it.

    A whole mobile number also finds the firms for which its owner acts. Firms whose name begins so come first. Staff
    find every firm, nobody else any but his own; but a fragment of a contact's number finds no firm that another window
    serves: it would tell who has that number (PIPL article 6). One query; at a window, where digits are typed, two.
    """
    number = DASHES.sub("", words)
    parts = [number] if MOBILE.fullmatch(number) else fragments(words)
    rows = visible_to(actor)
    if not parts:
        return []
    for part in parts:
        rows = rows.filter(search_key__contains=part)
        if not is_everywhere(part):
            rows = rows.alias(grams=HELD).filter(grams__contains=grams(part))  # type: ignore[misc]
    if numbers := [part for part in parts if could_be_number(part)]:
        rows = rows.filter(_known_else(actor, numbers))
    found = list(rows.order_by()[:limit])
    if MOBILE.fullmatch(number):
        acted_for = organisations_of(number, localdate())
        found += [one for one in visible_to(actor).filter(organisation_id__in=acted_for)[:limit] if one not in found]
    return sorted(found, key=lambda firm: (not firm.name.lower().startswith(parts[0]), firm.name, firm.id))[:limit]


def _known_else(actor: Actor, numbers: Sequence[str]) -> Q:
    """Served by the actor's window, or holding these digits in name or code; at the hub, and of one's own firm, all."""
    if actor.organisation_id is None or not actor.is_a(Role.RECEPTIONIST, Role.WINDOW_MANAGER):
        return Q()
    elsewhere = Q()
    for one in numbers:
        elsewhere &= Q(name_key__contains=one) | Q(uscc__contains=one)
    return Q(region__in=regions_of(actor.organisation_id, localdate())) | elsewhere


def own_enterprise(actor: Actor) -> Enterprise | None:
    """The enterprise of the actor's current seat."""
    if actor.seat is None or actor.seat.organisation_kind != OrganisationKind.ENTERPRISE:
        return None
    return next(iter(_of(actor.seat.organisation_id)), None)


@prepared
def _of(organisation_id: int) -> QuerySet[Enterprise]:
    return Enterprise.objects.select_related("organisation").filter(organisation_id=organisation_id)


def known_facts(enterprise: Enterprise) -> dict[str, Any]:
    """Everything known now, as the facts vocabulary spells it (values as `eligibility.facts.parse` takes them).

    What the register of enterprises itself holds (code, kind, region, industry) is among it. One query.
    """
    stated = StatedFact.objects.filter(enterprise=enterprise, ended_at=None).values_list("name", "value")
    return _basics(enterprise) | dict(stated)


def qualified() -> QuerySet[StatedFact]:
    """What firms state of their qualifications now, of those that state any."""
    return StatedFact.objects.filter(name="qualifications", ended_at=None).exclude(value=[])


def known_of(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Everything known now of these enterprises, as `known_facts` has it; who is nobody is none. Two queries."""
    rows = Enterprise.objects.filter(id__any_of=ids).exclude(kind=NOBODY_KIND)
    found = {one.id: _basics(one) for one in rows.only("uscc", "kind", "region", "industry")}
    stated = StatedFact.objects.filter(enterprise_id__any_of=ids, ended_at=None)
    for enterprise, name, value in stated.values_list("enterprise_id", "name", "value"):
        if enterprise in found:
            found[enterprise][name] = value
    return found


def ids_after(last: int, most: int) -> list[int]:
    """The keys of the enterprises beyond `last`, in order, at most so many; who is nobody is none."""
    found = Enterprise.objects.filter(id__gt=last).exclude(kind=NOBODY_KIND).order_by("id")
    return list(found.values_list("id", flat=True)[:most])


def how_many(most: int) -> int:
    """How many enterprises there are, or `most` where there are more."""
    return Enterprise.objects.exclude(kind=NOBODY_KIND)[:most].count()


def _basics(enterprise: Enterprise) -> dict[str, Any]:
    base = {
        "uscc": enterprise.uscc,
        "organisation_kind": None if enterprise.kind == "individual" else enterprise.kind,
        "region": enterprise.region,
        "industry": enterprise.industry or None,
    }
    return {name: value for name, value in base.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Learned:
    """A fact as it is known: its value, since which day it holds, and by whose word (`FactSource`; empty: register)."""

    value: Any
    as_of: date | None = None
    source: str = ""

    def stored(self) -> dict[str, Any]:
        """As JSON."""
        return {"value": self.value, "as_of": self.as_of.isoformat() if self.as_of else None, "source": self.source}


def learned_of(ids: Sequence[int]) -> list[tuple[Enterprise, dict[str, Learned]]]:
    """Each of these enterprises, in the order of their ids, with everything known of it now. Two queries."""
    rows = StatedFact.objects.filter(enterprise_id__in=ids, ended_at=None)
    stated: dict[int, dict[str, Learned]] = {}
    for of, name, *told in rows.values_list("enterprise_id", "name", "value", "as_of", "source"):
        stated.setdefault(of, {})[name] = Learned(*told)
    firms = Enterprise.objects.filter(id__in=ids).select_related("organisation").order_by("id")
    return [(one, {n: Learned(v) for n, v in _basics(one).items()} | stated.get(one.id, {})) for one in firms]


def ids_in(codes: Sequence[str]) -> list[int]:
    """The enterprises that are registered in one of these regions, in the order of their ids. One query."""
    rows = Enterprise.objects.filter(region__in=codes).exclude(kind=NOBODY_KIND)
    return list(rows.order_by("id").values_list("id", flat=True))


def own_profile(actor: Actor) -> Enterprise | None:
    """The enterprise of the actor's current seat, if he may see what is known of it: who only claims it may not."""
    enterprise = own_enterprise(actor)
    return enterprise if enterprise and can_see_profile(actor, enterprise) else None


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

    @property
    def empty(self) -> bool:
        """Whether nothing is known of some group."""
        return any(not group["rows"] for group in self.groups)


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
        value = _shown(fact.name, basics[fact.name], on)
        return {"label": label, "value": value, "note": gettext("企业登记时填报，可更正")}
    row = stated[fact.name]
    note = gettext("%(on)s，%(source)s") % {"on": full_day(row.as_of), "source": gettext(row.source.label)}
    return {"label": label, "value": _shown(fact.name, row.value, on), "note": note}


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


def claims_visible_to(actor: Actor, on: date) -> QuerySet[Claim]:
    """A person's own claims; a firm's, to its verified owner; those of the region, to its window; all, to the hub."""
    everyone = Claim.objects.select_related("enterprise__organisation", "person", "licence", "letter")
    if actor.person_id is None:
        return everyone.none()
    seen = Q(person_id=actor.person_id)
    if actor.is_a(Role.HUB_OPERATOR):
        return everyone
    if actor.is_a(*STAFF) and actor.organisation_id is not None:
        seen |= Q(enterprise__region__in=regions_of(actor.organisation_id, on))
    enterprise = own_enterprise(actor)
    if enterprise and can_manage_people(actor, enterprise):
        seen |= Q(enterprise=enterprise)
    return everyone.filter(seen)


def claims_to_decide(actor: Actor, on: date) -> QuerySet[Claim]:
    """What waits for the actor's window, the longest first."""
    waiting = Q(state=ClaimState.WAITING) | Q(state=ClaimState.DECLARED, licence__isnull=False)
    rows = claims_visible_to(actor, on).filter(waiting).exclude(person__ref=actor.person_ref)
    return rows.order_by("asked_at", "id")


def own_claims(actor: Actor) -> QuerySet[Claim]:
    """What a person has asked for and is not settled, the newest first."""
    rows = Claim.objects.select_related("enterprise__organisation", "person").filter(person__ref=actor.person_ref)
    return rows.filter(state__in=OPEN).order_by("-asked_at", "-id")


def claims_on(enterprise: Enterprise) -> QuerySet[Claim]:
    """Who else wants to act for a firm, the oldest first."""
    rows = Claim.objects.select_related("enterprise__organisation", "person").filter(enterprise=enterprise)
    return rows.filter(state=ClaimState.WAITING).order_by("asked_at", "id")


def licences(enterprise: Enterprise) -> QuerySet[Claim]:
    """The claims on a firm whose business licence was checked and is still kept, the newest first."""
    rows = Claim.objects.select_related("licence").filter(enterprise=enterprise, state=ClaimState.VERIFIED)
    return rows.filter(licence__destroyed_at=None).exclude(licence=None).order_by("-decided_at", "-id")


def history(enterprise: Enterprise) -> list[Happening]:
    """What happened to a firm and its people, the latest first. Two queries."""
    return timeline(enterprise.organisation.ref)[::-1]


def way_in(actor: Actor, on: date) -> str:
    """Where somebody belongs who may not see a profile: at his claim, where his rights ended, or at the start."""
    claims = list(own_claims(actor))
    here = [claim for claim in claims if claim.enterprise.organisation_id == actor.organisation_id]
    if claim := next(iter(here or claims), None):
        return reverse("enterprises:claim", args=[claim.ref])
    lapsed = not actor.is_anonymous and ended_seats(person_of(actor), on).exists()
    return reverse("accounts:seats" if lapsed else "enterprises:register")


@dataclass(frozen=True, slots=True)
class Change:
    """What a fact reads now, when it was changed and by whom; for what registration asks, only what it reads."""

    value: str
    at: datetime | None = None
    by: str = ""


def changed_since(enterprise: Enterprise, revision: int, typed: Mapping[str, Any], on: date) -> dict[str, Change]:
    """The facts of a form shown at `revision` that others have changed since to something else than what is typed.

    Every recording raises the revision by one, so the last so many moments are those nobody has seen. Two queries.
    """
    rows = list(StatedFact.objects.filter(enterprise=enterprise).order_by("recorded_at", "id"))
    moments = sorted({at for row in rows for at in (row.recorded_at, row.ended_at) if at}, reverse=True)
    unseen = frozenset(moments[: enterprise.revision - revision])
    latest = {row.name: row for row in rows}
    names = people_named({row.recorded_by for row in latest.values()})
    found = {
        name: Change(_shown(name, value, on)) if value else Change("")
        for name, value in _basics(enterprise).items()
        if name in typed and typed[name] != value
    }
    for name, row in latest.items():
        now, at = (row.value, row.recorded_at) if row.ended_at is None else (None, row.ended_at)
        if at in unseen and name in typed and typed[name] != now:
            found[name] = Change("" if now is None else _shown(name, now, on), at, names.get(row.recorded_by, ""))
    return found
