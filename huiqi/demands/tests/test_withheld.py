"""A complaint that withholds its name: who is told it, and that nobody else reads it anywhere."""

from contextlib import suppress
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.demands import services
from huiqi.demands.models import Attachment, Consultation, Demand
from huiqi.demands.selectors import DeskFilter, desk, earlier_closed, history_of
from huiqi.demands.services import Filing, GivingBack
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.reading import read
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.words import Anonymity, DemandState, Purpose, ReturnCode, Verb
from huiqi.journal.models import Look
from huiqi.kernel.access import Role
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.papers.models import Paper
from huiqi.standards.service_kinds import ServiceKind
from tests.access import ROUTES
from tests.cast import seat

V = Verb
COMPLAINT = Filing(ServiceKind.COMPLAINT, "检测报告拖了两个月", "收了费不出报告。", anonymity=Anonymity.WITHHELD)
UNTOLD = ("colleague", "hub_operator", "institution_clerk")


def complaint(cast, *verbs: Verb) -> Play:
    """A complaint that withholds its name, with what was done; a colleague of the receptionist."""
    cast.colleague = seat(41, "演示人员丁", cast.window_a.organisation, Role.RECEPTIONIST)
    type(cast.enterprise_x).objects.filter(id=cast.enterprise_x.id).update(
        contact_name="孙某某", contact_mobile="19900000047"
    )
    cast.enterprise_x.refresh_from_db()
    play = Play(cast)
    play.file(filing=COMPLAINT)
    for verb in verbs:
        play.do(verb)
    return play


def names(cast) -> tuple[str, ...]:
    """What says whose it is."""
    firm = cast.enterprise_x
    return firm.name, firm.contact_name, firm.contact_mobile, firm.uscc, cast.owner_x.name


def page(play: Play, who: str, path: str = "") -> str:
    """What somebody reads of the case."""
    return read(play.cast.client(getattr(play.cast, who)), path or f"/demands/{play.demand.ref}/")


def told(play: Play, who: str, path: str = "") -> list[str]:
    """What of the name somebody reads."""
    text = page(play, who, path)
    return [name for name in names(play.cast) if name in text]


def test_until_it_is_registered_only_who_leads_the_window_is_told(cast):
    play = complaint(cast)
    assert [bool(told(play, who)) for who in ("receptionist_a", "colleague", "manager_a")] == [False, False, True]
    assert COMPLAINT.title in page(play, "receptionist_a")


def test_whoever_registers_it_is_told(cast):
    play = complaint(cast, V.REGISTER, V.DISPATCH)
    assert {cast.enterprise_x.name, cast.enterprise_x.contact_mobile} <= set(told(play, "receptionist_a"))
    assert [told(play, who) for who in UNTOLD] == [[], [], []]


def test_the_name_is_not_in_what_was_written_either(cast):
    play = complaint(cast, V.REGISTER, V.DISPATCH)
    play.do(V.ADD, text=f"我们{cast.enterprise_x.name}，电话{cast.enterprise_x.contact_mobile}。")
    play.do(V.REPLY, reply=f"已联系{cast.enterprise_x.contact_name}。")
    play.do(V.REMIND, text=f"{cast.enterprise_x.name}催一下。")
    for who in UNTOLD:
        assert told(play, who) == []
        assert "我们某企业，电话某企业。" in page(play, who)


def test_a_signature_is_a_name(cast):
    play = complaint(cast, V.REGISTER)
    signed = play.scan()
    Attachment.objects.create(demand=play.demand, file=signed, purpose=Purpose.SIGNATURE, attached_at=play.now)
    address = reverse("demands:attached_file", args=[play.demand.ref, signed.ref])
    for untold in ("colleague", "hub_operator"):
        client = cast.client(getattr(cast, untold))
        assert [client.get(one).status_code for one in (address, f"{address}preview/")] == [404, 404]
        assert str(signed.ref) not in page(play, untold)
    given_to_the_first_contact = cast.client(cast.receptionist_a).get(address)
    assert given_to_the_first_contact.status_code == 200
    given_to_the_first_contact.close()


def test_no_list_says_it(cast):
    play = complaint(cast, V.REGISTER, V.DISPATCH)
    lists = [row.path for row in ROUTES.values() if row.path.startswith("/demands/") and "{" not in row.path]
    lists.remove("/demands/intake/firms/?q=9141")  # which finds firms, and nothing of what they asked
    for who in (*UNTOLD, "receptionist_b"):
        for path in lists:
            assert told(play, who, path) == [], (who, path)


def test_a_list_where_no_look_is_recorded_says_it_to_nobody(cast):
    play = complaint(cast, V.REGISTER)
    assert told(play, "receptionist_a", "/demands/desk/") == []
    assert COMPLAINT.title in page(play, "receptionist_a", "/demands/desk/")


def test_it_is_not_found_by_the_name_but_by_its_words(cast):
    play = complaint(cast, V.REGISTER)
    actor = play.actor(cast.hub_operator)
    found = [desk(actor, DeskFilter(words=words), play.now).count for words in (cast.enterprise_x.name, "检测报告")]
    assert found == [0, 1]


def test_it_is_no_part_of_what_a_firm_asked_before(cast):
    play = complaint(cast, V.WITHDRAW)
    play.do(V.REOPEN)
    assert history_of(play.actor(cast.manager_a), cast.enterprise_x) == []
    play.do(V.WITHDRAW)
    other = Play(cast).before()
    assert not earlier_closed(other.file()).filter(ref=play.demand.ref).exists()
    assert not earlier_closed(play.demand).exists()


def test_every_look_at_the_name_leaves_its_trace_and_no_look_at_anything_else(cast):
    play = complaint(cast, V.REGISTER)
    for who in ("receptionist_a", "colleague", "owner_x", "manager_a"):
        page(play, who)
    traces = Look.objects.filter(what="name", subject_ref=play.demand.ref).order_by("id")
    assert [one.person_ref for one in traces] == [str(cast.receptionist_a.ref), str(cast.manager_a.ref)]
    assert "不透露的名称" in page(play, "manager_a", "/demands/confidential/looks/")


def test_a_paper_is_issued_and_read_by_who_is_told_and_says_no_name_to_others(cast):
    play = complaint(cast, V.REGISTER, V.DISPATCH)
    issued = {"submission": uuid4(), "actor": play.actor(cast.receptionist_a), "at": play.now}
    paper = services.issue_sheet(play.demand.ref, "transfer", **issued)
    acceptance = services.issue_sheet(play.demand.ref, "acceptance", **issued | {"submission": uuid4()})
    assert not any(name in str(paper.content) for name in names(cast))
    assert cast.enterprise_x.name in str(acceptance.content)
    for who in UNTOLD:
        client = cast.client(getattr(cast, who))
        assert client.get(f"/papers/{acceptance.ref}/").status_code == 404
        assert client.post(f"/demands/{play.demand.ref}/papers/acceptance/").status_code == 404
    assert Paper.objects.count() == 2


def test_the_form_takes_it_for_a_complaint_only(cast):
    client = cast.client(cast.owner_x)
    said = {"title": "拖了两个月", "text": "不出报告", "discretion": "withheld", "submission": str(uuid4())}
    refused = client.post("/demands/new/", said | {"kind": "service"}).content.decode()
    assert "只有投诉可以不透露名称" in refused
    assert client.post("/demands/new/", said | {"kind": "complaint"}).status_code == 302
    assert Demand.objects.get().anonymity is Anonymity.WITHHELD


@pytest.mark.parametrize("sealed", [False, True], ids=["withheld", "and confidential"])
def test_who_answers_by_a_link_outside_reads_and_answers_it_without_the_name(cast, sealed):
    play = complaint(cast, V.REGISTER, *([V.SEAL] if sealed else []))
    play.handler = department("演示系统外局").organisation
    play.do(V.DISPATCH, note=f"{cast.enterprise_x.name}很急。")
    _letter, code = services.open_link(play.demand.ref, actor=play.actor(cast.receptionist_a), at=play.now)
    behind = cast.client().get(f"/demands/letters/{code.lower()}/").content.decode()
    assert COMPLAINT.title in behind
    assert not any(name in behind for name in names(cast))
    assert play.do(V.TAKE).state is DemandState.IN_PROGRESS
    assert play.do(V.ANSWER).state is DemandState.ANSWERED
    issued = {"submission": uuid4(), "actor": play.actor(cast.receptionist_a), "at": play.now}
    assert cast.enterprise_x.name in str(services.issue_sheet(play.demand.ref, "answer", **issued).content)


def test_who_is_asked_for_his_part_reads_it_without_the_name(cast):
    play = complaint(cast, V.REGISTER)
    play.do(V.CONSULT, question=f"{cast.enterprise_x.name}的报告为什么没有出？")
    asked = Consultation.objects.get()
    for path in (reverse("demands:consultations"), reverse("demands:consultation", args=[asked.ref])):
        assert COMPLAINT.title in page(play, "receptionist_b", path)
        assert told(play, "receptionist_b", path) == []


SAYS = {
    V.REPLY: "reply",
    V.ADD: "text",
    V.ASK_INFORMATION: "missing",
    V.SUPPLY_INFORMATION: "text",
    V.DISPATCH: "note",
    V.GIVE_PLAN: "plan",
    V.ANSWER: "answer",
    V.RATE: "comment",
    V.WITHDRAW: "reason",
    V.REOPEN: "fact",
    V.SET_URGENCY: "reason",
    V.REMIND: "text",
}
"""Verbs that take words."""


@given(verbs=st.lists(st.sampled_from([*SAYS, V.RETURN, V.REGISTER, V.TAKE]), max_size=8))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_done_nobody_else_reads_whose_it_is(cast, verbs):
    with transaction.atomic():
        play = complaint(cast, V.REGISTER)
        said = "，".join(names(cast)[:4])
        for verb in verbs:
            with suppress(NotNow, PermissionDenied, Refused, Demand.DoesNotExist), transaction.atomic():
                words = {SAYS[verb]: said} if verb in SAYS else {}
                giving = {"giving": GivingBack(ReturnCode.NOT_OURS, said, said)} if verb is V.RETURN else {}
                play.do(verb, **words, **giving)
        for who in UNTOLD:
            assert told(play, who) == [], (who, verbs)
        transaction.set_rollback(True)


def test_english_has_a_word_for_the_name_that_is_not_told(cast, settings):
    play = complaint(cast, V.REGISTER, V.DISPATCH)
    client = cast.client(cast.institution_clerk)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    for path in ("/demands/desk/", f"/demands/{play.demand.ref}/"):
        assert "某企业" not in client.get(path).content.decode()
    issued = {"submission": uuid4(), "actor": play.actor(cast.receptionist_a), "at": play.now}
    with translation.override("en"):
        assert "某企业" in str(services.issue_sheet(play.demand.ref, "transfer", **issued).content)
