"""Whole lives of demands over HTTP: seven POSTs by three signed-in people, from several client processes."""

import multiprocessing
import time
from collections.abc import Sequence
from queue import Empty

from django.db import connection
from django.test import Client as DjangoClient
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks.figures import FRAME, Figure, at_least, percentile
from benchmarks.pace import Pace
from benchmarks.people import clerk_at, owner_of, receptionist
from benchmarks.players import Cast, filing, play, steps
from benchmarks.product import Product
from huiqi.directory.selectors import institutions_at
from huiqi.enterprises.models import Enterprise
from huiqi.network.selectors import window_for
from huiqi.network.words import WindowKind

CLIENTS = 4
SECONDS, MOST_CYCLES = 20.0, 500
WARM_SECONDS = 15.0
"""Every connection has prepared by then what it asks again and again, as those of a server that runs for days have."""
GOAL = 30.0
"""Whole lives a second. DIGIT CCRS: 6.3 at a million cases, on eight times the cores (../performance)."""


def measure(product: Product, size: str) -> list[Figure]:
    """Lives a second, and milliseconds and queries of each verb."""
    casts = _casts()
    queries, pace = _queries(casts[0]), Pace(product)
    pace.read()
    with product.web() as port:
        _play(port, casts, WARM_SECONDS)
        before = product.processor_seconds(), product.database_seconds()
        lives, seconds, times = _play(port, casts, SECONDS)
        web, database = product.processor_seconds() - before[0], product.database_seconds() - before[1]
    pace.read()
    verbs = {
        verb: {
            "ms_p50": round(percentile(taken, 0.5), 1),
            "ms_p95": round(percentile(taken, 0.95), 1),
            "ms_mean": round(sum(taken) / len(taken), 1),
            "queries": queries.get(verb),
        }
        for verb, taken in times.items()
    }
    each = {"web": round(web / lives * 1000, 1), "database": round(database / lives * 1000, 1)}
    alone = round(2 * lives / (web + database), 2)
    told: dict[str, object] = {"verbs": verbs, "lives": lives, "processor_ms_of_a_life": each}
    told["if_two_cores_did_nothing_else"] = alone
    told |= pace.told() | ({"at_pace": round(lives / seconds / pace.now, 2)} if pace.now else {})
    told["note"] = f"{CLIENTS} client processes on the same cores; the worker, who makes the PDFs later, is not running"
    beside = f" ({told['at_pace']} a second at the pace)" if pace.now else ""
    print(f"  cycles: {lives} in {seconds:.1f} s{beside}; processor {each}, alone {alone}/s; {verbs}", flush=True)
    return [at_least("life of a demand, seven POSTs", size, round(lives / seconds, 2), "a second", GOAL, **told)]


def _casts() -> list[Cast]:
    """A cast for each client, whose demands reach windows of their own; raises where there are too few."""
    today, found = timezone.localdate(), {}
    for firm in Enterprise.objects.select_related("organisation").order_by("-id")[:400]:
        window = window_for(firm.region, today)
        chosen = institutions_at(window.id, today).first()
        if chosen is not None and window.kind is not WindowKind.HUB and window.id not in found:
            people = owner_of(firm).cookies, receptionist(window).cookies, clerk_at(window).cookies
            found[window.id] = Cast(*people, str(chosen.organisation.ref))
        if len(found) == CLIENTS:
            return list(found.values())
    raise RuntimeError(f"only {len(found)} windows for {CLIENTS} clients")


def _play(port: int, casts: Sequence[Cast], seconds: float) -> tuple[int, float, dict[str, list[float]]]:
    """Let every cast live for so long at once; answers lives, seconds, and milliseconds per verb."""
    context = multiprocessing.get_context("spawn")
    told = context.Queue()
    began = time.perf_counter()
    players = [context.Process(target=play, args=(port, cast, seconds, MOST_CYCLES, told)) for cast in casts]
    for player in players:
        player.start()
    times: dict[str, list[float]] = {}
    began_all, ended_all = [], []
    for _ in players:
        try:
            first, last, taken = told.get(timeout=seconds * 3 + 60)
        except Empty:
            raise RuntimeError("a client did not come to its end") from None
        began_all.append(first)
        ended_all.append(last)
        for verb, milliseconds in taken.items():
            times.setdefault(verb, []).extend(milliseconds)
    for player in players:
        player.join(10)
    assert max(ended_all) > began
    return len(times.get("archive", ())), max(ended_all) - min(began_all), times


def _queries(cast: Cast) -> dict[str, int]:
    """Statements per verb, of one life in this process (begin, commit and savepoints not counted)."""
    found: dict[str, int] = {}
    place = ""
    for revision, (verb, who, said) in enumerate([("file", cast.owner, filing()), *steps(cast)]):
        browser = DjangoClient()
        browser.cookies.load(who.values)
        path = f"{place}{verb}/" if revision else "/demands/new/"
        with CaptureQueriesContext(connection) as captured:
            answer = browser.post(path, {**said, "revision": str(revision)})
        if answer.status_code != 302:
            raise RuntimeError(f"{verb}: {answer.status_code}")
        place = place or answer["Location"].removesuffix("filed/")
        found[verb] = sum(not query["sql"].startswith(FRAME) for query in captured.captured_queries)
    return found
