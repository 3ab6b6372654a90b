"""Posts: two people behind each, notes when going, hand-overs; and what of it a caller sees."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from huiqi.accounts.models import Seat
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.refusal import Refused
from huiqi.network import selectors, services
from huiqi.network.models import Post
from huiqi.network.rules import Desk, standing, suitability
from huiqi.network.services import Leave, PostEntry
from huiqi.network.wording import refusal
from huiqi.network.words import AbsenceReason, PostKind, StandsAs, Suits
from huiqi.standards.service_kinds import ServiceCategory, ServiceKind
from tests.cast import NOON

HOUR = timedelta(hours=1)
A, B, C = 1, 2, 3


@pytest.fixture(autouse=True)
def chinese():
    with override("zh-hans"):
        yield


@pytest.mark.parametrize(
    ("seated", "away", "who", "stands_as"),
    [
        ({A, B}, {}, A, StandsAs.A),
        ({A, B}, {A: None}, B, StandsAs.B),
        ({A, B}, {B: None}, A, StandsAs.A),
        ({A, B, C}, {A: C}, C, StandsAs.STAND_IN),
        ({A, B, C}, {A: B}, B, StandsAs.B),
        ({A, B, C}, {A: C, C: None}, B, StandsAs.B),
        ({A, B, C}, {A: None, B: C}, C, StandsAs.STAND_IN),
        ({A, B}, {A: None, B: None}, None, StandsAs.NOBODY),
        ({A, B}, {A: B, B: A}, None, StandsAs.NOBODY),
        ({A, B}, {A: C}, B, StandsAs.B),
        ({B}, {}, B, StandsAs.B),
        (set(), {}, None, StandsAs.NOBODY),
    ],
)
def test_who_stands_at_a_post(seated, away, who, stands_as):
    stands = standing(A, B, seated=seated, away=away)
    assert (stands.person_id, stands.stands_as) == (who, stands_as)
    assert stands.instead_of == (None if who == A else A)


FINANCE, LAW = ServiceCategory.FINANCE, ServiceCategory.LEGAL
BY_SUITABILITY = [
    (Desk(PostKind.BUSINESS, frozenset({ServiceKind.SERVICE}), frozenset({FINANCE})), (Suits.CATEGORY, Suits.KIND)),
    (Desk(PostKind.BUSINESS, frozenset({ServiceKind.COMPLAINT}), frozenset({FINANCE})), (Suits.CATEGORY,)),
    (Desk(PostKind.BUSINESS, frozenset({ServiceKind.SERVICE}), frozenset()), (Suits.KIND,)),
    (Desk(PostKind.FIRST_CONTACT, frozenset(), frozenset()), (Suits.FIRST_CONTACT,)),
    (Desk(PostKind.BUSINESS, frozenset(), frozenset()), (Suits.UNSTATED,)),
    (Desk(PostKind.BUSINESS, frozenset(), frozenset({LAW})), (Suits.OTHER,)),
]


def test_a_visitor_is_led_to_what_suits_and_nothing_is_hidden():
    found = [suitability(desk, ServiceKind.SERVICE, FINANCE) for desk, _reasons in BY_SUITABILITY]
    assert [each.reasons for each in found] == [reasons for _desk, reasons in BY_SUITABILITY]
    assert [each.rank for each in found] == sorted(each.rank for each in found)


def entry(cast, **told):
    people = {"person_a_id": cast.receptionist_a.id, "person_b_id": cast.manager_a.id}
    return PostEntry(**{"name": "融资服务岗", "kind": PostKind.BUSINESS, "area": "融资服务区", **people, **told})


@pytest.fixture
def post(cast):
    told = entry(cast, categories=(FINANCE,), discloses_names=True)
    return services.set_up_post(cast.window_a.id, told, actor=cast.actor(cast.manager_a), at=NOON)


def leave(cast, person, **told):
    words = {"since": NOON, "until": NOON + 2 * HOUR, "reason": AbsenceReason.MEETING, **told}
    return services.leave_note(cast.window_a.id, person.id, Leave(**words), actor=cast.actor(person), at=NOON)


def now(cast, at=NOON):
    (found,) = selectors.standings(cast.window_a, at)
    return found


def test_a_post_is_set_up_and_the_journal_knows(cast, post):
    assert now(cast).person == cast.receptionist_a
    assert [happening.verb for happening in timeline(post.ref)] == ["set_up"]
    assert broken_at(post.ref) is None


@pytest.mark.parametrize(
    ("told", "code", "field"),
    [
        (lambda cast: {"person_b_id": cast.receptionist_a.id}, "post_same_person", "person_b"),
        (lambda cast: {"person_b_id": cast.receptionist_b.id}, "not_seated", "person_b"),
        (lambda _cast: {}, "post_name_taken", "name"),
    ],
)
def test_a_post_needs_two_people_of_the_window_and_a_name(cast, post, told, code, field):
    with pytest.raises(Refused) as caught:
        services.set_up_post(cast.window_a.id, entry(cast, **told(cast)), actor=cast.actor(cast.manager_a), at=NOON)
    assert (caught.value.code, caught.value.field) == (code, field)
    assert "%" not in refusal(caught.value)


def test_the_database_itself_refuses_one_person_on_both_sides(post):
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(id=post.id).update(person_b=post.person_a)


def test_a_stale_form_and_a_closed_post_are_refused(cast, post):
    actor = cast.actor(cast.manager_a)
    services.change_post(post.id, entry(cast, name="贷款岗"), revision=1, actor=actor, at=NOON)
    with pytest.raises(Refused, match="stale_post"):
        services.change_post(post.id, entry(cast), revision=1, actor=actor, at=NOON)
    services.close_post(post.id, actor=actor, at=NOON)
    with pytest.raises(Refused, match="post_closed"):
        services.change_post(post.id, entry(cast), revision=2, actor=actor, at=NOON)
    assert selectors.standings(cast.window_a, NOON) == []


def test_while_a_is_away_b_stands_there_and_afterwards_a_again(cast, post):
    leave(cast, cast.receptionist_a)
    assert now(cast).person == cast.manager_a
    assert now(cast, NOON + 2 * HOUR).person == cast.receptionist_a


def test_who_comes_back_early_stands_there_again(cast, post):
    absence = leave(cast, cast.receptionist_a)
    services.come_back(absence.id, actor=cast.actor(cast.receptionist_a), at=NOON + HOUR)
    services.come_back(absence.id, actor=cast.actor(cast.receptionist_a), at=NOON + HOUR)
    assert now(cast, NOON + HOUR).person == cast.receptionist_a
    assert [happening.verb for happening in timeline(absence.ref)] == ["leave", "come_back"]


def test_a_post_that_both_left_is_warned_of(cast, post):
    leave(cast, cast.receptionist_a)
    assert selectors.unattended(cast.window_a, NOON) == []
    Seat.objects.filter(person=cast.manager_a).update(until=NOON.date())
    assert [each.post for each in selectors.unattended(cast.window_a, NOON)] == [post]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (lambda _cast: {"until": NOON}, "period_wrong"),
        (lambda _cast: {"since": NOON - 2 * HOUR, "until": NOON - HOUR}, "period_over"),
        (lambda cast: {"stand_in_id": cast.receptionist_a.id}, "stand_in_same"),
        (lambda cast: {"stand_in_id": cast.receptionist_b.id}, "not_seated"),
        (lambda _cast: {"since": NOON + HOUR, "until": NOON + 3 * HOUR}, "already_away"),
    ],
)
def test_a_note_that_makes_no_sense_is_refused(cast, told, code):
    leave(cast, cast.receptionist_a)
    with pytest.raises(Refused) as caught:
        leave(cast, cast.receptionist_a, **told(cast))
    assert caught.value.code == code
    assert "%" not in refusal(caught.value)


def test_a_hand_over_is_kept_read_and_acknowledged_by_its_taker_only(cast):
    giver, taker = cast.actor(cast.receptionist_a), cast.actor(cast.manager_a)
    row = services.hand_over(cast.window_a.id, cast.manager_a.id, "一件在办。", actor=giver, at=NOON)
    assert list(selectors.hand_overs_of(taker, cast.window_a.id)) == [row]
    assert selectors.hand_over_to(giver, cast.window_a.id, row.ref) is None
    services.acknowledge(row.id, actor=taker, at=NOON + HOUR)
    assert selectors.hand_over_to(taker, cast.window_a.id, row.ref).acknowledged_at == NOON + HOUR
    with pytest.raises(Refused, match="taker_same"):
        services.hand_over(cast.window_a.id, cast.receptionist_a.id, "给自己", actor=giver, at=NOON)
