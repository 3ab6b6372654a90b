"""Internal notes 内部便笺: apart from what the enterprise is told, with mentions, never rewritten."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import Demand
from huiqi.demands.selectors import case_of, mentionable, notes_on, visible_to
from huiqi.demands.services import seal_demand, strike_note, write_note
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

SECRET = "老板脾气急，先打电话再回复。"


@pytest.fixture
def play(cast):
    """A demand that an institution works on."""
    return Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)


def writes(play: Play, by, text: str = SECRET, mentioned=(), submission: UUID | None = None) -> None:
    """Somebody writes a note."""
    once = submission or uuid4()
    write_note(play.demand.ref, text, mentioned, submission=once, actor=play.actor(by), at=play.now)


def page(cast, play: Play, who, name: str = "demand") -> str:
    """A page of the case as somebody sees it."""
    return str(cast.client(who).get(reverse(f"demands:{name}", args=[play.demand.ref])).content.decode())


def test_a_note_is_read_where_it_was_written_and_at_the_hub_and_nowhere_else(cast, play):
    writes(play, cast.receptionist_a)
    for who in (cast.receptionist_a, cast.manager_a, cast.hub_operator):
        assert SECRET in page(cast, play, who)
        assert SECRET in page(cast, play, who, "notes")
    for who in (cast.owner_x, cast.institution_clerk):
        assert SECRET not in page(cast, play, who)
    assert SECRET not in page(cast, play, cast.institution_clerk, "notes")


def test_an_institution_has_its_own_notes(cast, play):
    writes(play, cast.institution_clerk, "设备要排到下周。")
    assert "设备要排到下周。" in page(cast, play, cast.institution_clerk)
    assert "设备要排到下周。" in page(cast, play, cast.hub_operator)
    assert "设备要排到下周。" not in page(cast, play, cast.receptionist_a)


def test_a_note_is_no_part_of_what_happened_to_the_demand(cast, play):
    before = (timeline(play.demand.ref), Demand.objects.get(ref=play.demand.ref).revision)
    writes(play, cast.receptionist_a)
    assert (timeline(play.demand.ref), Demand.objects.get(ref=play.demand.ref).revision) == before
    case = case_of(visible_to(play.actor(cast.manager_a)).whole().get(ref=play.demand.ref))
    assert SECRET not in str([one.texts for one in case.happenings])


def test_who_is_mentioned_is_told_by_box_or_by_name(cast, play):
    writes(play, cast.receptionist_a, mentioned=[str(cast.manager_a.ref)])
    writes(play, cast.manager_a, f"@{cast.receptionist_a.name} 请跟进")
    told = Notice.objects.filter(kind="demands.mentioned").order_by("id")
    assert [one.person_id for one in told] == [cast.manager_a.id, cast.receptionist_a.id]
    assert SECRET not in str([one.parameters for one in told])
    assert f"#note-{1}" in told[0].link


def test_nobody_is_mentioned_who_would_not_see_it(cast, play):
    for stranger in (cast.receptionist_b, cast.institution_clerk, cast.owner_x):
        with pytest.raises(Refused, match="not_mentionable"):
            writes(play, cast.receptionist_a, mentioned=[str(stranger.ref)])
    writes(play, cast.receptionist_a, f"@{cast.receptionist_b.name} 看看")
    assert not Notice.objects.filter(kind="demands.mentioned").exists()


def test_of_a_confidential_demand_only_who_knows_of_it_is_mentioned(cast):
    play = Play(cast).through(Verb.REGISTER)
    actor = play.actor(cast.receptionist_a)
    assert cast.manager_a in mentionable(actor, play.demand, play.now)
    seal_demand(play.demand.ref, reason="商业秘密", actor=actor, at=play.now)
    assert mentionable(actor, Demand.objects.get(ref=play.demand.ref), play.now) == []


def test_a_note_sent_twice_is_one(cast, play):
    submission = uuid4()
    for _ in range(2):
        writes(play, cast.receptionist_a, submission=submission)
    assert len(notes_on(play.demand, play.actor(cast.manager_a))) == 1


def test_a_note_is_struck_by_its_writer_with_a_reason_and_stays_in_the_journal(cast, play):
    writes(play, cast.receptionist_a)
    with pytest.raises(Refused, match="no_such_note"):
        strike_note(play.demand.ref, 1, "不对", actor=play.actor(cast.manager_a), at=play.now)
    strike_note(play.demand.ref, 1, "写错了件", actor=play.actor(cast.receptionist_a), at=play.now)
    for name in ("demand", "notes"):
        shown = page(cast, play, cast.manager_a, name)
        assert SECRET not in shown
        assert "写错了件" in shown
    with pytest.raises(Refused, match="note_struck"):
        strike_note(play.demand.ref, 1, "再来", actor=play.actor(cast.receptionist_a), at=play.now)


def test_the_chain_of_notes_holds(cast, play):
    writes(play, cast.receptionist_a)
    writes(play, cast.manager_a)
    [note, _other] = notes_on(play.demand, play.actor(cast.manager_a))
    assert note.number == 1
    assert broken_at(play.demand.ref) is None


@pytest.mark.parametrize("who", ["owner_x", "receptionist_b", "owner_y"])
def test_no_enterprise_and_no_other_window_writes_a_note(cast, play, who):
    with pytest.raises((PermissionDenied, Demand.DoesNotExist)):
        writes(play, getattr(cast, who))
    address = reverse("demands:notes", args=[play.demand.ref])
    assert cast.client(getattr(cast, who)).post(address, {"text": "x"}).status_code == 404


@pytest.mark.parametrize(("text", "said"), [("", "请写下要告诉同事的话。"), (" \n", "请写下要告诉同事的话。"),
                                             ("字" * 5001, "5000"), ("a\x00b", "invalid")])  # fmt: skip
def test_a_bad_note_is_told_at_its_place_and_nothing_is_written(cast, play, text, said):
    told = {"text": text, "submission": str(uuid4())}
    answer = cast.client(cast.receptionist_a).post(reverse("demands:notes", args=[play.demand.ref]), told)
    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert notes_on(play.demand, play.actor(cast.receptionist_a)) == []


def test_a_note_is_written_and_struck_on_its_page(cast, play):
    client, address = cast.client(cast.receptionist_a), reverse("demands:notes", args=[play.demand.ref])
    told = {"text": SECRET, "submission": str(uuid4()), "mentioned": [str(cast.manager_a.ref)]}
    assert SECRET in client.post(address, told, follow=True).content.decode()
    strike = reverse("demands:strike_note", args=[play.demand.ref, 1])
    assert "请写明为什么划去" in client.post(strike, {"reason": ""}, follow=True).content.decode()
    assert "已划去：写错了" in client.post(strike, {"reason": "写错了"}, follow=True).content.decode()
    unknown = client.post(strike.replace("/1/", "/77/"), {"reason": "写错了"}, follow=True)
    assert "没有这条便笺" in unknown.content.decode()


def test_notes_cost_the_page_of_a_case_no_query(cast, play, django_assert_num_queries):
    actor = play.actor(cast.manager_a)
    demand = visible_to(actor).whole().get(ref=play.demand.ref)
    case_of(demand)
    with django_assert_num_queries(3):
        case_of(demand)
    writes(play, cast.receptionist_a)
    with django_assert_num_queries(3):
        case_of(demand)


def test_a_reason_too_long_to_strike_a_note_comes_back_whole_beside_that_note(play, cast):
    client, address = cast.client(cast.receptionist_a), reverse("demands:notes", args=[play.demand.ref])
    client.post(address, {"text": SECRET, "submission": str(uuid4())})
    typed = "写" * 201
    page = client.post(reverse("demands:strike_note", args=[play.demand.ref, 1]), {"reason": typed}).content.decode()
    assert "已超出 1 字" in page
    assert f'value="{typed}"' in page
