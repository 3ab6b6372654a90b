"""Any moment rebuilt: where a demand was at a past instant, from its journal alone.

Every verb writes down what it leaves standing (`now`): the round, the first contact, what is owed by when. Entries from
before that was written tell less, and what they do not tell is unknown, not nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from huiqi.demands.flow import OPEN_HANDLINGS, WHOLE, replay
from huiqi.demands.words import DemandState, HandlingState, Mode, Step, Urgency, Verb

_KNOWN = frozenset(str(verb) for verb in Verb)


class Told(Protocol):
    """An entry of the journal, as far as it is read here."""

    @property
    def number(self) -> int:
        """Its place in the chain."""

    @property
    def at(self) -> datetime:
        """When it happened."""

    @property
    def verb(self) -> str:
        """What was done."""

    @property
    def actor_ref(self) -> str:
        """By whom."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What is kept of it."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise as it was owed: the step, by when, by which organisation where not by all, whether it was late,
    and whether its clock stood still.
    """

    step: Step
    due_at: datetime
    organisation: int | None = None
    missed: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class Hand:
    """Who had it, or a part of it: the organisation, where its work was, who had taken it."""

    organisation: int
    state: HandlingState
    taken_by: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """A demand at an instant. `entry` is the last entry before it; `owed` is None where the journal does not tell."""

    at: datetime
    entry: int
    state: DemandState
    round: int
    first_contact: str
    hands: tuple[Hand, ...]
    owed: tuple[Owed, ...] | None
    urgency: Urgency = Urgency.NORMAL
    is_green: bool = False
    is_confidential: bool = False
    mode: Mode = Mode.SOLE


def involved(then: Moment) -> set[int]:
    """The organisations that had it or owed something."""
    return {one.organisation for one in then.hands} | {one.organisation for one in then.owed or () if one.organisation}


def rebuilt(happenings: Iterable[Told], at: datetime) -> Moment | None:
    """The demand at `at`; nothing where it was not filed yet. Raises `ValueError` where the journal does not replay."""
    before = [one for one in happenings if one.at <= at]
    moves = [one for one in before if one.verb in _KNOWN]
    if not moves:
        return None
    state, hands = replay((one.verb, one.data) for one in moves)
    now = moves[-1].data.get("now", {})
    return Moment(
        at=at,
        entry=before[-1].number,
        state=state,
        round=now.get("round") or max((one.data.get("round", 1) for one in moves), default=1),
        first_contact=now["contact"] if "contact" in now else _contact(moves),
        hands=_hands(moves, hands),
        owed=_owed(before, now),
        urgency=Urgency(now.get("urgency", Urgency.NORMAL)),
        is_green=now.get("green", False),
        is_confidential=now.get("sealed", False),
        mode=Mode(now.get("mode", Mode.SOLE)),
    )


def _contact(moves: Sequence[Told]) -> str:
    """The first contact, as older entries tell it."""
    contact = ""
    for one in moves:
        if one.verb in (Verb.REGISTER, Verb.REFUSE):
            contact = one.actor_ref if one.verb == Verb.REGISTER else contact or one.actor_ref
        elif one.verb in (Verb.HAND_ON, Verb.REOPEN):
            contact = one.data.get("successor", "")
    return contact


def _hands(moves: Sequence[Told], states: Mapping[int, HandlingState]) -> tuple[Hand, ...]:
    """Who had which part at the end of these moves."""
    organisations: dict[int, int] = {}
    takers: dict[int, str] = {}
    for one in moves:
        parts = one.data.get("parts", [WHOLE])
        given = one.data.get("organisations") or [one.data.get("organisation")]
        if one.verb in (Verb.DISPATCH, Verb.ADD_PART):
            if parts[0] != WHOLE:  # who had the whole has the part before the first new one
                _moved(organisations, parts[0] - 1)
                _moved(takers, parts[0] - 1)
            organisations |= dict(zip(parts, given, strict=False))
            takers |= dict.fromkeys(parts, "")
        elif one.verb == Verb.ARBITRATE:  # whoever was ruled to handle it has this part now
            organisations |= dict(zip(parts, given, strict=False))
            takers |= dict.fromkeys(parts, "")
        elif one.verb == Verb.TAKE:
            takers[parts[0]] = one.actor_ref
    still = sorted((part, state) for part, state in states.items() if state in OPEN_HANDLINGS)
    return tuple(Hand(organisations[part], state, takers.get(part, "")) for part, state in still)


def _moved(by_part: dict[int, Any], part: int) -> None:
    """What was known of the whole is known of this part."""
    if WHOLE in by_part:
        by_part[part] = by_part.pop(WHOLE)


def _owed(before: Sequence[Told], now: Mapping[str, Any]) -> tuple[Owed, ...] | None:
    """What was owed after the last verb, with what fell due since."""
    if "owed" not in now:
        return None
    owed = [
        Owed(
            Step(one["step"]),
            datetime.fromisoformat(one["due"]),
            one.get("of"),
            one.get("missed", False),
            one.get("held", False),
        )
        for one in now["owed"]
    ]
    for one in before:
        if one.verb == "promise_missed":
            due = datetime.fromisoformat(one.data["due_at"])
            owed = [replace(o, missed=True) if (o.step, o.due_at) == (one.data["step"], due) else o for o in owed]
    return tuple(sorted(owed, key=lambda one: (one.due_at, one.step, one.organisation or 0)))


def standing(owed: Iterable[Owed], **rest: Any) -> dict[str, Any]:
    """What an entry keeps as `now`: what differs from the usual, and everything owed."""
    kept = [
        {"step": str(one.step), "due": one.due_at.isoformat()}
        | ({"of": one.organisation} if one.organisation else {})
        | ({"missed": True} if one.missed else {})
        | ({"held": True} if one.held else {})
        for one in owed
    ]
    return {name: value for name, value in rest.items() if value} | {"owed": kept}
