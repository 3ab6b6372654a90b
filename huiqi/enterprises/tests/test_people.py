"""The people of a firm: invited, dated, let go, followed; a bookkeeper of many."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.enterprises import services
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.services import Invitation
from huiqi.enterprises.tests.counter import (
    ask_representative,
    claim,
    declared,
    invite,
    let_go,
    seats,
    verified,
    verify,
)
from huiqi.enterprises.words import ClaimState
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def test_a_person_is_made_on_first_sight_and_may_act_at_once(cast):
    assert seats(invite(cast)) == [("enterprise_clerk", "verified")]
    last = timeline(cast.enterprise_x.organisation.ref)[-1]
    assert (last.verb, last.actor_ref) == ("invite", str(cast.owner_x.ref))


def test_a_dated_right_holds_from_its_first_through_its_last_day(cast):
    clerk = invite(cast, since=date(2026, 12, 1), until=date(2026, 12, 31))
    held = {day: bool(seats(clerk, date(2026, 12, day))) for day in (1, 31)}
    assert held == {1: True, 31: True}
    assert seats(clerk, date(2026, 11, 30)) == seats(clerk, date(2027, 1, 1)) == []


def test_inviting_again_moves_the_last_day(cast):
    clerk = invite(cast, until=date(2026, 12, 31))
    invite(cast, until=date(2027, 12, 31))
    assert len(seats(clerk, date(2027, 6, 1))) == 1


def test_an_invitation_settles_what_the_person_asked_for_himself(cast):
    asked = claim(cast)
    invite(cast, mobile=cast.stranger.mobile, role=Role.BOOKKEEPER)
    asked.refresh_from_db()
    assert asked.state is ClaimState.VERIFIED
    assert seats(cast.stranger) == [("bookkeeper", "verified")]


@pytest.mark.parametrize(
    ("told", "code"),
    [({"until": date(2026, 11, 19)}, "right_over"), ({"mobile": "19900000021"}, "already_yours")],
)
def test_an_invitation_that_makes_no_sense_is_refused(cast, told, code):
    with pytest.raises(Refused, match=code):
        invite(cast, **told)


def test_one_person_has_one_role_at_a_firm(cast):
    invite(cast)
    with pytest.raises(Refused, match="other_role"):
        invite(cast, role=Role.BOOKKEEPER)


def test_nobody_but_a_verified_owner_invites(cast):
    clerk = invite(cast)
    for who in (clerk, cast.owner_y, cast.receptionist_a):
        with pytest.raises(PermissionDenied):
            invite(cast, mobile="13900000002", by=who)
    with pytest.raises(PermissionDenied):
        invite(cast, mobile="13900000002", by=declared(cast))


def test_a_verified_leaver_names_who_takes_over(cast):
    with pytest.raises(Refused, match="successor_required"):
        let_go(cast, invite(cast))


def test_a_successor_from_elsewhere_is_none(cast):
    with pytest.raises(Refused, match="successor_required"):
        let_go(cast, invite(cast), cast.owner_y)


def test_the_last_owner_cannot_go(cast):
    clerk = invite(cast)
    with pytest.raises(Refused, match="last_owner"):
        let_go(cast, cast.owner_x, clerk)


def test_a_clerk_may_go_by_himself_but_sends_nobody_else(cast):
    clerk, other = invite(cast), invite(cast, mobile="13900000002")
    with pytest.raises(PermissionDenied):
        let_go(cast, other, cast.owner_x, by=clerk)
    let_go(cast, clerk, cast.owner_x, by=clerk)
    assert seats(clerk) == []


def test_who_is_gone_already_is_told_so(cast):
    with pytest.raises(Refused, match="nobody_there"):
        let_go(cast, cast.stranger)


def test_the_firm_is_reached_by_whoever_took_over(cast):
    Enterprise.objects.filter(id=cast.enterprise_x.id).update(contact_mobile="13900000001")
    let_go(cast, invite(cast), cast.owner_x)
    assert Enterprise.objects.get(id=cast.enterprise_x.id).contact_mobile == cast.owner_x.mobile


def test_a_new_representative_follows_once_the_window_saw_the_licence(cast):
    asked = ask_representative(cast)
    assert seats(asked.person) == []
    assert seats(cast.owner_x) == [("enterprise_owner", "verified")]
    verify(cast, asked)
    assert seats(asked.person) == [("enterprise_owner", "verified")]
    assert seats(cast.owner_x) == []


def test_one_change_of_representative_at_a_time_and_by_the_owner(cast):
    ask_representative(cast)
    with pytest.raises(Refused, match="already_asked"):
        ask_representative(cast, "13900000008")
    with pytest.raises(Refused, match="already_asked"):
        ask_representative(cast, cast.owner_x.mobile)


def test_an_owner_confirms_no_new_representative(cast):
    asked = ask_representative(cast)
    with pytest.raises(PermissionDenied):
        services.confirm_claim(asked.ref, actor=cast.actor(cast.owner_x), at=NOON)


def test_a_bookkeeper_acts_for_many_firms_and_ends_at_one(cast):
    keeper = invite(cast, role=Role.BOOKKEEPER)
    told = Invitation(keeper.mobile, "小周", Role.BOOKKEEPER, TODAY)
    services.invite(cast.enterprise_y, told, actor=cast.actor(cast.owner_y), at=NOON)
    assert len(seats(keeper)) == 2
    let_go(cast, keeper, cast.owner_x)
    assert [s.organisation_name for s in cast.actor(keeper).seats] == ["演示企业乙"]


def test_a_clerk_verified_by_his_letter_is_let_go_with_his_claim(cast):
    asked = verified(cast)
    let_go(cast, cast.stranger, cast.owner_x)
    assert Claim.objects.get(id=asked.id).state is ClaimState.ENDED
