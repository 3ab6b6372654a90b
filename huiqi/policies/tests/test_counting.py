"""How many firms were told of a policy, where there are too many to count on the spot."""

from datetime import timedelta

import pytest

from huiqi.policies import selectors
from huiqi.policies.models import Campaign, Push, PushTally
from huiqi.policies.selectors import funnel as room
from huiqi.policies.services.counting import LATE, count_pushes
from huiqi.policies.tests.conftest import AT
from huiqi.policies.words import Cause, PushReason, PushState, Stage

pytestmark = pytest.mark.django_db
TOLD = (Stage.MATCHED, Stage.DELIVERED, Stage.OPENED)


@pytest.fixture
def told(cast, shipped):
    """X was told of P01 and looked at it; of Y it is not decided yet."""
    version = selectors.policy_in_force("P01", AT.date())
    campaign = Campaign.objects.create(version=version, cause=Cause.NEW, made_at=AT, made_by="x")
    rest = {"campaign": campaign, "version": version, "cause": Cause.NEW, "at": AT, "reason": PushReason.GAINED}
    Push.objects.create(enterprise=cast.enterprise_x, state=PushState.TOLD, told_at=AT, opened_at=AT, **rest)
    Push.objects.create(enterprise=cast.enterprise_y, state=PushState.WAITING, due_at=AT, **rest)
    return cast


@pytest.fixture
def many(monkeypatch):
    monkeypatch.setattr(room, "FEW", 1)


def figures(regions=None):
    return [selectors.funnel_of("P01", regions).get(stage, 0) for stage in TOLD]


def test_the_tally_says_what_counting_says(told, monkeypatch):
    on_the_spot = [figures(), figures([told.enterprise_x.region]), selectors.funnels(None), selectors.counted_as_of()]
    monkeypatch.setattr(room, "FEW", 1)
    assert count_pushes(at=AT) == 1
    tallied = [figures(), figures([told.enterprise_x.region]), selectors.funnels(None)]
    assert [*tallied, None] == on_the_spot
    assert selectors.counted_as_of() == AT


def test_only_a_policy_of_which_something_changed_is_counted_again(told, many):
    later = AT + LATE + timedelta(minutes=5)
    assert [count_pushes(at=later), count_pushes(at=later + timedelta(minutes=5))] == [1, 0]
    Push.objects.filter(opened_at=None).update(state=PushState.TOLD, due_at=None, told_at=later, opened_at=later)
    assert figures() == [2, 1, 1]
    assert count_pushes(at=later + timedelta(minutes=10)) == 1
    assert figures() == [2, 2, 2]


def test_few_are_counted_when_somebody_asks(told):
    assert count_pushes(at=AT) == 0
    assert not PushTally.objects.exists()
    assert figures() == [2, 1, 1]
