"""What ratings add up to, and what of it is checked rather than praised.

满意率 = (非常满意 + 满意 + 基本满意) / valid ratings; weighted = Σ(stars × number) / (5 × number). Who was not reached
is in neither. A rating that an upheld appeal excluded is not valid.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from huiqi.demands.rules.rating import stars
from huiqi.demands.words import RatingLevel
from huiqi.kernel.words import Word


class Suspicion(Word):
    """Why figures of satisfaction are looked into, not praised."""

    PERFECT = "perfect", "全部满意"
    SAME_DEVICE = "same_device", "同一台设备"
    HASTY = "hasty", "答复后马上评价"
    JUMP = "jump", "突然升高"


GOOD = (RatingLevel.VERY_SATISFIED, RatingLevel.SATISFIED, RatingLevel.FAIRLY_SATISFIED)

ENOUGH = 20
"""Ratings from which a hundred per cent are no accident."""

FEW = 5
"""Ratings from which a pattern is one."""

AT_ONCE = timedelta(minutes=2)
"""So soon after the answer nobody has read it."""

JUMP = Decimal(20)
"""Points by which satisfaction rises so suddenly that somebody looks why."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of one window or one person in one period.

    `levels`: valid ratings by level; `by_phone` what was said at visits, apart. `same_device`: the most ratings that
    came from one device. `hasty`: those within two minutes of the answer.
    """

    asked: int = 0
    rated: int = 0
    excluded: int = 0
    levels: Mapping[RatingLevel, int] = field(default_factory=dict)
    visits: int = 0
    reached: int = 0
    unreachable: int = 0
    refused: int = 0
    waiting: int = 0
    by_phone_good: int = 0
    by_phone: int = 0
    appeals: int = 0
    upheld: int = 0
    rectified: int = 0
    hasty: int = 0
    same_device: int = 0

    @property
    def valid(self) -> int:
        """Ratings that count."""
        return sum(self.levels.values())

    @property
    def satisfaction(self) -> Decimal | None:
        """满意率 in per cent; nothing where nobody rated."""
        return share(sum(self.levels.get(level, 0) for level in GOOD), self.valid)

    @property
    def weighted(self) -> Decimal | None:
        """The weighted score in per cent."""
        told = sum(stars(level) * count for level, count in self.levels.items())
        return share(told, 5 * self.valid)

    @property
    def visited(self) -> Decimal | None:
        """回访率: made of those that were due, reached or not, as far as the time for them has come."""
        return share(self.visits - self.waiting, self.visits)


def share(part: int, whole: int) -> Decimal | None:
    """A part in per cent with one decimal."""
    return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None


def suspicions(now: Tally, before: Tally | None) -> list[Suspicion]:
    """Why these figures are looked into, the plainest reason first."""
    found = []
    if now.valid >= ENOUGH and now.satisfaction == 100:
        found.append(Suspicion.PERFECT)
    if now.same_device >= max(FEW, now.rated // 5):
        found.append(Suspicion.SAME_DEVICE)
    if now.hasty >= FEW and now.hasty * 2 >= now.rated:
        found.append(Suspicion.HASTY)
    if _has_jumped(now, before):
        found.append(Suspicion.JUMP)
    return found


def _has_jumped(now: Tally, before: Tally | None) -> bool:
    if before is None or min(now.valid, before.valid) < FEW * 2:
        return False
    then, this = before.satisfaction, now.satisfaction
    return then is not None and this is not None and this - then >= JUMP
