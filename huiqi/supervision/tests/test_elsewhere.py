"""A notice stays readable to whom it was told; what it leads to and is his no more is said to be in other hands."""

import re

import pytest
from django.utils.timezone import now

from huiqi.accounts.models import Seat
from huiqi.demands.services.telling import tell_waiting
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel.access import Role
from huiqi.notices.models import Notice
from huiqi.notices.services import News, tell
from huiqi.supervision.tests.climb import Climb
from huiqi.supervision.words import CaseVerb
from huiqi.ui.wording import full_moment
from tests.cast import OPENED

V = Verb
GONE = "这件事现在不在您手里"


def opened(cast, person, kind):
    """The last notice of a kind that somebody got, as he opens it: what was unread is asked for again."""
    notice = Notice.objects.filter(person=person, kind=kind).latest("id")
    client, address = cast.client(person), f"/notices/{notice.ref}/"
    answer = client.get(address)
    return notice, client.get(address) if answer.headers.get("Location") == address else answer


@pytest.fixture
def recalled(cast):
    """A demand that an institution was told of, and that was taken back from it."""
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    tell_waiting()
    play.do(V.RECALL)
    return play


def test_what_went_elsewhere_is_said_to_be_in_other_hands_and_the_words_stay(cast, recalled):
    notice, answer = opened(cast, cast.institution_clerk, "demands.sent_to_us")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert GONE in page
    assert recalled.demand.number in page
    assert recalled.demand.title not in page
    assert cast.enterprise_x.name not in page
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert cast.client(cast.institution_clerk).get(notice.link).status_code == 404


def test_it_says_when_as_the_house_does_and_the_bell_above_it_does_not_count_it(cast, recalled):
    Notice.objects.filter(person=cast.institution_clerk).exclude(kind="demands.sent_to_us").delete()
    notice, answer = opened(cast, cast.institution_clerk, "demands.sent_to_us")
    page = answer.content.decode()
    assert full_moment(notice.at) in page
    assert not re.search(r">\d{4}-\d\d-\d\d", page)
    assert Notice.objects.filter(person=cast.institution_clerk).count() == 1
    assert "条未读" not in page


def test_the_list_keeps_its_words(cast, recalled):
    shown = cast.client(cast.institution_clerk).get("/notices/").content.decode()
    assert recalled.demand.number in shown


def test_while_it_is_in_hand_the_notice_leads_to_it(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    tell_waiting()
    _notice, answer = opened(cast, cast.institution_clerk, "demands.sent_to_us")
    assert answer["Location"] == f"/demands/{play.demand.ref}/"


def test_of_what_is_on_another_seat_it_says_on_which(cast):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    tell_waiting()
    here = Seat.objects.get(person=cast.institution_clerk)
    Seat.objects.create(
        person=cast.institution_clerk,
        organisation=cast.window_b.organisation,
        role=Role.RECEPTIONIST,
        since=OPENED,
    )
    client = cast.client(cast.institution_clerk)
    client.post(f"/seat/{Seat.objects.exclude(id=here.id).get(person=cast.institution_clerk).ref}/")
    notice = Notice.objects.filter(person=cast.institution_clerk, kind="demands.sent_to_us").latest("id")
    page = client.get(f"/notices/{notice.ref}/", follow=True).content.decode()
    assert "用您的另一个席位才能打开" in page
    assert here.organisation.name in page
    assert GONE not in page
    client.post(f"/seat/{here.ref}/")
    assert client.get(f"/notices/{notice.ref}/")["Location"] == f"/demands/{play.demand.ref}/"


def test_a_case_that_is_no_longer_seen_is_told_the_same(cast):
    climb = Climb(cast).through(CaseVerb.ORDER)
    _notice, answer = opened(cast, cast.institution_clerk, "supervision.order")
    assert answer["Location"] == f"/supervision/{climb.case.ref}/"
    type(climb.case).objects.update(organisation=cast.window_b.organisation)
    assert GONE in opened(cast, cast.institution_clerk, "supervision.order")[1].content.decode()


@pytest.mark.parametrize("link", ["/nothing/of/the/kind/", "/demands/0/"])
def test_an_address_that_is_none_any_more_is_no_dead_end(cast, link):
    person = cast.owner_x
    tell([News(kind="demands.registered", key="x", parameters={"number": "1"}, link=link, at=now(), people=[person])])
    answer = opened(cast, person, "demands.registered")[1]
    assert answer.status_code == 200
    assert GONE in answer.content.decode()
