"""What a firm follows, and its calendar: openings, closings, ends of policies and of its own certificates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.signing import Signer
from django.db.models import F, QuerySet
from django.utils.crypto import constant_time_compare

from huiqi.accounts.selectors import seats_held, seats_on
from huiqi.eligibility.facts import BadFacts, parse
from huiqi.eligibility.validity import Deadline, ends_of, needs_a_day
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.vocabulary import Held
from huiqi.enterprises.permissions import FIRM
from huiqi.enterprises.selectors import known_facts
from huiqi.kernel.access import SeatLevel
from huiqi.policies.models import CalendarFeed, Follow, Opening
from huiqi.policies.selectors.openings import openings_by_code
from huiqi.policies.selectors.seasons import last_of, season_of
from huiqi.policies.selectors.shelf import version_shown
from huiqi.policies.words import Moment

if TYPE_CHECKING:
    from uuid import UUID

    from huiqi.accounts.models import Person
    from huiqi.enterprises.models import Enterprise

SALT = "policies.calendar"
OF_CERTIFICATE = {Deadline.EXPIRES: Moment.EXPIRES, Deadline.UPDATE: Moment.UPDATE}


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of a firm's calendar. `version`: the item it is about; else `certificate`, with the place that says so."""

    day: date
    what: Moment
    stamp: datetime
    version: Version | None = None
    certificate: str = ""
    article: str = ""

    @property
    def uid(self) -> str:
        """The same as long as it is the same happening."""
        return f"{self.version.code if self.version else self.certificate}-{self.what.value}-{self.day:%Y%m%d}"


def follows_of(enterprise: Enterprise) -> QuerySet[Follow]:
    """What a firm follows, in the order in which it began to."""
    return Follow.objects.filter(enterprise=enterprise, ended_at=None).select_related("policy").order_by("id")


def is_followed(enterprise: Enterprise, code: str) -> bool:
    """Whether a firm follows a policy. One query."""
    return Follow.objects.filter(enterprise=enterprise, policy__code=code, ended_at=None).exists()


def certificates(facts: Mapping[str, Any], on: date) -> list[Held]:
    """The qualifications that a firm states, with their days; none where they cannot be read."""
    try:
        held = parse({"qualifications": facts.get("qualifications")}, on).get("qualifications")
    except BadFacts:
        return []
    return sorted(held, key=lambda one: one.code) if isinstance(held, frozenset) else []


def undated(enterprise: Enterprise, on: date) -> list[str]:
    """The qualifications of which nobody can say when they end, by code. One query."""
    return [one.code for one in certificates(known_facts(enterprise), on) if needs_a_day(one)]


def days_of(enterprise: Enterprise, on: date) -> list[Dated]:
    """The calendar of a firm from a day on, the nearest first. Four queries."""
    rows = list(follows_of(enterprise))
    told = openings_by_code([row.policy.code for row in rows], enterprise.region)
    followed = [one for row in rows for one in _of_follow(row, on, told.get(row.policy.code, ()))]
    held = certificates(known_facts(enterprise), on)
    return sorted([*followed, *_of_certificates(held, enterprise.registered_at, on)], key=lambda d: (d.day, d.uid))


def _of_follow(row: Follow, on: date, openings: Sequence[Opening]) -> Iterator[Dated]:
    version = version_shown(row.policy.code, on)
    if version is None:
        return
    season = season_of(version, on, openings)
    if season and season.opens_on >= on:
        yield Dated(season.opens_on, Moment.OPENS, row.followed_at, version)
    if season and season.closes_on and season.closes_on >= on:
        yield Dated(season.closes_on, Moment.CLOSES, row.followed_at, version)
    last = last_of(version)
    if last.effective_through and last.effective_through >= on:
        yield Dated(last.effective_through, Moment.ENDS, row.followed_at, last)


def _of_certificates(held: list[Held], stamp: datetime, on: date) -> Iterator[Dated]:
    for one in held:
        for end in ends_of(one, on):
            yield Dated(end.day, OF_CERTIFICATE[end.what], stamp, None, end.code, end.article)


def secret_of(feed: CalendarFeed) -> str:
    """What the link of a feed ends with: derived from the key of the installation, in no table."""
    return Signer(salt=SALT).signature(str(feed.ref))


def feed_of(enterprise: Enterprise, person_id: int) -> CalendarFeed | None:
    """The link that a person has to a firm's calendar, if he made one."""
    return CalendarFeed.objects.filter(enterprise=enterprise, person_id=person_id, revoked_at=None).first()


def feed_by(ref: UUID, secret: str, on: date) -> CalendarFeed | None:
    """The feed that a link opens, if its secret is right, it is not revoked, and its person still acts for the firm."""
    found = CalendarFeed.objects.select_related("enterprise__organisation").filter(ref=ref, revoked_at=None).first()
    if found is None or not constant_time_compare(secret, secret_of(found)):
        return None
    seats = seats_on(found.person_id, on).filter(organisation_id=found.enterprise.organisation_id)
    return found if seats.exclude(level=SeatLevel.CLAIMED).exists() else None


def people_acting(enterprises: Collection[int], on: date) -> Mapping[int, list[Person]]:
    """Who acts for each of these firms on a day and may see what is known of it; a firm without anybody is left out.

    One query, however many firms.
    """
    seats = seats_held(on).filter(organisation__enterprise__any_of=enterprises, role__in=FIRM)
    rows = seats.exclude(level=SeatLevel.CLAIMED).select_related(None).select_related("person")
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for seat in rows.annotate(firm=F("organisation__enterprise")):
        found[seat.firm][seat.person_id] = seat.person
    return {firm: list(people.values()) for firm, people in found.items()}
