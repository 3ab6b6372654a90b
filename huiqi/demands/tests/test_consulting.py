"""Others are asked for their part; whoever has the demand keeps it, and they see only what they are asked."""

from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import AccountabilityRecord, Consultation, Demand
from huiqi.demands.selectors import visible_to
from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.words import ConsultationState, DemandState, HandlingState, Step, Verb
from huiqi.journal.models import Look
from huiqi.journal.selectors import timeline
from huiqi.kernel.flow import NotNow
from huiqi.notices.models import Notice

V = Verb
OPINION = "收费没有依据，应当退还。"


@pytest.fixture
def play(cast) -> Play:
    """A demand in the hands of an institution, on which window B is asked for its part."""
    return Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.CONSULT)


def sheet(play: Play) -> str:
    """The page of whoever is asked."""
    return reverse("demands:consultation", args=[Consultation.objects.get().ref])


def test_who_is_asked_has_his_own_clock_and_nothing_in_his_hands(play):
    owed = play.promise(Step.OPINION)
    assert (owed.consultation.organisation, owed.explanation["amount"]) == (play.cast.window_b.organisation, 3)
    assert (play.demand.state, play.handling_state()) == (DemandState.IN_PROGRESS, HandlingState.TAKEN)
    assert play.demand.handlers == [play.handler.id]
    assert not visible_to(play.actor(play.cast.receptionist_b)).exists()


def test_who_is_asked_is_told_and_sees_what_is_asked_and_no_more(play):
    person = play.cast.receptionist_b
    assert Notice.objects.get(kind="demands.consulted", person=person).link == sheet(play)
    client = play.cast.client(person)
    page = client.get(sheet(play)).content.decode()
    assert "请就收费依据出具意见。" in page
    assert "需要焊接工艺评定。" in page
    assert play.demand.query_code not in page
    assert "首问负责人" not in page
    assert client.get(reverse("demands:demand", args=[play.demand.ref])).status_code == 404
    assert Look.objects.filter(what="consultation", person_ref=person.ref).exists()
    assert play.demand.title in client.get("/demands/consultations/").content.decode()


def test_the_opinion_goes_to_who_has_the_demand_and_ends_the_asking(play):
    client = play.cast.client(play.cast.receptionist_b)
    scan = BytesIO(b"%PDF-1.7 an opinion")
    scan.name = "意见.pdf"
    told = {"opinion": OPINION, "attachments": scan, "revision": play.demand.revision}
    assert "会办意见已交给承办单位和窗口。" in client.post(sheet(play), told, follow=True).content.decode()
    assert play.promise(Step.OPINION).kept_at is not None
    shown = play.cast.client(play.cast.institution_clerk).get(reverse("demands:demand", args=[play.demand.ref]))
    assert OPINION in shown.content.decode()
    assert "会办意见附件" in shown.content.decode()
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.GIVE_OPINION)


def test_the_enterprise_reads_nothing_of_it(play):
    play.do(V.GIVE_OPINION)
    page = play.cast.client(play.cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "会办" not in page


def test_an_empty_opinion_is_refused_at_its_place(play):
    page = play.cast.client(play.cast.receptionist_b).post(sheet(play), {"opinion": "", "revision": 1})
    assert "请写下会办意见。" in page.content.decode()


def test_whoever_was_not_asked_gives_no_opinion(play):
    for person in (play.cast.institution_clerk, play.cast.hub_operator):
        with pytest.raises(Demand.DoesNotExist):
            play.do(V.GIVE_OPINION, by=person)
    assert play.cast.client(play.cast.institution_clerk).get(sheet(play)).status_code == 404


def test_an_answer_does_not_wait_for_the_others(play):
    play.do(V.ANSWER)
    assert play.promise(Step.OPINION).released_at == play.now
    with pytest.raises((NotNow, Demand.DoesNotExist)):
        play.do(V.GIVE_OPINION)
    page = play.cast.client(play.cast.receptionist_b).get(sheet(play)).content.decode()
    assert "这件诉求已经答复或结束，不用再出意见。" in page


def test_a_part_that_does_not_come_is_its_own_office_that_answers_for_it(play):
    play.later(days=10)
    miss_due_promises(at=play.now)
    record = AccountabilityRecord.objects.get(promise__step=Step.OPINION)
    assert (record.organisation, record.person_ref) == (play.cast.window_b.organisation, "")


def test_two_others_are_asked_at_a_time_and_each_keeps_his_own(play):
    play.do(V.CONSULT, handler=play.cast.hub.organisation.ref)
    play.do(V.GIVE_OPINION, by=play.cast.hub_operator)
    kept = {p.consultation.organisation_id: p.kept_at for p in play.demand.promises.filter(step=Step.OPINION)}
    assert kept == {play.cast.window_b.organisation_id: None, play.cast.hub.organisation_id: play.now}


def test_only_somebody_else_inside_is_asked_and_once_at_a_time(play):
    cast = play.cast
    assert refused_code(play, V.CONSULT) == "consulted_already"
    assert refused_code(play, V.CONSULT, handler=cast.window_a.organisation.ref) == "own_window"
    assert refused_code(play, V.CONSULT, handler=cast.institution.organisation.ref) == "consult_holder"
    assert refused_code(play, V.CONSULT, handler=department("演示系统外局").organisation.ref) == "consult_outside"
    hub = cast.hub.organisation.ref
    assert refused_code(play, V.CONSULT, handler=hub, amount=16) == "consult_limit"
    assert refused_code(play, V.CONSULT, handler=hub, question=" ") == "required"
    with pytest.raises(PermissionDenied):
        play.do(V.CONSULT, by=cast.institution_clerk)


def test_of_what_is_confidential_nobody_is_asked_and_who_was_asked_before_sees_it_no_more(play):
    play.do(V.SEAL)
    assert play.cast.client(play.cast.receptionist_b).get(sheet(play)).status_code == 404
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.GIVE_OPINION)
    hub = play.cast.hub.organisation.ref
    assert refused_code(play, V.CONSULT, handler=hub) == "consult_confidential"


def test_the_form_offers_who_works_inside_and_the_sheet_prints_every_part(play):
    department("演示系统外局")
    client = play.cast.client(play.cast.receptionist_a)
    form = client.get(reverse("demands:act", args=[play.demand.ref, "consult"])).content.decode()
    assert "洛阳窗口" in form
    assert "演示系统外局" not in form
    printed = client.post(f"/demands/{play.demand.ref}/papers/joint/", follow=True).content.decode()
    assert "请就收费依据出具意见。" in printed
    assert "会办分工" in printed


def test_who_is_asked_takes_it_up_once_and_the_others_see_that(play):
    client = play.cast.client(play.cast.receptionist_b)
    client.post(sheet(play), {"verb": "take_opinion", "revision": play.demand.revision})
    asked = Consultation.objects.get()
    assert (asked.state, asked.taken_by) == (ConsultationState.TAKEN, str(play.cast.receptionist_b.ref))
    assert refused_code(play, V.TAKE_OPINION) == "taken_up_already"
    shown = play.cast.client(play.cast.institution_clerk).get(reverse("demands:act", args=[play.demand.ref, "answer"]))
    assert "请就收费依据出具意见。" in shown.content.decode()


def test_who_takes_no_part_says_why_and_somebody_else_may_be_asked(play):
    client = play.cast.client(play.cast.receptionist_b)
    told = {"verb": "decline_opinion", "revision": play.demand.revision}
    assert "请写明为什么不参加。" in client.post(sheet(play), told | {"reason": ""}).content.decode()
    client.post(sheet(play), told | {"reason": "不归我们管。"})
    asked = Consultation.objects.get()
    assert (asked.state, asked.declined) == (ConsultationState.DECLINED, "不归我们管。")
    assert play.promise(Step.OPINION).released_at is not None
    for verb in (V.GIVE_OPINION, V.DECLINE_OPINION, V.TAKE_OPINION):
        with pytest.raises(Demand.DoesNotExist):
            play.do(verb)
    play.demand.refresh_from_db()
    play.do(V.CONSULT)
    assert Consultation.objects.count() == 2


def test_the_due_moment_of_the_demand_forgets_a_part_that_was_declined(play):
    play.do(V.DECLINE_OPINION)
    owed = play.demand.promises.filter(kept_at=None, released_at=None).order_by("due_at").first()
    assert play.demand.next_due_at == owed.due_at


def test_who_asked_takes_it_back_with_the_reason_and_it_owes_nothing_more(play):
    play.do(V.CALL_OFF)
    asked = Consultation.objects.get()
    assert (asked.state, asked.called_off) == (ConsultationState.CALLED_OFF, "企业已经自己查清。")
    assert play.promise(Step.OPINION).released_at == play.now
    for verb in (V.GIVE_OPINION, V.DECLINE_OPINION, V.TAKE_OPINION):
        with pytest.raises(Demand.DoesNotExist):
            play.do(verb)
    play.do(V.CONSULT)
    assert Consultation.objects.count() == 2


def test_who_was_asked_is_told_and_reads_why(play):
    play.do(V.TAKE_OPINION)
    play.do(V.CALL_OFF)
    person = play.cast.receptionist_b
    assert Notice.objects.get(kind="demands.called_off").person == person
    assert Notice.objects.get(kind="demands.called_off").link == sheet(play)
    page = play.cast.client(person).get(sheet(play)).content.decode()
    assert "企业已经自己查清。" in page
    assert "交会办意见" not in page
    assert timeline(play.demand.ref)[-1].data["organisation"] == play.cast.window_b.organisation_id


def test_what_is_called_off_is_chosen_and_only_what_is_still_waited_for(play):
    play.do(V.CONSULT, handler=play.cast.hub.organisation.ref)
    first, second = Consultation.objects.order_by("id")
    assert refused_code(play, V.CALL_OFF) == "nothing_asked_of"
    play.do(V.GIVE_OPINION)
    assert refused_code(play, V.CALL_OFF, asked=first.ref) == "nothing_asked_of"
    assert refused_code(play, V.CALL_OFF, asked=second.ref, reason=" ") == "required"
    play.do(V.CALL_OFF, asked=second.ref)
    assert refused_code(play, V.CALL_OFF) == "nothing_asked_of"


def test_only_the_window_that_asked_calls_it_off(play):
    for person in (play.cast.institution_clerk, play.cast.hub_operator, play.cast.owner_x):
        with pytest.raises(PermissionDenied):
            play.do(V.CALL_OFF, by=person)
    with pytest.raises(Demand.DoesNotExist):
        play.do(V.CALL_OFF, by=play.cast.receptionist_b)


def test_who_helps_in_a_joint_handling_is_taken_out_from_the_case_and_off_the_sheet(play):
    client = play.cast.client(play.cast.receptionist_a)
    page = client.get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    way = f"{reverse('demands:act', args=[play.demand.ref, 'call-off'])}?asked={Consultation.objects.get().ref}"
    assert way in page
    told = {"asked": Consultation.objects.get().ref, "reason": "不再需要。", "revision": play.demand.revision}
    assert "会办已撤回" in client.post(way, told, follow=True).content.decode()
    assert client.post(f"/demands/{play.demand.ref}/papers/joint/").status_code in (302, 404)
    shown = play.cast.client(play.cast.institution_clerk).get(reverse("demands:demand", args=[play.demand.ref]))
    assert "撤回：不再需要。" in shown.content.decode()


def test_of_what_was_sealed_since_the_asked_office_is_told_without_a_way_to_it(play):
    play.do(V.SEAL)
    play.do(V.CALL_OFF)
    notice = Notice.objects.get(kind="demands.called_off")
    assert notice.link == "/demands/consultations/"
    assert play.cast.client(play.cast.receptionist_b).get(notice.link).status_code == 200
