"""What PostgreSQL keeps the count of is what there is: after every verb, folded or not, by several at once."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db.models import Sum
from django.utils.timezone import localdate

from huiqi.demands.models import NETWORK, AnswerTally, Demand, OpenTally, Rating
from huiqi.demands.selectors import Period, desk_counts, tallies
from huiqi.demands.selectors.satisfaction import counted
from huiqi.demands.services import draw_visits, fold_tallies, recount_tallies
from huiqi.demands.tests.play import Play
from huiqi.demands.words import RatingLevel, Urgency, Verb
from tests.cast import NOON, Cast

V = Verb
YEAR = Period(NOON.date() - timedelta(days=200), NOON.date() + timedelta(days=160))


def figures_of(demand: Demand) -> Iterator[tuple[str, object]]:
    """In which figures an open demand counts, said once more and not in SQL."""
    yield str(demand.state), None
    if demand.next_due_at:
        yield "due", localdate(demand.next_due_at)
    marks = {"green": demand.is_green, "urged": demand.urged_until, "escalated": demand.escalated_until}
    marks["urgent"] = demand.rank <= 1 and demand.urgency is Urgency.URGENT
    yield from ((name, None) for name, bears in marks.items() if bears)


def open_ones() -> Counter[tuple[int, str, object]]:
    """Every figure of what is open, counted one by one."""
    rows = Demand.objects.filter(closed_at=None, is_confidential=False)
    return Counter((scope, *figure) for one in rows for scope in (NETWORK, one.window_id) for figure in figures_of(one))


def tallied() -> Counter[tuple[int, str, object]]:
    """The same, as it is kept."""
    rows = OpenTally.objects.values("scope", "figure", "day").annotate(sum=Sum("n"))
    return Counter({(row["scope"], row["figure"], row["day"]): row["sum"] for row in rows if row["sum"]})


def check(cast: Cast) -> None:
    """Both tallies say what there is, to the hub and to a window."""
    assert tallied() == open_ones()
    for by in ("window", "handler", "person"):
        assert tallies(cast.actor(cast.hub_operator), YEAR, by) == counted(None, YEAR, by)
    own = tallies(cast.actor(cast.manager_a), YEAR, "window")
    assert own == counted(cast.window_a.id, YEAR, "window")


def lives(cast: Cast) -> Iterator[Play]:
    """Demands on very different ways."""
    yield Play(cast).through(V.REGISTER, V.SET_URGENCY, V.DISPATCH, V.TAKE, V.ANSWER)
    urged = Play(cast).through(V.REGISTER, V.OPEN_GREEN, V.REMIND).later(days=5)
    urged.do(V.ESCALATE)
    yield urged
    yield Play(cast).through(V.REGISTER, V.SEAL)
    yield Play(cast).through(V.WITHDRAW)
    bad = Play(cast).through(V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
    bad.do(V.RATE, level=RatingLevel.DISSATISFIED)
    yield bad
    for verb in (V.APPEAL, V.UPHOLD_APPEAL):
        bad.do(verb)
        yield bad


def test_after_every_verb_the_figures_are_those_of_the_rows(cast):
    for number, _play in enumerate(lives(cast)):
        check(cast)
        if number % 2:
            assert fold_tallies() > 0
            check(cast)
    draw_visits(at=NOON + timedelta(days=30))
    check(cast)
    assert sum(tallied().values()) > 10


def test_a_rating_that_goes_or_changes_takes_its_figures_along(cast):
    play = Play(cast).through(V.REGISTER, V.ANSWER)
    play.do(V.RATE, level=RatingLevel.SATISFIED)
    Rating.objects.update(level=RatingLevel.VERY_SATISFIED, rated_at=NOON)
    check(cast)
    Rating.objects.all().delete()
    check(cast)
    assert fold_tallies() > 0
    assert AnswerTally.objects.filter(by="window").count() == 1


def test_folded_there_is_one_row_of_each_figure_and_nothing_more_to_fold(cast):
    list(lives(cast))
    fold_tallies()
    assert OpenTally.objects.count() == len(open_ones())
    assert fold_tallies() == 0


def test_what_was_written_past_the_triggers_is_found_and_counted_anew(cast):
    Play(cast).through(V.REGISTER, V.ANSWER)
    OpenTally.objects.filter(figure="answered", scope=NETWORK).update(n=7)
    AnswerTally.objects.filter(by="window").delete()
    said = StringIO()
    call_command("recount_tallies", stdout=said)
    assert said.getvalue().split("\n")[:2] == ["demands_opentally: 1 wrong", "demands_answertally: 1 wrong"]
    check(cast)
    assert set(recount_tallies().values()) == {0}


def test_what_was_due_on_another_day_is_overdue_and_today_it_goes_by_the_hour(cast):
    play = Play(cast).through(V.REGISTER)
    due, actor = Demand.objects.get(id=play.demand.id).next_due_at, cast.actor(cast.hub_operator)
    found = [
        (counts["overdue"], counts["today"])
        for counts in (desk_counts(actor, due + timedelta(minutes=minutes)) for minutes in (-1, 0, 3 * 24 * 60))
    ]
    assert found == [(0, 1), (1, 0), (1, 0)]
    assert desk_counts(actor, due - timedelta(days=1))["today"] == 0


@pytest.mark.parametrize("who", ["manager_a", "hub_operator"])
def test_of_what_is_confidential_everybody_counts_only_what_he_knows(cast, who):
    play = Play(cast).through(V.REGISTER, V.SET_URGENCY, V.SEAL)
    known = play.demand.insiders.filter(removed_at=None, person=getattr(cast, who)).exists()
    counts = desk_counts(cast.actor(getattr(cast, who)), play.now)
    assert (counts["state_registered"], counts["urgent"]) == (int(known), int(known))
