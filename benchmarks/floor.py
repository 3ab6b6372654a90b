"""Public pages beside the floor: a bare Django that shows twenty rows of the same database on the same server."""

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import quote

from benchmarks.client import Client
from benchmarks.figures import Figure, percentile
from benchmarks.players import visit
from benchmarks.product import Product, python, serving, settings_of
from huiqi.policies.selectors import library
from launch.plan import HUIQI

CLIENTS, SECONDS, MOST_VISITS = 2, 4.0, 20_000
GOAL, MOST_MS = 0.5, 100.0


def measure(product: Product, size: str) -> list[Figure]:
    """Requests a second of each page as a share of the floor's, from two client processes; before and after.

    Nobody changes anything public meanwhile: the pages are those that each process keeps (decision 22).
    """
    code = library().versions[0].code
    pages = {"home": "/", "policy": f"/policies/{code}/", "search": f"/search/?q={quote('检验检测')}"}
    before = _floor(product)
    with product.web() as port:
        visited = {name: _visits(port, path) for name, path in pages.items()}
    floor = (before + _floor(product)) / 2
    figures = []
    for name, times in visited.items():
        rate, slow = len(times) / SECONDS, percentile(times, 0.99)
        print(f"  {name}: {rate:.0f}/s, p99 {slow:.1f} ms; floor {floor:.0f}/s", flush=True)
        figures.append(
            Figure(
                f"public page beside the floor: {name}",
                size,
                round(rate, 1),
                "requests/s",
                round(GOAL * floor, 1),
                rate >= GOAL * floor and slow <= MOST_MS,
                {"bare Django, 20 rows": round(floor, 1)},
                round(rate / floor, 3),
                details={"p99_ms": round(slow, 1), "path": pages[name], "clients": CLIENTS},
            )
        )
    return figures


def _floor(product: Product) -> float:
    """Requests a second of the bare application."""
    with bare(product) as port:
        return len(_visits(port, "/")) / SECONDS


@contextmanager
def bare(product: Product) -> Iterator[int]:
    """The bare application, served with the very arguments of the product on a port of its own; yields the port."""
    ours = HUIQI.services(product.settings, product.url)[0]
    told = [argument.replace("config.wsgi:application", "benchmarks.bare:application") for argument in ours.argv[1:]]
    moved = replace(product, settings=replace(product.settings, port=settings_of(product.settings.home).port))
    told = [argument.replace(str(product.settings.port), str(moved.settings.port)) for argument in told]
    with serving(python(moved, "floor", *told), moved.settings) as port:
        yield port


def _visits(port: int, path: str) -> list[float]:
    """Milliseconds of every visit that two clients made at once."""
    with Client(port) as client:
        for _ in range(20):
            answer = client.get(path)
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    visitors = [context.Process(target=visit, args=(port, path, SECONDS, MOST_VISITS, told)) for _ in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    times = [value for _ in visitors for value in told.get(timeout=120)]
    for visitor in visitors:
        visitor.join(10)
    return times
