"""The pages of what happens beside the flow: every form, what is shown to whom, figures with their rows."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from huiqi.demands import services
from huiqi.demands.models import Archive, Attachment, Demand, Ending, Instruction
from huiqi.demands.selectors import Case, case_of, possible
from huiqi.demands.tests.play import FIRMS, HUBS, SAID, Play
from huiqi.demands.tests.test_flow import SITUATIONS
from huiqi.demands.tests.test_views import PEOPLE, status, url
from huiqi.demands.wording import BEFORE, DONE, MARKS, NEXT, paper
from huiqi.demands.wording.story import HAPPENED
from huiqi.demands.words import DemandState, Verb
from huiqi.reference.selectors import calendar

V = Verb
SCAN = b"%PDF-1.7 a scan"
SOON = (timezone.localdate() + timedelta(days=3)).isoformat()
SINCE = {"now": timezone.now() - timedelta(days=4)}


def page(cast, who: str, play: Play, name: str = "demand", **query: str) -> str:
    """What somebody reads on a page."""
    address = url(name, play) if name == "demand" else reverse(f"demands:{name}")
    return str(cast.client(getattr(cast, who)).get(address, query).content.decode())


def case(play: Play) -> Case:
    """Everything about the play's demand."""
    return case_of(Demand.objects.select_related("window", "enterprise").whole().get(id=play.demand.id))


def send(cast, who: str, play: Play, verb: Verb, **said: object) -> str:
    """Send the form of a verb; what is read after it."""
    play.demand.refresh_from_db()
    address = url("act", play, verb=verb.replace("_", "-"))
    client = cast.client(getattr(cast, who))
    answer = client.post(address, {"revision": play.demand.revision, **said}, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    play.demand.refresh_from_db()
    return str(answer.content.decode())


FORMS_SENT = [
    ((), "receptionist_a", V.REFUSE, {"ground": "police", "reason": "刑事案件", "elsewhere": "110"}),
    ((V.REGISTER,), "receptionist_a", V.END, {"ground": "settled", "reason": "已谈妥"}),
    ((V.REFUSE,), "owner_x", V.OBJECT, {"text": "属于服务"}),
    ((V.REFUSE, V.OBJECT), "hub_operator", V.UPHOLD_OBJECTION, {"reason": "应当受理"}),
    ((V.REFUSE, V.OBJECT), "hub_operator", V.REJECT_OBJECTION, {"reason": "决定有据"}),
    ((V.WITHDRAW,), "owner_x", V.REOPEN, {"fact": "来了新通知"}),
    ((V.REGISTER,), "owner_x", V.ADD, {"text": "型号 B-2"}),
    ((V.REGISTER,), "owner_x", V.REMIND, {"text": ""}),
    ((V.REGISTER, V.REMIND), "owner_x", V.ESCALATE, {"text": "没有回应"}),
    ((V.REGISTER, V.ASK_INFORMATION), "receptionist_a", V.REMIND_FIRM, {"text": ""}),
    ((V.REGISTER,), "receptionist_a", V.SET_URGENCY, {"urgency": "urgent", "reason": "要装船"}),
    ((V.REGISTER,), "manager_a", V.OPEN_GREEN, {"why": "重点项目", "amount": "4", "unit": "working_hour"}),
    ((V.REGISTER, V.OPEN_GREEN), "hub_operator", V.CLOSE_GREEN, {"reason": "推迟了"}),
]


@pytest.mark.parametrize(("verbs", "who", "verb", "said"), FORMS_SENT, ids=[str(row[2]) for row in FORMS_SENT])
def test_every_form_does_its_verb_and_says_so(cast, verbs, who, verb, said):
    play = Play(cast, **SINCE).through(*verbs)
    assert str(DONE[verb]) in send(cast, who, play, verb, **said)
    assert case(play).happenings[-1].verb == verb


def test_the_hub_chooses_the_earlier_demands_from_a_list(cast):
    play = Play(cast).before().through(V.REGISTER)
    numbers = list(Demand.objects.exclude(id=play.demand.id).values_list("number", flat=True))
    form = cast.client(cast.hub_operator).get(url("act", play, verb="close-repeated")).content.decode()
    assert all(number in form for number in numbers)
    refs = [str(ref) for ref in Demand.objects.exclude(id=play.demand.id).values_list("ref", flat=True)]
    send(cast, "hub_operator", play, V.CLOSE_REPEATED, earlier=refs, reason="第三次")
    assert play.demand.state == DemandState.REPEATED


def test_an_instruction_is_entered_listed_marked_when_late_and_reported_back(cast):
    play = Play(cast).through(V.REGISTER)
    said = {"leader": "演示领导", "post": "副市长", "dated": "2026-11-20", "text": "请抓紧", "due_on": SOON}
    scan = SimpleUploadedFile("scan.pdf", SCAN)
    send(cast, "manager_a", play, V.INSTRUCT, **said, attachments=[scan])
    assert "待回报" in page(cast, "hub_operator", play, "instructions")
    Instruction.objects.update(due_at=timezone.now() - timedelta(days=1))
    assert "超期未回报" in page(cast, "receptionist_a", play, "instructions")
    assert "演示领导" not in page(cast, "receptionist_b", play, "instructions")
    ref = str(Instruction.objects.get().ref)
    send(cast, "receptionist_a", play, V.REPORT_BACK, instruction=ref, report="已办")
    assert "超期回报" in page(cast, "manager_a", play, "instructions")


def test_an_instruction_never_reaches_the_enterprise(cast):
    play = Play(cast).through(V.REGISTER, V.INSTRUCT, V.REPORT_BACK, V.WITHDRAW)
    scan = Attachment.objects.get()
    address = reverse("demands:attached_file", kwargs={"ref": play.demand.ref, "file_ref": scan.file.ref})
    assert "批示" in page(cast, "receptionist_a", play)
    assert "批示" not in page(cast, "owner_x", play)
    assert status(cast, "owner_x", address) == 404
    assert b"".join(cast.client(cast.receptionist_a).get(address).streaming_content)
    printed = paper.paper(case(play), at=play.now, calendar=calendar())
    assert "批示" not in str(printed["timeline"]) + str(printed["contents"])


def test_everybody_who_handles_it_reads_why_it_goes_first(cast):
    play = Play(cast).through(V.REGISTER, V.SET_URGENCY, V.OPEN_GREEN, V.DISPATCH)
    for who in ("owner_x", "receptionist_a", "institution_clerk", "hub_operator"):
        read = page(cast, who, play)
        assert "重点项目。" in read
        assert "周五就要装船。" in read
    assert "绿色通道" in page(cast, "institution_clerk", play, "desk")


def test_a_decision_tells_where_to_go_and_until_when_to_object(cast):
    play = Play(cast, **SINCE).through(V.REFUSE)
    read = page(cast, "owner_x", play)
    for words in ("不属于服务事项", "郑州市住房保障局", "您可以在", "提出异议"):
        assert words in read


def test_the_round_before_can_be_opened_with_its_file(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER, V.RATE, V.ARCHIVE, V.REOPEN)
    assert services.make_archive(play.demand.id, at=play.now)
    read = page(cast, "owner_x", play)
    assert "第 1 轮：已归档" in read
    assert "报告见附件。" in read
    made = cast.client(cast.owner_x).get(url("archive_file", play) + "?round=1")
    assert b"".join(made.streaming_content).startswith(b"%PDF-")
    assert status(cast, "owner_x", url("archive_file", play) + "?round=2") == 404


def test_the_file_of_a_refused_demand_holds_the_decision_instead_of_an_answer(cast):
    play = Play(cast).through(V.REFUSE)
    assert services.make_archive(play.demand.id, at=play.now)
    titles = [chapter.get("title") for chapter in Archive.objects.get().contents]
    assert titles == ["基本情况", "经过", "时限与问责", "决定", "开具的文书", "附件清单"]


def test_the_figures_of_decisions_open_their_rows(cast):
    play = Play(cast, **SINCE)
    refused, _ended = play.through(V.REFUSE, V.OBJECT).demand, play.through(V.REGISTER, V.END).demand
    all_of_them = page(cast, "manager_a", play, "endings")
    assert all_of_them.count("?state=") == 2
    rows = page(cast, "manager_a", play, "endings", state="refused", ground="no_service")
    assert (refused.number in rows, play.demand.number in rows) == (True, False)
    assert Ending.objects.count() == 2
    assert "没有不予受理或终止的诉求" not in page(cast, "hub_operator", play, "endings", state="nonsense")


MARKED = [
    ("urged", (V.REGISTER, V.REMIND)),
    ("unanswered", (V.REGISTER, V.REMIND)),
    ("urgent", (V.REGISTER, V.SET_URGENCY)),
    ("green", (V.REGISTER, V.OPEN_GREEN)),
    ("instructed", (V.REGISTER, V.INSTRUCT)),
    ("objected", (V.REFUSE, V.OBJECT)),
    ("refused", (V.REFUSE,)),
    ("ended", (V.REGISTER, V.END)),
    ("withdrawn", (V.WITHDRAW,)),
]


@pytest.mark.parametrize(("mark", "verbs"), MARKED, ids=[row[0] for row in MARKED])
def test_a_desk_can_be_narrowed_to_every_mark(cast, mark, verbs):
    other, play = Play(cast, **SINCE).through(V.REGISTER), Play(cast, **SINCE).through(*verbs)
    read = page(cast, "hub_operator", play, "desk", mark=mark)
    assert (play.demand.number in read, other.demand.number in read) == (True, False)


def test_what_is_offered_can_be_done(cast):
    for situation, verbs in SITUATIONS.items():
        play = Play(cast).before().through(*verbs)
        for verb in (*FIRMS, *HUBS, V.REFUSE, V.END, V.REMIND_FIRM, V.OPEN_GREEN, V.REPORT_BACK):
            actor = cast.actor(play.whose(verb))
            if verb in possible(actor, case(play), play.now):
                assert verb in SAID, situation
                address = url("act", play, verb=verb.replace("_", "-"))
                assert status(cast, who_of(cast, play.whose(verb)), address) == 200, (situation, verb)


def who_of(cast, person) -> str:
    """The name of a person on the stage."""
    return next(name for name in PEOPLE if name and getattr(cast, name) == person)


def test_every_state_and_verb_has_its_words():
    assert set(NEXT) == set(DemandState)
    assert set(DONE) == {verb for verb in Verb if verb not in (V.FILE, V.ATTEMPT_VISIT)}
    assert {str(verb) for verb in Verb} <= set(HAPPENED)
    assert set(BEFORE) <= set(Verb)
    assert all(str(words) for words in MARKS.values())


def test_the_desk_of_the_hub_takes_twelve_queries_with_everything_on_it(cast, django_assert_max_num_queries):
    call_command("load_policies", stdout=StringIO())
    Play(cast).through(V.REGISTER, V.SET_URGENCY, V.OPEN_GREEN, V.REMIND, V.INSTRUCT)
    client = cast.client(cast.hub_operator)
    client.get(reverse("demands:desk"))
    with django_assert_max_num_queries(12):
        client.get(reverse("demands:desk"))
