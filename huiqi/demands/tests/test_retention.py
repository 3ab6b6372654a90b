"""What the rules keep no longer goes by itself; what is exempt stays; the chain says what went."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from huiqi.demands import services
from huiqi.demands.models import ErasedByRule, Intake, RetentionRule
from huiqi.demands.selectors import RECEIPT, case_of, possible
from huiqi.demands.services import BLANK
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.wording.sheets import SHEETS
from huiqi.demands.words import Verb
from huiqi.files.selectors import location
from huiqi.files.services import delete_contents, store_file
from huiqi.journal.models import Passage
from huiqi.journal.selectors import timeline
from huiqi.journal.services import verify_journal
from huiqi.kernel.keeping import kept_since
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused
from huiqi.papers.selectors import latest
from tests.cast import NOON

pytestmark = pytest.mark.django_db

V = Verb
REPORT = b"%PDF-1.7 report"


def rule(code, years=None):
    """A rule that is followed."""
    RetentionRule.objects.filter(code=code).update(is_on=True, **({"years": years} if years else {}))
    return RetentionRule.objects.get(code=code)


@pytest.fixture
def closed(cast):
    """A demand taken in, answered with a file, rated, archived."""
    play = Play(cast)
    play.demand = take_in(cast, cast.receptionist_a, cast.enterprise_x)
    play.now = NOON
    kept = store_file("报告.pdf", BytesIO(REPORT), len(REPORT), actor=cast.actor(cast.receptionist_a), at=NOON)
    play.do(V.ANSWER, files=[kept])
    play.do(V.RATE)
    play.do(V.ARCHIVE)
    services.make_archive(play.demand.id, at=play.now)
    play.kept = kept
    return play


def after(years):
    """So long after the closing, and a day."""
    return NOON + timedelta(days=366 * years + 2)


def texts(demand):
    """Every text the journal still has of a demand."""
    return {name: text for one in timeline(demand.ref) for name, text in one.texts.items()}


def test_nothing_goes_until_somebody_decides(closed):
    assert services.erase_due(at=after(50)) == 0


def test_nothing_goes_a_day_too_early(closed):
    rule("words_of_closed")
    closed.demand.refresh_from_db()
    assert services.erase_due(at=closed.demand.closed_at.replace(year=closed.demand.closed_at.year + 10)) == 0
    assert services.erase_due(at=after(10)) == 1


def test_contacts_go_and_words_stay(closed):
    rule("contacts_of_closed")
    assert services.erase_due(at=after(3)) == 1
    intake = Intake.objects.get(demand=closed.demand)
    assert (intake.spoken_by, intake.phone) == (BLANK, "")
    assert "spoken_by" not in texts(closed.demand)
    assert texts(closed.demand)["answer"] == closed.demand.answer


def test_all_words_go_and_what_is_counted_stays(closed):
    rule("words_of_closed")
    assert services.erase_due(at=after(10)) == 1
    demand = closed.demand
    demand.refresh_from_db()
    assert (demand.title, demand.text, demand.answer) == (BLANK, BLANK, BLANK)
    assert (demand.number, str(demand.state), demand.ratings.get().level) == (demand.number, "archived", "satisfied")
    assert texts(demand) == {}
    assert not Passage.objects.filter(entry__subject_ref=demand.ref).exists()


def test_files_go_from_the_disk_and_their_hash_stays(closed):
    rule("words_of_closed")
    services.erase_due(at=after(10))
    closed.kept.refresh_from_db()
    delete_contents([closed.kept.path])
    assert not location(closed.kept).exists()
    assert (closed.kept.name, len(closed.kept.sha256)) == (BLANK, 64)
    client, ref = closed.cast.client(closed.cast.receptionist_a), closed.demand.ref
    assert client.get(reverse("demands:attached_file", args=[ref, closed.kept.ref])).status_code == 404
    assert client.get(reverse("demands:archive_file", args=[ref])).status_code == 404
    assert b"".join(client.get(reverse("demands:archive_zip", args=[ref])).streaming_content).startswith(b"PK")
    page = client.get(reverse("demands:demand", args=[ref])).content.decode()
    assert "全过程存档（PDF）已按规定删除" in page
    assert reverse("demands:archive_file", args=[ref]) not in page


def test_what_is_erased_is_not_opened_again(closed):
    rule("words_of_closed")
    services.erase_due(at=after(10))
    closed.now = after(10)
    with pytest.raises(Refused, match="erased"):
        closed.do(V.REOPEN)


def test_of_what_is_erased_no_paper_is_written_and_no_reopening_offered(closed, cast):
    case = case_of(closed.demand)
    assert Verb.REOPEN in possible(cast.actor(cast.owner_x), case, after(9))
    assert [sheet.kind.code for sheet in SHEETS if sheet.draft(case)]
    rule("words_of_closed")
    services.erase_due(at=after(10))
    closed.demand.refresh_from_db()
    case = case_of(closed.demand)
    assert Verb.REOPEN not in possible(cast.actor(cast.owner_x), case, after(10))
    assert not [sheet.kind.code for sheet in SHEETS if sheet.draft(case)]


def test_who_came_goes_from_the_papers_first_and_then_all_they_say(closed, cast):
    services.issue_receipt(closed.demand.ref, submission=uuid7(), actor=cast.actor(cast.receptionist_a), at=closed.now)
    rule("contacts_of_closed")
    services.erase_due(at=after(3))
    said = latest(closed.demand.ref, RECEIPT.code).said
    assert dict(said.fields)["来人"] == BLANK
    assert dict(said.fields)["诉求编号"] == closed.demand.number
    rule("words_of_closed")
    services.erase_due(at=after(10))
    assert latest(closed.demand.ref, RECEIPT.code).said.sections[0].paragraphs == (BLANK,)


def test_the_chain_stays_valid_and_says_what_went(closed):
    words = rule("words_of_closed")
    services.erase_due(at=after(10))
    assert list(verify_journal(at=after(10), whole=True).findings.all()) == []
    last = timeline(closed.demand.ref)[-1]
    assert (last.verb, last.data["rule"]) == ("erased", words.code)
    assert ErasedByRule.objects.get().texts == last.data["erased"] > 0


def test_what_was_erased_is_not_erased_again(closed):
    rule("words_of_closed")
    assert services.erase_due(at=after(10)) == 1
    assert services.erase_due(at=after(11)) == 0


def test_a_demand_on_hold_is_exempt_until_it_is_lifted(closed):
    rule("words_of_closed")
    told = {"actor": closed.actor(closed.cast.hub_operator), "at": closed.now}
    hold = services.hold_demand(closed.demand.number, "法院调取", **told)
    with pytest.raises(Refused, match="held_already"):
        services.hold_demand(closed.demand.number, "再来", **told)
    assert services.erase_due(at=after(10)) == 0
    services.lift_hold(hold.ref, **told)
    assert services.erase_due(at=after(10)) == 1


def test_an_open_demand_is_never_due(cast):
    rule("words_of_closed", years=1)
    Play(cast).through(V.REGISTER)
    assert services.erase_due(at=after(50)) == 0


def test_only_who_keeps_the_rules_changes_them(closed):
    kept = RetentionRule.objects.get(code="words_of_closed")
    told = {"is_on": True, "revision": 1, "at": NOON}
    with pytest.raises(PermissionDenied):
        services.change_rule(kept.ref, 5, actor=closed.actor(closed.cast.manager_a), **told)
    hub = closed.actor(closed.cast.hub_operator)
    assert services.change_rule(kept.ref, 5, actor=hub, **told).years == 5
    with pytest.raises(Refused, match="rule_changed"):
        services.change_rule(kept.ref, 6, actor=hub, **told)


def test_the_page_lists_what_is_due_and_was_done(closed):
    client, address = closed.cast.client(closed.cast.hub_operator), reverse("demands:retention")
    assert "没有启用" in client.get(address).content.decode()
    rule("words_of_closed")
    services.erase_due(at=after(10))
    assert closed.demand.number in client.get(address).content.decode()


def test_the_page_refuses_with_a_sentence_and_keeps_what_was_typed(closed):
    client, address = closed.cast.client(closed.cast.hub_operator), reverse("demands:retention")
    shown = client.post(address, {"number": "没有-2026", "reason": "法院调取"}).content.decode()
    assert "没有这个编号的诉求" in shown
    assert "法院调取" in shown
    assert client.post(address, {"number": closed.demand.number, "reason": "法院调取"}).status_code == 302
    assert "法院调取" in client.get(address).content.decode()


def test_a_rule_is_changed_on_its_page(closed):
    kept = RetentionRule.objects.get(code="words_of_closed")
    client, address = closed.cast.client(closed.cast.hub_operator), reverse("demands:change_rule", args=[kept.ref])
    assert "1 到 100" in client.post(address, {"years": "0", "revision": "1"}).content.decode()
    assert client.post(address, {"years": "15", "is_on": "on", "revision": "1"}).status_code == 302
    kept.refresh_from_db()
    assert (kept.years, kept.is_on) == (15, True)
    assert client.get(reverse("demands:change_rule", args=[uuid4()])).status_code == 404


def test_a_leap_day_counts_as_the_day_before():
    at = NOON.replace(year=2028, month=2, day=29)
    assert kept_since(at, 1).date().isoformat() == "2027-02-28"
