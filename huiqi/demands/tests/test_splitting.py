"""Splitting a demand that holds several matters: numbers, promises, files, and what the enterprise is told."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from huiqi.demands.models import Attachment, Demand, Promise, Split
from huiqi.demands.selectors.moment import examined, moment_of
from huiqi.demands.services import Piece
from huiqi.demands.services.telling import tell_waiting
from huiqi.demands.tests.play import PIECE, Play
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.words import DemandState, Step, Verb
from huiqi.files.selectors import location
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.standards.service_kinds import ServiceKind

pytestmark = pytest.mark.django_db
V = Verb


def split(cast, *verbs: Verb, pieces: tuple[Piece, ...] = (PIECE,), days: float = 0) -> tuple[Play, list[Demand]]:
    """A demand that was split, and what was taken out."""
    play = Play(cast).through(V.REGISTER, *verbs).later(days=days)
    play.do(V.SPLIT, pieces=list(pieces))
    return play, list(Demand.objects.filter(split_from__original=play.demand).order_by("id"))


def owed(demand: Demand) -> dict[Step, Promise]:
    """What a demand owes, by step."""
    return {one.step: one for one in demand.promises.filter(kept_at=None, released_at=None)}


def test_each_matter_has_a_number_and_story_of_its_own_and_both_name_the_other(cast):
    play, (piece,) = split(cast)
    assert (piece.state, piece.title, piece.kind) == (DemandState.REGISTERED, PIECE.title, PIECE.kind)
    assert piece.number != play.demand.number
    assert piece.first_contact == play.demand.first_contact
    assert timeline(piece.ref)[0].data["split_from"] == play.demand.number
    assert timeline(play.demand.ref)[-1].data["pieces"] == [piece.number]


def test_the_enterprise_loses_no_day(cast):
    play, (piece,) = split(cast, days=2)
    assert piece.filed_at == play.demand.filed_at
    before, now = owed(play.demand), owed(piece)
    assert set(now) == {Step.STAGED_REPLY, Step.FINISH}
    assert all(now[step].due_at <= before[step].due_at for step in now)
    assert all(one.started_at == play.demand.filed_at for one in now.values())
    assert piece.next_due_at == min(one.due_at for one in now.values())


def test_what_is_late_there_is_answered_for_there_and_a_late_answer_is_not_divided(cast):
    play = Play(cast).through(V.REGISTER)
    staged, finish = play.promise(Step.STAGED_REPLY), play.promise(Step.FINISH)
    play.now = staged.due_at + timedelta(hours=1)
    play.do(V.SPLIT)
    piece = Demand.objects.get(split_from__original=play.demand)
    assert set(owed(piece)) == {Step.FINISH}
    play.now = finish.due_at + timedelta(hours=1)
    with pytest.raises(Refused, match="split_late"):
        play.do(V.SPLIT)


def test_what_was_granted_later_is_owed_by_then_in_each(cast):
    play, (piece,) = split(cast, V.ASK_EXTENSION, V.GRANT_EXTENSION)
    assert owed(piece)[Step.FINISH].due_at <= owed(play.demand)[Step.EXTENDED_FINISH].due_at


def test_chosen_files_go_along_as_copies_and_no_others(cast):
    play = Play(cast).through(V.REGISTER)
    file = play.scan()
    play.do(V.ADD, text="附图", files=[file])
    other = play.scan()
    play.do(V.ADD, text="再附一份", files=[other])
    play.do(V.SPLIT, pieces=[Piece(ServiceKind.CONSULTATION, "退税", "怎样申报。", (file.ref,))])
    copy = Attachment.objects.get(demand__split_from__original=play.demand).file
    assert (copy.sha256, copy.name) == (file.sha256, file.name)
    assert location(copy) != location(file)
    foreign = Play(cast, play.now).through(V.REGISTER).scan()
    with pytest.raises(Refused, match="no_such_file"):
        play.do(V.SPLIT, pieces=[Piece(ServiceKind.CONSULTATION, "退税", "怎样申报。", (foreign.ref,))])


def test_the_same_query_code_opens_each(cast):
    play, (piece,) = split(cast)
    said = {"number": piece.number, "code": play.demand.query_code}
    page = Client().post("/demands/follow/", said, follow=True).content.decode()
    assert f"从 {play.demand.number} 拆出这件诉求" in page


def test_the_enterprise_is_told_the_new_numbers_and_the_handler_that_he_has_less(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    tell_waiting()
    play.do(V.SPLIT, pieces=[PIECE, PIECE])
    tell_waiting()
    numbers = list(Demand.objects.filter(split_from__isnull=False).order_by("id").values_list("number", flat=True))
    told = Notice.objects.get(person=cast.owner_x, kind="demands.split_up")
    assert told.parameters["others"] == "、".join(numbers)
    assert Notice.objects.filter(person=cast.institution_clerk, kind="demands.split_for_us").count() == 1


def test_what_the_handler_has_stays_with_him_and_the_new_one_is_the_windows(cast):
    play, (piece,) = split(cast, V.DISPATCH)
    assert play.demand.state is DemandState.DISPATCHED
    assert not piece.handlings.exists()


def test_who_spoke_at_the_counter_speaks_for_each(cast):
    play = Play(cast)
    play.demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    play.do(V.SPLIT)
    piece = Demand.objects.get(split_from__original=play.demand)
    assert (piece.intake.spoken_by, piece.intake.phone) == (play.demand.intake.spoken_by, play.demand.intake.phone)


@pytest.mark.parametrize(
    ("pieces", "code"),
    [
        ([], "no_piece"),
        ([PIECE] * 4, "too_many_pieces"),
        ([Piece(PIECE.kind, "", "只有情况")], "required"),
        ([Piece(PIECE.kind, "长" * 121, "情况")], "too_long"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_changed(cast, pieces, code):
    play = Play(cast).through(V.REGISTER)
    with pytest.raises(Refused, match=code):
        play.do(V.SPLIT, pieces=pieces)
    assert Demand.objects.count() == 1
    assert not Split.objects.exists()


def test_what_is_confidential_or_stands_is_not_split(cast):
    play = Play(cast).through(V.REGISTER, V.SUSPEND)
    with pytest.raises(Refused, match="split_suspended"):
        play.do(V.SPLIT)
    play.do(V.RESUME)
    play.do(V.SEAL)
    with pytest.raises(Refused, match="split_secret"):
        play.do(V.SPLIT)


def test_the_same_form_sent_twice_splits_once_and_only_the_window_splits(cast):
    play = Play(cast).through(V.REGISTER)
    revision = play.demand.revision
    play.do(V.SPLIT, revision=revision)
    with pytest.raises(Refused, match="stale"):
        play.do(V.SPLIT, revision=revision)
    assert Demand.objects.count() == 2
    with pytest.raises(PermissionDenied):
        play.do(V.SPLIT, by=cast.owner_x)


def test_before_the_splitting_there_was_nothing_of_it_and_the_journals_agree(cast):
    play, (piece,) = split(cast, days=2)
    assert moment_of(piece.ref, play.now - timedelta(days=1)) is None
    refs = (piece.ref, play.demand.ref)
    assert not list(examined({ref: timeline(ref) for ref in refs}))


def test_the_form_keeps_what_was_typed_and_makes_what_it_says(cast):
    play = Play(cast).through(V.REGISTER)
    address, client = f"/demands/{play.demand.ref}/split/", cast.client(cast.receptionist_a)
    half = {"revision": play.demand.revision, "kind_1": "consultation", "title_1": "退税怎样申报", "reason": "两件事"}
    page = client.post(address, half).content.decode()
    assert "请写下情况，或附上材料。" in page
    assert "退税怎样申报" in page
    page = client.post(address, {**half, "text_1": "请告诉我们怎样申报。"}, follow=True).content.decode()
    assert Demand.objects.get(split_from__original=play.demand).number in page
