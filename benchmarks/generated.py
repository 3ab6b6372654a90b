"""The generated network: 200 windows, 300 institutions, 100,000 enterprises, 1,000,000 demands in every state.

Windows, institutions and people enter through the product's services, enterprises through the demonstration's
generator; demands are made by the database (`demands.sql`), with due moments counted by the product's own rule.
What is left out, for time: owners of most enterprises, archived files, and the journal of all but the open demands
and every fiftieth closed one. `small` is one hundredth of the enterprises and demands.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.resources import files
from itertools import cycle, islice
from random import Random

from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection, transaction
from django.utils.timezone import localdate

from benchmarks.bulk import bare, copy_rows, table
from benchmarks.stories import tell
from benchmarks.words import SENTENCES, WORDS, titles
from huiqi.accounts.models import Seat
from huiqi.accounts.services import enter_demonstration_person, give_seat
from huiqi.demands.rules.closing import RATING_DAYS
from huiqi.demands.rules.deadlines import Unit, due, opening
from huiqi.demands.services.tallies import KEPT, recount_tallies
from huiqi.demonstration.rules import credit_code, mobile
from huiqi.demonstration.services import generate_enterprises
from huiqi.directory.models import Settlement
from huiqi.directory.services import Entry, Offer, enter_institution, offer, settle
from huiqi.directory.words import FeeKind
from huiqi.enterprises.models import Enterprise
from huiqi.kernel.access import SYSTEM, Role
from huiqi.network.models import Window
from huiqi.network.selectors import hub, promises
from huiqi.network.services import Opening, open_window, serve_region
from huiqi.network.words import LimitStep, WindowKind
from huiqi.reference.selectors import calendar
from huiqi.standards import regions
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind

PROVINCE = "410000"
WINDOWS = 200
INSTITUTIONS = 300
SLOTS = 10_000
YEARS_BACK = 1_100
FIRST_CLERK, FIRST_RECEPTIONIST = 11_000, 10_000
"""Numbers of the people made here: beyond those whom the demonstration enters by itself."""


@dataclass(frozen=True)
class Size:
    """How much is generated."""

    name: str
    enterprises: int
    demands: int


SIZES = {size.name: size for size in (Size("small", 1_000, 10_000), Size("full", 100_000, 1_000_000))}


TALLIED = tuple(name for kept in KEPT for name in kept.sources)


def generate(size: Size, at: datetime) -> float:
    """Fill a prepared instance; answers how many seconds it took."""
    began = time.perf_counter()
    _step("windows and institutions", lambda: _people(at))
    with bare("enterprises_statedfact"):
        _step("enterprises", lambda: generate_enterprises(size.enterprises, province=PROVINCE, at=at))
    _step("what demands are made of", lambda: _material(size, at))
    _triggers("DISABLE")
    with bare(
        "demands_demand",
        "demands_handling",
        "demands_promise",
        "demands_accountabilityrecord",
        "demands_rating",
        "demands_returnvisit",
    ):
        _run_script("demands.sql")
    _run_script("afterwards.sql")
    _triggers("ENABLE")
    _step("tallies", recount_tallies)
    _step("journal", tell)
    _step("vacuum analyze", lambda: _execute("VACUUM ANALYZE"))
    _step("search index", lambda: call_command("rebuild_search"))
    return time.perf_counter() - began


def _triggers(what: str) -> None:
    """What is written by millions is counted at the end, not row by row."""
    for name in TALLIED:
        _execute(f"ALTER TABLE {name} {what} TRIGGER USER")


def _step(name: str, work: Callable[[], object]) -> None:
    began = time.perf_counter()
    work()
    print(f"  {name}: {time.perf_counter() - began:.1f} s", flush=True)


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@transaction.atomic
def _people(at: datetime) -> None:
    """The windows, institutions and clerks that the demonstration has not."""
    since, password = at - timedelta(days=2 * 365), make_password("generated")
    unstaffed = list(Window.objects.exclude(organisation__seats__role=Role.RECEPTIONIST).order_by("id"))
    made = [_open(opening, since) for opening in islice(_openings(), WINDOWS - Window.objects.count())]
    for number, window in enumerate(unstaffed + made, start=FIRST_RECEPTIONIST):
        person = enter_demonstration_person(mobile(number), window.short_name, password_hash=password, at=since)
        give_seat(person, window.organisation, Role.RECEPTIONIST, since=since.date(), actor=SYSTEM, at=since)
    windows = cycle(Window.objects.order_by("id"))
    for number in range(INSTITUTIONS):
        _institution(number, next(windows), since, password)


def _openings() -> Iterator[Opening]:
    """A window for each county without one, then more and more windows of industries."""
    taken = set(Window.objects.values_list("region", flat=True))
    counties = [node.code for node in regions.find(PROVINCE).descendants if not node.children]
    for code in [code for code in counties if code not in taken][:140]:
        yield Opening(WindowKind.COMPREHENSIVE, code, f"county-{code}", code)
    cities = [node.code for node in regions.find(PROVINCE).children if node.children]
    for number, code in enumerate(cycle(cities), start=1):
        yield Opening(WindowKind.INDUSTRY, code, f"cluster-{number}", f"{code[:4]}G{number}", f"第{number}")


def _open(opening: Opening, since: datetime) -> Window:
    window = open_window(opening, actor=SYSTEM, at=since, is_demonstration=True)
    if opening.kind is WindowKind.COMPREHENSIVE:
        serve_region(window.id, opening.region, since=since.date(), basis="generated", actor=SYSTEM, at=since)
    return window


def _institution(number: int, window: Window, since: datetime, password: str) -> None:
    """An institution with its clerk and two products, settled at one window."""
    told = Entry(
        f"生成服务机构{number:03d}", credit_code(800_000 + number, window.region), window.region, f"made-{number}"
    )
    made = enter_institution(told, actor=SYSTEM, at=since, is_demonstration=True)
    settle(made.id, window.id, since=since.date(), actor=SYSTEM, at=since)
    for category in Random(number).sample(list(ServiceCategory), 2):
        text = f"{SENTENCES[11]}{SENTENCES[19]}"
        told_product = Offer(category, f"{category.label} {WORDS[number % len(WORDS)]}", text, FeeKind.FREE)
        offer(made.id, told_product, actor=SYSTEM, at=since)
    clerk = enter_demonstration_person(mobile(FIRST_CLERK + number), f"经办{number}", password_hash=password, at=since)
    give_seat(clerk, made.organisation, Role.INSTITUTION_CLERK, since=since.date(), actor=SYSTEM, at=since)


def _material(size: Size, at: datetime) -> None:
    """Temporary tables for the script: windows with their catchment and institutions, words, due moments."""
    windows = list(Window.objects.order_by("id"))
    receptionists = _by_organisation(Role.RECEPTIONIST)
    catchments = _catchments(windows)
    institutions = _institutions()
    table("g_catchment", "window_id bigint, position int, enterprise_id bigint", _numbered(catchments))
    table(
        "g_institution",
        "window_id bigint, position int, organisation_id bigint, clerk text",
        [(w, n, o, clerk) for w, listed in institutions.items() for n, (o, clerk) in enumerate(listed)],
    )
    table(
        "g_window",
        "window_id bigint, code text, receptionist text, firms int, institutions int",
        [
            (w.id, w.code, receptionists[w.organisation_id], len(catchments[w.id]), len(institutions[w.id]))
            for w in windows
        ],
    )
    shares = Random(1).choices([w.id for w in windows], weights=[_weight(w) for w in windows], k=SLOTS)
    table("g_slot", "slot int, window_id bigint", list(enumerate(shares)))
    table("g_title", "kind text, position int, text text, of int", titles())
    table("g_word", "position int, text text, of int", [(n, word, len(WORDS)) for n, word in enumerate(WORDS)])
    table("g_sentence", "position int, text text", list(enumerate(SENTENCES)))
    table("g_due", "step text, day date, due_at timestamptz, explanation jsonb", _due_moments(at))
    first = "SELECT set_config('bench.first', (SELECT coalesce(max(id), 0) FROM demands_demand)::text, false),"
    first += " set_config('bench.first_handling', (SELECT coalesce(max(id), 0) FROM demands_handling)::text, false)"
    _execute(first)
    _execute(f"SET bench.count = '{size.demands}'; SET bench.at = '{at.isoformat()}'; SELECT setseed(0.5)")
    _execute("SET work_mem = '192MB'; SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")


def _by_organisation(role: Role) -> dict[int, str]:
    return {
        seat.organisation_id: str(seat.person.ref) for seat in Seat.objects.filter(role=role).select_related("person")
    }


def _institutions() -> dict[int, list[tuple[int, str]]]:
    """By window, the organisations settled there with a clerk of each."""
    clerks = _by_organisation(Role.INSTITUTION_CLERK)
    found: dict[int, list[tuple[int, str]]] = {}
    for row in Settlement.objects.select_related("institution").order_by("id"):
        organisation_id = row.institution.organisation_id
        found.setdefault(row.window_id, []).append((organisation_id, clerks[organisation_id]))
    return found


def _catchments(windows: list[Window]) -> dict[int, list[int]]:
    """By window, the enterprises of its region in an order of chance; at most 20,000."""
    by_region: dict[str, list[int]] = {}
    for region, enterprise in Enterprise.objects.order_by("id").values_list("region", "id"):
        by_region.setdefault(region, []).append(enterprise)
    chance, found = Random(2), {}
    for window in windows:
        place = regions.find(window.region)
        codes = [place.code, *(node.code for node in place.descendants)]
        firms = [firm for code in codes for firm in by_region.get(code, ())]
        everybody = firms or [firm for listed in by_region.values() for firm in listed]
        found[window.id] = chance.sample(everybody, min(len(everybody), 20_000))
    return found


def _numbered(catchments: dict[int, list[int]]) -> Iterator[tuple[int, int, int]]:
    for window_id, firms in catchments.items():
        for position, firm in enumerate(firms):
            yield window_id, position, firm


def _weight(window: Window) -> int:
    """The capital's window has nine of a hundred demands, a county's a third of one."""
    if window.slug == "zhengzhou":
        return 900
    if window.kind is WindowKind.HUB:
        return 300
    if window.kind is WindowKind.INDUSTRY:
        return 25
    return 250 if regions.find(window.region).children else 30


def _due_moments(at: datetime) -> list[tuple[str, str, datetime, str]]:
    """For every step and day, when a promise begun that day by the network's own limits is due, as the rule counts."""
    import json

    days, limits = calendar(), promises(hub().id, localdate(at))[ServiceKind.CONSULTATION]
    found = []
    for back in range(YEARS_BACK + 40):
        day = localdate(at) - timedelta(days=back)
        begun = opening(day)
        for step, limit in limits.items():
            grace = RATING_DAYS if step is LimitStep.RETURN_VISIT else 0
            counted = due(begun, limit.amount, Unit(limit.unit), days, grace=grace)
            found.append((str(step), day.isoformat(), counted.due_at, json.dumps(counted.explanation(limit.source))))
    return found


def _run_script(name: str) -> None:
    """Run a script part by part, each named by its first comment."""
    script = files("benchmarks").joinpath(name).read_text(encoding="utf-8")
    for part in script.split("\n\n-- ")[1:]:
        told, _newline, statements = part.partition("\n")
        _step(told.partition(":")[0], partial(_execute, statements))


__all__ = ["SIZES", "Size", "copy_rows", "generate"]
