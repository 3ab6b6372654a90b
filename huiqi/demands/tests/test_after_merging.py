"""What becomes of what was merged when the one that stays ends or is sealed; what is offered and told of it after."""

from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from huiqi.demands.models import Demand, Merger
from huiqi.demands.selectors import case_of, numbers_into, possible
from huiqi.demands.selectors.moment import examined
from huiqi.demands.services.telling import tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_merging import merge, owed, pair
from huiqi.demands.words import DemandState, Step, Verb
from huiqi.journal.selectors import broken_at, timeline
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db
V, D = Verb, DemandState


@pytest.fixture
def two(cast) -> tuple[Play, Play]:
    """The pair that is merged."""
    return pair(cast)


def deed(play: Play, slug: str) -> str:
    """Where something is done with a demand."""
    return f"/demands/{play.demand.ref}/{slug}/"


def test_what_was_merged_comes_back_by_the_very_moments_when_the_other_is_withdrawn(two, cast):
    gone, stays = two
    before = {step: owed(gone, step).due_at for step in (Step.STAGED_REPLY, Step.FINISH)}
    merge(gone, stays)
    assert f"{gone.demand.number} 不跟着撤回" in cast.client(cast.owner_x).get(deed(stays, "withdraw")).content.decode()
    stays.later(days=20).do(V.WITHDRAW)  # longer after than anybody may undo it
    tell_waiting()
    gone.demand.refresh_from_db()
    assert (gone.demand.state, gone.demand.is_closed) == (D.REGISTERED, False)
    assert {step: owed(gone, step).due_at for step in before} == before
    page = cast.client(cast.owner_x).get(f"/demands/{gone.demand.ref}/").content.decode()
    assert f"{stays.demand.number} 由企业撤回，这件诉求回到窗口单独办理" in page
    told = Notice.objects.filter(kind="demands.unmerged", parameters__number=gone.demand.number)
    assert [one.person for one in told] == [cast.owner_x]
    assert not list(examined({ref: timeline(ref) for ref in (gone.demand.ref, stays.demand.ref)}))


@pytest.mark.parametrize("end", [V.END, V.REFUSE])
def test_after_an_end_without_an_answer_it_is_undone_for_ten_working_days_with_one_click(two, cast, end):
    gone, stays = two
    merge(gone, stays)
    stays.later(days=20)
    stays.do(end)
    gone.now = stays.now
    gone.demand.refresh_from_db()
    assert V.UNMERGE in possible(gone.actor(cast.owner_x), case_of(gone.demand), gone.now)
    gone.do(V.UNMERGE, by=cast.owner_x)
    stays.demand.refresh_from_db()
    assert (gone.demand.state, stays.demand.is_closed) == (D.REGISTERED, True)


def test_where_it_cannot_be_undone_nobody_is_told_that_it_can(two, cast):
    gone, stays = two
    merge(gone, stays)
    Merger.objects.update(merged_at=timezone.now())  # pages are read by the real clock
    read = cast.client(cast.owner_x).get
    assert "前撤销合并" in read(f"/demands/{gone.demand.ref}/").content.decode()
    stays.do(V.ANSWER)
    page = read(f"/demands/{gone.demand.ref}/").content.decode()
    assert "前撤销合并" not in page
    assert deed(gone, "unmerge") not in page


def test_the_window_reads_on_a_merged_demand_that_it_goes_on_elsewhere(two, cast):
    gone, stays = two
    merge(gone, stays)
    page = cast.client(cast.receptionist_a).get(f"/demands/{gone.demand.ref}/").content.decode()
    assert "现在没有要您做的。" in page


def test_sealing_the_one_that_stays_seals_what_went_into_it_for_the_same_people(two, cast):
    gone, stays = two
    Demand.objects.filter(id=gone.demand.id).update(text="不想让别人知道的内容。", found_by="不想让别人知道")
    merge(gone, stays)
    stays.later(hours=1).do(V.SEAL, by=cast.owner_x)
    gone.demand.refresh_from_db()
    assert (gone.demand.is_confidential, gone.demand.found_by) == (True, "")
    pages = {
        who.name: [cast.client(who).get(f"/demands/{one.demand.ref}/") for one in two]
        for who in (cast.manager_a, cast.receptionist_a)  # the second is the first contact, who knows of it
    }
    assert [one.status_code for one in pages[cast.manager_a.name]] == [404, 404]
    assert all("不想让别人知道的内容" in one.content.decode() for one in pages[cast.receptionist_a.name])
    assert [broken_at(one.demand.ref) for one in two] == [None, None]


def test_who_is_named_for_the_one_that_stays_reads_what_went_into_it(two, cast):
    gone, stays = two
    merge(gone, stays)
    stays.later(hours=1).do(V.SEAL, by=cast.owner_x)
    stays.do(V.NAME_INSIDER, by=cast.receptionist_a, person=str(cast.manager_a.ref))
    assert cast.client(cast.manager_a).get(f"/demands/{gone.demand.ref}/").status_code == 200
    assert gone.demand.number in cast.client(cast.manager_a).get(f"/demands/{stays.demand.ref}/").content.decode()


def test_what_the_enterprise_has_separated_is_not_offered_again(two, cast):
    gone, stays = two
    merge(gone, stays)
    gone.do(V.UNMERGE, by=cast.owner_x)
    for one, other in ((gone, stays), (stays, gone)):
        page = cast.client(cast.receptionist_a).get(deed(one, "merge")).content.decode()
        assert f'value="{other.demand.ref}"' not in page


def test_a_sheet_of_the_desk_says_in_which_it_goes_on_to_who_sees_that(two, cast):
    gone, stays = two
    merge(gone, stays)
    clerk = cast.actor(cast.receptionist_a)
    gone.demand.refresh_from_db()
    assert numbers_into(clerk, [gone.demand, stays.demand]) == {gone.demand.id: stays.demand.number}
    assert numbers_into(cast.actor(cast.receptionist_b), [gone.demand]) == {}
    sent = cast.client(cast.receptionist_a).get("/demands/desk/export/?tab=closed").streaming_content
    rows = load_workbook(BytesIO(b"".join(sent))).active.iter_rows(values_only=True)
    assert any(f"已并入另一件，{stays.demand.number}" in row for row in rows)


def chain(cast) -> tuple[Play, Play, Play]:
    """Three demands of one firm, the first merged into the second and that into the third."""
    first, second = pair(cast)
    third = Play(cast)
    third.now = second.now
    third.through(V.REGISTER)
    merge(first, second)
    second.demand.refresh_from_db()
    merge(second, third)
    return first, second, third


def test_the_days_to_undo_follow_the_chain_to_the_one_that_stays_at_last(cast):
    first, _second, third = chain(cast)
    third.later(days=20)
    third.do(V.END)
    first.now = third.now
    first.demand.refresh_from_db()
    assert V.UNMERGE in possible(first.actor(cast.owner_x), case_of(first.demand), first.now)
    first.do(V.UNMERGE, by=cast.owner_x)
    assert first.demand.state is D.REGISTERED
    assert not list(examined({ref: timeline(ref) for ref in (first.demand.ref, third.demand.ref)}))


def test_what_comes_back_in_the_middle_of_a_chain_keeps_what_went_into_it_and_gives_it_back_in_turn(cast):
    first, second, third = chain(cast)
    third.later(days=20).do(V.WITHDRAW)
    first.demand.refresh_from_db()
    second.demand.refresh_from_db()
    assert (first.demand.state, second.demand.state) == (D.MERGED, D.REGISTERED)
    second.now = third.now
    second.later(hours=1).do(V.WITHDRAW)
    first.demand.refresh_from_db()
    assert first.demand.state is D.REGISTERED
