"""A demand goes out by a transfer letter, and the answer comes back on paper or through a link."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse

from huiqi.demands import services
from huiqi.demands.flow import verbs
from huiqi.demands.models import AccountabilityRecord, Attachment, Letter
from huiqi.demands.selectors import case_of, possible, visible_to
from huiqi.demands.services import GivingBack, OutsideAnswer, Sending, miss_due_promises
from huiqi.demands.services.letters import digest
from huiqi.demands.tests.play import SAID, Play
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.tests.test_flow import attempt, led_to
from huiqi.demands.tests.test_services import refused_code
from huiqi.demands.tests.test_sheets import issue
from huiqi.demands.words import Delivery, DemandState, HandlingState, Purpose, ReturnCode, Step, Verb
from huiqi.journal.models import Look
from huiqi.journal.selectors import timeline
from huiqi.network.models import TimeLimit
from huiqi.notices.models import Notice

V, D, H = Verb, DemandState, HandlingState
ANSWER = "按规定可以减免，请凭通知到窗口办理。"


@pytest.fixture
def play(cast) -> Play:
    """A demand that went to a department outside the system."""
    staged = Play(cast)
    staged.handler = department("演示系统外局").organisation
    return staged.through(V.REGISTER, V.DISPATCH)


def link(play: Play) -> tuple[str, str]:
    """The code of a link that the window opened, and the address behind it."""
    client = play.cast.client(play.cast.receptionist_a)
    page = client.post(reverse("demands:open_link", args=[play.demand.ref])).content.decode()
    code = re.search(r"query-code\">([0-9A-Z-]{19})<", page)
    assert code is not None
    play.demand.refresh_from_db()
    return code[1], reverse("demands:letter", args=[code[1].lower()])


def by_link(play: Play, address: str, verb: str, **told) -> str:
    """What somebody without an account is told when he acts behind the link."""
    said = {"revision": play.demand.revision, "who": "企业服务处 王某", "phone": "0371-0000 0001", **told}
    answer = Client().post(f"{address}{verb}/", said, follow=True)
    play.demand.refresh_from_db()
    return answer.content.decode()


def test_who_is_outside_answers_for_its_letter_and_the_window_for_what_the_firm_was_promised(play):
    miss_due_promises(at=play.promise(Step.FINISH).due_at)
    blamed = {str(one.promise.step): one.organisation_id for one in AccountabilityRecord.objects.all()}
    window = play.cast.window_a.organisation_id
    assert blamed == {"staged_reply": window, "finish": window, "outside_answer": play.handler.id}


def test_first_the_letter_is_sent_and_then_its_answer_entered(play):
    def prominent() -> str:
        page = play.cast.client(play.cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref]))
        return next(str(one["slug"]) for one in page.context["offers"] if one["primary"])

    assert prominent() == "send-letter"
    play.do(V.SEND_LETTER)
    assert prominent() == "enter-answer"


def test_a_letter_has_its_own_clock_and_no_signature_is_owed(play):
    owed = play.promise(Step.OUTSIDE_ANSWER)
    assert (owed.handling.organisation, owed.explanation["amount"]) == (play.handler, 10)
    assert not play.demand.promises.filter(step=Step.HANDLER_TAKE).exists()
    assert (play.demand.state, play.handling_state()) == (D.DISPATCHED, H.SENT)
    page = play.cast.client(play.cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "函复期限" not in page
    assert "转办函还没有登记发出" in page


def test_where_the_scheme_sets_no_limit_the_letter_has_as_long_as_we_have(cast):
    TimeLimit.objects.filter(step=Step.OUTSIDE_ANSWER).delete()
    play = Play(cast)
    play.handler = department("演示系统外局").organisation
    play.through(V.REGISTER, V.DISPATCH)
    assert play.promise(Step.OUTSIDE_ANSWER).explanation["amount"] == 15


def test_the_answer_on_paper_is_entered_with_its_scan(play):
    play.do(V.SEND_LETTER)
    play.do(V.ENTER_ANSWER)
    assert (play.demand.state, play.demand.answer) == (D.ANSWERED, ANSWER)
    assert play.promise(Step.OUTSIDE_ANSWER).kept_at == play.promise(Step.FINISH).kept_at == play.now
    assert Attachment.objects.get().purpose == Purpose.SCAN
    entry = timeline(play.demand.ref)[-1]
    assert (entry.verb, entry.data["organisation"]) == ("enter_answer", play.handler.id)
    assert entry.texts["answer_number"] == "演示函〔2026〕1号"
    page = play.cast.client(play.cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "演示系统外局函复" in page


def test_what_is_entered_of_a_letter_must_be_possible(play):
    day, yesterday, tomorrow = play.now.date(), play.now - timedelta(days=1), play.now + timedelta(days=1)
    sent = Sending(Delivery.POST, yesterday.date())
    assert refused_code(play, V.SEND_LETTER, sending=sent) == "sent_before_written"
    assert refused_code(play, V.SEND_LETTER, sending=replace(sent, sent_on=tomorrow.date())) == "sent_ahead"
    answer = OutsideAnswer(ANSWER, day)
    assert refused_code(play, V.ENTER_ANSWER, answer=answer, files=[]) == "answer_scan_missing"
    assert refused_code(play, V.ENTER_ANSWER, answer=replace(answer, text=" ")) == "required"
    early, late = replace(answer, dated=yesterday.date()), replace(answer, dated=tomorrow.date())
    assert refused_code(play, V.ENTER_ANSWER, answer=early) == "answer_before_letter"
    assert refused_code(play, V.ENTER_ANSWER, answer=late) == "answer_ahead"
    assert refused_code(play, V.ENTER_RETURN, giving=GivingBack(ReturnCode.LACKING, " ")) == "required"


def test_a_scan_that_is_missing_is_said_at_its_place_and_nothing_typed_is_lost(play):
    client, address = (
        play.cast.client(play.cast.receptionist_a),
        reverse("demands:act", args=[play.demand.ref, "enter-answer"]),
    )
    told = {"answer": ANSWER, "dated": play.now.date().isoformat(), "revision": play.demand.revision}
    page = client.post(address, told).content.decode()
    assert "请附上函复的扫描件。" in page
    assert ANSWER in page


def test_a_letter_that_came_back_is_the_windows_again(play):
    play.do(V.ENTER_RETURN)
    assert (play.demand.state, play.handling_state()) == (D.REGISTERED, None)
    assert play.promise(Step.OUTSIDE_ANSWER).kept_at == play.now
    assert play.demand.handlers == []


def test_a_recalled_letter_owes_no_answer(play):
    play.do(V.RECALL)
    assert play.promise(Step.OUTSIDE_ANSWER).released_at == play.now


def test_a_wrong_page_is_replaced_with_a_reason_and_stays(play):
    play.do(V.ENTER_ANSWER)
    play.do(V.REPLACE_SCAN)
    wrong, right = Attachment.objects.order_by("id")
    assert (wrong.replaced_by, right.purpose) == (right, Purpose.SCAN)
    assert refused_code(play, V.REPLACE_SCAN, scan=wrong.file.ref) == "no_such_scan"
    assert refused_code(play, V.REPLACE_SCAN, files=[]) == "one_scan"
    assert refused_code(play, V.REPLACE_SCAN, reason="") == "required"
    page = play.cast.client(play.cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref]))
    assert page.content.decode().count("已更换") == 1


SITUATIONS = {(D.DISPATCHED, H.SENT): (V.SEND_LETTER,), (D.IN_PROGRESS, H.TAKEN): (V.SEND_LETTER, V.TAKE)}


@pytest.mark.parametrize("situation", SITUATIONS, ids=str)
def test_every_verb_leads_a_letter_where_the_tables_say_or_nowhere(play, situation):
    for verb in SITUATIONS[situation]:
        play.do(verb)
    needs_more = (V.ESCALATE, V.CLOSE_GREEN, V.REPORT_BACK, V.CLOSE_REPEATED, V.REPLACE_SCAN, V.GRANT_EXTENSION)
    needs_more += (
        V.CONTEST,
        V.ARBITRATE,
        V.ACKNOWLEDGE,
        V.DECLINE_EXTENSION,
        V.GIVE_OPINION,
        V.TAKE_OPINION,
        V.DECLINE_OPINION,
        V.CALL_OFF,
    )
    for verb in SAID:
        with transaction.atomic():
            outcome = attempt(play, verb)
            transaction.set_rollback(True)
        play.demand.refresh_from_db()
        allowed = verb in verbs(*situation) and verb not in (*needs_more, V.SUPPLY_INFORMATION, V.REMIND_FIRM)
        assert outcome == (led_to(*situation, verb) if allowed else situation), verb


def test_who_works_inside_has_no_letter(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    for verb in (V.SEND_LETTER, V.ENTER_ANSWER, V.ENTER_RETURN):
        with pytest.raises(PermissionDenied):
            play.do(verb)
    assert cast.client(cast.receptionist_a).post(f"/demands/{play.demand.ref}/letter/open/").status_code == 404


def test_only_the_window_writes_for_who_is_outside(play):
    for person in (play.cast.hub_operator, play.cast.owner_x):
        with pytest.raises(PermissionDenied):
            play.do(V.ENTER_ANSWER, by=person)
    client = play.cast.client(play.cast.receptionist_b)
    assert client.post(reverse("demands:open_link", args=[play.demand.ref])).status_code == 404


def test_a_department_takes_and_answers_through_the_link_without_an_account(play):
    _code, address = link(play)
    assert "演示系统外局" in by_link(play, address, "take")
    assert (play.demand.state, play.handling_state()) == (D.IN_PROGRESS, H.TAKEN)
    assert "已函复，窗口和企业都收到了" in by_link(play, address, "answer", answer=ANSWER)
    assert (play.demand.state, play.demand.answer) == (D.ANSWERED, ANSWER)
    entry = timeline(play.demand.ref)[-1]
    assert (entry.verb, entry.organisation_id, entry.texts["by_link"]) == ("answer", play.handler.id, "企业服务处 王某")
    assert entry.actor_ref == str(Letter.objects.get().link_ref)
    page = play.cast.client(play.cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref]))
    assert "演示系统外局签收，企业服务处 王某承办" in page.content.decode()


def test_a_department_sends_it_back_through_the_link(play):
    _code, address = link(play)
    assert "请写明退回的理由" in by_link(play, address, "return", code="not_ours", duty="", reason="")
    assert "已退回窗口" in by_link(
        play, address, "return", code="not_ours", duty="清单里没有这一项", reason="应由税务部门办理。"
    )
    assert (play.demand.state, play.handling_state()) == (D.REGISTERED, None)


def test_who_does_not_give_his_name_does_nothing_and_loses_nothing(play):
    _code, address = link(play)
    by_link(play, address, "take")
    page = by_link(play, address, "answer", answer=ANSWER, who="")
    assert "请填写您的姓名。" in page
    assert ANSWER in page
    assert play.demand.state == D.IN_PROGRESS


def test_behind_the_link_stands_what_the_letter_says_and_every_look_is_kept(play):
    _code, address = link(play)
    page = Client().get(address).content.decode()
    assert "需要焊接工艺评定。" in page
    assert play.demand.query_code not in page
    assert "首问负责人" not in page
    look = Look.objects.get(what="letter")
    letter = Letter.objects.get()
    assert (look.subject_ref, look.person_ref, letter.looks) == (play.demand.ref, str(letter.link_ref), 1)


def test_of_a_code_only_its_digest_is_kept(play):
    code, _address = link(play)
    letter = Letter.objects.get()
    assert letter.link_digest == digest(code.lower())
    assert code.replace("-", "") not in str(Letter.objects.values().get())
    assert "".join(code.split("-")) not in str([one.data for one in timeline(play.demand.ref)])


@pytest.mark.parametrize("what", ["closed", "made again", "run out", "recalled", "unknown"])
def test_a_link_that_does_not_work_says_the_same_whatever_the_reason(play, what):
    _code, address = link(play)
    if what == "closed":
        play.cast.client(play.cast.receptionist_a).post(reverse("demands:close_link", args=[play.demand.ref]))
    elif what == "made again":
        link(play)
    elif what == "run out":
        Letter.objects.update(link_until=play.now - timedelta(days=90))
    elif what == "recalled":
        play.do(V.RECALL)
    address = "/demands/letters/2345-6789-abcd-efgh/" if what == "unknown" else address
    for place in (address, f"{address}answer/"):
        answer = Client().get(place)
        assert answer.status_code == 404
        assert "这个答复码打不开。" in answer.content.decode()
        assert play.demand.title not in answer.content.decode()


def test_guessing_at_codes_is_slowed_down(play):
    code, address = link(play)
    wrong = "/demands/letters/2345-6789-abcd-efgh/"
    assert [Client().get(wrong).status_code for _ in range(61)] == [404] * 60 + [429]
    page = Client().post("/demands/letters/", {"code": "2345-6789-abcd-efgh"}).content.decode()
    assert "错的次数太多了" in page
    assert Client().get(address).status_code == 200
    assert Client().post("/demands/letters/", {"code": code}).url == address


def test_the_code_typed_from_paper_opens_the_letter(play):
    code, address = link(play)
    assert Client().post("/demands/letters/", {"code": f" {code.lower()} "}).url == address
    assert "请填写答复码。" in Client().post("/demands/letters/", {"code": ""}).content.decode()


def test_a_letter_that_was_taken_shows_no_form_to_take_it_again(play):
    _code, address = link(play)
    assert "签收" in Client().get(f"{address}take/").content.decode()
    by_link(play, address, "take")
    page = Client().get(f"{address}take/", follow=True)
    assert page.redirect_chain[-1][0] == address
    assert "这份函现在不能这样办" in page.content.decode()


def test_a_link_acts_only_for_the_custody_it_was_made_for(play):
    _code, address = link(play)
    play.do(V.ENTER_RETURN)
    play.do(V.DISPATCH)
    assert "这份转办函已经办结" in Client().get(address).content.decode()
    assert Client().get(f"{address}answer/").status_code == 404
    assert visible_to(services.through_link(Letter.objects.earliest("id"))).exists()


def test_the_letter_is_a_paper_between_offices(play):
    client = play.cast.client(play.cast.receptionist_a)
    page = client.get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "/papers/letter/" in page
    assert "/papers/transfer/" not in page
    answer = client.post(f"/demands/{play.demand.ref}/papers/letter/", {"submission": uuid4()}, follow=True)
    printed = answer.content.decode()
    assert "现转请办理" in printed
    assert "演示系统外局" in printed
    own = play.cast.client(play.cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "关于转请办理企业诉求的函" not in own


def test_an_answer_that_does_not_come_is_the_departments_and_the_first_contact_is_pressed(play):
    play.later(days=30)
    services.miss_due_promises(at=play.now)
    services.tell_waiting()
    record = AccountabilityRecord.objects.get(promise__step=Step.OUTSIDE_ANSWER)
    assert record.organisation == play.handler
    finish = AccountabilityRecord.objects.get(promise__step=Step.FINISH)
    assert finish.organisation == play.cast.window_a.organisation
    told = Notice.objects.filter(kind="demands.missed_by_us", person=play.cast.receptionist_a)
    assert told.exists()


def test_the_window_is_offered_the_deeds_of_a_letter(play):
    actor = play.cast.actor(play.cast.receptionist_a)
    whole = visible_to(actor).whole().get(ref=play.demand.ref)
    offered = possible(actor, case_of(whole), play.now)
    assert {V.SEND_LETTER, V.ENTER_ANSWER, V.ENTER_RETURN, V.RECALL} <= set(offered)
    assert not {V.REPLACE_SCAN, V.TAKE, V.ANSWER} & set(offered)


def test_the_day_it_went_is_filled_in_as_a_browser_reads_it(play):
    page = play.cast.client(play.cast.receptionist_a).get(reverse("demands:act", args=[play.demand.ref, "send-letter"]))
    assert re.search(r'name="sent_on" value="\d{4}-\d{2}-\d{2}"', page.content.decode())


def test_the_printed_answer_says_who_wrote_it_when_and_under_what_number(play):
    play.do(V.SEND_LETTER)
    play.do(V.ENTER_ANSWER)
    said = issue(play, "answer").said
    told = dict(said.fields)
    assert (told["答复单位"], told["来文文号"]) == ("演示系统外局", "演示函〔2026〕1号")
    assert told["落款日期"] == "2026年11月20日"
    assert "演示系统外局答复如下" in said.sections[0].paragraphs[0]


def test_an_answer_through_the_link_is_printed_as_the_departments(play):
    _code, address = link(play)
    by_link(play, address, "take")
    by_link(play, address, "answer", answer=ANSWER)
    said = issue(play, "answer").said
    assert dict(said.fields)["答复单位"] == "演示系统外局"
    assert "演示系统外局答复如下" in said.sections[0].paragraphs[0]


def test_a_link_that_is_handed_out_is_a_letter_that_went(play):
    link(play)
    letter = Letter.objects.get()
    assert letter.how is Delivery.LINK
    assert letter.sent_on is not None
    assert [one.verb for one in timeline(play.demand.ref)][-2:] == ["send_letter", "open_link"]
    page = play.cast.client(play.cast.owner_x).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "转办函还没有登记发出" not in page


def test_a_link_does_not_change_how_the_letter_went(play):
    play.do(V.SEND_LETTER)
    link(play)
    assert Letter.objects.get().how is Delivery.EXCHANGE
