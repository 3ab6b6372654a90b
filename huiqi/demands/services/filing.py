"""Filing a demand: by the firm itself, or by staff who take it in for the firm."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from huiqi.demands.events import DemandFiled
from huiqi.demands.models import Demand, Intake, NumberCounter
from huiqi.demands.permissions import can_file, can_take_in, is_window
from huiqi.demands.rules.standing import rank
from huiqi.demands.services.by_window import register_demand
from huiqi.demands.services.complained import is_about, receiving
from huiqi.demands.services.conditions import About, attach_condition
from huiqi.demands.services.duty_calls import call_if_urgent
from huiqi.demands.services.promises import earliest, promised
from huiqi.demands.services.remembering import remember
from huiqi.demands.services.secrecy import keep_secret
from huiqi.demands.services.turn import attach, note, searchable, written
from huiqi.demands.services.urgent import require_urgent
from huiqi.demands.words import Anonymity, Channel, DemandState, Purpose, Relation, Step, Urgency, Verb
from huiqi.enterprises.selectors import by_ref, own_enterprise
from huiqi.kernel.access import Actor
from huiqi.kernel.events import publish
from huiqi.kernel.prepared import prepared
from huiqi.kernel.refusal import Refused
from huiqi.kernel.rows import insert, insert_all
from huiqi.network.selectors import window_for
from huiqi.policies.services import note_milestone
from huiqi.policies.words import Stage, Teller
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.enterprises.models import Enterprise
    from huiqi.files.models import StoredFile
    from huiqi.network.models import Window

P = ParamSpec("P")

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody confuses: no 0 O, 1 I L, U V."""

CODE_LENGTH = 12
"""Of thirty characters each: 58 bits."""

MOST_TITLE = 120
ENTERPRISE_STEPS = (Step.FIRST_CONTACT, Step.STAGED_REPLY, Step.FINISH)


@dataclass(frozen=True, slots=True)
class Filing:
    """What an enterprise asks for. `policy_code`: the policy it is about, if any; confidential: 保密件.

    `against`: the party complained of, where that is asked. `urgency`: urgent only where the window promises for it.
    `about`: the condition of the policy that is asked about, if one is.
    """

    kind: ServiceKind
    title: str
    text: str
    policy_code: str = ""
    is_confidential: bool = False
    anonymity: Anonymity = Anonymity.NAMED
    against: str = ""
    urgency: Urgency = Urgency.NORMAL
    about: About | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """For which firm (the ref of its organisation) staff take a demand in, how it came, and who spoke for the firm.

    `matter`: the code of the list of what must be brought, if the matter has one.
    """

    firm: UUID
    channel: Channel
    spoken_by: str
    relation: Relation = Relation.UNSTATED
    phone: str = ""
    matter: str = ""


def sent_once(file: Callable[P, Demand]) -> Callable[P, Demand]:
    """A verb that files: of one form sent twice at the same moment, the slower finds the demand of the faster."""

    @wraps(file)
    def run(*args: P.args, **kwargs: P.kwargs) -> Demand:
        with suppress(IntegrityError):
            return file(*args, **kwargs)
        return file(*args, **kwargs)

    return run


@sent_once
@transaction.atomic
def file_demand(
    filing: Filing,
    *,
    submission: UUID,
    actor: Actor,
    at: datetime,
    files: Sequence[StoredFile] = (),
    taken: Taken | None = None,
) -> Demand:
    """File a demand with the window that serves the firm's region: the actor's own, or the one it is `taken` in for.

    What staff take in is registered at once if their window serves the firm: who took it is its first contact 首问.
    Otherwise it waits for the window that does. The same `submission` twice is one demand; with other words it is
    refused (`filed_already`), for nothing may be lost unseen. Raises `PermissionDenied`; `Refused`: required, too_long.
    """
    enterprise = _firm(actor, taken)
    return filed(filing, enterprise, enterprise.region, submission, actor=actor, at=at, files=files, taken=taken)


def filed(
    filing: Filing,
    enterprise: Enterprise,
    region: str,
    submission: UUID,
    *,
    actor: Actor,
    at: datetime,
    files: Sequence[StoredFile] = (),
    taken: Taken | None = None,
) -> Demand:
    """The demand of an enterprise at the window of a region; whoever calls has the right to file it."""
    title, text = written(filing.title, "title"), written(filing.text, "text")
    if len(title) > MOST_TITLE:
        raise Refused("too_long", "title", limit=MOST_TITLE, length=len(title))
    if again := next(iter(_submitted(enterprise.id, submission)), None):
        if (again.kind, again.title, again.text) != (filing.kind, title, text):
            raise Refused("filed_already", number=again.number)
        return again
    window = receiving(window_for(region, localdate(at)), filing.against)
    require_urgent(filing.urgency, filing.kind, window.id, at)
    demand = _made(replace(filing, title=title, text=text), enterprise, window, submission, actor, at)
    kept = attach(demand, files, Purpose.FILING, actor=actor, at=at)
    came, texts = _taken_in(demand, taken, actor, at) if taken else ({}, {})
    data: dict[str, Any] = {"number": demand.number, "window": demand.window.code, "kind": str(demand.kind)}
    data |= attach_condition(demand, filing.about, at) if filing.about else {}
    data |= {"policy": demand.policy_code} | ({"confidential": True} if demand.is_confidential else {})
    data |= {"anonymity": str(filing.anonymity)} if filing.anonymity is not Anonymity.NAMED else {}
    if demand.is_confidential:
        keep_secret(demand, taken=taken is not None, actor=actor, at=at)
    note(demand, Verb.FILE, None, None, actor, at, {**data, **came, **kept}, {"title": title, "text": text, **texts})
    publish(DemandFiled(demand.id, demand.window_id))
    _note_asked(demand, actor, at)
    call_if_urgent(demand, at)
    if taken and is_window(actor, demand) and not is_about(demand, actor.name):
        return register_demand(demand.ref, actor=actor, at=at)
    return demand


def _note_asked(demand: Demand, actor: Actor, at: datetime) -> None:
    """The policy's funnel counts who asked about it; not whoever asks in confidence or without his name."""
    if demand.policy_code and not demand.is_confidential and demand.anonymity is Anonymity.NAMED:
        code = demand.policy_code
        note_milestone(demand.enterprise_id, code, Stage.ASKED, told_by=Teller.DEMAND, actor=actor, at=at)


@prepared
def _submitted(enterprise_id: int, submission: UUID) -> QuerySet[Demand]:
    return Demand.objects.select_related("window").filter(enterprise_id=enterprise_id, submission=submission)


def _firm(actor: Actor, taken: Taken | None) -> Enterprise:
    """Whose demand it is, if this actor may file for it. Raises `PermissionDenied`."""
    if taken is None:
        enterprise = own_enterprise(actor) if can_file(actor) else None
    else:
        enterprise = by_ref(taken.firm, actor) if can_take_in(actor) else None
    if enterprise is None:
        raise PermissionDenied
    return enterprise


def _made(
    filing: Filing, enterprise: Enterprise, window: Window, submission: UUID, actor: Actor, at: datetime
) -> Demand:
    """The demand with its number and promises. Raises `IntegrityError` where this submission has its demand already.

    The number comes from the window's counter, whose row stays locked until the transaction ends, so that numbers
    have no gaps.
    """
    demand = Demand(
        query_code="".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)),
        enterprise=enterprise,
        window=window,
        kind=filing.kind,
        title=filing.title,
        text=filing.text,
        against=filing.against,
        is_confidential=filing.is_confidential,
        anonymity=filing.anonymity,
        policy_code=filing.policy_code,
        urgency=filing.urgency,
        rank=rank(False, filing.urgency),
        state=DemandState.FILED,
        submission=submission,
        filed_at=at,
        touched_at=at,
        filed_by=actor.person_ref,
    )
    demand.found_by = searchable(demand)
    owed = promised(demand, *ENTERPRISE_STEPS, start=at)
    demand.next_due_at = earliest(owed)
    remember(demand, owed)
    demand.number = next_number(demand.window, localdate(at).year)
    insert(demand)
    insert_all(owed)
    return demand


def _taken_in(demand: Demand, taken: Taken, actor: Actor, at: datetime) -> tuple[dict[str, Any], dict[str, str]]:
    """Write down how it came; answers what the journal keeps of it: codes, and texts."""
    spoken_by, phone = written(taken.spoken_by, "spoken_by"), taken.phone.strip()
    assert actor.organisation_id is not None  # staff sit somewhere
    Intake.objects.create(
        demand=demand,
        organisation_id=actor.organisation_id,
        channel=taken.channel,
        spoken_by=spoken_by,
        relation=taken.relation,
        phone=phone,
        matter=taken.matter,
        taken_at=at,
        taken_by=actor.person_ref,
    )
    codes = {"channel": str(taken.channel), "relation": str(taken.relation), "matter": taken.matter}
    return {**codes, "enterprise": demand.enterprise.organisation_id}, {"spoken_by": f"{spoken_by} {phone}".strip()}


def next_number(window: Window, year: int) -> str:
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
