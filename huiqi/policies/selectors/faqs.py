"""Conditions as people ask about them, and what was answered for everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from huiqi.eligibility.findings import missing_in
from huiqi.eligibility.statuses import Status
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.kernel.access import Actor
from huiqi.policies import wording
from huiqi.policies.flow import FAQ, FAQ_OPEN
from huiqi.policies.models import Faq
from huiqi.policies.permissions import can_do_with_faq, can_draft
from huiqi.policies.selectors.cases import Case, conditions_of
from huiqi.policies.selectors.drafts import day_of
from huiqi.policies.selectors.shelf import library
from huiqi.policies.wording.conditions import placed_lines
from huiqi.policies.words import FaqState, FaqVerb


@dataclass(frozen=True, slots=True)
class AskedCondition:
    """A condition as a version words it: what is asked for, the article, and the fact it is about, if about one."""

    version: Version
    place: str
    words: str
    required: str
    clause: str
    fact: str

    @property
    def url(self) -> str:
        """Where everybody reads it."""
        return url_of_condition(self.version.code, self.version.effective_from, self.place)

    def is_in_force(self, on: date) -> bool:
        """Whether the version it belongs to holds on a day."""
        return self.version.is_in_force(on)


def url_of_condition(code: str, since: date, place: str) -> str:
    """The page of a policy as it read in this version, at this condition."""
    return f"{reverse('policies:page', args=[code])}?on={since.isoformat()}#condition-{quote(place)}"


def conditions_at(version: Version, today: date) -> dict[str, AskedCondition]:
    """Every condition of a version that can be asked about, by its place."""
    rows = wording.condition_rows(conditions_of(version, on=day_of(version, today))[0])
    return {str(row["place"]): _condition(version, row) for row in rows if row["place"]}


def _condition(version: Version, row: dict[str, Any]) -> AskedCondition:
    words = str(row["condition"]).lstrip("　· ")
    return AskedCondition(version, row["place"], words, row["required"], row["clause"], row["fact"])


def version_since(code: str, since: date) -> Version | None:
    """The version of a policy that begins on a day."""
    return next((one for one in library().versions_of(code) if one.effective_from == since), None)


def condition_at(code: str, since: date, place: str, today: date) -> AskedCondition | None:
    """The condition of a version at a place; nothing where there is no such version or no such condition."""
    version = version_since(code, since)
    return conditions_at(version, today).get(place) if version and place else None


def place_asked(case: Case, fact: str) -> str:
    """Which condition of a policy waits for this fact: the first one that is not known and could be settled by it."""
    for _depth, line, place in placed_lines(case.examination.finding):
        if line.status is Status.UNKNOWN and (line.fact == fact or fact in missing_in(line)):
            return place
    return ""


def faqs_visible_to(actor: Actor) -> QuerySet[Faq]:
    """Everything to those who write it; to everybody else what is published."""
    every = Faq.objects.select_related("policy")
    return every if can_draft(actor) else every.filter(state=FaqState.PUBLISHED)


def published_faqs() -> QuerySet[Faq]:
    """What everybody may read, the first published first."""
    return Faq.objects.select_related("policy").filter(state=FaqState.PUBLISHED).order_by("published_at", "id")


def faqs_of(code: str) -> dict[str, list[Faq]]:
    """What everybody may read of a policy, by place. One query."""
    found: dict[str, list[Faq]] = defaultdict(list)
    for faq in published_faqs().filter(policy__code=code):
        found[faq.place].append(faq)
    return dict(found)


def faq_texts() -> dict[str, list[str]]:
    """Every published question and answer, by the code of its policy: what a search finds. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    for faq in published_faqs():
        found[faq.policy.code] += [faq.question, faq.answer]
    return found


def faqs_at(places: Collection[tuple[str, str]]) -> list[Faq]:
    """What everybody may read of these conditions, each a policy's code and a place. One query at most."""
    wanted = Q()
    for code, place in places:
        wanted |= Q(policy__code=code, place=place)
    return list(published_faqs().filter(wanted)) if places else []


def faq_places() -> set[tuple[str, str]]:
    """The conditions of which something is answered for everybody, as code and place. One query."""
    return set(Faq.objects.filter(state=FaqState.PUBLISHED).values_list("policy__code", "place").distinct())


def faq_list(actor: Actor, *, settled: bool) -> QuerySet[Faq]:
    """What waits, or what is settled, for those who write it; what changed last first."""
    rows = faqs_visible_to(actor) if can_draft(actor) else Faq.objects.none()
    rows = rows.exclude(state__in=FAQ_OPEN) if settled else rows.filter(state__in=FAQ_OPEN)
    return rows.order_by("-changed_at", "-id")


def waiting_faqs(actor: Actor) -> int:
    """How many wait for a second person who is this one."""
    waiting = faqs_visible_to(actor).filter(state=FaqState.WAITING)
    return waiting.exclude(authors__contains=[actor.person_ref]).count()


def versions_of_faq(thread: UUID) -> list[Faq]:
    """Every version of a question and its answer, the newest first."""
    return list(Faq.objects.select_related("policy").filter(thread=thread).order_by("-number"))


def newest_faqs(threads: Iterable[UUID]) -> dict[UUID, Faq]:
    """Of each of these what stands: what is published, else the newest version. One query."""
    found: dict[UUID, Faq] = {}
    for faq in Faq.objects.select_related("policy").filter(thread__in=list(threads)).order_by("number"):
        standing = found.get(faq.thread)
        if standing is None or standing.state is not FaqState.PUBLISHED:
            found[faq.thread] = faq
    return found


def faq_verbs_for(actor: Actor, faq: Faq) -> list[FaqVerb]:
    """What the actor can do with a version now; nobody publishes or gives back what he wrote."""
    return [verb for verb in FAQ.verbs(faq.state) if can_do_with_faq(actor, verb, faq)]
