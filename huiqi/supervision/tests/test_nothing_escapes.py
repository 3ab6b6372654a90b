"""What nobody has taken climbs, too: unassigned, or confidential and known to nobody; and the plans of the board."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.urls import reverse

from huiqi.demands.selectors import sight_of
from huiqi.demands.selectors.falling_due import falling_due
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import FILING, Play
from huiqi.notices.models import Notice
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.selectors import counts, filtered, visible_to
from huiqi.supervision.services import order, propose_steps
from huiqi.supervision.tests.climb import MONDAY, STEP
from huiqi.supervision.words import CaseState
from tests.cast import ZONE

FRIDAY = datetime(2026, 11, 27, 9, tzinfo=ZONE)


def proposed_to(*people) -> list[bool]:
    """Whether each was told that a step is due."""
    told = Notice.objects.filter(kind="supervision.proposed")
    return [told.filter(person=one).exists() for one in people]


def test_what_was_filed_and_never_taken_climbs_to_an_order_against_the_window(cast):
    Play(cast).file()
    miss_due_promises(at=MONDAY)
    assert propose_steps(at=FRIDAY) == 1
    assert proposed_to(cast.hub_operator, cast.manager_a) == [True, False]
    case = SupervisionCase.objects.get()
    order(case.ref, STEP, actor=cast.actor(cast.hub_operator), at=FRIDAY)
    assert Notice.objects.filter(kind="supervision.order", person=cast.manager_a).exists()


@pytest.fixture
def secret(cast):
    """A confidential demand that nobody was named for."""
    play = Play(cast)
    play.file(filing=replace(FILING, is_confidential=True))
    miss_due_promises(at=MONDAY)
    return play


def test_what_is_confidential_and_known_to_nobody_climbs_and_only_who_leads_is_told(cast, secret):
    assert propose_steps(at=FRIDAY) == 1
    assert proposed_to(cast.hub_operator, cast.receptionist_a) == [True, False]
    case = order(SupervisionCase.objects.get().ref, STEP, actor=cast.actor(cast.hub_operator), at=FRIDAY)
    assert case.state is CaseState.ORDERED
    told = Notice.objects.filter(kind="supervision.order")
    assert {one.person for one in told} == {cast.hub_operator, cast.manager_a}


def test_its_case_tells_the_number_and_nothing_of_the_demand(cast, secret):
    case = SupervisionCase.objects.get()
    for who in (cast.hub_operator, cast.manager_a):
        page = cast.client(who).get(f"/supervision/{case.ref}/").content.decode()
        assert secret.demand.number in page
        assert FILING.title not in page
        assert reverse("demands:unattended") in page
        assert FILING.title not in cast.client(who).get("/supervision/").content.decode()
    assert not visible_to(cast.actor(cast.receptionist_a)).exists()


def plan(rows) -> str:
    """How the database reads these, where it may not simply read all."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    return str(rows.explain())


@pytest.mark.parametrize("who", ["hub_operator", "manager_a", "institution_clerk"])
def test_the_board_reads_indexes_and_no_whole_table(cast, who):
    actor = cast.actor(getattr(cast, who))
    listed = [filtered(actor, "", None, "").rows[:50], filtered(actor, "", None, "proposed").rows[:50]]
    for rows in (falling_due(*sight_of(actor), MONDAY, FRIDAY)[:10], *listed):
        told = plan(rows)
        for table in ("demands_promise", "demands_demand", "supervision_supervisioncase"):
            assert f"Seq Scan on {table}" not in told, told


def test_the_figures_are_three_queries_at_most(cast, secret, django_assert_max_num_queries):
    actor = cast.actor(cast.hub_operator)
    with django_assert_max_num_queries(3):
        assert counts(actor).states["recorded"] == 1
