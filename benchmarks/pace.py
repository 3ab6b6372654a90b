"""The pace of the machine: how often a second it serves the bare page of `floor.py`, beside the machine of the goals.

The goals were set where that page, twenty rows behind the same server, came 2,200 times a second. Who measures
elsewhere, or beside others, reads two things apart: what was measured, and what it comes to at that pace.
"""

import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from benchmarks.client import Client
from benchmarks.figures import Figure
from benchmarks.floor import bare
from benchmarks.product import Product

TABLE = 2_200.0
"""Requests a second of the bare page on the machine of the goals, by `wrk` (../performance, web floor)."""

WRK = ("wrk", "-t1", "-c8", "-d3")
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")


@dataclass
class Pace:
    """Readings of the bare page, taken while something else is measured; none without `wrk`."""

    product: Product
    readings: list[float] = field(default_factory=list)

    def read(self) -> None:
        """Serve the bare page for three seconds to eight connections. Raises `RuntimeError` where it fails."""
        if shutil.which(WRK[0]) is None:
            print("  wrk is not installed: the pace of the machine is left out", flush=True)
            return
        with bare(self.product) as port:
            with Client(port) as client:
                for _ in range(20):
                    status = client.get("/").status
            asked = (*WRK, f"http://127.0.0.1:{port}/")
            told = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        found = RATE.search(told)
        if found is None or status != 200 or "Non-2xx" in told:
            raise RuntimeError(f"the bare page: {status}, {told}")
        self.readings.append(float(found[1]))
        print(f"  the bare page: {self.readings[-1]:,.0f} a second, {TABLE:,.0f} where the goals were set", flush=True)

    @property
    def now(self) -> float | None:
        """The mean of the readings so far beside the table's, at most 1: a faster machine gets no credit."""
        return min(1.0, sum(self.readings) / len(self.readings) / TABLE) if self.readings else None

    def told(self) -> dict[str, object]:
        """What stands in the details of a figure; nothing where it was not read."""
        if self.now is None:
            return {}
        return {"pace": round(self.now, 3), "bare_page_a_second": [round(one) for one in self.readings]}

    def beside(self, milliseconds: float) -> str:
        """What milliseconds come to at the pace so far, as words in a printed line."""
        return "" if self.now is None else f" ({milliseconds * self.now:.1f} at the pace so far)"

    def paced(self, figure: Figure) -> Figure:
        """A figure in milliseconds with what it comes to at the pace; whether its goal is met stays as measured."""
        if self.now is None:
            return figure
        more = self.told() | {"at_pace_ms": round(figure.ours * self.now, 2)}
        return replace(figure, details={**figure.details, **more})


def summed_up(figures: Sequence[Figure], goal: float) -> str:
    """How many of the rows of the desk are within the goal, as measured and at the pace; two different things."""
    within = sum(figure.ours <= goal for figure in figures)
    told = f"{within} of {len(figures)} desk rows within {goal:.0f} ms as measured"
    paced = [ms for figure in figures if isinstance(ms := figure.details.get("at_pace_ms"), float)]
    if len(paced) < len(figures):
        return f"{told}; the pace of the machine was not read"
    at_pace = sum(ms <= goal for ms in paced)
    return f"{told}, {at_pace} of {len(figures)} at the pace of the table's machine"
