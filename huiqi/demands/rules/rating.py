"""What is asked in a rating, when it is asked again, and who may not rate.

GB/T 39734-2020, GB/T 39735-2020: five levels, a list of what is rated that is kept by versions, voluntary, the rater
protected. 亳州: who has not rated three days after the answer is asked again; nobody is asked a third time.
"""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from huiqi.demands.words import RatingLevel
from huiqi.kernel.words import Word


class RatingPlace(Word):
    """Where what is rated was done: online one rates a matter 一事一评, at a counter a visit 一次一评."""

    ONLINE = "online", "网上"
    COUNTER = "counter", "现场"


class RatingWay(Word):
    """By which way a rating came."""

    ACCOUNT = "account", "登录后评价"
    CODE = "code", "凭编号和查询码"
    LINK = "link", "评价链接"


class Dimension(Word):
    """What is rated beside the whole (GB/T 39735-2020), online and at a counter; which of them is said by a list."""

    EFFICIENCY = "efficiency", "办事效率"
    GUIDE = "guide", "办事指南精确度"
    CONVENIENCE = "convenience", "办事便捷度"
    PLATFORM = "platform", "平台操作性"
    SERVICE_EFFICIENCY = "service_efficiency", "服务效率"
    SERVICE_LEVEL = "service_level", "服务水平"
    SERVICE_ATTITUDE = "service_attitude", "服务态度"


AGAIN_AFTER = timedelta(days=3)
"""How long after the answer who has not rated is asked once more."""

LINK_LIFE = timedelta(days=60)
"""How long a link rates: longer than any visit or rectification waits for it."""

LISTS = Path(__file__).parent.parent / "rating_lists.json"


@dataclass(frozen=True, slots=True)
class RatingList:
    """One version of what is rated beside the whole: `code` is stored with every rating that followed it."""

    code: str
    place: RatingPlace
    since: date
    source: str
    dimensions: tuple[Dimension, ...]


@cache
def rating_lists() -> tuple[RatingList, ...]:
    """Every version there ever was, the oldest first."""
    told = json.loads(LISTS.read_text(encoding="utf-8"))
    made = [
        RatingList(
            one["code"],
            RatingPlace(one["place"]),
            date.fromisoformat(one["since"]),
            one["source"],
            tuple(Dimension(name) for name in one["dimensions"]),
        )
        for one in told
    ]
    return tuple(sorted(made, key=lambda one: one.since))


def list_on(place: RatingPlace, day: date) -> RatingList:
    """The list in force for a place on a day; before the first one, the first."""
    placed = [one for one in rating_lists() if one.place is place]
    return next((one for one in reversed(placed) if one.since <= day), placed[0])


_STARS = {level: len(RatingLevel) - place for place, level in enumerate(RatingLevel)}


def stars(level: RatingLevel) -> int:
    """Five for the best level, one for the worst."""
    return _STARS[level]
