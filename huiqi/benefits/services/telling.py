"""Tell firms, windows and the hub what concerns them: title, amount and days leave, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_wanted, person_by_ref
from huiqi.benefits.models import Entry, Objection, PaymentList, Programme
from huiqi.benefits.permissions import CHECKERS, OWNERS
from huiqi.benefits.words import EntryState
from huiqi.kernel.access import Role
from huiqi.kernel.jobs import enqueue
from huiqi.network.selectors import hub
from huiqi.notices.services import News, tell

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation, Person

PAGE = 500
"""Firms told in one transaction."""


def _people(wanted: Sequence[Wanted], at: datetime) -> Iterable[tuple[Wanted, list[Person]]]:
    found = people_wanted(wanted, localdate(at))
    return [(one, found(one)) for one in wanted]


def _hub() -> Wanted:
    return Wanted(hub().organisation_id, (Role.HUB_OPERATOR,))


def tell_hub(programme: Programme, what: str, key: str, *, at: datetime, **values: Any) -> int:
    """Tell the hub something about a programme, once under its key."""
    ((_wanted, people),) = _people([_hub()], at)
    link = reverse("benefits:programme", args=[programme.ref])
    told = {"title": programme.title, **values}
    kind, key = f"benefits.{what}", f"programme:{programme.id}:{key}"
    return tell([News(kind=kind, key=key, parameters=told, link=link, at=at, people=people)])


def _office(office: Organisation | None, role: Role) -> Wanted:
    """The reviewers of an office; the operators of the hub where there is none."""
    return Wanted(office.id, (role,)) if office else _hub()


def tell_reviewers(programme: Programme, what: str, key: str, *, at: datetime, **values: Any) -> int:
    """Tell who reviews a guide, but nobody who wrote in it, once under its key."""
    ((_wanted, people),) = _people([_office(programme.authority, Role.AUTHORITY_REVIEWER)], at)
    others = [one for one in people if str(one.ref) not in programme.authors]
    link = reverse("benefits:programme", args=[programme.ref])
    told = {"title": programme.title, **values}
    kind, key = f"benefits.{what}", f"programme:{programme.id}:{key}"
    return tell([News(kind=kind, key=key, parameters=told, link=link, at=at, people=others)])


def tell_payers(made: PaymentList, what: str, key: str, *, at: datetime, **values: Any) -> int:
    """Tell who confirms and pays a list, but nobody who made it, once under its key."""
    ((_wanted, people),) = _people([_office(made.finance, Role.FINANCE_REVIEWER)], at)
    others = [one for one in people if str(one.ref) != made.made_by]
    link = reverse("benefits:pay", args=[made.ref])
    told = {"title": made.programme.title, "number": made.number, "count": made.count, "amount": str(made.total)}
    return tell([News(kind=f"benefits.{what}", key=key, parameters=told | values, link=link, at=at, people=others)])


def tell_windows(programme: Programme, *, at: datetime) -> None:
    """Tell every window that serves firms of the list that they wait to be verified."""
    waiting = programme.entries.filter(state=EntryState.FOUND).order_by()
    windows = waiting.values_list("window_id", flat=True).distinct()
    link = reverse("benefits:programme", args=[programme.ref])
    key = f"programme:{programme.id}:check:{programme.revision}"
    wanted = [Wanted(window, CHECKERS) for window in sorted(windows)]
    told = {"title": programme.title}
    tell(
        News(kind="benefits.to_check", key=key, parameters=told, link=link, at=at, people=people)
        for _one, people in _people(wanted, at)
    )


def tell_objection(made: Objection, programme: Programme, *, at: datetime) -> None:
    """Tell the hub that somebody objected."""
    tell_hub(programme, "objected", f"objected:{made.ref}", at=at)


def tell_answer(made: Objection, programme: Programme, *, at: datetime) -> None:
    """Tell whoever objected what was decided."""
    person = person_by_ref(made.raised_by)
    link = reverse("benefits:programme", args=[programme.ref])
    told = {"title": programme.title, "upheld": made.state.value == "upheld"}
    key = f"objection:{made.ref}:answered"
    people = [person] if person else []
    tell([News(kind="benefits.answered", key=key, parameters=told, link=link, at=at, people=people)])


def tell_offers(programme: Programme, *, at: datetime) -> None:
    """Let the worker ask every firm of the list, page by page."""
    enqueue("benefits.tell_offers", programme_id=programme.id, at=at.isoformat())


def tell_pages(programme_id: int, what: str, *, at: datetime) -> int:
    """Tell every firm that has not answered; whoever was told under the same key is told nothing. How many notices."""
    rows = Entry.objects.filter(programme_id=programme_id, state=EntryState.OFFERED).order_by("id")
    ids = list(rows.values_list("id", flat=True))
    return sum(tell_firm(what, ids[start : start + PAGE], at=at) for start in range(0, len(ids), PAGE))


@transaction.atomic
def tell_firm(what: str, ids: Sequence[int], *, at: datetime) -> int:
    """Tell firms of the list one thing: their people, and the contact's telephone where nobody has an account."""
    rows = Entry.objects.filter(id__in=ids).select_related("programme", "enterprise").order_by("id")
    wanted = {one.id: Wanted(one.enterprise.organisation_id, OWNERS) for one in rows}
    found = people_wanted(wanted.values(), localdate(at))
    return tell([_news(one, what, found(wanted[one.id]), at) for one in rows])


def _news(entry: Entry, what: str, people: list[Person], at: datetime) -> News:
    programme = entry.programme
    key = f"entry:{entry.id}:{what}" + (f":{entry.revision}" if what in ("bounced", "paid") else "")
    until = programme.answer_until.isoformat() if programme.answer_until else ""
    told = {"title": programme.title, "amount": str(entry.amount), "until": until}
    link = reverse("benefits:entry", args=[entry.ref])
    mobiles = [] if people or not entry.enterprise.contact_mobile else [entry.enterprise.contact_mobile]
    return News(kind=f"benefits.{what}", key=key, parameters=told, link=link, at=at, people=people, mobiles=mobiles)
