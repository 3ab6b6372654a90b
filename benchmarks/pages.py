"""Pages of the running product: milliseconds over HTTP, queries and the slowest of them counted in this process."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

from django.db import connection
from django.db.models import Count
from django.test import Client as DjangoClient
from django.test.utils import CaptureQueriesContext

from benchmarks.client import NOBODY, Client, Cookies
from benchmarks.figures import FRAME, Figure, at_most, percentile
from benchmarks.pace import Pace, summed_up
from benchmarks.people import (
    busiest_enterprise,
    busiest_windows,
    clerk_at,
    operator,
    owner_of,
    receptionist,
    seated,
)
from benchmarks.product import Product
from huiqi.demands.models import Demand
from huiqi.enterprises.models import Enterprise
from huiqi.kernel.access import Role
from huiqi.policies.selectors import library

MOST_QUERIES = 12
STAFF_MS, PUBLIC_MS = 50.0, 100.0
WARMING, STAFF_VISITS, PUBLIC_VISITS, MOST_MS = 6, (20, 60), (40, 150), 1200.0
"""Visits to warm up both workers; at least and at most how many are timed; after how many ms a page is left."""

CHECKED = {
    "organisation_kind": "enterprise",
    "region": "410100",
    "industry": "3311",
    "employees": "38",
    "revenue": "16000000",
    "total_assets": "12000000",
}


@dataclass(frozen=True)
class Page:
    """A page as somebody visits it. `form`: sent by POST; `json`: to the API. `share` of visits that must be quick."""

    work: str
    path: str
    cookies: Cookies = NOBODY
    goal_ms: float = STAFF_MS
    share: float = 0.95
    form: tuple[tuple[str, str], ...] = ()
    json: bool = False

    def visit(self, client: Client) -> tuple[int, float]:
        """Status and milliseconds of one visit."""
        if self.json:
            answer = client.send(self.path, json.dumps({"facts": dict(self.form)}).encode(), "application/json")
        elif self.form:
            answer = client.post(self.path, dict(self.form), Cookies({**self.cookies.values, **_stranger()}))
        else:
            answer = client.get(self.path, self.cookies)
        return answer.status, answer.seconds * 1000


def _stranger() -> dict[str, str]:
    from django.conf import settings

    from benchmarks.client import SECRET

    return {settings.CSRF_COOKIE_NAME: SECRET}


def measure(product: Product, size: str, only: Sequence[str] = ()) -> list[Figure]:
    """Every page, or those whose name has one of `only` in it, alone on the machine but for what else runs on it."""
    desks = [page for page in (*desk_pages(), *list_pages()) if _is_wanted(page, only)]
    others = [page for page in (*demand_pages(), *policy_pages(), *public_pages()) if _is_wanted(page, only)]
    pages, pace = [*desks, *others], Pace(product)
    pace.read()
    with product.web() as port, Client(port) as client:
        half = len(pages) // 2
        figures = [visited(page, client, size, product, pace) for page in pages[:half]]
        pace.read()
        figures += [visited(page, client, size, product, pace) for page in pages[half:]]
    pace.read()
    figures = [pace.paced(one) if one.goal == STAFF_MS else one for one in figures]
    if desks:
        print(summed_up(figures[: len(desks)], STAFF_MS), flush=True)
    return figures


def _is_wanted(page: Page, only: Sequence[str]) -> bool:
    return not only or any(words in page.work for words in only)


def visited(page: Page, client: Client, size: str, product: Product, pace: Pace) -> Figure:
    """One page, visited again and again."""
    for _ in range(WARMING):
        status, _ms = page.visit(client)
    began, asked = product.processor_seconds(), product.database_seconds()
    times: list[float] = []
    least, most = PUBLIC_VISITS if page.goal_ms == PUBLIC_MS else STAFF_VISITS
    while len(times) < least or (sum(times) < MOST_MS and len(times) < most):
        times.append(page.visit(client)[1])
        if status >= 400 or sum(times) > 4 * MOST_MS:
            break
    processor = (product.processor_seconds() - began) / len(times) * 1000
    database = (product.database_seconds() - asked) / len(times) * 1000
    queries, slowest = _queries(page)
    quick = percentile(times, page.share)
    details = {
        "path": page.path,
        "status": status,
        "p50_ms": round(percentile(times, 0.5), 2),
        "p99_ms": round(percentile(times, 0.99), 2),
        "best_ms": round(min(times), 2),
        "processor_ms": round(processor, 2),
        "database_ms": round(database, 2),
        "visits": len(times),
        "queries": queries,
        "most_queries": MOST_QUERIES,
        "slowest_ms": round(slowest[0], 1),
        "slowest_sql": slowest[1],
    }
    made = at_most(page.work, size, round(quick, 2), f"ms p{page.share * 100:.0f}", page.goal_ms, **details)
    made = replace(made, met=bool(made.met) and queries <= MOST_QUERIES and status < 400)
    print(
        f"  {made.work}: {status}, {made.ours} {made.unit}"
        f"{pace.beside(quick) if page.goal_ms == STAFF_MS else ''}, best {min(times):.1f},"
        f" processor {processor:.1f} ms and of the database {database:.1f}, {queries} queries",
        flush=True,
    )
    return made


def _queries(page: Page) -> tuple[int, tuple[float, str]]:
    """How many statements a visit costs (begin, commit and savepoints not counted), and the slowest with its ms."""
    browser = DjangoClient()
    browser.cookies.load(page.cookies.values)
    for _ in range(2):  # the second finds what a process reads once
        with CaptureQueriesContext(connection) as captured:
            if page.json:
                browser.post(page.path, {"facts": dict(page.form)}, content_type="application/json")
            elif page.form:
                browser.post(page.path, dict(page.form))
            else:
                browser.get(page.path)
    asked = [q for q in captured.captured_queries if not q["sql"].startswith(FRAME)]
    slowest = max(asked, key=lambda query: float(query["time"]), default={"time": "0", "sql": ""})
    return len(asked), (float(slowest["time"]) * 1000, slowest["sql"][:3000])


def desk_pages() -> Iterator[Page]:
    """The staff's inbox with every tab, filter, search and order, at the busiest window, the hub, an institution."""
    big = busiest_windows(1)[0]
    people = {"window": receptionist(big), "hub": operator(), "institution": clerk_at(big)}
    for who, visitor in people.items():
        for name, query in desk_views(who):
            yield Page(f"desk, {who}: {name}", f"/demands/desk/{query}", visitor.cookies)
        if who != "institution":
            yield Page(f"accountability, {who}", "/demands/accountability/", visitor.cookies)


def list_pages() -> Iterator[Page]:
    """The lists beside the desk, at the busiest window and at the hub."""
    big = busiest_windows(1)[0]
    people = {"manager": seated(big.organisation_id, Role.WINDOW_MANAGER), "hub": operator()}
    for who, visitor in people.items():
        for name, path in LISTS:
            if who == "hub" or name not in OF_HUB:
                yield Page(f"{name}, {who}", path, visitor.cookies)


LISTS = (
    ("figures of the desk", "/demands/desk/figures/"),
    ("visits", "/demands/visits/"),
    ("rectifications", "/demands/rectifications/"),
    ("satisfaction", "/demands/satisfaction/"),
    ("supervision", "/supervision/"),
    ("circulars", "/supervision/circulars/"),
    ("baskets", "/demands/baskets/"),
    ("baskets in a few lines", "/demands/baskets/summary/"),
    ("lost time", "/demands/accountability/lost/"),
    ("followed", "/demands/following/"),
    ("endings", "/demands/endings/"),
    ("firms", f"/demands/intake/firms/?q={quote('演示企业')}"),
    ("disputes", "/demands/disputes/"),
    ("rulings", "/demands/rulings/"),
)
OF_HUB = ("disputes", "rulings")


def desk_views(who: str) -> Sequence[tuple[str, str]]:
    """(name, query) of each way to look at a desk."""
    tabs: Sequence[str] = ("open", "to_take", "in_hand", "answered", "closed")
    if who != "institution":
        tabs = ("open", "to_register", "at_window", "with_institution", "answered", "closed")
    views = [(f"tab {tab}", f"?tab={tab}") for tab in tabs]
    views += [(f"tab {tab}, newest", f"?tab={tab}&order=filed") for tab in ("open", "closed")]
    views += [(f"kind {kind}", f"?kind={kind}") for kind in ("consultation", "professional_service")]
    views += [("closed, kind", "?tab=closed&kind=professional_service")]
    views += [(f"due {due}", f"?due={due}") for due in ("overdue", "today")]
    views += [("to visit", "?tab=answered&due=visit"), ("mine", "?mine=1"), ("closed, mine", "?tab=closed&mine=1")]
    words = (
        ("words", "碳足迹"),
        ("firm", "演示企业 0123"),
        ("number", "410100-2025-0001"),
        ("nothing", "没有这样的词"),
    )
    views += [(f"{tab}, {name}", f"?tab={tab}&q={quote(said)}") for tab in ("open", "closed") for name, said in words]
    views += [("page 7 of closed", "?tab=closed&page=7"), ("last page of closed", "?tab=closed&page=99999")]
    return views


def demand_pages() -> Iterator[Page]:
    """One demand, seen by window and hub; an enterprise's own list and demand."""
    big = busiest_windows(1)[0]
    told = Demand.objects.filter(window=big, state="in_progress").annotate(n=Count("handlings")).order_by("-n", "id")[0]
    yield Page("demand, window", f"/demands/{told.ref}/", receptionist(big).cookies)
    yield Page("demand, hub", f"/demands/{told.ref}/", operator().cookies)
    yield Page("demand, similar ones", f"/demands/{told.ref}/similar/", receptionist(big).cookies)
    yield Page("demand, how it is due", f"/demands/{told.ref}/due/", receptionist(big).cookies)
    yield Page("demand, reply form", f"/demands/{told.ref}/reply/", receptionist(big).cookies)
    firm = busiest_enterprise()
    owner = owner_of(firm)
    own = Demand.objects.filter(enterprise=firm).order_by("-filed_at")[0]
    yield Page("enterprise: open demands", "/demands/", owner.cookies)
    yield Page("enterprise: closed demands", "/demands/?tab=closed", owner.cookies)
    yield Page("enterprise: one demand", f"/demands/{own.ref}/", owner.cookies)
    yield Page("enterprise: file", "/demands/new/", owner.cookies)
    yield Page("enterprise: desk", "/desk/", owner.cookies)
    yield Page("enterprise: profile", "/enterprise/", owner.cookies)


def policy_pages() -> Iterator[Page]:
    """What a firm may have, with every reason, over the policies of the library."""
    firm = Enterprise.objects.annotate(n=Count("facts")).order_by("-n", "id").select_related("organisation")[0]
    policies = len(library().versions)
    owner = owner_of(firm)
    yield Page(f"my policies, {policies} versions", "/policies/mine/", owner.cookies, PUBLIC_MS, 0.99)
    yield Page("my policies, printed", "/policies/mine/report/", owner.cookies, PUBLIC_MS, 0.99)


def public_pages() -> Iterator[Page]:
    """What needs no sign-in."""
    code = library().versions[0].code
    for work, path in (
        ("home", "/"),
        ("policies", "/policies/"),
        ("policies, a region", "/policies/?region=410100"),
        ("policies, words", f"/policies/?q={quote('小微')}"),
        ("policy", f"/policies/{code}/"),
        ("check: form", "/policies/check/"),
        ("search", f"/search/?q={quote('检验检测')}"),
        ("search, a policy", f"/search/?q={quote('小型微利企业所得税')}"),
        ("windows", "/windows/"),
        ("window", "/windows/zhengzhou/"),
        ("institutions", "/institutions/"),
        ("institutions, words", f"/institutions/?q={quote('检测')}"),
        ("follow: form", "/demands/follow/"),
        ("API documentation", "/api/v1/docs"),
        ("API: policies", "/api/v1/policies"),
        ("API: window of a region", "/api/v1/standards/regions/410100"),
    ):
        yield Page(f"public: {work}", path, NOBODY, PUBLIC_MS, 0.99)
    yield Page("public: check", "/policies/check/", NOBODY, PUBLIC_MS, 0.99, tuple(CHECKED.items()))
    yield Page(
        "public: API check", "/api/v1/policies/check", NOBODY, PUBLIC_MS, 0.99, tuple(CHECKED.items()), json=True
    )
