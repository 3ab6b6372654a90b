"""Following by number and query code without an account: what is shown, what may be done, what is limited."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiqi.demands import services
from huiqi.demands.models import Demand
from huiqi.demands.rules.standing import ADDITIONS_A_DAY
from huiqi.demands.selectors import bearer_of
from huiqi.demands.services.turn import DEEDS_BY_CODE
from huiqi.demands.tests.play import FILING, SAID, Play
from huiqi.demands.words import DemandState, Purpose, Verb
from huiqi.journal.models import Look
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

V = Verb
FOLLOW, CASE, DUE = "/demands/follow/", "/demands/follow/case/", "/demands/follow/due/"


def opened(play: Play, client: Client | None = None) -> Client:
    """A browser in which number and code were told."""
    client = client or Client()
    answer = client.post(FOLLOW, {"number": play.demand.number, "code": play.demand.query_code})
    assert answer.headers["Location"] == CASE
    return client


def deed(verb: Verb) -> str:
    """The address of a verb."""
    return reverse("demands:act_by_code", args=[verb.replace("_", "-")])


def send(client: Client, play: Play, verb: Verb, **said: object) -> str:
    """Send the form of a verb; what is read after it."""
    revision = Demand.objects.get(id=play.demand.id).revision
    answer = client.post(deed(verb), {"revision": revision, **said}, follow=True)
    assert answer.redirect_chain, answer.content.decode()
    return str(answer.content.decode())


def test_number_and_code_show_what_happens_who_has_it_by_when_and_what_may_be_done(cast):
    page = opened(Play(cast).through(V.REGISTER, V.DISPATCH)).get(CASE).content.decode()
    for told in ("已转办", cast.institution.organisation.name, "给您阶段答复", "催办", "撤回诉求"):
        assert told in page
    assert deed(V.ADD) in page


def test_the_page_names_neither_the_enterprise_nor_its_people_nor_what_was_filed(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.ADD, text="只给自己人看的话")
    page = opened(play).get(CASE).content.decode()
    for unsaid in (FILING.title, FILING.text, cast.enterprise_x.name, cast.owner_x.name, "只给自己人看的话"):
        assert unsaid not in page
    assert cast.receptionist_a.name in page
    form = opened(play).get(deed(V.ADD)).content.decode()
    assert FILING.title not in form


DEEDS = [
    ((V.REGISTER,), V.ADD, {"text": "型号 B-2"}),
    ((V.REGISTER, V.ASK_INFORMATION), V.SUPPLY_INFORMATION, {"text": "图纸编号 A-1"}),
    ((V.REGISTER,), V.REMIND, {"text": ""}),
    ((V.REGISTER, V.REMIND), V.ESCALATE, {"text": "没有回应"}),
    ((V.REGISTER,), V.WITHDRAW, {"reason": ""}),
    ((V.REFUSE,), V.OBJECT, {"text": "属于服务"}),
    ((V.WITHDRAW,), V.REOPEN, {"fact": "来了新通知"}),
    ((V.REGISTER, V.ANSWER), V.RATE, {"level": "satisfied", "comment": "谢谢"}),
]


@pytest.mark.parametrize(("verbs", "verb", "said"), DEEDS, ids=[str(row[1]) for row in DEEDS])
def test_every_deed_of_the_enterprise_is_done_by_code_and_the_journal_says_so(cast, verbs, verb, said):
    play = Play(cast, now=timezone.now() - timedelta(days=4)).through(*verbs)
    page = send(opened(play), play, verb, **said)
    last = timeline(play.demand.ref)[-1]
    assert (last.verb, last.data["by"], last.actor_ref) == (verb, "code", str(play.demand.ref))
    assert last.organisation_id == cast.enterprise_x.organisation_id
    assert "凭编号和查询码" in page


def test_the_window_reads_that_it_was_done_by_code(cast):
    play = Play(cast).through(V.REGISTER)
    send(opened(play), play, V.ADD, text="型号 B-2")
    desk = cast.client(cast.receptionist_a).get(reverse("demands:demand", args=[play.demand.ref])).content.decode()
    assert "凭编号和查询码" in desk
    assert "型号 B-2" in desk


@pytest.mark.parametrize("verb", [V.REGISTER, V.REFUSE, V.INSTRUCT, V.UPHOLD_OBJECTION])
def test_what_is_for_staff_is_not_done_by_code(cast, verb):
    play = Play(cast).through()
    assert opened(play).get(deed(verb)).status_code == 404
    with pytest.raises(PermissionDenied):
        getattr(services, SAID[verb][0])(
            play.demand.ref, **SAID[verb][1], **play.given(verb), actor=bearer_of(play.demand), at=play.now
        )


def test_a_code_opens_one_demand_and_files_none(cast):
    play = Play(cast)
    first = play.file()
    second = play.file()
    with pytest.raises(Demand.DoesNotExist):
        services.add_to_demand(second.ref, "补一句", actor=bearer_of(first), at=play.now)
    with pytest.raises(PermissionDenied):
        services.file_demand(FILING, submission=first.ref, actor=bearer_of(first), at=play.now)


def test_without_number_and_code_there_is_nothing_to_see(cast):
    play = Play(cast).through(V.REGISTER)
    client = Client()
    assert client.get(CASE).headers["Location"] == FOLLOW
    client.post(deed(V.WITHDRAW), {"revision": play.demand.revision})
    wrong = client.post(FOLLOW, {"number": play.demand.number, "code": "WRONG2345678"}).content.decode()
    assert "没有找到这件诉求" in wrong
    assert client.get(CASE).status_code == 302
    assert Demand.objects.get().state is DemandState.REGISTERED


def test_the_people_of_the_enterprise_hear_what_was_done_by_code(cast):
    play = Play(cast).through(V.REGISTER)
    services.tell_waiting()
    services.add_to_demand(play.demand.ref, "补一句", actor=bearer_of(play.demand), at=play.now)
    services.tell_waiting()
    heard = Notice.objects.filter(kind="demands.by_code")
    assert [one.person for one in heard] == [cast.owner_x]


def lapse(client: Client) -> None:
    """Half an hour passes without a step."""
    session = client.session
    session["by_code"] = session["by_code"] | {"until": (timezone.now() - timedelta(seconds=1)).isoformat()}
    session.save()


def test_what_was_typed_when_the_time_ran_out_stands_there_and_nothing_is_done(cast):
    play = Play(cast).through(V.REGISTER)
    client = opened(play)
    lapse(client)
    page = client.post(deed(V.ADD), {"revision": play.demand.revision, "text": "写了很久的话"}).content.decode()
    assert "写了很久的话" in page
    assert "请重新填写编号和查询码" in page
    assert Demand.objects.get().revision == play.demand.revision


def test_every_step_keeps_it_open(cast):
    client = opened(Play(cast).through(V.REGISTER))
    session = client.session
    session["by_code"] = session["by_code"] | {"until": (timezone.now() + timedelta(minutes=2)).isoformat()}
    session.save()
    client.get(CASE)
    assert client.session["by_code"]["until"] > (timezone.now() + timedelta(minutes=29)).isoformat()


def test_who_leaves_leaves_nothing_open(cast):
    client = opened(Play(cast).through(V.REGISTER))
    assert "已经退出" in client.post(reverse("demands:leave"), follow=True).content.decode()
    assert client.get(CASE).status_code == 302


def test_opening_is_logged_and_kept_out_of_every_cache(cast):
    client = opened(Play(cast).through(V.REGISTER))
    assert Look.objects.get(what="by_code").subject_ref == Demand.objects.get().ref
    assert "no-store" in client.get(CASE).headers["Cache-Control"]


def test_a_day_has_room_for_twenty_deeds_by_code(cast):
    play = Play(cast).through(V.REGISTER).later(hours=10)
    for number in range(DEEDS_BY_CODE):
        play.later(hours=6 if number == ADDITIONS_A_DAY else 0)  # after midnight
        services.add_to_demand(play.demand.ref, "再补", actor=bearer_of(play.demand), at=play.now)
    with pytest.raises(Refused, match="enough_by_code"):
        services.withdraw_demand(play.demand.ref, actor=bearer_of(play.demand), at=play.now)


def test_files_written_for_the_enterprise_are_given_and_its_own_are_not(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE)
    play.do(V.GIVE_PLAN, files=[play.scan()])
    play.do(V.ADD, files=[play.scan()])
    client, files = opened(play), {one.purpose: one.file for one in play.demand.attachments.all()}
    given = client.get(reverse("demands:file_by_code", args=[files[Purpose.PLAN].ref]))
    assert given.getvalue().startswith(b"%PDF")
    assert client.get(reverse("demands:file_by_code", args=[files[Purpose.ADDITION].ref])).status_code == 404
    assert Look.objects.filter(what="file_by_code").count() == 1


def test_a_form_that_is_refused_says_why_beside_the_field_and_keeps_the_words(cast):
    play = Play(cast).through(V.REGISTER)
    client, said = opened(play), {"revision": play.demand.revision, "text": "型号 B-2"}
    play.do(V.REPLY)
    page = client.post(deed(V.ADD), said).content.decode()
    assert "刚才有人更新了这件诉求" in page
    assert "型号 B-2" in page


def test_the_page_by_code_takes_few_queries(cast, django_assert_max_num_queries):
    client = opened(Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE))
    with django_assert_max_num_queries(12):
        client.get(CASE)


def test_how_a_date_was_counted_is_read_by_number_and_code_without_a_name(cast):
    play = Play(cast).through(V.REGISTER)
    client = opened(play)
    assert DUE in client.get(CASE).content.decode()
    page = client.get(DUE).content.decode()
    assert "次日起算" in page
    for unsaid in (FILING.title, cast.enterprise_x.name, cast.owner_x.name):
        assert unsaid not in page
    assert Client().get(DUE).headers["Location"] == FOLLOW
