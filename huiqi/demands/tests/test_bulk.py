"""Bulk verbs 批量办理: one batch, and each demand answered for by itself."""

from uuid import UUID, uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands.models import Batch, Demand
from huiqi.demands.selectors import DeskFilter, lines_of, refs_on_desk
from huiqi.demands.services import BulkOrder, begin_batch, go_on
from huiqi.demands.services.bulk import AT_A_TIME
from huiqi.demands.tests.play import Play
from huiqi.demands.words import BatchOutcome, BulkVerb, DemandState, Verb
from huiqi.journal.models import Entry
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused

REGISTER = BulkOrder(BulkVerb.REGISTER)


def filed(cast, n: int, *verbs: Verb) -> list[UUID]:
    """So many demands of the first window, each after these verbs."""
    return [Play(cast).through(*verbs).demand.ref for _ in range(n)]


def done(cast, order: BulkOrder, refs, who=None) -> Batch:
    """A batch that was begun and done to its end."""
    play = Play(cast)
    actor = play.actor(who or cast.receptionist_a)
    batch = begin_batch(order, refs, submission=uuid4(), actor=actor, at=play.now)
    while batch.ended_at is None:
        batch = go_on(batch.ref, actor=actor, at=play.now)
    return batch


def outcomes(batch: Batch) -> list[str]:
    """What became of its lines."""
    return [str(one.outcome) for one in lines_of(batch)]


def test_many_are_registered_each_by_an_entry_of_its_own(cast):
    refs = filed(cast, 3)
    batch = done(cast, REGISTER, refs)
    assert outcomes(batch) == ["done"] * 3
    assert [timeline(ref)[-1].verb for ref in refs] == ["register"] * 3
    assert [one.verb for one in timeline(batch.ref)] == ["begin", "end"]
    assert set(timeline(batch.ref)[0].data["subjects"]) == {str(ref) for ref in refs}


def test_what_cannot_be_done_says_why_and_stays_as_it_was(cast):
    good, bad = filed(cast, 1), filed(cast, 1, Verb.REGISTER)
    before = len(timeline(bad[0]))
    batch = done(cast, REGISTER, good + bad)
    refused, well = lines_of(batch)
    assert (refused.demand.ref, well.demand.ref) == (bad[0], good[0])
    assert "不能再“签收受理”" in refused.said
    assert len(timeline(bad[0])) == before
    assert timeline(batch.ref)[-1].data == {"done": 1, "refused": 1}


def test_many_go_to_one_handler_with_one_note_each_in_its_own_custody(cast):
    refs = filed(cast, 2, Verb.REGISTER)
    order = BulkOrder(BulkVerb.DISPATCH, handler=str(cast.institution.organisation.ref), note="一批检测")
    done(cast, order, refs)
    for demand in Demand.objects.filter(ref__in=refs):
        assert demand.state is DemandState.DISPATCHED
        assert demand.handlings.get().note == "一批检测"
        assert timeline(demand.ref)[-1].texts["note"] == "一批检测"


def test_a_leavers_demands_go_to_a_colleague(cast):
    refs = filed(cast, 2, Verb.REGISTER)
    order = BulkOrder(BulkVerb.HAND_ON, colleague=str(cast.manager_a.ref), note="调走了")
    done(cast, order, refs, cast.manager_a)
    contacts = Demand.objects.filter(ref__in=refs).values_list("first_contact", flat=True)
    assert set(contacts) == {str(cast.manager_a.ref)}


def test_a_long_batch_is_done_in_steps_and_none_twice(cast):
    refs, play = filed(cast, AT_A_TIME + 2), Play(cast)
    actor = play.actor(cast.receptionist_a)
    batch = begin_batch(REGISTER, refs, submission=uuid4(), actor=actor, at=play.now)
    assert outcomes(batch) == ["waiting"] * (AT_A_TIME + 2)
    assert outcomes(go_on(batch.ref, actor=actor, at=play.now)).count("done") == AT_A_TIME
    for _ in range(2):
        batch = go_on(batch.ref, actor=actor, at=play.now)
    assert outcomes(batch) == ["done"] * (AT_A_TIME + 2)
    assert Entry.objects.filter(subject_ref__in=refs, verb="register").count() == AT_A_TIME + 2
    assert Entry.objects.filter(subject_ref=batch.ref).count() == 2


def test_the_same_press_twice_is_one_batch(cast):
    refs, play, once = filed(cast, 1), Play(cast), uuid4()
    actor = play.actor(cast.receptionist_a)
    for _ in range(2):
        begin_batch(REGISTER, refs, submission=once, actor=actor, at=play.now)
    assert Batch.objects.count() == 1


def test_what_he_does_not_see_is_counted_and_not_done(cast):
    mine, hidden = filed(cast, 1), uuid4()
    batch = done(cast, REGISTER, [*mine, hidden])
    assert (batch.unseen, outcomes(batch)) == (1, ["done"])


def test_nobody_does_in_bulk_what_he_may_not_do_alone(cast):
    refs, play = filed(cast, 1), Play(cast)
    batch = done(cast, REGISTER, refs, cast.hub_operator)
    [line] = lines_of(batch)
    assert line.outcome is BatchOutcome.REFUSED
    assert "不归您办" in line.said
    for who in (cast.owner_x, cast.institution_clerk):
        with pytest.raises(PermissionDenied):
            begin_batch(REGISTER, refs, submission=uuid4(), actor=play.actor(who), at=play.now)


@pytest.mark.parametrize(("refs", "code"), [([], "nothing_chosen"), ([uuid4() for _ in range(201)], "too_many_chosen"),
                                             ([uuid4()], "nothing_chosen")])  # fmt: skip
def test_too_few_and_too_many_are_refused_before_anything_begins(cast, refs, code):
    play = Play(cast)
    with pytest.raises(Refused, match=code):
        begin_batch(REGISTER, refs, submission=uuid4(), actor=play.actor(cast.receptionist_a), at=play.now)
    assert Batch.objects.count() == 0


def posts(cast, verb: str, who=None, **told):
    """What is answered to a press on the desk."""
    return cast.client(who or cast.receptionist_a).post(reverse("demands:bulk", args=[verb]), told, follow=True)


def test_one_ticks_says_it_once_and_reads_what_became_of_each(cast):
    refs = [str(ref) for ref in filed(cast, 2, Verb.REGISTER)]
    desk = cast.client(cast.receptionist_a).get(reverse("demands:desk")).content.decode()
    assert all(f'value="{ref}"' in desk for ref in refs)
    form = posts(cast, "dispatch", ref=refs).content.decode()
    assert "批量转办：2 件" in form
    assert cast.institution.name in form
    assert "服务机构；" in form
    said = {"ref": refs, "submission": str(uuid4()), "handler": str(cast.institution.organisation.ref), "note": ""}
    assert "办成 2 件。" in posts(cast, "dispatch", **said).content.decode()


def test_all_that_a_filter_shows_can_be_chosen(cast):
    refs, play = filed(cast, 2), Play(cast)
    assert refs_on_desk(play.actor(cast.receptionist_a), DeskFilter(tab="to_register"), play.now) == refs
    shown = posts(cast, "register", all="1", filter="?tab=to_register").content.decode()
    assert "批量签收受理：2 件" in shown


@pytest.mark.parametrize("ref", ["", "x", "\x00", "1" * 9000])
def test_nonsense_is_told_that_nothing_is_chosen(cast, ref):
    assert "请先在办件台勾选诉求。" in posts(cast, "register", ref=ref).content.decode()


def test_a_missing_word_is_told_at_its_place_and_nothing_begins(cast):
    ref = str(filed(cast, 1, Verb.REGISTER)[0])
    told = {"ref": ref, "submission": str(uuid4())}
    assert "请选择承办单位。" in posts(cast, "dispatch", **told, handler="").content.decode()
    assert "没有找到这个承办单位" in posts(cast, "dispatch", **told, handler=str(uuid4()), note="").content.decode()
    hand_on = posts(cast, "hand-on", **told, colleague=str(cast.manager_a.ref), note="").content.decode()
    assert "请写明接手的同事要知道什么" in hand_on
    assert Demand.objects.get(ref=ref).state is DemandState.REGISTERED


def test_a_batch_is_seen_by_who_began_it_alone(cast):
    batch = done(cast, REGISTER, filed(cast, 1))
    address = reverse("demands:batch", args=[batch.ref])
    assert cast.client(cast.receptionist_a).get(address).status_code == 200
    for who in (cast.manager_a, cast.hub_operator, cast.owner_x):
        assert cast.client(who).get(address).status_code == 404
        assert cast.client(who).post(reverse("demands:go_on", args=[batch.ref])).status_code == 404
    assert cast.client(cast.receptionist_a).post(reverse("demands:bulk", args=["answer"])).status_code == 404


@pytest.mark.parametrize(
    ("words", "found"),
    [("jcyl", False), ("jcy", True), ("jianceyuan", True), ("jian ce", True), ("洛阳", False), ("郑州 检测", True)],
)
def test_among_many_handlers_one_is_found_by_name_pinyin_or_place(cast, words, found):
    institution = cast.institution
    institution.name = institution.organisation.name = "检测院"
    institution.save()
    institution.organisation.save()
    [ref] = [str(ref) for ref in filed(cast, 1, Verb.REGISTER)]
    form = posts(cast, "dispatch", ref=ref, words=words, find="1").content.decode()
    assert (str(institution.organisation.ref) in form) is found


def test_who_looks_for_a_handler_keeps_what_he_wrote_and_whom_he_chose(cast):
    [ref], once = [str(ref) for ref in filed(cast, 1, Verb.REGISTER)], str(uuid4())
    chosen = str(cast.institution.organisation.ref)
    said = {"ref": ref, "submission": once, "handler": chosen, "note": "请加急。", "words": "没有这家", "find": "1"}
    form = posts(cast, "dispatch", **said).content.decode()
    assert all(kept in form for kept in (once, chosen, "请加急。", "没有这家", "没有找到这样的承办单位"))
    assert Batch.objects.count() == 0
