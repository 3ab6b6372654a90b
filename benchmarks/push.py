"""Telling the whole register of a policy while people read pages: how much longer they wait, and how fast it goes.

The register is the demonstration's generated firms with their facts, each with a person who acts for it, so that every
firm that meets the conditions gets its notice. The worker is the product's own, in a process of its own; pages are
asked for at a steady pace, before the campaign (idle) and while it runs.
"""

import time
from itertools import cycle

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from benchmarks.client import Client
from benchmarks.figures import Figure, at_least, at_most, percentile
from benchmarks.product import Product, python
from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services import generate_enterprises
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import Campaign, Push
from huiqi.policies.selectors import policy_in_force
from huiqi.policies.services import act, push_now
from huiqi.policies.words import CampaignState, CampaignVerb
from launch.processes import spawn

PATHS = ("/policies/", "/policies/P01/", "/", "/windows/", "/policies/check/")
PACE = 0.05
"""Seconds between two pages: twenty a second, a fifth of what two cores serve."""

IDLE, BUSY = 30.0, 60.0
"""Seconds of either measurement."""

CODE = "P15"
PEOPLE = """
INSERT INTO accounts_person (ref, mobile, name, password, created_at, is_active, password_is_once, is_demonstration,
                             consented_to)
SELECT gen_random_uuid(), contact_mobile, contact_name, '', %(at)s, true, false, true, ''
FROM enterprises_enterprise WHERE contact_mobile ~ '^1[0-9]{10}$' ON CONFLICT DO NOTHING
"""
SEATS = """
INSERT INTO accounts_seat (ref, person_id, organisation_id, role, level, since)
SELECT gen_random_uuid(), p.id, e.organisation_id, 'enterprise_owner', 'verified', '2024-01-01'
FROM enterprises_enterprise e JOIN accounts_person p ON p.mobile = e.contact_mobile ON CONFLICT DO NOTHING
"""


def fill(count: int) -> float:
    """Make the firms, for each somebody who acts for it, and the columns; answers the seconds it took."""
    began, at = time.perf_counter(), timezone.now()
    generate_enterprises(count, province="410000", at=at)
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {"at": at})
        cursor.execute(SEATS)
        cursor.execute("VACUUM ANALYZE")
    call_command("rebuild_firms")
    return time.perf_counter() - began


def measure(product: Product, size: str, _count: int) -> list[Figure]:
    """The waiting of readers, idle and while the campaign runs; the pace of the campaign."""
    with product.web() as port:
        idle = _read(port, IDLE)
        campaign = _started()
        worker = spawn(python(product, "worker", "manage.py", "worker"))
        try:
            began = time.perf_counter()
            busy = _read(port, BUSY)
            campaign.refresh_from_db()
            rate = campaign.examined / (time.perf_counter() - began)
            told = Push.objects.filter(campaign=campaign).count()
        finally:
            worker.kill()  # what it had in hand is not what is measured
            worker.wait(30)
    ratio = percentile(busy, 0.99) / percentile(idle, 0.99)
    details = {"idle_p99_ms": _ms(idle), "busy_p99_ms": _ms(busy), "pages": len(busy), "told": told}
    details |= {"done": campaign.state is CampaignState.DONE, "minutes_for_a_million": round(1e6 / rate / 60, 1)}
    print(f"  {details}", flush=True)
    return [
        at_most("p99 of pages while a policy is pushed, to idle", size, round(ratio, 2), "×", 2.0, **details),
        at_least("firms examined and told", size, round(rate), "/s", 500, told=told),
    ]


def _ms(times: list[float]) -> float:
    return round(percentile(times, 0.99) * 1000, 1)


def _started() -> Campaign:
    """The campaign of the policy that most small firms have, begun by the hub."""
    at = timezone.now()
    hub = actor_of(person_with(mobile(1), at=at))
    row = policy_in_force(CODE, at.date())
    assert row is not None, CODE
    try:
        made = push_now(row, actor=hub, at=at)
    except Refused:
        Push.objects.filter(version=row).delete()
        Campaign.objects.filter(version=row).update(state=CampaignState.CANCELLED)
        made = push_now(row, actor=hub, at=at)
    return act(made.ref, CampaignVerb.START, actor=hub, at=at, tells={"kept": True, "maybe": True})


def _read(port: int, seconds: float) -> list[float]:
    """Ask for pages at a steady pace; a late answer delays the next, as it delays whoever waits for it."""
    times, end, paths = [], time.perf_counter() + seconds, cycle(PATHS)
    with Client(port) as client:
        for path in PATHS * 4:  # warm
            client.get(path)
        while time.perf_counter() < end:
            began = time.perf_counter()
            answer = client.get(next(paths))
            assert answer.status == 200, answer.status
            times.append(answer.seconds)
            time.sleep(max(0.0, PACE - (time.perf_counter() - began)))
    return times
