"""Columns on disk as the worker writes them and every web process maps them: the first build, memory, a policy asked.

The first rows are written by the product's own writer, one enterprise after another, which tells how long a build
takes; their columns are then filled up by repeating them, so that files of ten million rows are read as they would be.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.figures import Figure, percentile
from benchmarks.populace import DAY, EMPTY, Populace, policies
from huiqi.eligibility.engine.atoms import facts_behind
from huiqi.eligibility.engine.columns import Keyed
from huiqi.eligibility.engine.stored import Head, Writer, opened

WRITTEN, ASKED, GOAL_MB = 20_000, 60, 1000.0
AT = datetime(2026, 11, 22, tzinfo=UTC)


def measure_kept(populace: Populace, firms: int) -> list[Figure]:
    """Write, then read in a process of its own, so that only the reader's memory is counted."""
    with TemporaryDirectory() as folder:
        each = _write(Path(folder), populace, firms)
        told = subprocess.run(
            [sys.executable, "-m", "benchmarks.kept_columns", folder], check=True, capture_output=True, text=True
        )
        found = json.loads(told.stdout)
        disk = sum(one.stat().st_blocks * 512 for one in Path(folder).iterdir()) / 1e6
    size = f"{firms:,} enterprises"
    columns = Figure(
        "columns on disk: memory of a reader", size, round(found["rss_mb"]), "MB", GOAL_MB, found["rss_mb"] <= GOAL_MB,
        details={**found, "disk_mb": round(disk)},
    )  # fmt: skip
    minutes = each * firms / 60e6
    built = Figure("columns on disk: first build", size, round(minutes, 1), "min", details={"µs an enterprise": each})
    return [columns, built]


def _write(folder: Path, populace: Populace, firms: int) -> float:
    """The generation; answers the microseconds that an enterprise took, without reading it from the database."""
    writer = Writer(folder, Head(DAY, firms, "benchmark", AT), EMPTY)
    everyone = [populace.facts(row) for row in range(0, populace.size, max(1, populace.size // WRITTEN))][:WRITTEN]
    began = time.perf_counter()
    for number, facts in enumerate(everyone):
        writer.put(number, facts)
    each = (time.perf_counter() - began) * 1e6 / len(everyone)
    for column in writer._columns.values():
        for array in (column.ids,) if isinstance(column, Keyed) else (column.high, column.low):
            if array is not None:
                array[:] = np.resize(array[: len(everyone)], firms)
    writer._ids[:] = np.arange(firms)
    writer.head = replace(writer.head, size=firms)
    writer.close(followed=0, as_of=AT)
    return round(each, 1)


def read(folder: Path) -> dict[str, float]:
    """Ask policies of the columns as a web process does; what it keeps of memory afterwards, and how long it took."""
    before = _resident()
    times = []
    for condition in [one.condition() for one in policies(ASKED)]:
        began = time.perf_counter()
        found = opened(folder, facts_behind(condition, EMPTY), EMPTY)
        audience = found.population.audience(condition)
        assert audience.possible >= audience.eligible
        times.append((time.perf_counter() - began) * 1000)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    told = {"rss_mb": _resident() - before, "most_mb": most - before, "before_mb": before}
    return {**{name: round(value, 1) for name, value in told.items()}, "policy_p50_ms": round(percentile(times, 0.5))}


def _resident() -> float:
    """Megabytes of this process that lie in memory, files it maps included."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def main(arguments: Sequence[str]) -> None:
    """Print what was found."""
    print(json.dumps(read(Path(arguments[0]))))


if __name__ == "__main__":
    main(sys.argv[1:])
