"""Schemes are versioned: a draft shows what it would change, one with a gap is refused, nothing is left uncovered."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.network.models import TimeLimit
from huiqi.network.rules import presets
from huiqi.network.selectors import changes, time_limits, urgent_kinds
from huiqi.network.services import set_time_limits
from huiqi.network.wording import refusal
from huiqi.network.words import LimitStep, LimitUnit, Urgency
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

TODAY = NOON.date()
K, S = ServiceKind, LimitStep


def adopt(preset: str, **said) -> None:
    """Publish a preset."""
    set_time_limits(preset, **({"since": TODAY} | said), actor=SYSTEM, at=NOON)


def sentence(preset: str, **said) -> str:
    """Why it is refused."""
    with pytest.raises(Refused) as refused:
        adopt(preset, **said)
    return refusal(refused.value)


def test_a_scheme_that_leaves_a_step_without_a_limit_is_refused_and_named(cast):
    assert "“咨询类”缺“承办签收”的时限" in sentence("zhuhai_124")
    assert time_limits(cast.window_a.id, K.CONSULTATION, TODAY)[S.FINISH].amount == 15
    adopt("zhuhai_124", window_id=cast.window_a.id)  # at a window the network's limits fill it
    assert time_limits(cast.window_a.id, K.CONSULTATION, TODAY)[S.FINISH].amount == 2


def test_no_day_is_left_uncovered_and_nothing_announced_is_overwritten(cast):
    later = TODAY + timedelta(days=30)
    adopt("zaozhuang", window_id=cast.window_a.id, since=later)
    assert "已经公布了从" in sentence("zhongshan", window_id=cast.window_a.id)
    assert "已经过去" in sentence("zhongshan", window_id=cast.window_b.id, since=TODAY - timedelta(days=1))
    assert "只供参考" in sentence("hotline_indices", window_id=cast.window_a.id)
    adopt("zhongshan", window_id=cast.window_a.id, since=later + timedelta(days=30))
    found = [
        time_limits(cast.window_a.id, K.SERVICE, TODAY + timedelta(days=n))[S.FINISH].amount for n in (0, 30, 59, 60)
    ]
    assert found == [15, 10, 10, 5]


def test_what_is_urgent_adds_to_the_rest_and_runs_day_and_night(cast):
    adopt("urgent_24h", window_id=cast.window_a.id)
    urgent = time_limits(cast.window_a.id, K.SERVICE, TODAY, Urgency.URGENT)
    assert (urgent[S.FINISH].amount, urgent[S.FINISH].unit) == (24, LimitUnit.CLOCK_HOUR)
    assert urgent[S.HANDLER_TAKE].amount == 1
    assert time_limits(cast.window_a.id, K.SERVICE, TODAY)[S.FINISH].amount == 15
    assert urgent_kinds(cast.window_a.id, TODAY) == set(K)
    assert urgent_kinds(cast.window_b.id, TODAY) == set()


def test_the_payment_complaint_is_of_complaints_and_says_that_the_platform_only_passes_on(cast):
    adopt("sme_payment_2025", window_id=cast.window_a.id)
    told = time_limits(cast.window_a.id, K.COMPLAINT, TODAY)
    assert [(told[step].amount, told[step].unit) for step in (S.STAGED_REPLY, S.FINISH, S.EXTENDED_FINISH)] == [
        (10, LimitUnit.WORKING_DAY),
        (30, LimitUnit.CALENDAR_DAY),
        (90, LimitUnit.CALENDAR_DAY),
    ]
    assert time_limits(cast.window_a.id, K.SERVICE, TODAY)[S.FINISH].amount == 15
    assert "不是法定的受理投诉部门" in presets()["sme_payment_2025"].note


def test_a_draft_shows_what_it_would_change_and_changes_nothing(cast):
    before = TimeLimit.objects.count()
    moved = [one for one in changes(cast.window_a, presets()["zaozhuang"], TODAY) if one.moves]
    finishes = [(one.before.amount, one.after.amount) for one in moved if one.step is S.FINISH]
    assert finishes == [(15, 10)] * 4
    assert TimeLimit.objects.count() == before


def test_a_manager_looks_at_a_draft_and_publishes_it(cast):
    client, url = cast.client(cast.manager_a), reverse("network:scheme", args=[cast.window_a.slug, "zaozhuang"])
    assert "山东省“接诉即办”" in client.get(reverse("network:schemes", args=[cast.window_a.slug])).content.decode()
    page = client.get(url).content.decode()
    assert "15 个工作日" in page
    assert "10 个工作日" in page
    assert "已经过去" in client.post(url, {"since": "2020-01-01"}).content.decode()
    assert client.post(url, {"since": "2030-01-01"}).status_code == 302
    assert time_limits(cast.window_a.id, K.SERVICE, date(2030, 1, 1))[S.FINISH].amount == 10
    assert client.get(reverse("network:scheme", args=[cast.window_a.slug, "nowhere"])).status_code == 404
