"""Questions and their answers: one writes, a second publishes, versions replace each other, nobody is named."""

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied

from huiqi.eligibility.findings import Finding
from huiqi.journal.models import Entry
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.policies import ports, services
from huiqi.policies.flow import FAQ
from huiqi.policies.models import Faq
from huiqi.policies.rules.personal import personal_in
from huiqi.policies.selectors import (
    PolicyDocuments,
    condition_at,
    conditions_at,
    faqs_of,
    library,
    version_shown,
    versions_of_faq,
)
from huiqi.policies.services import Answered, Place
from huiqi.policies.tests.conftest import AT
from huiqi.policies.wording import case_rows
from huiqi.policies.words import FaqState, FaqVerb, Personal

pytestmark = pytest.mark.django_db
SAID = Answered("劳务派遣的人算不算？", "由派遣单位计入。依据第八条。")
STAFF = "contract_staff"


def where(place=STAFF):
    """A condition of P15 as it reads today."""
    return Place("P15", version_shown("P15", AT.date()).effective_from, place)


@pytest.fixture
def waiting(hub):
    """What the hub wrote and nobody has reviewed."""
    return services.begin_faq(where(), SAID, thread=uuid7(), actor=hub, at=AT)


@pytest.fixture
def published(waiting, second):
    return services.publish_faq(waiting.ref, actor=second, at=AT)


DEEDS = {
    FaqVerb.EDIT: lambda ref, **by: services.edit_faq(ref, Answered("问？", "答。"), **by),
    FaqVerb.SUBMIT: services.submit_faq,
    FaqVerb.RETURN: lambda ref, **by: services.return_faq(ref, note="依据不对", **by),
    FaqVerb.PUBLISH: services.publish_faq,
    FaqVerb.DROP: services.drop_faq,
    FaqVerb.REPLACE: lambda ref, **by: services.renew_faq(ref, Answered("问？", "答。"), **by),
    FaqVerb.WITHDRAW: lambda ref, **by: services.withdraw_faq(ref, note="政策变了", **by),
}


@pytest.mark.parametrize("verb", DEEDS)
@pytest.mark.parametrize("state", FaqState)
def test_every_verb_in_every_state_does_what_the_table_says(waiting, second, state, verb):
    dated = (
        {} if state in (FaqState.DRAFT, FaqState.WAITING, FaqState.DROPPED) else {"published_at": AT, "reviewer": "x"}
    )
    Faq.objects.filter(id=waiting.id).update(state=state, **dated)
    by = {"actor": second, "at": AT}
    if not FAQ.allows(state, verb):
        with pytest.raises(NotNow):
            DEEDS[verb](waiting.ref, **by)
        return
    DEEDS[verb](waiting.ref, **by)
    wanted = state if verb is FaqVerb.REPLACE else FAQ.after(state, verb)  # replaced only once the next is published
    assert Faq.objects.get(id=waiting.id).state is wanted


def test_a_second_person_publishes_and_the_journal_says_so(waiting, hub, second):
    with pytest.raises(Refused, match="own_eyes"):
        services.publish_faq(waiting.ref, actor=hub, at=AT)
    services.publish_faq(waiting.ref, actor=second, at=AT)
    assert [faq.question for faq in faqs_of("P15")[STAFF]] == [SAID.question]
    entries = Entry.objects.filter(subject_ref=waiting.thread).order_by("number")
    assert [entry.verb for entry in entries] == ["begin", "publish"]


def test_whoever_edits_what_waits_does_not_publish_it(waiting, second):
    services.edit_faq(waiting.ref, Answered("派遣的人算吗？", "不算。"), actor=second, at=AT)
    with pytest.raises(Refused, match="own_eyes"):
        services.publish_faq(waiting.ref, actor=second, at=AT)


def test_of_two_who_publish_the_same_the_slower_is_told(published, waiting, second):
    with pytest.raises(NotNow):
        services.publish_faq(waiting.ref, revision=waiting.revision, actor=second, at=AT)
    assert Faq.objects.filter(state=FaqState.PUBLISHED).count() == 1


def test_a_stale_form_overwrites_nothing(waiting, second):
    services.edit_faq(waiting.ref, Answered("派遣的人算吗？", "不算。"), revision=0, actor=second, at=AT)
    with pytest.raises(Refused, match="stale"):
        services.edit_faq(waiting.ref, SAID, revision=0, actor=second, at=AT)


def test_two_presses_make_one(hub, waiting):
    again = services.begin_faq(where(), SAID, thread=waiting.thread, actor=hub, at=AT)
    assert again.ref == waiting.ref


def test_the_next_version_replaces_the_former_only_when_it_is_published(published, hub, second):
    newer = services.renew_faq(published.ref, Answered(SAID.question, "改了。"), actor=second, at=AT)
    assert faqs_of("P15")[STAFF][0].answer == SAID.answer
    services.publish_faq(newer.ref, actor=hub, at=AT)
    assert [(one.number, one.state) for one in versions_of_faq(published.thread)] == [
        (2, FaqState.PUBLISHED),
        (1, FaqState.REPLACED),
    ]


def test_one_next_version_at_a_time_and_only_where_something_differs(published, second):
    with pytest.raises(Refused, match="nothing_changed"):
        services.renew_faq(published.ref, SAID, actor=second, at=AT)
    services.renew_faq(published.ref, Answered("改？", "改。"), actor=second, at=AT)
    with pytest.raises(Refused, match="already_open"):
        services.renew_faq(published.ref, Answered("再改？", "再改。"), actor=second, at=AT)


def test_what_is_withdrawn_is_shown_to_nobody_and_kept(published, second):
    with pytest.raises(Refused, match="required"):
        services.withdraw_faq(published.ref, note=" ", actor=second, at=AT)
    services.withdraw_faq(published.ref, note="政策变了", actor=second, at=AT)
    assert faqs_of("P15") == {}
    assert versions_of_faq(published.thread)[0].answer == SAID.answer


def test_only_who_writes_policies_writes_answers(cast, shipped):
    for person in (cast.receptionist_a, cast.owner_x, cast.institution_clerk):
        with pytest.raises(PermissionDenied):
            services.begin_faq(where(), SAID, thread=uuid7(), actor=cast.actor(person), at=AT)


@pytest.mark.parametrize("place", ["nothing", "employees", "contract_staff-9"])
def test_a_condition_that_is_not_there_is_refused(hub, place):
    with pytest.raises(Refused, match="no_condition"):
        services.begin_faq(where(place), SAID, thread=uuid7(), actor=hub, at=AT)


PERSONAL = {
    "打 13800001111 问王工": Personal.MOBILE,
    "打 138 0000 1111": Personal.MOBILE,
    "打１３８００００１１１１": Personal.MOBILE,
    "+86-138-0000-1111": Personal.MOBILE,
    "代码 91410100MA45ABCD1X 的企业": Personal.CREDIT_CODE,
    "9141 0100 MA45 ABCD 1X": Personal.CREDIT_CODE,
    "身份证 410101199001011234": Personal.IDENTITY,
    "410101 19900101 123x": Personal.IDENTITY,
    "写信到 a.b@example.com": Personal.MAIL,
    "某某钢构有限公司能不能享受": Personal.NAME,
    "王建钢问的": Personal.NAME,
}


@pytest.mark.parametrize(("text", "kind"), PERSONAL.items())
def test_what_says_who_somebody_is_is_found(text, kind):
    assert personal_in(text, ["某某钢构有限公司", "王建钢"]) == (kind,)


@pytest.mark.parametrize(
    "text",
    [
        "不超过 300 人、5000 万元以下",
        "财税〔2015〕72号第八条",
        "2023 年 1 月 1 日至 2027 年 12 月 31 日",
        "拨打 12345",
        "13800 元",
    ],
)
def test_what_rules_are_made_of_says_nothing_of_anybody(text):
    assert personal_in(text, ["某某钢构有限公司"]) == ()


@pytest.mark.parametrize("said", [Answered("打 13800001111？", "不算。"), Answered("算吗？", "问 13800001111。")])
def test_personal_data_is_refused_beside_its_field(hub, said):
    with pytest.raises(Refused, match="personal") as refused:
        services.begin_faq(where(), said, thread=uuid7(), actor=hub, at=AT)
    assert refused.value.field == ("question" if "138" in said.question else "answer")


def test_the_name_of_who_asked_is_refused_at_every_step(waiting, second, monkeypatch):
    monkeypatch.setitem(ports._askers, "test", lambda thread: ["派遣单位"] if thread == waiting.thread else [])
    with pytest.raises(Refused, match="personal"):
        services.publish_faq(waiting.ref, actor=second, at=AT)
    with pytest.raises(Refused, match="personal"):
        services.edit_faq(waiting.ref, Answered("派遣单位问？", "不算。"), actor=second, at=AT)


def test_who_reviews_is_told_and_who_wrote_hears_of_it(cast, waiting, second):
    assert Notice.objects.filter(kind="policies.faq_submit", person=cast.hub_operator).count() == 0
    told = Notice.objects.filter(kind="policies.faq_submit").values_list("person__name", flat=True)
    assert cast.manager_a.name in told
    services.return_faq(waiting.ref, note="依据不对", actor=second, at=AT)
    assert Notice.objects.get(kind="policies.faq_return").person == cast.hub_operator


def test_every_condition_has_a_place_of_its_own_and_findings_have_the_same(shipped):
    for version in library().versions:
        places = conditions_at(version, AT.date())
        assert places
        finding = _found(version)
        assert {row["place"] for row in case_rows(finding, {}) if row["place"]} == set(places)


def _found(version) -> Finding:
    from huiqi.policies.selectors import conditions_of

    return conditions_of(version, on=version.effective_from)[0]


def test_a_condition_keeps_its_place_when_its_number_changes(shipped):
    one, other = library().versions_of("P03")
    assert set(conditions_at(one, AT.date())) & set(conditions_at(other, AT.date()))
    assert condition_at("P03", one.effective_from, "nothing", AT.date()) is None


def test_the_policy_page_shows_it_beside_its_condition_and_the_search_finds_it(cast, published):
    page = cast.client().get("/policies/P15/").content.decode()
    row = page.split(f'id="condition-{STAFF}"')[1].split("</tr>")[0]
    assert SAID.question in row
    (found,) = [one for one in PolicyDocuments().documents() if SAID.answer in one.text]
    assert found.url == "/policies/P15/"


def test_an_answer_for_another_version_says_so_and_one_without_a_place_stands_apart(cast, hub, second):
    faq = services.begin_faq(where(""), Answered("整项怎么办？", "网上办。"), thread=uuid7(), actor=hub, at=AT)
    Faq.objects.filter(id=faq.id).update(asked_of="2020-01-01")
    services.publish_faq(faq.ref, actor=second, at=AT)
    page = cast.client().get("/policies/P15/").content.decode()
    assert "问过的" in page
    assert "按 2020年1月1日起的版本作答" in page


def test_the_pages_lead_from_writing_to_publishing(cast, hub):
    client = cast.client(cast.manager_a)
    told = {"place": STAFF, "question": SAID.question, "answer": SAID.answer, "submission": str(uuid7()), "revision": 0}
    made = client.post("/policies/P15/answers/new/", told)
    assert "请另一位同事复核后公开" in client.get(made.url).content.decode()
    other = cast.client(cast.hub_operator)
    assert other.post(f"{made.url}publish/", {"revision": 0}).url == made.url
    assert SAID.question in other.get("/policies/answers/?tab=settled").content.decode()


def test_a_page_that_is_refused_keeps_what_was_typed(cast, waiting):
    client = cast.client(cast.manager_a)
    page = client.post(
        f"/policies/answers/{waiting.ref}/edit/", {"question": "问？", "answer": "问 13800001111", "revision": 0}
    )
    text = page.content.decode()
    assert "公开的问答里不能有手机号" in text
    assert "问 13800001111" in text


def test_what_is_published_shows_no_form_to_publish_it_again(cast, published):
    client = cast.client(cast.hub_operator)
    for verb in ("publish", "return", "submit", "drop"):
        page = client.get(f"/policies/answers/{published.ref}/{verb}/", follow=True)
        assert page.redirect_chain[-1][0] == f"/policies/answers/{published.ref}/"
        assert f"现在是“{FaqState.PUBLISHED.label}”" in page.content.decode()


def test_the_drawn_flow_is_the_flow():
    assert FAQ.diagram() in (settings.ROOT / "docs" / "flows" / "policies.md").read_text(encoding="utf-8")
