"""The funnel of the policy hears of a programme: who said yes, who was paid, and what did not last."""

from decimal import Decimal

import pytest

from huiqi.benefits.words import EntryVerb as D
from huiqi.policies.models import Milestone
from huiqi.policies.selectors import funnel_of, money_of
from huiqi.policies.words import Stage, Teller

pytestmark = pytest.mark.django_db


def counted():
    """(granted, paid) of the policy."""
    figures = funnel_of("P17", None)
    return figures.get(Stage.GRANTED, 0), figures.get(Stage.PAID, 0)


def test_who_says_yes_is_granted_it_and_is_paid_on_the_day_of_the_payment(play):
    play.paid()
    assert counted() == (1, 1)
    assert money_of("P17", None) == {Stage.GRANTED: Decimal(24_000), Stage.PAID: Decimal(24_000)}
    assert Milestone.objects.get(stage=Stage.PAID).on == play.entry.paid_on
    assert set(Milestone.objects.values_list("told_by", flat=True)) == {Teller.BENEFIT}


def test_what_is_taken_back_counts_no_more(play):
    play.paid().one(D.RECOVER)
    assert counted() == (0, 0)


@pytest.mark.parametrize("verb", [D.DECLINE, D.REMOVE])
def test_who_does_not_want_it_after_all_or_is_taken_off_counts_no_more(play, verb):
    play.asked().one(D.CONFIRM)
    play.one(verb)
    assert counted() == (0, 0)


def test_a_payment_that_came_back_stays_granted_and_is_counted_as_paid_once_it_arrives(play):
    play.listed().one(D.BOUNCE)
    assert counted() == (1, 0)
    play.one(D.CONFIRM)
    assert counted() == (1, 0)
