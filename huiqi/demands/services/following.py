"""Following a demand without signing in, by its number and its query code, and staying with it for a while."""

import hmac
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from huiqi.accounts.services import count_wrong, is_crowded
from huiqi.demands.models import Demand
from huiqi.demands.selectors import survivor_of
from huiqi.demands.services.doors import is_guessed_at
from huiqi.demands.words import Door
from huiqi.kernel.refusal import Refused

TRUST = timedelta(minutes=30)
"""How long number and code open a demand after the last step."""

STEP = timedelta(minutes=5)

KEPT = "by_code"
"""Where the session keeps which demand."""

NO_CODE = "0" * 12
"""What is compared where there is no such number, so that the answer takes as long. No query code has a zero."""


def follow(number: str, code: str, *, address: str | None, at: datetime) -> Demand:
    """The demand with this number, if the code is its own; where it was merged, the one in which it goes on.

    A wrong number and a wrong code get the same answer after the same work: `Refused("no_such_demand")`, or where too
    many were wrong from this address `Refused("too_many_tries")`. At a number that is guessed at the right code, too,
    gets `Refused("too_many_tries")`. The caller's transaction must commit: it counts.
    """
    number = number.strip()
    guessed_at, crowded = is_guessed_at(number, at), is_crowded(Door.FOLLOW, address, at)
    found = Demand.objects.select_related("window", "enterprise").whole().filter(number=number).first()
    told = "".join(code.split()).replace("-", "").upper()
    fits = hmac.compare_digest((found.query_code if found else NO_CODE).encode(), told.encode())
    if found and fits and not guessed_at:
        return survivor_of(found)
    if not guessed_at:
        count_wrong(Door.FOLLOW, address, at, number)
    if guessed_at or crowded:
        raise Refused("too_many_tries", "code")
    raise Refused("no_such_demand", "code")


def keep_open(session: MutableMapping[str, Any], ref: UUID, at: datetime) -> None:
    """From now on who has this session follows this demand, and no other, until half an hour after his last step."""
    session[KEPT] = {"ref": str(ref), "until": (at + TRUST).isoformat()}


def stay_open(session: MutableMapping[str, Any], at: datetime) -> None:
    """Keep it open after a step; written only once five minutes are gone, for a look should change nothing."""
    kept = session[KEPT]
    if datetime.fromisoformat(kept["until"]) < at + TRUST - STEP:
        keep_open(session, UUID(kept["ref"]), at)


def kept_open(session: MutableMapping[str, Any], at: datetime) -> UUID | None:
    """Which demand this session follows by number and code."""
    with suppress(KeyError, ValueError):
        kept = session[KEPT]
        return UUID(kept["ref"]) if at < datetime.fromisoformat(kept["until"]) else None
    return None


def leave(session: MutableMapping[str, Any]) -> bool:
    """Follow no demand any more; answers whether one was followed."""
    return session.pop(KEPT, None) is not None
