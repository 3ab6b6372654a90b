"""Figures: how they are taken, compared with the goals, printed and written down."""

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "SET ", "SELECT set_config")
"""Statements that frame a transaction; they are not counted as queries."""

RESULTS = Path(__file__).resolve().parent / "results.json"


@dataclass(frozen=True)
class Figure:
    """One line of the results. `goal` is in `unit`; None where nothing was promised. `met`: None without a goal.

    `ratio` is ours to the peer's of the same run (1 and more is better); `details` are further figures of the work.
    """

    work: str
    size: str
    ours: float
    unit: str
    goal: float | None = None
    met: bool | None = None
    peers: Mapping[str, float] = field(default_factory=dict)
    ratio: float | None = None
    answers_equal: bool | None = None
    details: Mapping[str, object] = field(default_factory=dict)


def at_most(work: str, size: str, ours: float, unit: str, goal: float, **more: object) -> Figure:
    """A figure that shall not exceed its goal."""
    return Figure(work, size, ours, unit, goal, ours <= goal, details=more)


def at_least(work: str, size: str, ours: float, unit: str, goal: float, **more: object) -> Figure:
    """A figure that shall reach its goal."""
    return Figure(work, size, ours, unit, goal, ours >= goal, details=more)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(figures: Sequence[Figure]) -> None:
    """Print the table."""
    rows = [("work", "size", "ours", "unit", "goal", "met", "peers", "ratio"), *(_row(figure) for figure in figures)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell + " " * (wide - _width(cell)) for cell, wide in zip(row, widths, strict=True)).rstrip())


def write(figures: Sequence[Figure], path: Path = RESULTS) -> None:
    """Write the results; works of an earlier run that were not measured again stay."""
    earlier = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    now = {(figure.work, figure.size) for figure in figures}
    kept = [row for row in earlier if (row["work"], row["size"]) not in now]
    text = json.dumps([*kept, *(asdict(figure) for figure in figures)], ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def _row(figure: Figure) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[figure.met]
    goal = "" if figure.goal is None else _number(figure.goal)
    peers = ", ".join(f"{name} {_number(value)}" for name, value in figure.peers.items())
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
    return (figure.work, figure.size, _number(figure.ours), figure.unit, goal, met, peers, ratio)


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def flat(groups: Sequence[Sequence[Figure]]) -> Iterator[Figure]:
    """One after another."""
    for group in groups:
        yield from group
