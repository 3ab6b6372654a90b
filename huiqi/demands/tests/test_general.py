"""The loop: a condition is asked about, the answer becomes everybody's or corrects the policy, and the asker hears."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from huiqi.demands import services
from huiqi.demands.models import AskedCondition, Demand, GeneralAnswer
from huiqi.demands.selectors.conditions import (
    answered_already,
    asked_before,
    asked_conditions,
    asker_names,
    condition_of,
    demands_on,
)
from huiqi.demands.services import About, Filing
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Anonymity, Verb
from huiqi.journal.models import Entry
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.policies import services as policies
from huiqi.policies.selectors import library
from huiqi.policies.services import Answered, load_library
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

V = Verb
PLACE = "contract_staff"
SAID = Answered("劳务派遣的人算不算？", "由派遣单位计入。依据第八条。")
SINCE = date(2023, 1, 1)
ASKED = Filing(ServiceKind.CONSULTATION, "派遣的人算吗", "我们有 6 个派遣的人。", "P15", about=About(SINCE, PLACE))


@pytest.fixture
def shipped(db):
    """The shipped library."""
    return load_library(actor=SYSTEM, at=NOON)


def asked(cast, by=None, answer="派遣单位计入。", filing=ASKED) -> Play:
    """A demand about the condition at window A; with an answer, answered."""
    play = Play(cast)
    play.file(by=by, filing=filing)
    Demand.objects.filter(id=play.demand.id).update(window=cast.window_a)
    play.do(V.REGISTER)
    if answer:
        play.do(V.ANSWER, answer=answer)
    return play


@pytest.fixture
def play(cast, shipped):
    return asked(cast)


def general(play, *also, said=SAID, by=None):
    """The manager makes the answer everybody's."""
    actor = play.actor(by or play.cast.manager_a)
    return services.answer_everybody(play.demand.ref, said, thread=uuid7(), also=also, actor=actor, at=play.now)


def published(play, faq):
    """The hub reviews and publishes; the job has run."""
    done = policies.publish_faq(faq.ref, actor=play.actor(play.cast.hub_operator), at=play.now)
    services.tell_askers(faq=faq.thread, at=play.now)
    return done


def heard(person, kind="demands.answered_for_all") -> int:
    """How often somebody was told."""
    return Notice.objects.filter(person=person, kind=kind).count()


def test_the_condition_is_kept_with_the_demand_as_it_read(play):
    condition = AskedCondition.objects.select_related("policy").get(demand=play.demand)
    assert (condition.policy.code, condition.since, condition.place) == ("P15", SINCE, PLACE)
    assert (condition.words, condition.required, condition.clause) == (
        "在职职工（残保金口径）",
        "不超过 30 人",
        "财税〔2015〕72号第八条",
    )
    filed = Entry.objects.get(subject_ref=play.demand.ref, verb="file")
    assert (filed.data["place"], filed.data["since"]) == (PLACE, "2023-01-01")


@pytest.mark.parametrize("about", [About(SINCE, "nothing"), About(date(2001, 1, 1), PLACE)])
def test_a_condition_that_is_not_there_is_no_demand(cast, shipped, about):
    with pytest.raises(Refused, match="no_condition"):
        Play(cast).file(filing=replace(ASKED, about=about))
    assert not Demand.objects.exists()


def test_a_link_beside_each_condition_leads_to_the_form_with_that_condition(cast, shipped):
    page = cast.client().get("/policies/P15/").content.decode()
    link = f"/demands/new/?kind=consultation&amp;policy=P15&amp;since=2023-01-01&amp;place={PLACE}&amp;fact={PLACE}"
    assert link in page
    form = cast.client(cast.owner_x).get(link.replace("&amp;", "&")).content.decode()
    assert "不超过 30 人" in form
    assert 'value="在职职工（残保金口径）这一条怎么算？（残疾人就业保障金减免）"' in form


def test_staff_are_shown_no_link_that_leads_nowhere(cast, shipped):
    assert "不清楚，问一问" not in cast.client(cast.receptionist_a).get("/policies/P15/").content.decode()


def test_who_has_yet_to_sign_in_comes_back_to_the_condition(cast, shipped):
    url = f"/demands/new/?policy=P15&since=2023-01-01&place={PLACE}"
    assert "place%3Dcontract_staff" in cast.client().get(url).url
    registering = cast.client(cast.stranger).get(url).url
    assert registering.startswith("/enterprise/register/?next=%2Fdemands%2Fnew%2F")
    assert "place%3Dcontract_staff" in registering


def test_the_findings_of_a_check_and_the_questions_have_the_link_too(cast, shipped):
    told = cast.client().post("/policies/check/", {"policy": "P15"}).content.decode()
    assert f"place={PLACE}" in told
    assert 'target="_blank" rel="noopener">不清楚，问一问' in told
    questions = cast.client(cast.owner_x).get("/policies/mine/questions/").content.decode()
    assert "place=" in questions.split("不清楚，问一问")[0].rsplit("<a", 1)[1]


@pytest.mark.parametrize(
    "query", ["place=nothing&since=2023-01-01", "place=contract_staff&since=x", "place=contract_staff"]
)
def test_an_address_that_names_no_condition_says_so_and_asks_about_the_policy(cast, shipped, query):
    page = cast.client(cast.owner_x).get(f"/demands/new/?policy=P15&{query}").content.decode()
    assert "没有找到您问的那一条" in page
    assert "残疾人就业保障金减免" in page


def test_a_form_with_a_broken_condition_loses_nothing_and_the_next_press_files(cast, shipped):
    client = cast.client(cast.owner_x)
    told = {"kind": "consultation", "title": "问", "text": "写了很久", "policy_code": "P15", "submission": str(uuid7())}
    page = client.post("/demands/new/", told | {"place": "nothing", "since": "2023-01-01"}).content.decode()
    assert "没有找到您问的那一条" in page
    assert "写了很久" in page
    assert 'name="place"' in page
    assert 'value="nothing"' not in page
    assert client.post("/demands/new/", told | {"place": "", "since": ""}).status_code == 302


def test_a_condition_of_a_former_version_can_be_asked_about_and_is_said_to_be_one(cast, shipped):
    old = library().versions_of("P03")[0]
    place = "vat_taxpayer_kind"
    url = f"/demands/new/?policy=P03&since={old.effective_from}&place={place}"
    page = cast.client(cast.owner_x).get(url).content.decode()
    assert "今天不适用" in page
    play = asked(cast, filing=replace(ASKED, policy_code="P03", about=About(old.effective_from, place)))
    case = cast.client(cast.receptionist_a).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "现在这一条是" in case


def test_the_case_shows_the_condition_to_the_clerk_and_to_the_firm(cast, play):
    for person in (cast.receptionist_a, cast.owner_x):
        page = cast.client(person).get(f"/demands/{play.demand.ref}/").content.decode()
        assert "问的是这一条" in page
        assert f'href="/policies/P15/?on=2023-01-01#condition-{PLACE}"' in page


def test_earlier_answers_on_the_condition_stand_beside_the_new_question(cast, play):
    asked(cast, filing=replace(ASKED, about=About(SINCE, "organisation_kind")), answer="别的一条。")
    newer = asked(cast, by=cast.owner_y, answer="")
    found = asked_before(newer.actor(cast.receptionist_a), newer.demand)
    assert [one.answer for one in found] == ["派遣单位计入。"]
    published(play, general(play))
    assert [faq.answer for faq in answered_already(condition_read(newer.demand))] == [SAID.answer]


def condition_read(demand):
    """The demand, read anew."""
    return Demand.objects.get(id=demand.id)


def test_an_answer_can_be_taken_from_a_published_one(cast, play):
    faq = published(play, general(play))
    newer = asked(cast, answer="")
    url = f"/demands/{newer.demand.ref}/answer/?like={faq.ref}"
    page = cast.client(cast.receptionist_a).get(url).content.decode()
    assert SAID.answer in page.split('name="answer"')[1].split("</textarea>")[0]
    assert "同一条，以前这样答复过" in page


@pytest.mark.parametrize("how", [{"is_confidential": True}, {"anonymity": Anonymity.WITHHELD}])
def test_what_is_kept_secret_is_offered_to_nobody_as_an_example(cast, play, how):
    Demand.objects.filter(id=play.demand.id).update(**how)
    newer = asked(cast, by=cast.owner_y, answer="")
    assert asked_before(newer.actor(cast.receptionist_a), newer.demand) == []


def test_of_another_window_the_name_is_masked(cast, shipped):
    asked(cast, answer="演示企业X 的派遣工不计。".replace("演示企业X", cast.enterprise_x.name))
    newer = Play(cast)
    newer.file(by=cast.owner_y, filing=ASKED)
    (found,) = asked_before(newer.actor(cast.receptionist_b), newer.demand)
    assert cast.enterprise_x.name not in found.answer
    assert found.ref is None


def test_only_who_writes_policies_makes_an_answer_general(cast, play):
    for person in (cast.receptionist_a, cast.owner_x):
        with pytest.raises(PermissionDenied):
            general(play, by=person)
    with pytest.raises(Demand.DoesNotExist):
        general(play, by=cast.receptionist_b)


def test_what_is_not_answered_is_not_general(cast, shipped):
    with pytest.raises(PermissionDenied):
        general(asked(cast, answer=""))


def test_the_name_of_the_firm_does_not_get_into_an_answer_for_everybody(cast, play):
    for said in (Answered(f"{cast.enterprise_x.name}问？", "不算。"), Answered("算吗？", "打 13800001111。")):
        with pytest.raises(Refused, match="personal"):
            general(play, said=said)
    assert not GeneralAnswer.objects.exists()


def test_nor_does_the_name_of_another_who_asked_the_same(cast, play):
    other = asked(cast, by=cast.owner_y)
    with pytest.raises(Refused, match="personal"):
        general(play, other.demand.ref, said=Answered(f"{cast.enterprise_y.name}问？", "不算。"))


def test_of_a_confidential_demand_no_word_is_carried_over(cast, play):
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/general/faq/").content.decode()
    assert "派遣单位计入。" in page.split('name="answer"')[1].split("</textarea>")[0]
    Demand.objects.filter(id=play.demand.id).update(anonymity=Anonymity.WITHHELD)
    page = cast.client(cast.manager_a).get(f"/demands/{play.demand.ref}/general/faq/").content.decode()
    assert "派遣单位计入。" not in page.split('name="answer"')[1].split("</textarea>")[0]
    assert "这件诉求不公开" in page


def test_everybody_who_asked_hears_once_when_it_is_published_and_of_nobody_else(cast, play):
    other = asked(cast, by=cast.owner_y)
    faq = general(play, other.demand.ref)
    assert (heard(cast.owner_x), heard(cast.owner_y)) == (0, 0)
    published(play, faq)
    services.tell_askers(faq=faq.thread, at=play.now)
    assert (heard(cast.owner_x), heard(cast.owner_y)) == (1, 1)
    notice = Notice.objects.get(person=cast.owner_y, kind="demands.answered_for_all")
    assert notice.link == f"/policies/P15/?on=2023-01-01#condition-{PLACE}"
    assert notice.parameters["number"] == other.demand.number


def test_a_next_version_tells_nobody_again(cast, play):
    faq = published(play, general(play))
    manager, hub = play.actor(cast.manager_a), play.actor(cast.hub_operator)
    newer = policies.renew_faq(faq.ref, Answered("算吗？", "改了。"), actor=manager, at=play.now)
    policies.publish_faq(newer.ref, actor=hub, at=play.now)
    services.tell_askers(faq=faq.thread, at=play.now)
    assert heard(cast.owner_x) == 1


def test_the_job_is_asked_for_with_the_publishing(play):
    faq = general(play)
    policies.publish_faq(faq.ref, actor=play.actor(play.cast.hub_operator), at=play.now)
    (job,) = ProcrastinateJob.objects.filter(task_name="demands.tell_askers")
    assert job.args == {"faq": str(faq.thread)}


def test_each_deed_is_in_the_journal(play):
    published(play, general(play))
    row = GeneralAnswer.objects.get(demand=play.demand)
    entries = Entry.objects.filter(subject_ref=row.ref).order_by("number")
    assert [entry.verb for entry in entries] == ["make_general", "tell_asker"]


def test_two_presses_make_one_answer_and_one_link(play):
    thread, actor = uuid7(), play.actor(play.cast.manager_a)
    for _ in range(2):
        services.answer_everybody(play.demand.ref, SAID, thread=thread, actor=actor, at=play.now)
    assert GeneralAnswer.objects.count() == 1


def corrected(play, reason="漏了派遣的人"):
    """The manager proposes a correction."""
    actor = play.actor(play.cast.manager_a)
    return services.propose_correction(play.demand.ref, reason, actor=actor, at=play.now)


def test_a_correction_says_of_which_demand_it_came(play):
    draft, is_new = corrected(play)
    assert is_new
    assert draft.reason == f"由诉求 {play.demand.number} 提出：漏了派遣的人"
    page = play.cast.client(play.cast.hub_operator).get(f"/policies/drafts/{draft.ref}/").content.decode()
    assert f"/demands/{play.demand.ref}/" in page


def test_where_a_draft_is_open_the_demand_is_linked_to_it(cast, play):
    draft, _new = corrected(play)
    again, is_new = corrected(asked(cast))
    assert (again.ref, is_new) == (draft.ref, False)
    assert GeneralAnswer.objects.filter(draft=draft).count() == 2


def test_a_correction_needs_its_reason(play):
    with pytest.raises(Refused, match="required"):
        corrected(play, "  ")


def test_whoever_asked_hears_when_the_correction_is_published(cast, play):
    draft, _new = corrected(play)
    manager, hub = play.actor(cast.manager_a), play.actor(cast.hub_operator)
    policies.edit(draft.ref, {"title": "改正的名称", "examples": examples()}, actor=manager, at=play.now)
    policies.submit(draft.ref, actor=manager, at=play.now)
    policies.approve(draft.ref, actor=hub, at=play.now)
    policies.publish(draft.ref, actor=hub, at=play.now)
    services.tell_askers(draft=draft.ref, at=play.now)
    services.tell_askers(draft=draft.ref, at=play.now)
    assert heard(cast.owner_x, "demands.policy_corrected") == 1
    page = cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "改正后的政策" in page


def examples():
    """Worked examples that hold: one who has it, one who has not."""
    told = {"on": "2026-11-20", "note": ""}
    kind = {"organisation_kind": "enterprise"}
    return [
        {**told, "name": "甲", "facts": {**kind, "contract_staff": 10}, "expected": "eligible"},
        {**told, "name": "乙", "facts": {"organisation_kind": "sole_trader"}, "expected": "ineligible"},
    ]


def test_the_firm_sees_only_what_is_published(cast, play):
    faq = general(play)
    url = f"/demands/{play.demand.ref}/"
    assert SAID.question not in cast.client(cast.owner_x).get(url).content.decode()
    published(play, faq)
    assert SAID.question in cast.client(cast.owner_x).get(url).content.decode()


def test_of_demands_of_others_only_their_count_is_told(cast, play):
    faq = general(play)
    Demand.objects.filter(id=play.demand.id).update(is_confidential=True)
    page = cast.client(cast.hub_operator).get(f"/policies/answers/{faq.ref}/").content.decode()
    assert "另有 1 件，您没有权限查看" in page
    assert play.demand.number not in page


def test_the_board_counts_what_one_sees_the_most_asked_first(cast, play):
    asked(cast, answer="")
    asked(cast, filing=replace(ASKED, about=About(SINCE, "organisation_kind")), answer="")
    published(play, general(play))
    rows = list(asked_conditions(play.actor(cast.manager_a)))
    assert [(r["place"], r["asked"], r["unmade"], r["answered"]) for r in rows] == [
        (PLACE, 2, 1, True),
        ("organisation_kind", 1, 1, False),
    ]
    assert list(asked_conditions(play.actor(cast.receptionist_b))) == []
    assert demands_on(play.actor(cast.manager_a), "P15", PLACE).count() == 2


def test_the_board_and_its_rows_are_pages_for_who_writes_policies(cast, play):
    client = cast.client(cast.manager_a)
    assert "1 条还没有问答" in client.get("/demands/conditions/").content.decode()
    row = reverse("demands:asked_about", args=["P15", PLACE])
    assert play.demand.number in client.get(row).content.decode()
    for person in (cast.receptionist_a, cast.owner_x):
        assert cast.client(person).get(row).status_code == 404


def test_a_page_makes_the_answer_general(cast, play):
    client, url = cast.client(cast.manager_a), f"/demands/{play.demand.ref}/general/faq/"
    told = {"question": f"{cast.enterprise_x.name}问？", "answer": SAID.answer, "submission": str(uuid7())}
    assert "公开的问答里不能有" in client.post(url, told).content.decode()
    made = client.post(url, told | {"question": SAID.question})
    assert made.url.startswith("/policies/answers/")
    assert cast.client(cast.receptionist_a).get(url).status_code == 404


def test_a_page_proposes_the_correction(cast, play):
    url = f"/demands/{play.demand.ref}/general/correction/"
    told = {"reason": "漏了派遣的人", "submission": str(uuid7())}
    assert cast.client(cast.manager_a).post(url, told).url.startswith("/policies/drafts/")


def test_who_asked_is_known_to_the_check_of_names(cast, play):
    faq = general(play)
    assert cast.enterprise_x.name in asker_names(faq.thread)
    assert condition_of(condition_read(play.demand)).place == PLACE


def test_beside_every_policy_the_window_can_be_asked(cast, shipped):
    page = cast.client(cast.owner_x).get(reverse("policies:page", args=["P01"])).content.decode()
    assert "不确定？问窗口" in page
    assert "去申报" in page
