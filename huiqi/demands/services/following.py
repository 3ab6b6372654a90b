"""Following a demand without signing in, by its number and its query code, and staying with it for a while."""

import hmac
from collections.abc import MutableMapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from huiqi.demands.models import Demand, WrongTry
from huiqi.kernel.refusal import Refused

WRONG_TRIES = 10
"""From one address."""

WRONG_TRIES_AT_ONE = 30
"""At one number, from wherever: higher, for whoever guesses at a number must not easily shut out the firm itself."""

WITHIN = timedelta(minutes=10)
TRUST = timedelta(minutes=30)
"""How long number and code open a demand after the last step."""

STEP = timedelta(minutes=5)

KEPT = "by_code"
"""Where the session keeps which demand."""

NO_CODE = "0" * 12
"""What is compared where there is no such number, so that the answer takes as long. No query code has a zero."""


def follow(number: str, code: str, *, address: str | None, at: datetime) -> Demand:
    """The demand with this number, if the code is its own.

    A wrong number and a wrong code get the same answer: `Refused("no_such_demand")`. Ten wrong tries from one address
    or thirty at one number (whether or not there is one) within ten minutes: `Refused("too_many_tries")`, right or
    wrong. The caller's transaction must commit: it counts.
    """
    number = number.strip()
    if _closed(number, address, at):
        raise Refused("too_many_tries")
    found = Demand.objects.select_related("window", "enterprise").whole().filter(number=number).first()
    told = "".join(code.split()).replace("-", "").upper()
    if hmac.compare_digest((found.query_code if found else NO_CODE).encode(), told.encode()) and found:
        return found
    WrongTry.objects.create(number=number, address=address, at=at)
    raise Refused("no_such_demand", "code")


def _closed(number: str, address: str | None, at: datetime) -> bool:
    """Whether too many tries were wrong lately, from this address or at this number. Two queries, whatever it is."""
    lately = WrongTry.objects.filter(at__gt=at - WITHIN)
    from_here, at_it = lately.filter(address=address).count(), lately.filter(number=number).count()
    return bool(address and from_here >= WRONG_TRIES) or at_it >= WRONG_TRIES_AT_ONE


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
