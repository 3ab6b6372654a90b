"""Demands of the demonstration, led through their lives by the verbs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.timezone import localdate, localtime

from huiqi.accounts.selectors import Wanted, actor_of, people_wanted
from huiqi.accounts.services import person_with
from huiqi.demands.permissions import HANDLERS
from huiqi.demands.selectors import bearer_of, candidates, mentionable, siblings, visible_to
from huiqi.demands.services import (
    Decree,
    Filing,
    GivingBack,
    Piece,
    Sending,
    Share,
    Standstill,
    Taken,
    add_to_demand,
    answer_demand,
    arbitrate,
    ask_information,
    complain_anonymously,
    confirm_read_out,
    consult,
    contest_demand,
    dispatch_demand,
    file_demand,
    follow,
    merge_demand,
    register_demand,
    reply_to_demand,
    return_demand,
    seal_demand,
    send_letter,
    split_demand,
    supply_information,
    suspend_demand,
    take_demand,
    take_opinion,
    write_note,
)
from huiqi.demands.words import (
    Anonymity,
    Channel,
    Delivery,
    DemandState,
    Mode,
    PauseGround,
    Relation,
    ReturnCode,
)
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services import satisfaction
from huiqi.demonstration.services.agreements import serve
from huiqi.demonstration.services.satisfaction import hub_operator
from huiqi.directory.selectors import Handler, items_for, matter_by_code
from huiqi.directory.words import Works
from huiqi.enterprises.selectors import own_enterprise
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.standards.service_kinds import ServiceKind

if TYPE_CHECKING:
    from huiqi.demands.models import Demand


def _by_letter(ref: UUID, note: str, *, actor: Actor, at: datetime) -> None:
    """Dispatch to the most suitable handler outside the system; the letter goes the same day."""
    found = candidates(visible_to(actor).get(ref=ref), at)
    handler = next(one for one in found if one.works is Works.OUTSIDE)
    dispatch_demand(ref, handler.organisation_ref, note, actor=actor, at=at)
    send_letter(ref, Sending(Delivery.EXCHANGE, localdate(at)), actor=actor, at=at)


def _ask_from_list(ref: UUID, code: str, missing: str, *, actor: Actor, at: datetime) -> None:
    """Tell everything of a matter's list, and what is beside it."""
    matter = matter_by_code(code)
    assert matter is not None
    items = [one.ref for one in items_for(matter, localdate(at))]
    ask_information(ref, missing, matter=code, items=items, actor=actor, at=at)


def _ask_part(ref: UUID, question: str, days: int, *, actor: Actor, at: datetime) -> None:
    """Ask the most suitable handler inside the system for its part."""
    found = candidates(visible_to(actor).get(ref=ref), at)
    handler = next(one for one in found if one.works is Works.INSIDE)
    consult(ref, handler.organisation_ref, question, days, actor=actor, at=at)


def _inside(ref: UUID, *, actor: Actor, at: datetime) -> list[Handler]:
    """Who works in the system, the most suitable first."""
    return [one for one in candidates(visible_to(actor).get(ref=ref), at) if one.works is Works.INSIDE]


def _of(handler: Handler, at: datetime) -> Actor:
    """Somebody who works there."""
    wanted = Wanted(handler.organisation_id, HANDLERS)
    return actor_of(people_wanted([wanted], localdate(at))(wanted)[0])


def _divide(ref: UUID, first: str, second: str, answer: str, *, actor: Actor, at: datetime) -> None:
    """Divide it between the two most suitable inside; the first answers its part."""
    one, other = _inside(ref, actor=actor, at=at)[:2]
    others = [Share(other.organisation_ref, second, field="other_1")]
    dispatch_demand(ref, one.organisation_ref, first, mode=Mode.PARTS, others=others, actor=actor, at=at)
    take_demand(ref, actor=_of(one, at), at=at + timedelta(minutes=20))
    answer_demand(ref, answer, actor=_of(one, at), at=at + timedelta(minutes=40))


def _together(ref: UUID, note: str, question: str, *, actor: Actor, at: datetime) -> None:
    """One leads, another is asked for its part and takes it up."""
    one, other = _inside(ref, actor=actor, at=at)[:2]
    others = [Share(other.organisation_ref, question, 3, field="other_1")]
    dispatch_demand(ref, one.organisation_ref, note, mode=Mode.JOINT, others=others, actor=actor, at=at)
    take_opinion(ref, actor=_of(other, at), at=at + timedelta(minutes=30))


def _bounce(ref: UUID, note: str, first: str, second: str, *, actor: Actor, at: datetime) -> None:
    """The first gives it back; the second would, too, and asks the hub."""
    for handler, reason, verb in zip(
        _inside(ref, actor=actor, at=at)[:2], (first, second), (return_demand, contest_demand), strict=True
    ):
        dispatch_demand(ref, handler.organisation_ref, note, actor=actor, at=at)
        giving = GivingBack(ReturnCode.NOT_OURS, reason, "清单里没有这一项")
        verb(ref, giving, actor=_of(handler, at), at=at + timedelta(minutes=20))
        at += timedelta(hours=1)


def _rule(
    ref: UUID,
    reasons: str,
    matter: str,
    keywords: list[str],
    is_fallback: bool,
    *,
    actor: Actor,  # noqa: ARG001 — as all moves
    at: datetime,
) -> None:
    """The hub says that whoever had it first handles it, as the last resort or as his own, and keeps a precedent."""
    handling = visible_to(hub_operator(at)).get(ref=ref).handlings.order_by("id").select_related("organisation").first()
    assert handling is not None
    decree = Decree(handling.organisation.ref, reasons, matter, tuple(keywords), is_fallback=is_fallback)
    arbitrate(ref, decree, actor=hub_operator(at), at=at + RULED_AFTER)


def _do_at_last(ref: UUID, answer: str, *, actor: Actor, at: datetime) -> None:
    """Whoever it was ruled to handle it does."""
    handling = visible_to(actor).get(ref=ref).handlings.get(ended_at=None)
    wanted = Wanted(handling.organisation_id, HANDLERS)
    clerk = actor_of(people_wanted([wanted], localdate(at))(wanted)[0])
    take_demand(ref, actor=clerk, at=at + RULED_AFTER)
    answer_demand(ref, answer, actor=clerk, at=at + RULED_AFTER + timedelta(hours=5))


def _stop_clock(ref: UUID, ground: str, reason: str, days: int, *, actor: Actor, at: datetime) -> None:
    """Let the enterprise's clock stand, for some days from then."""
    until = localdate(at) + timedelta(days=days)
    suspend_demand(ref, Standstill(PauseGround(ground), reason, until), actor=actor, at=at)


def _leave_note(ref: UUID, text: str, *, actor: Actor, at: datetime) -> None:
    """A note between colleagues, of which one is told."""
    [called, *_others] = mentionable(actor, visible_to(actor).get(ref=ref), at)
    once = uuid5(NAMESPACE_URL, f"huiqi:demonstration:note:{ref}")
    write_note(ref, text, [str(called.ref)], submission=once, actor=actor, at=at)


def _merge_into(ref: UUID, title: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """It is the matter of another that is open, found by its title."""
    into = next(one for one in siblings(visible_to(actor).get(ref=ref)) if one.title == title)
    merge_demand(ref, into.ref, reason, actor=actor, at=at)


def _split(ref: UUID, kind: str, title: str, text: str, reason: str, *, actor: Actor, at: datetime) -> None:
    """It holds a second matter."""
    split_demand(ref, [Piece(ServiceKind(kind), title, text)], reason, actor=actor, at=at)


RULED_AFTER = timedelta(days=3)
"""How long the hub takes for a ruling: some of it are hours of business, on whatever day of the week it begins."""

MOVES: Mapping[str, Callable[..., object]] = {
    "register": register_demand,
    "ask_information": ask_information,
    "supply_information": supply_information,
    "add": add_to_demand,
    "reply": reply_to_demand,
    "answer": answer_demand,
    "send_by_letter": _by_letter,
    "seal": seal_demand,
    "ask_from_list": _ask_from_list,
    "ask_part": _ask_part,
    "leave_note": _leave_note,
    "divide": _divide,
    "together": _together,
    "bounce": _bounce,
    "rule": _rule,
    "do_at_last": _do_at_last,
    "stop_clock": _stop_clock,
    "merge_into": _merge_into,
    "split": _split,
    "serve": serve,
    "rate": satisfaction.rate,
    "rate_again": satisfaction.rate,
    "archive": satisfaction.archive,
    "call_in_vain": satisfaction.call_in_vain,
    "plan_right": satisfaction.plan_right,
    "put_right": satisfaction.put_right,
    "appeal": satisfaction.appeal,
    "uphold": satisfaction.uphold,
    "decline": satisfaction.decline,
    "never_reached": satisfaction.never_reached,
}

OWNERS = {"supply_information", "add", "rate", "rate_again"}
"""How demands of the demonstration are moved on, and which moves are the firm's own."""


def file_demands(demands: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """File what the owners' firms ask for and lead each on by its window; every move tells the owner what it does."""
    for number, told in enumerate(demands):
        owner, receptionist = (actor_of(person_with(mobile(told[who]), at=at)) for who in ("owner", "receptionist"))
        moment = at - timedelta(days=told["days_ago"])
        moment = localtime(moment).replace(hour=9, minute=12) if told["days_ago"] >= 1 else moment
        asked = ServiceKind(told["kind"]), told["title"], told["text"], told.get("policy", "")
        anonymity = Anonymity.WITHHELD if told.get("withheld") else Anonymity.NAMED
        secret, against = told.get("confidential", False), told.get("against", "")
        filing = Filing(*asked, is_confidential=secret, anonymity=anonymity, against=against)
        submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:demand:{number}")
        if "taken" in told:
            _take_in(filing, told["taken"], owner, submission=submission, actor=receptionist, at=moment)
            continue
        demand = file_demand(filing, submission=submission, actor=owner, at=moment)
        _lead(demand, told["moves"], owner, receptionist, moment)


def _lead(demand: "Demand", moves: Mapping[str, Sequence[Any]], owner: Actor, staff: Actor, at: datetime) -> None:
    """Lead on by an hourly step what nobody has touched."""
    if demand.state != DemandState.FILED:
        return
    for hour, (verb, words) in enumerate(moves.items(), start=1):
        MOVES[verb](demand.ref, *words, actor=owner if verb in OWNERS else staff, at=at + timedelta(hours=hour))


def complain(complaints: Iterable[Mapping[str, Any]], *, at: datetime) -> None:
    """Complain without a name; what is said later comes by number and code, for there is no other way."""
    for number, told in enumerate(complaints):
        moment = localtime(at - timedelta(days=told["days_ago"])).replace(hour=10, minute=5)
        submission = uuid5(NAMESPACE_URL, f"huiqi:demonstration:anonymous:{number}")
        said = told["title"], told["text"], told["against"]
        made = complain_anonymously(*said, region=told["region"], submission=submission, address=None, at=moment)
        opened = follow(made.number, made.query_code, address=None, at=moment)
        receptionist = actor_of(person_with(mobile(told["receptionist"]), at=at))
        _lead(made, told["moves"], bearer_of(opened), receptionist, moment)


def _take_in(
    filing: Filing, told: Mapping[str, str], owner: Actor, *, submission: UUID, actor: Actor, at: datetime
) -> None:
    """Write a demand down for the owner's firm, and note that it was read out to who came."""
    firm = own_enterprise(owner)
    assert firm is not None  # an owner has one
    taken = Taken(firm.organisation.ref, Channel(told["channel"]), told["spoken_by"], Relation(told["relation"]))
    demand = file_demand(filing, submission=submission, actor=actor, at=at, taken=taken)
    with suppress(Refused):  # it was read out before
        confirm_read_out(demand.ref, actor=actor, at=at + timedelta(minutes=5))
