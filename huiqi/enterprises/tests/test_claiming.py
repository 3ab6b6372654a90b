"""Claiming a firm: who sees what, who decides, and what bad papers get."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.accounts.models import Seat
from huiqi.enterprises import services
from huiqi.enterprises.models import Claim, Enterprise
from huiqi.enterprises.permissions import can_record_facts
from huiqi.enterprises.selectors import claims_to_decide, claims_visible_to, known_facts, own_profile
from huiqi.enterprises.services import Registration
from huiqi.enterprises.tests.counter import bring, claim, declared, later, seats, verified, verify
from huiqi.enterprises.words import ClaimState
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.access import Role
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from tests.cast import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path


def told(verb, cast):
    return [h for h in timeline(cast.enterprise_x.organisation.ref) if h.verb == verb]


def test_who_registers_first_declares_himself_and_states_facts(cast):
    owner = cast.actor(declared(cast))
    assert own_profile(owner) == cast.enterprise_x
    assert can_record_facts(owner, cast.enterprise_x)


def test_a_second_claimant_sees_no_profile_and_overwrites_none(cast):
    claim(cast)
    actor = cast.actor(cast.stranger)
    assert seats(cast.stranger) == [("enterprise_clerk", "claimed")]
    assert own_profile(actor) is None
    assert not can_record_facts(actor, cast.enterprise_x)


def test_claiming_twice_is_claiming_once(cast):
    assert claim(cast) == claim(cast)
    assert len(told("claim_firm", cast)) == 1


def test_who_acts_for_the_firm_claims_it_not(cast):
    with pytest.raises(Refused, match="already_yours"):
        claim(cast, cast.owner_x)


def test_a_claim_on_a_code_that_nobody_registered_says_so(cast):
    with pytest.raises(Refused, match="firm_unknown"):
        services.claim_firm("91350100M000100Y43", person=cast.stranger, actor=cast.actor(cast.stranger), at=NOON)


def test_the_window_claims_for_who_stands_at_its_counter_and_only_where_it_serves(cast):
    code, person = "91410100MA0000001X", cast.stranger
    with pytest.raises(PermissionDenied):
        services.claim_firm(code, person=person, actor=cast.actor(cast.receptionist_b), at=NOON)
    assert services.claim_firm(code, person=person, actor=cast.actor(cast.receptionist_a), at=NOON).person == person


@pytest.mark.parametrize(
    ("papers", "code"),
    [
        ({"licence": None}, "licence_missing"),
        ({"letter": None}, "letter_missing"),
        ({"since": None}, "letter_period"),
        ({"until": date(2026, 11, 19)}, "letter_expired"),
    ],
)
def test_papers_that_lack_something_are_refused_at_its_place(cast, papers, code):
    with pytest.raises(Refused) as refused:
        bring(cast, claim(cast), **papers)
    assert refused.value.code == code
    assert refused.value.field


def test_a_clerk_is_verified_until_the_last_day_of_his_letter(cast):
    verified(cast)
    assert seats(cast.stranger, date(2027, 6, 30)) == [("enterprise_clerk", "verified")]
    assert seats(cast.stranger, date(2027, 7, 1)) == []
    assert told("verify_claim", cast)[0].data["until"] == "2027-06-30"


def test_an_owner_needs_no_letter_and_has_no_last_day(cast):
    asked = bring(cast, claim(cast), Role.ENTERPRISE_OWNER, letter=None, since=None, until=None)
    verify(cast, asked)
    assert seats(cast.stranger, date(2030, 1, 1)) == [("enterprise_owner", "verified")]


def test_a_letter_that_expired_while_waiting_is_not_verified(cast):
    asked = bring(cast, claim(cast), until=date(2026, 11, 21))
    with pytest.raises(Refused, match="letter_expired"):
        verify(cast, asked, at=later(days=3))


def test_a_letter_that_begins_later_waits_for_its_day(cast):
    asked = bring(cast, claim(cast), since=date(2026, 11, 22))
    with pytest.raises(Refused, match="letter_early"):
        verify(cast, asked)
    assert verify(cast, asked, at=later(days=2)).state is ClaimState.VERIFIED


def test_the_first_verification_makes_the_declared_wait_and_changes_whom_the_firm_is_reached_by(cast):
    owner = declared(cast)
    verified(cast, Role.ENTERPRISE_OWNER)
    assert seats(owner) == [("enterprise_owner", "claimed")]
    assert Claim.objects.get(person=owner).state is ClaimState.WAITING
    assert Enterprise.objects.get(id=cast.enterprise_x.id).contact_mobile == cast.stranger.mobile


def test_the_declared_owner_himself_is_verified_by_his_licence(cast):
    asked = Claim.objects.get(person=declared(cast))
    verify(cast, bring(cast, asked, Role.ENTERPRISE_OWNER, letter=None))
    assert seats(cast.owner_x) == [("enterprise_owner", "verified")]


def test_a_scan_of_the_wrong_page_is_refused_with_its_reason_and_brought_anew(cast):
    asked = bring(cast, claim(cast))
    services.refuse_claim(asked.ref, "上传的是开户许可证", actor=cast.actor(cast.receptionist_a), at=NOON)
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.licence) == (ClaimState.REFUSED, "上传的是开户许可证", None)
    assert seats(cast.stranger) == []
    assert bring(cast, asked, at=later(days=1)).state is ClaimState.WAITING
    assert seats(cast.stranger) == [("enterprise_clerk", "claimed")]


def test_a_refused_scan_leaves_the_declared_owner_where_he_was(cast):
    asked = bring(cast, Claim.objects.get(person=declared(cast)), Role.ENTERPRISE_OWNER)
    services.refuse_claim(asked.ref, "看不清", actor=cast.actor(cast.receptionist_a), at=NOON)
    assert seats(cast.owner_x) == [("enterprise_owner", "declared")]
    assert not claims_to_decide(cast.actor(cast.receptionist_a), NOON.date()).exists()


@pytest.mark.parametrize(
    ("reason", "code"), [("", "reason_required"), ("\u200b ", "reason_required"), ("字" * 501, "reason_long")]
)
def test_no_claim_is_refused_without_a_reason_that_can_be_read(cast, reason, code):
    with pytest.raises(Refused, match=code):
        services.refuse_claim(claim(cast).ref, reason, actor=cast.actor(cast.receptionist_a), at=NOON)


def test_the_owner_confirms_without_papers(cast):
    asked = claim(cast)
    until = date(2026, 12, 31)
    services.confirm_claim(asked.ref, until=until, actor=cast.actor(cast.owner_x), at=NOON)
    assert seats(cast.stranger, until) == [("enterprise_clerk", "verified")]
    assert seats(cast.stranger, date(2027, 1, 1)) == []
    assert told("confirm_claim", cast)[0].organisation_id == cast.enterprise_x.organisation_id


@pytest.mark.parametrize("who", ["owner_y", "receptionist_b", "stranger", "institution_clerk"])
def test_nobody_else_decides(cast, who):
    asked, actor = bring(cast, claim(cast)), cast.actor(getattr(cast, who))
    for decide in (services.verify_claim, services.confirm_claim):
        with pytest.raises(PermissionDenied):
            decide(asked.ref, actor=actor, at=NOON)
    with pytest.raises(PermissionDenied):
        services.refuse_claim(asked.ref, "不是", actor=actor, at=NOON)


def test_an_owner_who_only_declared_himself_confirms_nobody(cast):
    owner, asked = declared(cast), claim(cast)
    with pytest.raises(PermissionDenied):
        services.confirm_claim(asked.ref, actor=cast.actor(owner), at=NOON)


def test_a_decision_on_what_has_changed_meanwhile_is_stale(cast):
    asked = bring(cast, claim(cast))
    with pytest.raises(Refused, match="stale_claim"):
        services.verify_claim(asked.ref, actor=cast.actor(cast.receptionist_a), at=NOON, revision=1)


def test_what_is_verified_is_not_verified_again(cast):
    asked = verified(cast)
    with pytest.raises(NotNow):
        verify(cast, asked)


def test_a_claim_taken_back_takes_its_seat_along(cast):
    asked = claim(cast)
    services.withdraw_claim(asked.ref, actor=cast.actor(cast.stranger), at=NOON)
    assert seats(cast.stranger) == []
    assert claim(cast).state is ClaimState.WAITING


def test_whose_letter_ran_out_claims_again(cast):
    verified(cast)
    Seat.objects.filter(person=cast.stranger).update(until=NOON.date())
    assert claim(cast, at=later(days=1)).state is ClaimState.WAITING


def test_claims_are_seen_by_claimant_owner_window_and_hub(cast):
    claim(cast)
    people = ("stranger", "owner_x", "receptionist_a", "manager_a", "hub_operator")
    others = ("owner_y", "receptionist_b", "institution_clerk")
    seen = {who: claims_visible_to(cast.actor(getattr(cast, who)), NOON.date()).count() for who in (*people, *others)}
    assert seen == dict.fromkeys(people, 1) | dict.fromkeys(others, 0)


def test_every_act_names_the_person_and_the_firm(cast):
    verified(cast)
    entry = told("verify_claim", cast)[0]
    assert entry.actor_ref == str(cast.receptionist_a.ref)
    assert entry.organisation_id == cast.window_a.organisation_id
    assert entry.data["person"] == str(cast.stranger.ref)
    assert broken_at(cast.enterprise_x.organisation.ref) is None


WALK_IN = Registration("enterprise", "走进来的厂", "410102", "王", "13800000077")


def test_staff_enter_an_unknown_firm_whose_code_comes_later(cast):
    key, actor = uuid4(), cast.actor(cast.receptionist_a)
    made = services.enter_firm(WALK_IN, actor=actor, at=NOON, submission=key)
    assert services.enter_firm(WALK_IN, actor=actor, at=NOON, submission=key) == made
    assert made.uscc is None
    assert not made.organisation.seats.exists()
    services.add_code(made, "91350100M000100Y43", actor=actor, at=NOON)
    assert [h.verb for h in timeline(made.organisation.ref)] == ["open", "enter", "add_code"]


def test_a_firm_that_staff_entered_is_claimed_by_its_code(cast):
    firm = services.enter_firm(WALK_IN, actor=cast.actor(cast.receptionist_a), at=NOON)
    services.add_code(firm, "91350100M000100Y43", actor=cast.actor(cast.receptionist_a), at=NOON)
    person = cast.stranger
    made = services.claim_firm("91350100M000100Y43", person=person, actor=cast.actor(person), at=NOON)
    assert made.state is ClaimState.WAITING


@pytest.mark.parametrize(("code", "refusal"), [("91410100MA0000001X", "uscc_"), ("123", "uscc_length")])
def test_a_wrong_code_or_one_that_is_known_is_not_added(cast, code, refusal):
    firm = services.enter_firm(WALK_IN, actor=cast.actor(cast.receptionist_a), at=NOON)
    with pytest.raises(Refused, match=refusal):
        services.add_code(firm, code, actor=cast.actor(cast.receptionist_a), at=NOON)


def test_a_code_once_written_down_stays(cast):
    with pytest.raises(Refused, match="code_known"):
        services.add_code(cast.enterprise_x, "91350100M000100Y43", actor=cast.actor(cast.owner_x), at=NOON)


def test_nobody_but_staff_enters_firms(cast):
    for who in (cast.owner_x, cast.institution_clerk, cast.stranger):
        with pytest.raises(PermissionDenied):
            services.enter_firm(WALK_IN, actor=cast.actor(who), at=NOON)


def test_facts_of_the_firm_are_still_there_after_all_this(cast):
    before = known_facts(cast.enterprise_x)
    verified(cast)
    assert known_facts(cast.enterprise_x) == before
