"""What the authority decided on the hub's own cases: written down from its document, and the case goes on by it."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.files.services import store_file
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.supervision.flow import BY_AUTHORITY, CASE, WITH_LIMIT, decidable
from huiqi.supervision.models import AuthorityDecision, SupervisionCase
from huiqi.supervision.services import Decision, enter_decision, propose_steps, report_remedy
from huiqi.supervision.tests.climb import MONDAY
from huiqi.supervision.words import CaseState, CaseVerb
from tests.cast import seat

S, V = CaseState, CaseVerb
DECISION = Decision(V.ORDER, "豫工信〔2026〕9号", date(2026, 11, 23), "省工业和信息化厅", "限期整改。", 3)
WAY = {
    S.RECORDED: (),
    S.ORDERED: (V.ORDER,),
    S.CIRCULATED: (V.ORDER, V.CIRCULATE),
    S.SUMMONED: (V.ORDER, V.CIRCULATE, V.SUMMON),
    S.TALKED: (V.ORDER, V.CIRCULATE, V.SUMMON, V.RECORD_TALK),
    S.CLOSED: (V.ACCEPT,),
    S.STRUCK: (V.UPHOLD,),
}


class Own:
    """A case of the hub's own office, its operator, and whoever else works there."""

    def __init__(self, cast):
        Play(cast).file()
        miss_due_promises(at=MONDAY)
        SupervisionCase.objects.update(organisation=cast.hub.organisation, window=cast.hub)
        self.cast, self.now, self.case = cast, MONDAY, SupervisionCase.objects.get()

    def enter(self, *rulings, by=None, files=None, revision=None, **said):
        """What the authority decided, one after the other, each with a document of its own."""
        actor = self.cast.actor(by or self.cast.hub_operator)
        for ruling in rulings:
            self.now += timedelta(hours=1)
            told = replace(DECISION, ruling=ruling, number=f"豫工信〔2026〕{self.now:%d%H}号", **said)
            scans = [self.scan(actor)] if files is None else files
            self.case = enter_decision(self.case.ref, told, actor=actor, at=self.now, revision=revision, files=scans)
        return self.case

    def scan(self, actor):
        """The document."""
        return store_file("决定书.pdf", BytesIO(b"%PDF-1.7 x"), 10, actor=actor, at=self.now)


@pytest.fixture
def own(cast):
    """A case of the hub's own office."""
    return Own(cast)


@pytest.mark.parametrize("state", WAY, ids=str)
def test_in_every_state_the_case_goes_where_each_decision_says_or_nowhere(own, state):
    own.enter(*WAY[state])
    assert own.case.state is state
    kept = SupervisionCase.objects.filter(id=own.case.id)
    before = kept.values().get()
    for ruling in BY_AUTHORITY:
        if ruling not in decidable(state):
            with pytest.raises(Refused):
                own.enter(ruling)
            continue
        moved = V.SETTLE if (ruling, state) == (V.ACCEPT, S.RECORDED) else ruling
        assert own.enter(ruling).state is CASE.after(state, moved)
        AuthorityDecision.objects.filter(case=own.case).latest("id").delete()
        kept.update(**before)


@pytest.mark.parametrize("ruling", [V.ORDER, V.ACCEPT, V.UPHOLD, V.REJECT])
def test_a_decision_is_in_the_journal_with_its_document_and_told_to_whom_it_concerns(own, ruling):
    own.enter(ruling)
    told = timeline(own.case.ref)[-1]
    made = AuthorityDecision.objects.get()
    assert (told.verb, told.data["ruling"], told.data["on"]) == ("enter_decision", str(ruling), "2026-11-23")
    assert told.texts["office"] == "省工业和信息化厅"
    assert told.data["files"] == [str(made.scan.file.ref)]
    assert ("due" in told.data) is (made.due_at is not None) is (ruling in WITH_LIMIT)
    notice = Notice.objects.filter(person=own.cast.hub_operator).latest("id")
    assert (notice.kind, notice.parameters["step"]) == ("supervision.enter_decision", str(ruling))


def test_a_step_of_the_authority_leaves_a_limit_after_which_it_is_asked_again(own):
    own.enter(V.ORDER)
    assert own.case.answer_due_at == AuthorityDecision.objects.get().due_at
    assert own.case.next_at > own.case.answer_due_at
    assert propose_steps(at=own.case.next_at + timedelta(minutes=1)) == 0
    assert [one.verb for one in timeline(own.case.ref)] == ["enter_decision", "refer"]


def test_a_remedy_that_was_reported_is_accepted_by_the_authority_alone(own):
    own.enter(V.ORDER)
    at = own.now + timedelta(hours=1)
    report_remedy(own.case.ref, "已经补办。", actor=own.cast.actor(own.cast.hub_operator), at=at)
    page = own.cast.client(own.cast.hub_operator).get(f"/supervision/{own.case.ref}/").content.decode()
    assert "请把这条记录书面报主管部门" in page
    own.now = at
    assert own.enter(V.ACCEPT).closed_why == "限期整改。"


def test_what_is_struck_counts_no_more(own):
    own.enter(V.UPHOLD)
    own.case.record.refresh_from_db()
    assert own.case.record.struck_why == "限期整改。"


def test_who_is_held_responsible_by_name_does_not_write_it_down_and_a_colleague_does(own):
    SupervisionCase.objects.update(person_ref=str(own.cast.hub_operator.ref))
    with pytest.raises(PermissionDenied):
        own.enter(V.ORDER)
    colleague = seat(78, "枢纽首问", own.cast.hub.organisation, Role.RECEPTIONIST)
    assert own.enter(V.ORDER, by=colleague).state is S.ORDERED
    address = f"/supervision/{own.case.ref}/enter-decision/"
    assert own.cast.client(own.cast.hub_operator).get(address).status_code == 404
    assert own.cast.client(colleague).get(address).status_code == 200


def test_of_a_case_that_the_network_judges_there_is_nothing_to_write_down(own):
    SupervisionCase.objects.update(organisation=own.cast.window_a.organisation, window=own.cast.window_a)
    for person in (own.cast.hub_operator, own.cast.manager_a):
        answer = own.cast.client(person).get(f"/supervision/{own.case.ref}/enter-decision/")
        assert answer.status_code == 404


def test_of_a_demand_of_another_window_the_authority_orders_the_hub_as_well(own):
    SupervisionCase.objects.update(window=own.cast.window_a)
    assert own.enter(V.ORDER).state is S.ORDERED


BAD = [
    ({"decided_on": date(2026, 11, 24)}, "decided_ahead"),
    ({"decided_on": date(2026, 11, 1)}, "decided_early"),
    ({"office": " "}, "required"),
    ({"office": "省" * 121}, "too_long"),
    ({"text": ""}, "required"),
    ({"days": None}, "days"),
    ({"days": 61}, "days"),
]


@pytest.mark.parametrize(("said", "code"), BAD)
def test_a_document_that_cannot_be_is_refused_and_nothing_changes(own, said, code):
    with pytest.raises(Refused, match=code):
        own.enter(V.ORDER, **said)
    assert not AuthorityDecision.objects.exists()
    assert SupervisionCase.objects.get().state is S.RECORDED


def test_a_decision_needs_its_scan_and_is_entered_once(own):
    with pytest.raises(Refused, match="scan_required"):
        own.enter(V.ORDER, files=[])
    own.enter(V.REJECT)
    own.now -= timedelta(hours=1)
    with pytest.raises(Refused, match="number_known"):
        own.enter(V.REJECT)
    with pytest.raises(Refused, match="stale"):
        own.enter(V.ORDER, revision=1)


def sent(**said):
    """The form as a browser sends it."""
    scan = SimpleUploadedFile("决定书.pdf", b"%PDF-1.7 x")
    told = {"ruling": "order", "number": "豫工信〔２０２６〕9号", "decided_on": "", "office": "省工信厅"}
    return told | {"text": "限期整改。", "days": "３", "revision": "1", "attachment": scan} | said


def test_the_form_asks_for_what_is_missing_and_keeps_what_was_typed(own, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    client, address = own.cast.client(own.cast.hub_operator), f"/supervision/{own.case.ref}/enter-decision/"
    shown = client.post(address, sent(days="")).content.decode()
    for sentence in ("请填写日期。", "请填写天数。", "省工信厅", "限期整改。"):
        assert sentence in shown
    for hostile in ({"ruling": "settle"}, {"ruling": "\x00"}, {"number": "9" * 5000}):
        assert client.post(address, sent(**hostile)).status_code == 200
    day = own.case.opened_at.date().isoformat()
    page = client.post(address, sent(decided_on=day), follow=True).content.decode()
    assert "主管部门的决定已录入" in page
    assert "主管部门（省工信厅，豫工信〔2026〕9号）" in page
    assert "文号：豫工信〔2026〕9号" in page
    assert AuthorityDecision.objects.get().scan.file.name == "决定书.pdf"


def test_the_days_are_asked_for_only_where_a_decision_may_leave_a_limit(own):
    client, address = own.cast.client(own.cast.hub_operator), f"/supervision/{own.case.ref}/enter-decision/"
    assert 'name="days"' in client.get(address).content.decode()
    own.enter(V.ACCEPT)
    shown = client.get(address).content.decode()
    assert 'name="days"' not in shown
    assert "维持这条问责" in shown


def test_it_is_the_first_thing_to_do_whichever_window_the_demand_is_of(own):
    def button():
        page = own.cast.client(own.cast.hub_operator).get(f"/supervision/{own.case.ref}/").content.decode()
        return page.partition("/enter-decision/")[0].rpartition("<a class=")[2]

    assert button().startswith('"btn"')
    SupervisionCase.objects.update(window=own.cast.window_a)
    assert button().startswith('"btn"')
