"""Whether two services for one firm may be one that is told twice."""

from dataclasses import dataclass
from datetime import datetime

from huiqi.agreements.rules.days import ALIKE_WITHIN
from huiqi.agreements.words import Alike


@dataclass(frozen=True, slots=True)
class Served:
    """What is compared of a service: whose it is, what it is, when it was signed. Nothing of what it says."""

    window: int
    organisation: int
    product: str
    category: str
    kind: str
    signed_at: datetime


def alike(one: Served, other: Served) -> tuple[Alike, ...]:
    """What two services for the same firm have in common, as far as they lie apart: empty, they have nothing.

    Within one window and institution they know of one another. A product alike says its category, too.
    """
    apart = one.window != other.window or one.organisation != other.organisation
    if not apart or abs(one.signed_at - other.signed_at) > ALIKE_WITHIN:
        return ()
    found = []
    if one.product and one.product == other.product:
        found.append(Alike.PRODUCT)
    if one.category and one.category == other.category:
        found.append(Alike.CATEGORY)
    if not (one.category and other.category) and one.kind == other.kind:
        found.append(Alike.KIND)
    return tuple(found)
