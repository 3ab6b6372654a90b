"""Nobody judges himself: what the hub owes goes to the authority above it, which has no seat in the network."""

from datetime import datetime

import pytest

from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Role
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.supervision.models import SupervisionCase
from huiqi.supervision.services import propose_steps
from huiqi.supervision.tests.climb import MONDAY, Climb
from huiqi.supervision.words import CaseState, CaseVerb
from tests.cast import ZONE, seat

V = CaseVerb
JUDGED = (V.ORDER, V.OBJECT, V.UPHOLD, V.REJECT)
LATER = datetime(2026, 11, 27, 9, tzinfo=ZONE)


@pytest.fixture
def own(cast) -> Climb:
    """A case of the hub's own office, where nobody is named."""
    Play(cast).file()
    miss_due_promises(at=MONDAY)
    SupervisionCase.objects.update(organisation=cast.hub.organisation, window=cast.hub)
    climb = object.__new__(Climb)
    climb.cast, climb.now, climb.case = cast, MONDAY, SupervisionCase.objects.get()
    return climb


@pytest.mark.parametrize("verb", JUDGED)
def test_the_hub_takes_no_step_in_a_case_of_its_own_and_reads_to_whom_it_goes(cast, own, verb):
    with pytest.raises(Refused, match="for_authority"):
        own.do(verb, by=cast.hub_operator)
    address = f"/supervision/{own.case.ref}/{verb}/"
    page = cast.client(cast.hub_operator).get(address, follow=True)
    assert page.redirect_chain[-1][0] == f"/supervision/{own.case.ref}/"
    assert page.content.decode().count("请把这条记录书面报主管部门") == 2  # said to who tried, and on the case
    assert f'href="{address}"' not in page.content.decode()


def test_others_of_the_hub_who_are_held_responsible_with_it_read_the_same(cast, own):
    desk = seat(78, "枢纽首问", cast.hub.organisation, Role.RECEPTIONIST)
    page = cast.client(desk).get(f"/supervision/{own.case.ref}/object/", follow=True)
    assert "请把这条记录书面报主管部门" in page.content.decode()
    assert cast.client(desk).get(f"/supervision/{own.case.ref}/settle/").status_code == 404


def test_when_its_limit_passes_the_record_says_once_that_the_authority_decides(cast, own):
    assert propose_steps(at=LATER) == 0
    assert propose_steps(at=LATER.replace(day=30)) == 0
    assert [one.verb for one in timeline(own.case.ref)] == ["refer"]
    assert [one.kind for one in Notice.objects.filter(person=cast.hub_operator, kind__startswith="supervision")] == [
        "supervision.referred"
    ]
    page = cast.client(cast.hub_operator).get(f"/supervision/{own.case.ref}/").content.decode()
    assert "应由主管部门决定：下达督办" in page
    assert "建议：" not in page


def test_what_the_hub_made_up_for_settles_even_after_it_was_noted(own):
    propose_steps(at=LATER)
    promise = own.case.record.promise
    type(promise).objects.filter(id=promise.id).update(kept_at=LATER)
    propose_steps(at=LATER.replace(day=30))
    own.case.refresh_from_db()
    assert own.case.state is CaseState.CLOSED


def test_no_window_supervises_the_hub_above_it(cast, own):
    SupervisionCase.objects.update(window=cast.window_a)
    client, address = cast.client(cast.manager_a), f"/supervision/{own.case.ref}/order/"
    page = client.get(f"/supervision/{own.case.ref}/").content.decode()
    assert address not in page
    assert client.get(address).status_code == client.post(address, {"revision": own.case.revision}).status_code == 404
    own.case.refresh_from_db()
    assert own.case.state is CaseState.RECORDED
    with pytest.raises(Refused, match="for_authority"):
        own.do(V.ORDER, by=cast.hub_operator)
