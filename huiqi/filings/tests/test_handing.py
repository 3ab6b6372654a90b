"""A firm takes its data along: only what it ticked, with the source and day of each."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.filings.models import Handoff
from huiqi.filings.tests.conftest import AT, handed
from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused

pytestmark = pytest.mark.django_db


def carried(handoff):
    return {one["name"]: (one["value"], one["source"]) for one in handoff.fields}


def test_each_field_keeps_its_source_and_day(network):
    made = handed(network)
    (staff,) = [one for one in made.fields if one["name"] == "employees"]
    assert staff == {"name": "employees", "value": 46, "as_of": AT.date().isoformat(), "source": "register"}
    assert carried(made)["firm_name"] == (network.enterprise_x.name, "")


def test_what_was_changed_is_the_firms_word_of_today(network):
    made = handed(network, {"employees": 50})
    (staff,) = [one for one in made.fields if one["name"] == "employees"]
    assert (staff["value"], staff["source"], staff["as_of"]) == (50, "typed", AT.date().isoformat())


def test_what_is_not_ticked_stays_behind(network):
    assert set(carried(handed(network, names=["firm_name", "region"]))) == {"firm_name", "region"}


def test_a_number_is_drawn_for_each_and_the_same_press_makes_one(network):
    submission = uuid4()
    first, again = (handed(network, submission=submission) for _ in range(2))
    assert first == again
    assert handed(network).number != first.number
    assert Handoff.objects.count() == 2


def test_of_two_presses_at_once_the_later_finds_what_the_first_made(network, monkeypatch):
    submission = uuid4()
    first = handed(network, submission=submission)
    asked = Handoff.objects.filter
    early = [Handoff.objects.none()]
    monkeypatch.setattr(Handoff.objects, "filter", lambda **told: early.pop() if early else asked(**told))
    assert handed(network, submission=submission) == first
    assert Handoff.objects.count() == 1


def test_a_press_of_another_firm_is_not_taken_for_ones_own(network):
    submission = uuid4()
    handed(network, submission=submission)
    Handoff.objects.update(enterprise=network.enterprise_y)
    with pytest.raises(PermissionDenied):
        handed(network, submission=submission)


def test_the_journal_names_what_was_carried_and_no_value(network):
    entry = Entry.objects.get(subject_ref=handed(network, {"contact_name": "王小明"}).ref)
    assert (entry.verb, entry.data["policy"]) == ("hand_off", "P14")
    assert "employees" in entry.data["fields"]
    assert "contact_name" in entry.data["typed"]
    assert "王小明" not in str(entry.data)


def test_nothing_ticked_is_refused(network):
    with pytest.raises(Refused, match="nothing_carried"):
        handed(network, names=[])


def test_a_policy_of_persons_or_none_is_not_filed_by_a_firm(network):
    for code in ("P19", "P99"):
        with pytest.raises((Refused, AttributeError)):
            handed(network, code=code)
    assert not Handoff.objects.exists()


@pytest.mark.parametrize("who", ["owner_y", "receptionist_a", "hub_operator", "stranger"])
def test_nobody_else_takes_a_firms_data(network, who):
    with pytest.raises(PermissionDenied):
        handed(network, by=getattr(network, who))


def test_a_firm_carries_its_own_name_and_code_whatever_is_sent(network):
    made = carried(handed(network, {"firm_name": "别家有限公司", "uscc": network.enterprise_y.uscc}))
    assert made["firm_name"] == (network.enterprise_x.name, "")
    assert made["uscc"][0] == network.enterprise_x.uscc
