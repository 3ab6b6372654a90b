"""The letter of explanation: what was promised, why not, until when now; by itself where nobody says why."""

from datetime import date, datetime

import pytest

from huiqi.demands.services import miss_due_promises
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice
from huiqi.papers.models import Paper
from huiqi.supervision.models import Explanation
from huiqi.supervision.services import explain, issue_explanations
from tests.cast import ZONE

LATE = datetime(2026, 12, 11, 17, 31, tzinfo=ZONE)
DUE = datetime(2026, 12, 14, 15, 30, tzinfo=ZONE)


@pytest.fixture
def late(cast):
    """A demand that was registered, dispatched and not finished."""
    play = Play(cast).through(Verb.REGISTER, Verb.DISPATCH, Verb.TAKE)
    miss_due_promises(at=LATE)
    return play


def told(person, kind: str) -> int:
    """How often a person was told this."""
    return Notice.objects.filter(person=person, kind=kind).count()


def test_who_holds_it_is_asked_at_once(cast, late):
    asked = Explanation.objects.get()
    assert (asked.organisation_id, asked.issue_at) == (cast.institution.organisation_id, DUE)
    assert told(cast.institution_clerk, "supervision.explain") == 1
    assert told(cast.owner_x, "supervision.explain") == 0


def test_his_words_go_to_the_enterprise_as_a_numbered_paper(cast, late):
    actor = cast.actor(cast.institution_clerk)
    explain(Explanation.objects.get().ref, "实验室设备在检修。", date(2026, 12, 20), actor=actor, at=LATE)
    paper = Paper.objects.get(kind="demand_unfinished")
    said = str(paper.content)
    assert "实验室设备在检修。" in said
    assert "2026年12月20日" in said
    assert "向您道歉" in said
    assert told(cast.owner_x, "supervision.explained") == 1
    assert issue_explanations(at=DUE) == 0


def test_where_nobody_says_why_the_letter_says_what_the_system_knows(cast, late):
    assert [issue_explanations(at=LATE), issue_explanations(at=DUE), issue_explanations(at=DUE)] == [0, 1, 0]
    paper = Paper.objects.get(kind="demand_unfinished")
    assert "还没有写明原因" in str(paper.content)
    assert paper.subject_ref == late.demand.ref
    page = cast.client(cast.owner_x).get(f"/demands/{late.demand.ref}/").content.decode()
    assert paper.number in page


def test_what_was_answered_meanwhile_needs_no_letter(cast, late):
    late.now = LATE
    late.do(Verb.ANSWER)
    assert issue_explanations(at=DUE) == 0
    assert Explanation.objects.get().dropped_at == DUE


def test_a_letter_that_left_is_not_written_again(cast, late):
    issue_explanations(at=DUE)
    actor = cast.actor(cast.receptionist_a)
    with pytest.raises(Refused, match="explained_already"):
        explain(Explanation.objects.get().ref, "补写。", date(2026, 12, 20), actor=actor, at=DUE)


def test_the_new_day_lies_ahead(cast, late):
    actor = cast.actor(cast.institution_clerk)
    with pytest.raises(Refused, match="day_past"):
        explain(Explanation.objects.get().ref, "检修。", date(2026, 12, 11), actor=actor, at=LATE)


def test_a_missed_first_contact_needs_no_letter(cast):
    Play(cast).file()
    miss_due_promises(at=datetime(2026, 11, 24, 9, tzinfo=ZONE))
    assert not Explanation.objects.exists()


def test_the_page_asks_shows_what_was_refused_and_then_the_letter(cast, late):
    client, path = cast.client(cast.institution_clerk), f"/supervision/explain/{Explanation.objects.get().ref}/"
    assert "没有办结的原因" in client.get(path).content.decode()
    wrong = client.post(path, {"revision": 0, "why": "设备检修。", "new_day": "2020-01-01"}).content.decode()
    assert "设备检修。" in wrong
    assert "新的日期要在今天以后" in wrong
    assert client.post(path, {"revision": 0, "why": "设备检修。", "new_day": "2030-01-01"}).status_code == 302
    assert "看说明函" in client.get(path).content.decode()
    assert cast.client(cast.owner_x).get(path).status_code == 404
