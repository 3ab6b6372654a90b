"""Whoever asked is told what was made general: once, and by the title of the policy."""

import pytest

from huiqi.demands.models import GeneralAnswer
from huiqi.demands.tests.test_general import asked, general, heard, published
from huiqi.kernel.access import SYSTEM
from huiqi.notices.models import Notice
from huiqi.notices.ports import kind_of
from huiqi.policies.services import load_library
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def play(cast):
    """An answered demand about a condition of the shipped library."""
    load_library(actor=SYSTEM, at=NOON)
    return asked(cast)


def sentence(notice) -> str:
    """What a notice says."""
    return kind_of(notice.kind).words(notice.parameters).sentence


def test_a_notice_calls_the_policy_by_its_title(cast, play):
    published(play, general(play))
    notice = Notice.objects.get(person=cast.owner_x, kind="demands.answered_for_all")
    assert "《残疾人就业保障金减免》的条件" in sentence(notice)


def test_whoever_asked_the_same_twice_hears_once(cast, play):
    other = asked(cast)
    published(play, general(play, other.demand.ref))
    assert heard(cast.owner_x) == 1
    assert not GeneralAnswer.objects.filter(told_at=None).exists()


def test_a_notice_of_before_that_knows_no_title_is_read_still(cast, play):
    published(play, general(play))
    notice = Notice.objects.get(person=cast.owner_x, kind="demands.answered_for_all")
    notice.parameters = {"number": play.demand.number, "code": "P15"}
    assert "《P15》的条件" in sentence(notice)
