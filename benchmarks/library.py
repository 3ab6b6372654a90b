"""Pages over a library of ten thousand policies: a firm's own, the check, home, the list, search, one policy.

The policies are those of `populace` (variants of the library's shapes, all over the country), published beside the
shipped ones in the demonstration's network; the firm is the one of which most facts are known.
"""

import json
import time
from collections.abc import Iterator
from datetime import date
from typing import Any
from urllib.parse import quote

from django.db import connection
from django.db.models import Count
from django.utils import timezone

from benchmarks.client import NOBODY, Client
from benchmarks.figures import Figure
from benchmarks.pace import Pace
from benchmarks.pages import CHECKED, PUBLIC_MS, Page, visited
from benchmarks.people import owner_of
from benchmarks.populace import Made, policies
from benchmarks.product import Product
from huiqi.eligibility.versions import SCHEMA, read_version
from huiqi.enterprises.models import Enterprise
from huiqi.policies.models import Policy, PolicyVersion
from huiqi.policies.services.loading import columns_of, hash_of
from huiqi.search.services import content_changed
from huiqi.standards import regions

SUBJECTS = (
    "研发投入补助",
    "技术改造奖励",
    "稳岗补贴",
    "贷款贴息",
    "首台（套）奖励",
    "绿色工厂奖励",
    "出口信用保险扶持",
    "数字化转型补助",
)
SINCE, PORTION = date(2026, 1, 1), 1_000
LETTERS = "ABCDEFGHIJKMNOQRSTUVWXYZ"
"""Of codes; the shipped policies have L and P."""


def fill(count: int) -> float:
    """Publish the policies; answers how many seconds that took."""
    began, at = time.perf_counter(), timezone.now()
    contents = [_content(number, made) for number, made in enumerate(policies(count))]
    versions = [read_version(content) for content in contents]
    rows = [Policy(code=one.code, kind=one.kind, subject=one.subject) for one in versions]
    Policy.objects.bulk_create(rows, PORTION)
    PolicyVersion.objects.bulk_create(
        [
            PolicyVersion(
                policy=row, effective_from=SINCE, content=content, content_hash=hash_of(content), loaded_at=at,
                **columns_of(version),
            )
            for row, content, version in zip(rows, contents, versions, strict=True)
        ],
        PORTION,
    )  # fmt: skip
    content_changed()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return time.perf_counter() - began


def _content(number: int, made: Made) -> dict[str, Any]:
    place, subject = regions.find(made.region).name, SUBJECTS[number % len(SUBJECTS)]
    amount = 10 + number % 90
    return {
        "schema": SCHEMA,
        "code": f"{LETTERS[number // 1000 % len(LETTERS)]}{number % 1000:03}",
        "title": f"{place}{subject}",
        "title_en": f"Policy {number}",
        "kind": "technology",
        "document_number": f"某发〔2026〕{number}号",
        "issuer": f"{place}工业和信息化局",
        "region": made.region,
        "status": "in_force",
        "effective_from": SINCE.isoformat(),
        "effective_through": None,
        "superseded_by": None,
        "last_verified": SINCE.isoformat(),
        "grade": "C",
        "subject": "enterprise",
        "condition": json.loads(json.dumps(made.raw(), default=float)),
        "benefits": [{"text": f"一次性奖励{amount}万元", "text_en": f"{amount * 10_000} yuan once", "condition": None}],
        "materials": ["营业执照", "上年度财务报表"],
        "how_to_apply": "向所在地窗口申报。",
    }


def measure(product: Product, size: str, _count: int) -> list[Figure]:
    """Every page, alone on the machine but for what else runs on it."""
    pace = Pace(product)
    pace.read()
    with product.web() as port, Client(port) as client:
        figures = [visited(page, client, size, product, pace) for page in _pages()]
    pace.read()
    return figures


def _pages() -> Iterator[Page]:
    firm = Enterprise.objects.annotate(n=Count("facts")).order_by("-n", "id").select_related("organisation")[0]
    owner = owner_of(firm)
    for work, path in (
        ("my policies", "/policies/mine/"),
        ("my policies, those it has", "/policies/mine/?verdict=eligible"),
        ("my policies, those it has not, page 3", "/policies/mine/?verdict=ineligible&page=3"),
        ("my policies, printed", "/policies/mine/report/"),
        ("my policies, what if", "/policies/mine/what-if/?employees=80"),
        ("desk of a firm", "/desk/"),
    ):
        yield Page(f"many policies: {work}", path, owner.cookies, PUBLIC_MS, 0.99)
    code = PolicyVersion.objects.filter(region="410100").order_by("id").values_list("policy__code", flat=True)[0]
    for work, path in (
        ("home", "/"),
        ("list", "/policies/"),
        ("list, page 300", "/policies/?page=300"),
        ("list, a region", "/policies/?region=410100"),
        ("list, words", f"/policies/?q={quote('技术改造')}"),
        ("one", f"/policies/{code}/"),
        ("check: form", "/policies/check/"),
        ("search", f"/search/?q={quote('郑州 技术改造')}"),
        ("API: list", "/api/v1/policies"),
    ):
        yield Page(f"many policies: {work}", path, NOBODY, PUBLIC_MS, 0.99)
    yield Page("many policies: check", "/policies/check/", NOBODY, PUBLIC_MS, 0.99, tuple(CHECKED.items()))
    yield Page(
        "many policies: API check", "/api/v1/policies/check", NOBODY, PUBLIC_MS, 0.99, tuple(CHECKED.items()), json=True
    )
