"""The figures of the desk without reloading."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from huiqi.demands.selectors import desk_counts
from huiqi.demands.tests.play import Play
from huiqi.demands.words import Verb
from huiqi.journal.models import Entry


@pytest.fixture
def play(cast):
    """A demand filed a minute ago."""
    play = Play(cast, timezone.now() - timedelta(minutes=1))
    play.file()
    return play


def live(cast, who, since: str, **more: str) -> str:
    """The figures as the page asks for them."""
    answer = cast.client(who).get(reverse("demands:figures"), {"since": since, **more})
    assert answer.status_code == 200
    return str(answer.content.decode())


def minutes_ago(n: int) -> str:
    """So many minutes before now."""
    return (timezone.now() - timedelta(minutes=n)).isoformat()


def test_what_came_since_the_page_is_told_with_the_figures(cast, play):
    told = live(cast, cast.receptionist_a, minutes_ago(5))
    assert "1 件新到" in told
    assert "待签收" in told
    assert "件新到" not in live(cast, cast.receptionist_a, timezone.now().isoformat())
    assert "件新到" not in live(cast, cast.receptionist_b, minutes_ago(5))
    assert "1 件新到" in live(cast, cast.hub_operator, minutes_ago(5))


def test_to_an_institution_comes_what_is_handed_to_it(cast, play):
    assert "件新到" not in live(cast, cast.institution_clerk, minutes_ago(5))
    play.now = timezone.now() - timedelta(minutes=11)
    for verb in (Verb.REGISTER, Verb.DISPATCH):
        play.do(verb)
    assert "1 件新到" in live(cast, cast.institution_clerk, minutes_ago(5))


STRANGE = ["", "x", "\x00", "2026-13-45", "9" * 5000, "1999-01-01T00:00:00", "0001-01-01T00:00:00+14:00"]


@pytest.mark.parametrize("since", STRANGE)
def test_a_strange_moment_counts_nothing_older_than_a_day(cast, play, since):
    live(cast, cast.receptionist_a, since)


def test_the_refresh_keeps_the_filter_and_asking_leaves_no_trace(cast, play):
    before = Entry.objects.count()
    told = live(cast, cast.receptionist_a, minutes_ago(5), tab="to_register", mine="1")
    assert 'href="/demands/desk/?tab=to_register&amp;mine=1"' in told
    assert "since=" in told
    assert Entry.objects.count() == before


def test_the_page_asks_by_itself_from_when_it_was_made(cast, play):
    page = cast.client(cast.receptionist_a).get(reverse("demands:desk")).content.decode()
    assert 'hx-get="/demands/desk/figures/?' in page
    assert "demands/desk.js" in page


def test_an_enterprise_has_no_figures(cast, play):
    assert cast.client(cast.owner_x).get(reverse("demands:figures")).status_code == 404


def test_what_is_new_costs_no_query_more(cast, play, django_assert_num_queries):
    actor = play.actor(cast.receptionist_a)
    desk_counts(actor, play.now)
    with django_assert_num_queries(1):
        assert desk_counts(actor, play.now, since=play.now - timedelta(hours=1))["arrived"] == 1
