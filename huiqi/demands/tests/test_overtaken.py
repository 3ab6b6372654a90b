"""Two people set to the same demand: one gets it, the other is told who, and when, where he acted."""

import pytest
from django.urls import reverse

from huiqi.accounts.models import Person
from huiqi.demands.tests.play import Play
from huiqi.demands.words import DemandState, Verb
from huiqi.kernel.access import Role
from tests.cast import seat

V = Verb


def post(play: Play, person: Person, verb: str, revision: int, **said: str) -> str:
    """What somebody is shown who acts on a page as it was."""
    address = reverse("demands:act", args=[play.demand.ref, verb])
    return play.cast.client(person).post(address, {"revision": str(revision), **said}, follow=True).content.decode()


def test_of_two_receptionists_one_registers_and_the_other_is_told_who(cast):
    play = Play(cast)
    play.file()
    shown = play.demand.revision
    play.do(V.REGISTER, by=cast.manager_a)
    page = post(play, cast.receptionist_a, "register", shown)
    assert f"{cast.manager_a.name}已在" in page
    assert "“签收受理”，您不用再办。" in page
    play.demand.refresh_from_db()
    assert play.demand.first_contact == str(cast.manager_a.ref)


def test_of_two_handlers_one_takes_it_and_the_other_is_told_who(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    second = seat(41, "乙承办", cast.institution.organisation, Role.INSTITUTION_CLERK)
    shown = play.demand.revision
    play.do(V.TAKE)
    page = post(play, second, "take", shown)
    assert f"{cast.institution_clerk.name}已在" in page
    assert play.demand.handlings.get().taken_by == str(cast.institution_clerk.ref)


def test_who_comes_late_with_something_else_is_told_the_last_step(cast):
    play = Play(cast).through(V.REGISTER)
    shown = play.demand.revision
    play.do(V.REPLY, by=cast.manager_a)
    page = post(play, cast.receptionist_a, "answer", shown, answer="已经办好。")
    assert f"{cast.manager_a.name}在" in page
    assert "“阶段答复”。" in page
    assert "已经办好。" in page
    play.demand.refresh_from_db()
    assert play.demand.state is DemandState.REGISTERED


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30])
def test_a_page_of_no_revision_changes_nothing(cast, revision):
    play = Play(cast)
    play.file()
    address = reverse("demands:act", args=[play.demand.ref, "register"])
    assert cast.client(cast.receptionist_a).post(address, {"revision": revision}).status_code == 200
    play.demand.refresh_from_db()
    assert play.demand.state is DemandState.FILED
