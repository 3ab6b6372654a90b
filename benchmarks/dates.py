"""The due moment of one promise, with the days that were skipped and why. No peer here counts the same."""

import time
from datetime import datetime, timedelta

from benchmarks.figures import Figure, at_most
from benchmarks.product import Product
from huiqi.demands.rules.deadlines import ZONE, Unit, due
from huiqi.reference.selectors import calendar
from huiqi.standards.opening_hours import Hours

GOAL_US = 20.0
ROUNDS = 20_000
TWO_PERIODS = [["09:00-12:00", "13:30-17:30"]] * 5 + [[], []]


def measure(product: Product, size: str) -> list[Figure]:  # noqa: ARG001 — every measurement takes the same
    """Each limit from every half hour of a year, at a window with two periods a day, with the skipped days."""
    days, hours = calendar(), Hours.told([{"since": "2020-01-01", "week": TWO_PERIODS}])
    first = datetime(2025, 9, 1, 8, 15, tzinfo=ZONE)
    starts = [first + timedelta(minutes=30 * n) for n in range(ROUNDS)]
    figures = []
    for name, amount, unit in (
        ("15 working days", 15, Unit.WORKING_DAY),
        ("7 calendar days", 7, Unit.CALENDAR_DAY),
        ("1 working hour", 1, Unit.WORKING_HOUR),
        ("24 clock hours", 24, Unit.CLOCK_HOUR),
    ):
        due(first, amount, unit, days, hours)
        began = time.perf_counter()
        for start in starts:
            due(start, amount, unit, days, hours)
        each = (time.perf_counter() - began) / ROUNDS * 1e6
        figures.append(at_most(f"due moment: {name}", f"{ROUNDS:,} starts", round(each, 2), "µs", GOAL_US))
        print(f"  due moment, {name}: {each:.2f} µs", flush=True)
    return figures
