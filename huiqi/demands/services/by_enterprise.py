"""What an enterprise does: file, supply what was asked, rate, withdraw."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from huiqi.demands.events import DemandFiled, DemandRated, DemandWithdrawn
from huiqi.demands.models import Demand, NumberCounter, Promise, Rating
from huiqi.demands.permissions import can_file
from huiqi.demands.rules.closing import BAD
from huiqi.demands.selectors import open_request, rating_of
from huiqi.demands.services.endings import Decision, close_unanswered
from huiqi.demands.services.promises import earliest, promised
from huiqi.demands.services.turn import attach, begin, fits, note, written
from huiqi.demands.words import DemandState, Ground, Purpose, RatingLevel, Step, Verb
from huiqi.enterprises.selectors import own_enterprise
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import window_for
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile
    from huiqi.network.models import Window

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody confuses: no 0 O, 1 I L, U V."""

CODE_LENGTH = 12
"""Of thirty characters each: 58 bits."""

MOST_TITLE = 120
ENTERPRISE_STEPS = (Step.FIRST_CONTACT, Step.STAGED_REPLY, Step.FINISH)


@dataclass(frozen=True, slots=True)
class Filing:
    """What an enterprise asks for. `policy_code`: the policy it is about, if any."""

    kind: ServiceKind
    title: str
    text: str
    policy_code: str = ""


@transaction.atomic
def file_demand(
    filing: Filing, *, submission: UUID, actor: Actor, at: datetime, files: Sequence[StoredFile] = ()
) -> Demand:
    """File a demand for the actor's own enterprise with the window that serves its region.

    The same `submission` twice is one demand; with other words it is refused (`filed_already`), for nothing may be
    lost unseen. The number comes from the window's counter, whose row stays locked until
    this transaction ends, so that numbers have no gaps.
    """
    enterprise = own_enterprise(actor) if can_file(actor) else None
    if enterprise is None:
        raise PermissionDenied
    title, text = written(filing.title, "title"), written(filing.text, "text")
    if len(title) > MOST_TITLE:
        raise Refused("too_long", "title", limit=MOST_TITLE, length=len(title))
    same = Demand.objects.filter(enterprise=enterprise, submission=submission)
    if again := same.first():
        if (again.kind, again.title, again.text) != (filing.kind, title, text):
            raise Refused("filed_already", number=again.number)
        return again
    window = window_for(enterprise.region, localdate(at))
    demand = Demand(
        query_code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        enterprise=enterprise,
        window=window,
        kind=filing.kind,
        title=title,
        found_by=f"{title}\n{enterprise.name_key}".lower(),
        text=text,
        policy_code=filing.policy_code,
        state=DemandState.FILED,
        submission=submission,
        filed_at=at,
        filed_by=actor.person_ref,
    )
    owed = promised(demand, *ENTERPRISE_STEPS, start=at)
    demand.next_due_at = earliest(owed)
    try:
        with transaction.atomic():
            demand.number = _next_number(window, localdate(at).year)
            demand.save(force_insert=True)
    except IntegrityError:
        return same.get()  # the same form, sent twice at the same moment; the number went back with the savepoint
    Promise.objects.bulk_create(owed)
    kept = attach(demand, files, Purpose.FILING, actor=actor, at=at)
    data = {"number": demand.number, "window": window.code, "kind": str(demand.kind), "policy": demand.policy_code}
    note(demand, Verb.FILE, None, None, actor, at, {**data, **kept}, {"title": title, "text": text})
    publish(DemandFiled(demand.id, window.id))
    return demand


def _next_number(window: Window, year: int) -> str:
    """Window code–year–serial. One statement makes, locks and moves the counter."""
    table = NumberCounter._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS counter (window_id, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (window_id, year) DO UPDATE SET last = counter.last + 1 RETURNING last",
            [window.id, year],
        )
        serial = cursor.fetchone()[0]
    return f"{window.code}-{year}-{serial:06d}"


@transaction.atomic
def supply_information(
    ref: UUID,
    text: str,
    *,
    actor: Actor,
    at: datetime,
    revision: int | None = None,
    files: Sequence[StoredFile] = (),
) -> Demand:
    """Bring what was asked. Raises `Refused("nothing_asked")` where nothing is open."""
    turn = begin(ref, Verb.SUPPLY_INFORMATION, actor=actor, at=at, revision=revision)
    asked = open_request(turn.demand)
    if asked is None:
        raise Refused("nothing_asked")
    asked.supplied_at = at
    asked.supplied = fits(text, "text") if files else written(text, "text")
    asked.save(force_update=True)
    kept = attach(turn.demand, files, Purpose.INFORMATION, actor=actor, at=at)
    return turn.finish(kept, {"supplied": asked.supplied})


@transaction.atomic
def rate_demand(
    ref: UUID, level: RatingLevel, comment: str = "", *, actor: Actor, at: datetime, revision: int | None = None
) -> Demand:
    """Rate what was done, once a round. A bad rating makes the return visit a duty; any other releases it."""
    turn = begin(ref, Verb.RATE, actor=actor, at=at, revision=revision)
    demand = turn.demand
    if rating_of(demand):
        raise Refused("rated_already")
    said = fits(comment, "comment")
    Rating.objects.create(
        demand=demand, round=demand.round, level=level, comment=said, rated_at=at, rated_by=actor.person_ref
    )
    release = () if level in BAD else (Step.RETURN_VISIT,)
    turn.finish({"level": str(level)}, {"comment": said}, release=release)
    publish(DemandRated(demand.id, str(level)))
    return demand


@transaction.atomic
def withdraw_demand(ref: UUID, reason: str = "", *, actor: Actor, at: datetime, revision: int | None = None) -> Demand:
    """Take a demand back before it is answered; whoever has it in his hands is freed of it."""
    turn = begin(ref, Verb.WITHDRAW, actor=actor, at=at, revision=revision)
    demand = close_unanswered(turn, Decision(Ground.WITHDRAWN, fits(reason, "reason")))
    publish(DemandWithdrawn(demand.id))
    return demand
