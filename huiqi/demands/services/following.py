"""Following a demand without signing in, by its number and its query code."""

import hmac
from datetime import datetime, timedelta

from huiqi.demands.models import Demand, WrongTry
from huiqi.kernel.refusal import Refused

WRONG_TRIES = 10
WITHIN = timedelta(minutes=10)


def follow(number: str, code: str, *, address: str | None, at: datetime) -> Demand:
    """The demand with this number, if the code is its own.

    A wrong number and a wrong code get the same answer: `Refused("no_such_demand")`. Ten wrong tries from one address
    within ten minutes: `Refused("too_many_tries")`, right or wrong. The caller's transaction must commit: it counts.
    """
    tries = WrongTry.objects.filter(address=address, at__gt=at - WITHIN)
    if address and tries.count() >= WRONG_TRIES:
        raise Refused("too_many_tries")
    found = Demand.objects.select_related("window").filter(number=number.strip()).first()
    told = "".join(code.split()).replace("-", "").upper()
    if hmac.compare_digest((found.query_code if found else "").encode(), told.encode()) and found:
        return found
    if address:
        WrongTry.objects.create(address=address, at=at)
    raise Refused("no_such_demand", "code")
