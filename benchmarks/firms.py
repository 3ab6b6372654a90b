"""Finding a firm: any fragment of its name, its pinyin initials, its code or its contact's number, over a million.

A window of one county asks for numbers, too: of firms elsewhere a fragment of a number tells it nothing, so that
much of what the index offers is passed over.

Firms are made by COPY, without facts and people; their names are put together of places, short names, trades and forms,
so that fragments are as common, and as rare, as in a register: 有限 is in almost every name, a short name in a few.
"""

import time
from collections.abc import Iterator
from random import Random

from django.db import connection
from django.utils import timezone
from django.utils.timezone import localdate

from benchmarks.bulk import bare, copy_rows
from benchmarks.figures import Figure, at_most, percentile
from benchmarks.product import Product
from benchmarks.words import WORDS
from huiqi.demonstration.rules import credit_code
from huiqi.enterprises.selectors import find_firms
from huiqi.kernel.access import Actor, Role, SeatView
from huiqi.kernel.pinyin import initials
from huiqi.kernel.refs import uuid7
from huiqi.network.selectors import window_for
from huiqi.standards import regions

PROVINCE, COUNTY, PORTION = "410000", "410181", 50_000
LOOKS, LIMIT, GOAL_MS = 2_000, 10, 50.0
REGISTRAR = "52"
"""Not that of firms, so that no code is one of the demonstration's."""

KINDS = ("name", "initials", "code", "number", "two parts", "nothing", "number at a window")
SYLLABLES = "安邦宝博昌诚创达德鼎东方丰福冠广国海恒宏鸿华辉汇吉佳建金锦京晶景聚康科乐力利联龙隆茂美明宁鹏千庆荣瑞润三森盛世顺泰天通同万旺伟新信兴旭亚扬一义益永友宇裕元源远悦云泽展兆正志智中众卓"  # noqa: E501
FORMS = ("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "商行", "经营部", "专业合作社")
OPERATOR = Actor(1, "benchmark", "枢纽", SeatView(1, "", Role.HUB_OPERATOR, 1, "hub", "枢纽"))


def fill(count: int) -> float:
    """Make as many firms; answers how many seconds that took, the index included."""
    began, at = time.perf_counter(), timezone.now()
    with bare("enterprises_enterprise"), connection.cursor() as cursor:
        for first in range(0, count, PORTION):
            rows = list(_firms(range(first, min(first + PORTION, count))))
            refs = [uuid7() for _ in rows]
            copy_rows(
                "accounts_organisation (ref, kind, name, created_at, is_demonstration)",
                ((ref, "enterprise", row[1], at, True) for ref, row in zip(refs, rows, strict=True)),
            )
            cursor.execute("SELECT ref, id FROM accounts_organisation WHERE ref = ANY(%s)", [refs])
            keys = dict(cursor.fetchall())
            copy_rows(
                "enterprises_enterprise (organisation_id, uscc, name, name_key, region, contact_mobile, kind, industry,"
                " contact_name, registered_at, revision, entered_by)",
                ((keys[ref], *row, "enterprise", "", "演示", at, 1, "") for ref, row in zip(refs, rows, strict=True)),
            )
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE enterprises_enterprise")
    return time.perf_counter() - began


def _firms(numbers: range) -> Iterator[tuple[str, str, str, str, str]]:
    """Code, name, key, region and number of each; the same every time."""
    places = [node for node in regions.find(PROVINCE).descendants if not node.children]
    short = {text: initials(text) for text in [*(node.name for node in places), *WORDS, *FORMS, *SYLLABLES]}
    for number in numbers:
        chance = Random(number)
        place, trade, form = chance.choice(places), chance.choice(WORDS), chance.choice(FORMS)
        parts = [place.name, *chance.choices(SYLLABLES, k=chance.choice((2, 2, 3))), trade, form]
        name = "".join(parts)
        mobile = f"1{chance.choice('3578')}{chance.randrange(10**9):09d}"
        key = f"{name} {''.join(short[part] for part in parts)}".lower()
        yield credit_code(number, place.code, REGISTRAR), name, key, place.code, mobile


def measure(_product: Product, size: str, count: int) -> list[Figure]:
    """The time from the words to the firms, for fragments cut at random out of firms chosen at random."""
    chance, receptionist = Random(7), _at_window()
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    for _ in range(LOOKS):
        code, name, key, _region, mobile = next(_firms(range(number := chance.randrange(count), number + 1)))
        said = {
            "name": _cut(name, chance),
            "initials": _cut(key.split()[1], chance),
            "code": _cut(code, chance),
            "number": _cut(mobile, chance),
            "two parts": f"{_cut(name, chance)} {_cut(code, chance)}",
            "number at a window": _cut(mobile, chance),
            "nothing": _cut(name, chance)[:2] + chance.choice("爨龘彧"),
        }
        kind = chance.choice(list(said))
        began = time.perf_counter()
        found = find_firms(receptionist if kind == "number at a window" else OPERATOR, said[kind], LIMIT)
        times[kind].append((time.perf_counter() - began) * 1000)
        assert kind == "number at a window" or bool(found) == (kind != "nothing"), said[kind]
    every = [one for some in times.values() for one in some]
    details = {f"p95_ms {kind}": round(percentile(some, 0.95), 1) for kind, some in times.items()}
    details |= {"p50_ms": round(percentile(every, 0.5), 1), "p99_ms": round(percentile(every, 0.99), 1)}
    print(f"  {details}; worst {max(every):.0f} ms", flush=True)
    slow = round(percentile(every, 0.95), 1)
    return [at_most("finding a firm by any fragment, p95", size, slow, "ms", GOAL_MS, **details)]


def _at_window() -> Actor:
    """Somebody at a window that serves one county and no more."""
    window = window_for(COUNTY, localdate())
    seat = SeatView(1, "", Role.RECEPTIONIST, window.organisation_id, "window", window.short_name)
    return Actor(2, "benchmark", "窗口", seat)


def _cut(text: str, chance: Random) -> str:
    """A fragment of two characters or more, short ones more often, as people type."""
    length = min(len(text), chance.choice((2, 2, 3, 3, 4, 4, 5, 6, 8, 18)))
    start = chance.randrange(len(text) - length + 1)
    return text[start : start + length]
