"""Merging demands that are one matter: what stays owed, who is told, who may not, and how it is undone."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client

from huiqi.demands import services
from huiqi.demands.models import Demand, Merger, Promise, Reminder
from huiqi.demands.rules.deadlines import Unit
from huiqi.demands.selectors import survivor_of, visible_to
from huiqi.demands.selectors.moment import examined, moment_of
from huiqi.demands.services.standing import Green
from huiqi.demands.services.telling import tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Anonymity, DemandState, Step, Urgency, Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db
V, D = Verb, DemandState


def pair(cast) -> tuple[Play, Play]:
    """Two registered demands of one enterprise: the first was filed two days before the second."""
    first = Play(cast).through(V.REGISTER)
    second = Play(cast, first.now + timedelta(days=2)).through(V.REGISTER)
    first.now = second.now
    return first, second


@pytest.fixture
def two(cast) -> tuple[Play, Play]:
    """The pair that is merged."""
    return pair(cast)


def merge(gone: Play, stays: Play, **more) -> Demand:
    """The first goes on in the second."""
    return gone.do(V.MERGE, into=stays.demand.ref, **more)


def owed(play: Play, step: Step) -> Promise:
    """What the demand owes of a step."""
    return Promise.objects.get(demand=play.demand, step=step, kept_at=None, released_at=None)


def refused(gone: Play, stays: Play) -> str:
    """Why they are not merged; nothing has changed."""
    before = list(Demand.objects.order_by("id").values())
    clerk = gone.actor(gone.cast.receptionist_a)
    with pytest.raises(Refused) as caught, transaction.atomic():
        services.merge_demand(gone.demand.ref, stays.demand.ref, "同一件事", actor=clerk, at=gone.now)
    assert not Merger.objects.filter(undone_at=None).exists()
    assert list(Demand.objects.order_by("id").values()) == before
    return caught.value.code


def test_one_ends_and_says_where_it_goes_on_and_both_tell_it_in_their_journals(two):
    gone, stays = two
    merge(gone, stays)
    stays.demand.refresh_from_db()
    assert (gone.demand.state, stays.demand.state) == (D.MERGED, D.REGISTERED)
    assert timeline(gone.demand.ref)[-1].data["into"] == stays.demand.number
    assert timeline(stays.demand.ref)[-1].data["merged"] == [gone.demand.number]
    assert survivor_of(gone.demand) == stays.demand


def test_the_earlier_promise_stands_at_the_one_that_stays_with_its_counting(two):
    gone, stays = two
    earlier = owed(gone, Step.FINISH)
    assert earlier.due_at < owed(stays, Step.FINISH).due_at
    merge(gone, stays)
    now = owed(stays, Step.FINISH)
    assert (now.due_at, now.started_at, now.times) == (earlier.due_at, earlier.started_at, 2)
    assert now.explanation["taken_from"] == gone.demand.number
    assert not gone.demand.promises.filter(kept_at=None, released_at=None).exists()
    assert Demand.objects.get(id=stays.demand.id).next_due_at == owed(stays, Step.STAGED_REPLY).due_at


def test_a_merge_never_moves_a_promise_later(two):
    gone, stays = two
    before = {step: owed(gone, step).due_at for step in (Step.STAGED_REPLY, Step.FINISH)}
    merge(stays, gone)  # the later one goes on in the earlier one
    assert {step: owed(gone, step).due_at for step in before} == before


def test_what_was_done_for_the_matter_already_is_not_owed_again(two):
    gone, stays = two
    stays.do(V.REPLY)
    merge(gone, stays)
    assert not Promise.objects.filter(
        demand=stays.demand, step=Step.STAGED_REPLY, kept_at=None, released_at=None
    ).exists()


def test_what_is_late_has_to_be_the_one_that_stays(two):
    gone, stays = two
    gone.now = owed(gone, Step.FINISH).due_at - timedelta(minutes=5)
    assert refused(gone, stays) == "merge_late"
    stays.now = gone.now
    stays.do(V.MERGE, into=gone.demand.ref)
    assert owed(gone, Step.FINISH).due_at < stays.now


def test_a_reminder_nobody_answered_is_owed_by_the_same_moment_in_the_one_that_stays(two):
    gone, stays = two
    until = gone.do(V.REMIND, text="装船在即").urged_until
    merge(gone, stays)
    stays.demand.refresh_from_db()
    assert (stays.demand.urged, stays.demand.urged_until) == (1, until)
    carried = Reminder.objects.get(demand=stays.demand)
    assert (carried.text, carried.due_at, carried.answered_at) == ("装船在即", until, None)


def test_what_presses_goes_on_pressing(two):
    gone, stays = two
    gone.do(V.SET_URGENCY)
    merge(gone, stays)
    stays.demand.refresh_from_db()
    assert (stays.demand.urgency, stays.demand.rank) == (Urgency.URGENT, 1)


def test_whoever_has_it_in_his_hands_is_freed_and_reads_why(two):
    gone, stays = two
    gone.do(V.DISPATCH)
    tell_waiting()
    merge(gone, stays)
    tell_waiting()
    assert not gone.demand.handlings.filter(ended_at=None).exists()
    told = Notice.objects.filter(person=gone.cast.institution_clerk)
    assert told.latest("id").kind == "demands.off_hands"


def test_the_enterprise_is_told_once_with_the_number_in_which_it_goes_on(two):
    gone, stays = two
    merge(gone, stays)
    tell_waiting()
    told = Notice.objects.filter(person=gone.cast.owner_x, kind="demands.merged")
    assert [one.parameters["others"] for one in told] == [stays.demand.number]


def test_number_and_code_of_the_one_that_ended_open_the_one_that_goes_on(two):
    gone, stays = two
    merge(gone, stays)
    said = {"number": gone.demand.number, "code": gone.demand.query_code}
    page = Client().post("/demands/follow/", said, follow=True).content.decode()
    assert f"{gone.demand.number} 已并入 {stays.demand.number}" in page
    assert f'<span class="num nowrap">{stays.demand.number}</span>' in page


def test_a_chain_is_followed_to_its_end(two, cast):
    gone, stays = two
    last = Play(cast, stays.now).through(V.REGISTER)
    merge(gone, stays)
    stays.demand.refresh_from_db()
    merge(stays, last)
    gone.demand.refresh_from_db()
    assert survivor_of(gone.demand) == last.demand
    said = {"number": gone.demand.number, "code": gone.demand.query_code}
    assert last.demand.number in Client().post("/demands/follow/", said, follow=True).content.decode()


def test_several_go_on_in_one_at_once(two, cast):
    gone, stays = two
    third = Play(cast, stays.now).through(V.REGISTER)
    stays.do(V.ABSORB, others=[gone.demand.ref, third.demand.ref])
    assert stays.demand.absorbed.count() == 2
    assert timeline(stays.demand.ref)[-1].data["merged"] == [gone.demand.number, third.demand.number]


def test_who_sees_the_one_that_stays_reads_what_was_said_in_the_other(two, cast):
    gone, stays = two
    stays.do(V.DISPATCH)
    clerk = cast.client(cast.institution_clerk)
    address = f"/demands/{gone.demand.ref}/"
    assert clerk.get(address).status_code == 404
    merge(gone, stays)
    assert gone.demand.text in clerk.get(f"/demands/{stays.demand.ref}/").content.decode()
    assert clerk.get(address).status_code == 200
    assert cast.client(cast.owner_y).get(address).status_code == 404


def test_not_with_itself_another_enterprises_or_one_that_is_not_signed_for(two, cast):
    gone, stays = two
    assert refused(gone, gone) == "merge_itself"
    other = Play(cast, gone.now)
    other.file(by=cast.owner_y)
    assert refused(gone, other) == "merge_unknown"
    Demand.objects.filter(id=stays.demand.id).update(enterprise=cast.enterprise_y)
    assert refused(gone, stays) == "merge_other_firm"
    fresh = Play(cast, gone.now)
    fresh.file()
    assert refused(gone, fresh) == "merge_unsigned"


def test_not_with_what_is_answered(two):
    gone, stays = two
    stays.do(V.ANSWER)
    assert refused(gone, stays) == "merge_closed"


@pytest.mark.parametrize("kept", [{"anonymity": Anonymity.WITHHELD}, {"is_confidential": True}])
def test_nothing_of_which_anything_is_kept_from_anybody(two, kept):
    gone, stays = two
    Demand.objects.filter(id=gone.demand.id).update(**kept)
    with pytest.raises((Refused, Demand.DoesNotExist)) as caught:
        merge(gone, stays)
    assert getattr(caught.value, "code", "merge_secret") == "merge_secret"


def test_a_clock_that_stands_runs_first_and_the_green_channel_stays(two):
    gone, stays = two
    stays.do(V.OPEN_GREEN, green=Green("重点项目。", 4, Unit.WORKING_HOUR))
    assert refused(stays, gone) == "merge_green"
    gone.do(V.SUSPEND)
    assert refused(gone, stays) == "merge_suspended"


def test_of_two_people_one_merges_and_the_other_reads_who_did(two, cast):
    gone, stays = two
    third = Play(cast, stays.now).through(V.REGISTER)
    merge(gone, stays)
    with pytest.raises(Refused) as caught:
        third.do(V.ABSORB, by=cast.manager_a, others=[gone.demand.ref])
    assert caught.value.code == "merge_meanwhile"
    assert caught.value.parameters["who"] == cast.receptionist_a.name
    with pytest.raises(Refused, match="stale"):
        stays.do(V.MERGE, by=cast.manager_a, into=third.demand.ref, revision=stays.demand.revision)


def test_the_same_form_sent_twice_merges_once(two):
    gone, stays = two
    revision = gone.demand.revision
    merge(gone, stays, revision=revision)
    with pytest.raises((Refused, NotNow)):
        merge(gone, stays, revision=revision)
    assert Merger.objects.count() == 1


def test_undone_it_owes_what_it_owed_by_the_very_moments_and_the_other_keeps_its_word(two):
    gone, stays = two
    before = {step: owed(gone, step).due_at for step in (Step.STAGED_REPLY, Step.FINISH)}
    merge(gone, stays)
    gone.do(V.UNMERGE)
    assert gone.demand.state is D.REGISTERED
    assert {step: owed(gone, step).due_at for step in before} == before
    assert owed(stays, Step.FINISH).due_at == before[Step.FINISH]
    assert timeline(stays.demand.ref)[-1].verb == V.LET_GO


def test_the_window_undoes_it_from_the_one_that_stays_too(two):
    gone, stays = two
    merge(gone, stays)
    stays.do(V.LET_GO)
    gone.demand.refresh_from_db()
    assert gone.demand.state is D.REGISTERED
    with pytest.raises(Refused, match="not_merged_here"):
        stays.do(V.LET_GO, merged=gone.demand.ref)


def test_where_the_enterprise_says_they_are_two_they_are_not_merged_again(two, cast):
    gone, stays = two
    merge(gone, stays)
    gone.do(V.UNMERGE, by=cast.owner_x)
    assert refused(gone, stays) == "merge_refused"
    assert refused(stays, gone) == "merge_refused"


def test_it_is_undone_within_ten_working_days_and_before_the_answer(two):
    gone, stays = two
    merge(gone, stays)
    stays.do(V.ANSWER)
    with pytest.raises(Refused, match="unmerge_over"):
        gone.do(V.UNMERGE)
    gone.later(days=20)
    with pytest.raises(Refused, match="unmerge_late"):
        gone.do(V.UNMERGE)


def test_who_is_not_of_the_window_merges_nothing(two, cast):
    gone, stays = two
    for person in (cast.owner_x, cast.hub_operator):
        with pytest.raises(PermissionDenied):
            merge(gone, stays, by=person)
    with pytest.raises(Demand.DoesNotExist):
        merge(gone, stays, by=cast.receptionist_b)


def test_what_was_merged_counts_as_no_ending_and_as_no_earlier_matter(two, cast):
    gone, stays = two
    merge(gone, stays)
    assert not gone.demand.endings.exists()
    assert visible_to(gone.actor(cast.receptionist_a)).closed().count() == 1
    with pytest.raises(Refused, match="not_earlier"):
        services.close_repeated(
            stays.demand.ref, [gone.demand.ref], "重复", actor=gone.actor(cast.hub_operator), at=gone.now
        )
    with pytest.raises(NotNow):
        gone.do(V.REOPEN)


def test_any_moment_of_both_can_be_rebuilt_and_the_journal_agrees_with_what_is_stored(two):
    gone, stays = two
    merge(gone, stays)
    then = moment_of(stays.demand.ref, stays.now + timedelta(days=1))
    assert then is not None
    assert owed(stays, Step.FINISH).due_at in {one.due_at for one in then.owed or ()}
    refs = (gone.demand.ref, stays.demand.ref)
    assert not list(examined({ref: timeline(ref) for ref in refs}))
    assert [broken_at(ref) for ref in refs] == [None, None]


def test_what_is_sealed_after_it_was_merged_is_read_through_the_other_by_nobody_who_may_not(cast, two):
    stays, gone = two
    Demand.objects.filter(id=gone.demand.id).update(title="不想让别人知道的标题", text="不想让别人知道的内容。")
    merge(gone, stays)
    services.seal_demand(
        gone.demand.ref, "担心合作方知道。", actor=gone.actor(cast.owner_x), at=gone.now + timedelta(hours=1)
    )
    address = f"/demands/{stays.demand.ref}/"
    read = {who: cast.client(who).get(address).content.decode() for who in (cast.manager_a, cast.owner_x)}
    assert "不想让别人知道" not in read[cast.manager_a]
    assert "不想让别人知道" in read[cast.owner_x]


def test_a_stale_form_lists_nothing_to_who_may_not_do_it(cast):
    play = Play(cast).through(V.REGISTER)
    play.twin()
    play.do(V.DISPATCH)
    client = cast.client(cast.institution_clerk)
    for verb in ("merge", "absorb", "dispatch", "hand-on", "consult", "close-repeated", "name-insider", "arbitrate"):
        page = client.post(f"/demands/{play.demand.ref}/{verb}/", {"revision": "1"})
        assert page.status_code == 404
