"""What the ladder does by itself, what people do on it, who is told, and what is printed."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.demands.models import AccountabilityRecord
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.papers.models import Paper
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.rules import Limits
from huiqi.supervision.selectors import visible_to
from huiqi.supervision.services import propose_steps, set_step
from huiqi.supervision.tests.climb import MONDAY, STEP, Climb
from huiqi.supervision.words import CaseState, CaseVerb, LadderStep
from tests.cast import ZONE

S, V = CaseState, CaseVerb


def november(day: int, hour: int = 18) -> datetime:
    """A moment of November 2026."""
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


def told(person) -> list[str]:
    """What supervision told a person, in order."""
    found = Notice.objects.filter(person=person, kind__startswith="supervision").order_by("id")
    return [one.kind.removeprefix("supervision.") for one in found]


def test_every_record_opens_a_case_by_itself_with_whom_it_concerns(cast):
    case = Climb(cast).case
    assert (case.state, case.organisation_id) == (S.RECORDED, cast.institution.organisation_id)
    assert case.next_at == november(26, 17) + timedelta(minutes=30)


def test_what_nobody_has_signed_for_is_the_windows(cast):
    Play(cast).file()
    miss_due_promises(at=MONDAY)
    case = SupervisionCase.objects.get()
    assert (case.organisation_id, case.person_ref) == (cast.window_a.organisation_id, "")


def test_the_next_step_is_proposed_when_its_limit_passes_once_and_to_who_may_take_it(cast):
    climb = Climb(cast)
    assert [propose_steps(at=november(26, 17)), propose_steps(at=november(26)), propose_steps(at=november(27))] == [
        0,
        1,
        0,
    ]
    assert told(cast.hub_operator) == told(cast.manager_a) == ["proposed"]
    assert told(cast.institution_clerk) == []
    assert timeline(climb.case.ref)[-1].verb == "propose"


def test_what_was_made_up_for_settles_before_anything_is_ordered(cast):
    climb = Climb(cast)
    climb.play.now = MONDAY + timedelta(hours=1)
    climb.play.do(Verb.TAKE)
    assert propose_steps(at=november(27)) == 0
    climb.case.refresh_from_db()
    assert climb.case.state is S.CLOSED
    assert timeline(climb.case.ref)[-1].verb == "settle"
    assert AccountabilityRecord.objects.get(promise__step="handler_take").struck_at is None


def test_the_ladder_is_read_to_the_end(cast):
    for _ in range(5):
        Play(cast).file()
    miss_due_promises(at=MONDAY)
    assert propose_steps(at=november(27), page=2) == 5


def test_an_order_has_a_number_a_limit_and_a_recipient(cast):
    case = Climb(cast).do(V.ORDER)
    paper = Paper.objects.get(kind="supervision_order")
    assert "督办" in paper.number
    assert paper.said.addressee == cast.institution.organisation.name
    assert case.answer_due_at == november(26, 17) + timedelta(minutes=30)
    assert told(cast.institution_clerk) == ["order"]


def test_a_circular_names_the_case_and_not_the_enterprise_and_is_for_the_whole_network(cast):
    climb = Climb(cast).through(V.ORDER, V.CIRCULATE)
    paper = Paper.objects.get(kind="supervision_circular")
    said = str(paper.content)
    assert climb.play.demand.number in said
    assert cast.enterprise_x.name not in said
    page = cast.client(cast.receptionist_b).get("/supervision/circulars/").content.decode()
    assert climb.play.demand.number in page
    assert cast.client(cast.receptionist_b).get(f"/papers/{paper.ref}/").status_code == 200


def test_a_confidential_case_is_never_circulated(cast):
    climb = Climb(cast).through(V.ORDER)
    climb.play.now = climb.now
    climb.play.do(Verb.SEAL)
    climb.play.do(Verb.NAME_INSIDER, person=str(cast.hub_operator.ref))
    with pytest.raises(Refused, match="confidential"):
        climb.do(V.CIRCULATE)


def test_a_talk_leaves_minutes_and_commitments_to_be_signed(cast):
    Climb(cast).through(V.ORDER, V.CIRCULATE, V.SUMMON, V.RECORD_TALK)
    assert Paper.objects.get(kind="supervision_minutes").said.signature == ("约谈人", "被约谈人", "日期")


def test_a_reported_remedy_holds_the_ladder_until_somebody_decides(cast):
    climb = Climb(cast).through(V.ORDER, V.REPORT)
    assert propose_steps(at=datetime(2026, 12, 30, 9, tzinfo=ZONE)) == 0
    climb.do(V.DECLINE)
    assert propose_steps(at=datetime(2026, 12, 30, 9, tzinfo=ZONE)) == 1


def test_a_window_does_not_supervise_itself(cast):
    Play(cast).file()
    miss_due_promises(at=MONDAY)
    climb = object.__new__(Climb)
    climb.cast, climb.now, climb.case = cast, MONDAY, SupervisionCase.objects.get()
    with pytest.raises(PermissionDenied):
        climb.do(V.ORDER, by=cast.manager_a)


def test_an_upheld_objection_strikes_the_record_from_the_counts_and_keeps_it_to_be_read(cast):
    climb = Climb(cast).through(V.OBJECT, V.UPHOLD)
    record = AccountabilityRecord.objects.get(promise__step="handler_take")
    assert (record.struck_why, climb.case.state) == ("查实系统停用。", S.STRUCK)
    assert told(cast.institution_clerk)[-1] == "uphold"
    page = cast.client(cast.receptionist_a).get("/demands/accountability/").content.decode()
    assert "异议成立，不计" in page


def test_who_took_a_step_does_not_decide_on_the_objection(cast):
    climb = Climb(cast).through(V.ORDER, V.OBJECT)
    with pytest.raises(Refused, match="concerned"):
        climb.do(V.UPHOLD, by=cast.hub_operator)
    climb.do(V.REJECT)
    assert told(cast.institution_clerk)[-1] == "reject"


def test_an_objection_comes_within_five_working_days_and_once(cast):
    climb = Climb(cast)
    climb.now = november(30)
    with pytest.raises(Refused, match="objection_late"):
        climb.do(V.OBJECT)
    climb.now = november(30, 9)
    climb.do(V.OBJECT)
    with pytest.raises(Refused, match="objected_already"):
        climb.do(V.OBJECT)


def test_a_waiting_objection_holds_the_ladder(cast):
    climb = Climb(cast).through(V.OBJECT)
    assert propose_steps(at=november(27)) == 0
    with pytest.raises(Refused, match="objection_pending"):
        climb.do(V.ORDER)


def test_a_stale_form_changes_nothing(cast):
    climb = Climb(cast).through(V.ORDER)
    with pytest.raises(Refused, match="stale"):
        climb.do(V.REPORT, revision=1)


def test_the_network_sets_its_own_limits_and_what_was_ordered_keeps_its_own(cast):
    set_step(LadderStep.ORDER, Limits(1, 2, "补做。"), actor=cast.actor(cast.hub_operator), at=MONDAY, revision=0)
    assert Climb(cast).case.next_at == november(24, 17) + timedelta(minutes=30)
    with pytest.raises(PermissionDenied):
        set_step(LadderStep.ORDER, Limits(1, 2, "补做。"), actor=cast.actor(cast.manager_a), at=MONDAY, revision=1)


def test_only_whom_it_concerns_sees_a_case(cast):
    Climb(cast)
    sees = {who: visible_to(cast.actor(getattr(cast, who))).exists() for who in WHO}
    assert sees == dict.fromkeys(WHO[:4], True) | dict.fromkeys(WHO[4:], False)


WHO = ("hub_operator", "manager_a", "receptionist_a", "institution_clerk", "receptionist_b", "owner_x", "stranger")


def test_a_limit_nobody_can_mean_is_refused(cast):
    from dataclasses import replace

    with pytest.raises(Refused, match="days"):
        Climb(cast).do(V.ORDER, step=replace(STEP, days=0))


def test_who_reported_a_remedy_does_not_say_whether_it_is_enough(cast):
    climb = Climb(cast).through(V.ORDER, V.REPORT)
    SupervisionCase.objects.update(reported_by=str(cast.hub_operator.ref))
    for verb in (V.ACCEPT, V.DECLINE):
        with pytest.raises(PermissionDenied):
            climb.do(verb)
    climb.do(V.ACCEPT, by=climb.other)
