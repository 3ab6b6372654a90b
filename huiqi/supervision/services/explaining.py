"""The letter of explanation and apology 未办结说明: asked for at once, sent by itself within a working day."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate

from huiqi.accounts.selectors import Wanted, people_named, people_wanted
from huiqi.demands.permissions import FIRM, HANDLERS
from huiqi.journal.services import record
from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.notices.services import News, tell
from huiqi.papers.services import issue_paper
from huiqi.supervision.models import Explanation
from huiqi.supervision.permissions import can_explain
from huiqi.supervision.services.turn import written
from huiqi.supervision.wording import papers
from huiqi.supervision.wording.notices import EXPLAIN, EXPLAINED
from huiqi.ui.wording import full_moment

logger = logging.getLogger(__name__)

PAGE = 100


def tell_asked(promises: Sequence[int], *, at: datetime) -> None:
    """Ask whoever holds what was not finished, by name where one is known, for the reason and a new day."""
    if not promises:
        return
    rows = Explanation.objects.filter(promise__in=promises, asked_at=at).select_related("demand__window")
    asked = list(rows.order_by("id"))
    wanted = {one.id: _asked_of(one) for one in asked}
    people = people_wanted(wanted.values(), localdate(at))
    tell(
        News(
            kind=EXPLAIN,
            key=f"supervision:explain:{one.id}",
            parameters={"number": one.demand.number, "due": one.issue_at.isoformat()},
            link=reverse("supervision:explain", args=[one.ref]),
            people=[] if one.demand.is_confidential else people(wanted[one.id]),
            at=at,
        )
        for one in asked
    )


def _asked_of(one: Explanation) -> Wanted:
    """Whoever holds it by name; else everybody who works there."""
    return Wanted(one.organisation_id, HANDLERS, only=one.person_ref)


@transaction.atomic
def explain(ref: UUID, why: str, new_day: date, *, actor: Actor, at: datetime) -> Explanation:
    """Say why it is not done and until when it will be; the letter goes at once, in these words.

    Raises `Explanation.DoesNotExist`, `PermissionDenied`, `Refused`: explained_already, day_past.
    """
    rows = Explanation.objects.select_for_update(of=("self",)).select_related("demand__window", "demand__enterprise")
    asked = rows.select_related("organisation", "promise").get(ref=ref)
    if not can_explain(actor, asked):
        raise PermissionDenied
    if asked.issued_at or asked.dropped_at:
        raise Refused("explained_already")
    if new_day <= localdate(at):
        raise Refused("day_past", "new_day")
    asked.why, asked.new_day = written(why, "why"), new_day
    asked.written_at, asked.written_by = at, actor.person_ref
    _issue(asked, actor, at)
    return asked


def issue_explanations(*, at: datetime) -> int:
    """Send the letters that are due, with what the system knows where nobody said why; answers how many left."""
    sent, after = 0, 0
    waiting = Explanation.objects.filter(issued_at=None, dropped_at=None, issue_at__lte=at).order_by("id")
    while ids := list(waiting.filter(id__gt=after).values_list("id", flat=True)[:PAGE]):
        sent += sum(_issue_alone(one, at) for one in ids)
        after = ids[-1]
    return sent


def _issue_alone(explanation_id: int, at: datetime) -> int:
    """One letter in a transaction of its own; what fails stops no other."""
    try:
        with transaction.atomic():
            rows = Explanation.objects.select_for_update(of=("self",), skip_locked=True).filter(id=explanation_id)
            rows = rows.filter(issued_at=None, dropped_at=None).select_related("demand__window", "demand__enterprise")
            asked = rows.select_related("organisation", "promise").first()
            return _issue(asked, SYSTEM, at) if asked else 0
    except Exception:
        logger.exception("letter of explanation %d could not be sent", explanation_id)
        return 0


def _issue(asked: Explanation, actor: Actor, at: datetime) -> int:
    """Issue the paper and tell the enterprise; nothing where the demand was answered or has ended meanwhile."""
    demand = asked.demand
    if demand.answered_at or demand.closed_at:
        asked.dropped_at = at
        asked.save(force_update=True)
        return 0
    with translation.override("zh-hans"):  # a paper is Chinese
        content = papers.unfinished(
            asked,
            promised=full_moment(asked.due_at).replace(" ", ""),
            why=asked.why,
            state=f"现在是“{demand.state.label}”",
            call=_call(asked),
        )
    paper = issue_paper(
        papers.UNFINISHED.code,
        "demand",
        demand.ref,
        content,
        organisation_id=demand.window.organisation_id,
        submission=uuid7(),
        actor=actor,
        at=at,
    )
    asked.issued_at, asked.paper_ref = at, paper.ref
    asked.save(force_update=True)
    data = {"demand": str(demand.ref), "paper": str(paper.ref), "written": bool(asked.why)}
    record("explanation", asked.ref, "explain", actor=actor, at=at, data=data, texts={"why": asked.why})
    _tell_firm(asked, at)
    return 1


def _call(asked: Explanation) -> str:
    """Whom to call: the window, and its first contact by name where there is one."""
    demand = asked.demand
    person = people_named([demand.first_contact]).get(demand.first_contact, "")
    named = f"首问负责人{person}" if person else ""
    return "，".join(part for part in (demand.window.name, named, demand.window.phone) if part)


def _tell_firm(asked: Explanation, at: datetime) -> None:
    wanted = Wanted(asked.demand.enterprise.organisation_id, FIRM, also=asked.demand.filed_by)
    people = people_wanted([wanted], localdate(at))(wanted)
    link = reverse("demands:demand", args=[asked.demand.ref])
    key, told = f"supervision:explained:{asked.id}", {"number": asked.demand.number}
    tell([News(kind=EXPLAINED, key=key, parameters=told, link=link, people=people, at=at)])
