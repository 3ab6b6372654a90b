"""Openings: announced, corrected, taken back; whether one is open is asked of a day."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.journal.models import Entry
from huiqi.kernel.refusal import Refused
from huiqi.policies import selectors, services
from huiqi.policies.rules.openings import most_pressing, state_of
from huiqi.policies.services import Announced
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording.texts import refusal
from huiqi.policies.words import OpeningState

FIRST, LAST = date(2026, 4, 25), date(2026, 5, 25)
SAID = Announced(FIRST, LAST, "关于开展某项申报的通知", "某函〔2026〕8号")


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2026, 4, 24), OpeningState.UPCOMING),
        (FIRST, OpeningState.CLOSING),
        (LAST, OpeningState.CLOSING),
        (date(2026, 5, 26), OpeningState.CLOSED),
    ],
)
def test_first_and_last_day_are_included(on, state):
    assert state_of(FIRST, LAST, on) is state


def test_it_is_open_until_thirty_days_before_its_end_and_for_ever_without_one():
    assert state_of(FIRST, date(2026, 12, 27), date(2026, 11, 26)) is OpeningState.OPEN
    assert state_of(FIRST, date(2026, 12, 27), date(2026, 11, 27)) is OpeningState.CLOSING
    assert state_of(FIRST, None, date(2030, 1, 1)) is OpeningState.OPEN


def test_what_is_open_is_shown_before_what_opens_and_what_closed():
    past, now, later = (replace(SAID, opens_on=date(y, 4, 25), closes_on=date(y, 5, 25)) for y in (2025, 2026, 2027))
    assert most_pressing([past, later, now], date(2026, 5, 1)) is now
    assert most_pressing([past, later, now], date(2026, 6, 1)) is later
    assert most_pressing([past, now], date(2026, 6, 1)) is now


@pytest.mark.django_db
def test_an_opening_is_announced_corrected_and_taken_back_each_with_one_entry(hub):
    opening = services.announce_opening("L04", SAID, actor=hub, at=AT)
    longer = replace(SAID, closes_on=date(2026, 6, 10))
    services.correct_opening(opening.ref, longer, actor=hub, at=AT, revision=0)
    assert [one.closes_on for one in selectors.openings_of("L04")] == [date(2026, 6, 10)]
    services.withdraw_opening(opening.ref, reason="通知撤回", actor=hub, at=AT)
    assert not selectors.openings_of("L04")
    verbs = Entry.objects.filter(subject_ref=opening.ref).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["announce", "correct", "withdraw"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"closes_on": date(2026, 4, 24)}, "closes_on", "ends_before_it_begins"),
        ({"notice_title": " "}, "notice_title", "required"),
        ({"region": "999999"}, "region", "no_region"),
        ({}, "opens_on", "already_announced"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(hub, change, field, code):
    services.announce_opening("L04", SAID, actor=hub, at=AT)
    with pytest.raises(Refused, match=code) as refused:
        services.announce_opening("L04", replace(SAID, **change), actor=hub, at=AT)
    assert (refused.value.field, bool(refusal(refused.value))) == (field, True)


@pytest.mark.django_db
def test_an_enterprise_announces_nothing_and_an_unknown_item_has_no_opening(hub, cast):
    with pytest.raises(PermissionDenied):
        services.announce_opening("L04", SAID, actor=cast.actor(cast.owner_x), at=AT)
    with pytest.raises(Refused, match="no_policy"):
        services.announce_opening("P99", SAID, actor=hub, at=AT)


@pytest.mark.django_db
def test_a_place_sees_its_own_openings_those_above_it_and_the_nations(hub):
    for region in ("000000", "410000", "410100", "310000"):
        services.announce_opening("L04", replace(SAID, region=region), actor=hub, at=AT)
    found = selectors.openings_by_code(["L04"], "410105")["L04"]
    assert {one.region for one in found} == {"000000", "410000", "410100"}


@pytest.mark.django_db
def test_reminders_find_what_opens_or_closes_between_two_days(hub):
    services.announce_opening("L04", SAID, actor=hub, at=AT)
    assert selectors.openings_between(date(2026, 5, 20), LAST)
    assert not selectors.openings_between(date(2026, 5, 1), date(2026, 5, 20))
