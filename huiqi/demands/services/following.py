"""Following a demand without signing in, by its number and its query code."""

import hmac
from datetime import datetime, timedelta

from huiqi.demands.models import Demand, WrongTry
from huiqi.kernel.refusal import Refused

WRONG_TRIES = 10
"""From one address."""

WRONG_TRIES_AT_ONE = 30
"""At one number, from wherever: higher, for whoever guesses at a number must not easily shut out the firm itself."""

WITHIN = timedelta(minutes=10)
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
