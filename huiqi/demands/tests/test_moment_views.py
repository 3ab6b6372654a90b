"""The page of a past moment, the page of findings, and the commands."""

import re

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils.timezone import localtime

from huiqi.demands.tests.play import Play
from huiqi.demands.wording.moment import verb_label
from huiqi.demands.wording.story import HAPPENED
from huiqi.demands.words import Verb
from huiqi.journal.models import Entry
from huiqi.journal.services import seal_journal, verify_journal
from huiqi.kernel.access import Role
from tests.cast import seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def played(cast):
    """A demand that an institution has taken; the auditor beside."""
    cast.auditor = seat(32, "审计人员", cast.hub.organisation, Role.AUDITOR)
    play = Play(cast).through(Verb.REGISTER)
    play.registered_at = play.now
    play.later(days=1).do(Verb.DISPATCH)
    play.do(Verb.TAKE)
    return play


def page(play, person, at=None):
    """What this person is shown of a moment."""
    asked = {"at": f"{localtime(at):%Y-%m-%dT%H:%M:%S.%f}"} if at else {}
    answer = play.cast.client(person).get(reverse("demands:moment", args=[play.demand.ref]), asked)
    return re.sub(r"\s+", " ", answer.content.decode()) if answer.status_code == 200 else answer.status_code


def test_the_manager_sees_who_had_it_then_and_what_was_owed(played):
    then = page(played, played.cast.manager_a, played.registered_at)
    assert "已受理" in then
    assert "受理窗口" in then
    assert played.cast.receptionist_a.name in then
    assert "当时还没到" in then
    assert "演示检测中心（已签收）" in page(played, played.cast.manager_a, played.now)


def test_the_auditor_sees_the_moment_and_nothing_of_the_enterprise(played):
    then = page(played, played.cast.auditor, played.now)
    assert played.demand.number in then
    assert played.demand.title not in then
    assert played.cast.enterprise_x.name not in then


def test_others_find_no_such_page(played):
    cast = played.cast
    for person in (cast.owner_x, cast.receptionist_a, cast.institution_clerk, cast.receptionist_b):
        assert page(played, person) == 404


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("2199-01-01T00:00", "这一刻还没有到"),
        ("昨天", "请填写日期和时间，例如"),
        ("", "请填写日期和时间"),
        ("1026-11-27T09:30", "2000 年以后"),
        ("2001-11-27T09:30", "那时还没有提交"),
    ],
)
def test_a_moment_that_is_none_is_answered_by_a_sentence(played, asked, sentence):
    client = played.cast.client(played.cast.manager_a)
    answer = client.get(reverse("demands:moment", args=[played.demand.ref]), {"at": asked})
    assert sentence in answer.content.decode()


def test_a_journal_that_does_not_replay_says_so(played):
    tamper(played.demand, "UPDATE journal_entry SET verb = 'rate' WHERE subject_ref = %s AND number = 2")
    assert "日志推不出这一刻" in page(played, played.cast.manager_a, played.now)


def test_the_page_of_findings_names_the_entry(played):
    client = played.cast.client(played.cast.auditor)
    assert "还没有核验过" in client.get(reverse("demands:journal")).content.decode()
    seal_journal(at=played.now)
    verify_journal(at=played.now)
    assert "没有发现问题" in client.get(reverse("demands:journal")).content.decode()
    tamper(played.demand, "UPDATE journal_entry SET verb = 'rate' WHERE subject_ref = %s AND number = 2")
    verify_journal(at=played.now, whole=True)
    shown = client.get(reverse("demands:journal")).content.decode()
    assert played.demand.number in shown
    assert "内容和当时的校验值不符" in shown
    assert "按日志推不出后面的状态" in shown


def test_a_state_that_the_journal_does_not_lead_to_is_found(played):
    played.demand.refresh_from_db()
    type(played.demand).objects.filter(id=played.demand.id).update(state="dispatched")
    made = verify_journal(at=played.now, whole=True)
    last = Entry.objects.filter(subject_ref=played.demand.ref).order_by("-number")[0]
    assert [(one.fault, one.number) for one in made.findings.all()] == [("stored", last.number)]


def test_the_command_tells_the_moment(played, capsys):
    call_command("demand_at", played.demand.number, played.registered_at.isoformat())
    told = capsys.readouterr().out
    assert "状态：已受理" in told
    assert "首问负责人：演示人员甲" in told
    with pytest.raises(CommandError, match="那时还没有提交"):
        call_command("demand_at", played.demand.number, "2020-01-01T00:00")
    with pytest.raises(CommandError, match="不是时间"):
        call_command("demand_at", played.demand.number, "gestern")
    with pytest.raises(CommandError, match="没有编号"):
        call_command("demand_at", "X", "2020-01-01T00:00")


def test_the_command_verifies_one_demand_by_its_number(played, capsys):
    call_command("verify_journal", "--subject", played.demand.number)
    assert "0 处不符" in capsys.readouterr().out


def tamper(demand, statement):
    """Somebody with all rights on the database changes an entry."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
        cursor.execute(statement, [demand.ref])
        cursor.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")


def test_who_answered_learns_at_no_moment_that_the_firm_was_asked_about_him(cast):
    play = Play(cast)
    play.file()
    for verb in (Verb.REGISTER, Verb.ANSWER):
        play.do(verb, by=cast.manager_a)
    play.later(days=6).do(Verb.VISIT, by=cast.hub_operator)
    assert "回访" not in page(play, cast.manager_a, play.now).partition("<main")[2]
    assert "已回访" in page(play, cast.hub_operator, play.now)


AS_TOLD = {"register_unnamed", "resume_by_itself", "rated_unseen", "take_in", "split_off", "note", "strike_note"}
"""Other ways the story tells a verb, and what lies in another chain."""


def test_every_entry_that_the_story_tells_is_named_in_words_here():
    known = [name for name in HAPPENED if name not in AS_TOLD and not name.startswith("part_")]
    assert [name for name in known if verb_label(name) == name] == []
