"""Tell those whom an agreement concerns: number, window and handler leave it, nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted
from huiqi.agreements.words import Verdict
from huiqi.demands.permissions import FIRM, STAFF
from huiqi.kernel.access import Role
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Person
    from huiqi.agreements.models import Agreement, Duplicate

TO_FIRM = frozenset({"sent", "milestone", "reported", "ended"})
TO_HANDLER = frozenset({"agreed", "declined", "confirmed", "disputed", "overdue", "lapsed", "ended"})
TO_WINDOW = frozenset({"confirmed", "disputed", "overdue", "lapsed"})
WITH_LINK = frozenset({"sent", "reported"})
"""What is told to whom; and what the firm may answer without an account, by a link to its contact's telephone."""


def told(agreement: Agreement, what: str, *, at: datetime) -> None:
    """Tell one happening, under its own revision, to whom it concerns."""
    key = f"agreement:{agreement.id}:{what}:{agreement.revision}"
    news = [_news(agreement, what, key, _people(agreement, what, at), at)]
    if what in WITH_LINK and agreement.link and agreement.demand.enterprise.contact_mobile:
        mobile = agreement.demand.enterprise.contact_mobile
        address = reverse("agreements:by_code", args=[agreement.link])
        news.append(_news(agreement, f"{what}_link", f"{key}:link", (), at, link=address, mobiles=[mobile]))
    tell(news)


def _people(agreement: Agreement, what: str, at: datetime) -> list[Person]:
    wanted = []
    if what in TO_FIRM:
        wanted.append(Wanted(agreement.demand.enterprise.organisation_id, FIRM, also=agreement.demand.filed_by))
    if what in TO_HANDLER:
        wanted.append(_handler(agreement))
    if what in TO_WINDOW:
        wanted.append(_window(agreement))
    return _may_know(agreement, _found(wanted, at))


def _handler(agreement: Agreement) -> Wanted:
    """Who took the demand for the handler; while nobody is known, everybody there; who enters it for one outside."""
    if agreement.handling.by_letter:
        return _window(agreement)
    return Wanted(agreement.organisation_id, (Role.INSTITUTION_CLERK, *STAFF), only=agreement.handling.taken_by)


def _window(agreement: Agreement) -> Wanted:
    """The first contact, who answers for the demand whoever has it."""
    return Wanted(agreement.demand.window.organisation_id, STAFF, only=agreement.demand.first_contact)


def _found(wanted: list[Wanted], at: datetime) -> list[Person]:
    find = people_wanted(wanted, localdate(at))
    return list({person.id: person for one in wanted for person in find(one)}.values())


def _may_know(agreement: Agreement, people: list[Person]) -> list[Person]:
    """Of what was sealed later the firm hears, and who has to know of the demand."""
    demand = agreement.demand
    if not demand.is_confidential:
        return people
    insiders = set(demand.insiders.filter(removed_at=None).values_list("person_id", flat=True))
    firm = Wanted(demand.enterprise.organisation_id, FIRM, also=demand.filed_by)
    own = {person.id for person in _found([firm], agreement.drafted_at)}
    return [person for person in people if person.id in insiders | own]


def _news(
    agreement: Agreement,
    what: str,
    key: str,
    people: Iterable[Person],
    at: datetime,
    *,
    link: str = "",
    mobiles: Iterable[str] = (),
) -> News:
    return News(
        kind=f"agreements.{what}",
        key=key,
        parameters={
            "number": agreement.demand.number,
            "window": agreement.demand.window.short_name,
            "handler": agreement.organisation.name,
        },
        link=link or reverse("agreements:agreement", args=[agreement.ref]),
        people=list(people),
        mobiles=list(mobiles),
        at=at,
    )


def tell_judged(pair: Duplicate, *, at: datetime) -> None:
    """Tell both sides what was found, each by its own agreement."""
    news = []
    for one in (pair.earlier, pair.later):
        people = _may_know(one, _found([_handler(one), _window(one)], at))
        key = f"agreement:{one.id}:judged:{pair.id}:{pair.verdict}:{at:%Y%m%d%H%M%S%f}"
        news.append(_news(one, "same" if pair.verdict == Verdict.SAME else "not_same", key, people, at))
    tell(news)


def tell_alike(earlier: Agreement, later: Agreement, *, at: datetime) -> None:
    """Tell both sides, each by its own agreement, and the hub."""
    operators = Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))
    news = []
    for one, other in ((earlier, later), (later, earlier)):
        people = _may_know(one, _found([_handler(one), _window(one)], at))
        news.append(_news(one, "alike", f"agreement:{one.id}:alike:{other.id}", people, at))
    page = reverse("agreements:duplicates")
    key = f"agreement:{earlier.id}:alike:{later.id}:hub"
    news.append(_news(later, "alike", key, _found([operators], at), at, link=page))
    tell(news)
