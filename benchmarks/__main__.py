"""`python -m benchmarks [NAME …] [--size small|full] [--only WORDS …] [--keep]`."""

import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, flat, show, write
from benchmarks.product import Product, product

ALONE, LIBRARY, MATCHING, TEXTS, PUSH, SEARCH = "firms", "library", "matching", "proposals", "push", "search"
MILLION = 1_000_000
BY_THEMSELVES = (ALONE, LIBRARY, MATCHING, TEXTS, PUSH, SEARCH)
OWN = {
    ALONE: ("enterprises", MILLION),
    PUSH: ("enterprises", MILLION),
    LIBRARY: ("policies", MILLION // 100),
    SEARCH: ("documents", MILLION),
}
"""Those with an instance of their own: what it is filled with, and how many at full size."""
NAMES = ("pages", "floor", "cycles", "sweep", "dates", "start")

LOWERED = (MILLION, MILLION // 50)
"""Enterprises and policies of `matching` where it runs after all others."""
WHICH = (
    f"which ({', '.join(NAMES)}; default: all of these, and matching at a lowered size),"
    f" or one of {', '.join(BY_THEMSELVES)}, run by themselves"
)


def main() -> int:
    """Measure what was asked for; 1 where a goal was missed at full size."""
    told = _told()
    if TEXTS in told.names:
        from benchmarks.proposals import measure

        return _finish(measure(told.texts), is_full=False)
    if room := next((name for name in OWN if name in told.names), None):
        _things, full = OWN[room]
        count = {LIBRARY: min(told.policies, full), SEARCH: told.documents}.get(room, told.firms)
        return _finish(_of_its_own(room, count, kept=told.keep), is_full=count >= full)
    if MATCHING in told.names:
        return _finish(_matching(told.enterprises, told.policies), is_full=told.enterprises >= 10 * MILLION)
    with product(told.size, kept=told.keep) as running:
        running.prepare()
        running.enter()
        size = _filled(running, told.size)
        print(f"measuring at {size}; others may be working on this machine, so compare ratios, not milliseconds")
        figures = list(flat([_measured(name, running, size, told.only) for name in told.names or NAMES]))
    if not told.names:
        figures += _matching(*LOWERED)
    return _finish(figures, is_full=told.size == "full")


def _finish(figures: list[Figure], *, is_full: bool) -> int:
    show(figures)
    write(figures)
    return int(is_full and any(figure.met is False for figure in figures))


def _of_its_own(room: str, count: int, *, kept: bool) -> list[Figure]:
    """A benchmark with an instance of its own, which so many firms or policies would change for every other one."""
    things, full = OWN[room]
    with product(f"{room}-{count}", kept=kept) as running:
        running.prepare()
        running.enter()
        measured = import_module(f"benchmarks.{room}")
        if not running.is_generated:
            print(f"made {count:,} {things} in {measured.fill(count):.0f} s", flush=True)
            running.mark_generated()
        told = f"{count:,} {things}{'' if count >= full else ' (reduced)'}"
        figures: list[Figure] = measured.measure(running, told, count)
        return figures


def _matching(firms: int, policies: int) -> list[Figure]:
    """Matching needs no instance: what it reads is derived, and here it is made."""
    from benchmarks.matching import measure

    return measure(firms, policies)


def _told() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*NAMES, *BY_THEMSELVES, []], help=WHICH)
    parser.add_argument(
        "--firms", type=int, default=MILLION, help="how many firms the benchmarks `firms` and `push` make"
    )
    parser.add_argument("--enterprises", type=int, default=10 * MILLION, help="of `matching`, all with one policy")
    parser.add_argument("--policies", type=int, default=MILLION // 10, help="of `matching` and `library`")
    parser.add_argument("--documents", type=int, default=MILLION, help="how many documents `search` indexes")
    parser.add_argument("--texts", type=Path, help="of `proposals`, the folder with passages.jsonl and documents.jsonl")
    parser.add_argument("--size", choices=("small", "full"), default="full", help="small: a hundredth, and says so")
    parser.add_argument("--only", action="append", default=[], help="of the pages, those whose name has this in it")
    parser.add_argument("--keep", action="store_true", help="keep the generated network for the next run")
    return parser.parse_args()


def _filled(running: Product, name: str) -> str:
    """Generate the network unless it is kept from an earlier run; answers how its size is told beside figures."""
    from django.utils import timezone

    from benchmarks.generated import SIZES, generate

    size = SIZES[name]
    if not running.is_generated:
        print(f"generating {size.enterprises:,} enterprises and {size.demands:,} demands", flush=True)
        print(f"generated in {generate(size, timezone.now()):.0f} s")
        running.mark_generated()
    reduced = "" if name == "full" else " (reduced)"
    return f"{size.demands:,} demands, {size.enterprises:,} enterprises, 200 windows{reduced}"


def _measured(name: str, running: Product, size: str, only: list[str]) -> list[Figure]:
    from importlib import import_module

    measure = import_module(f"benchmarks.{name}").measure
    found: list[Figure] = measure(running, size, only) if name == "pages" else measure(running, size)
    return found


if __name__ == "__main__":
    sys.exit(main())
