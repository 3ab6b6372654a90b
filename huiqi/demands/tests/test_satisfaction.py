"""Satisfaction counted: the formula, what is apart, what is checked, the rows behind every figure."""

import re
from datetime import timedelta
from decimal import Decimal
from html import unescape

import pytest
from openpyxl import load_workbook

from huiqi.demands.models import Demand, Rating
from huiqi.demands.rules.satisfaction import FEW, Suspicion, Tally, suspicions
from huiqi.demands.selectors import FIGURES, Period, rows_of, tallies
from huiqi.demands.services import Visit, draw_visits
from huiqi.demands.tests.play import Play
from huiqi.demands.wording.satisfaction import period_asked
from huiqi.demands.words import RatingLevel, Verb, VisitOutcome
from tests.cast import NOON, Cast

V, LEVEL = Verb, RatingLevel
ANSWERED = (V.REGISTER, V.ANSWER)
BY_OTHERS = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER)
NOVEMBER = Period(NOON.date().replace(day=1), NOON.date().replace(day=30))
SPAN = "since=2026-11-01&until=2026-11-30"


def rated(cast: Cast, *levels: RatingLevel) -> list[Play]:
    """Answered by the window, and rated so."""
    plays = []
    for level in levels:
        play = Play(cast).through(*ANSWERED)
        play.do(V.RATE, level=level)
        plays.append(play)
    return plays


def test_satisfaction_is_the_three_upper_levels_of_the_valid_ratings_and_the_score_is_weighted():
    told = Tally(
        rated=5, excluded=1, levels={LEVEL.VERY_SATISFIED: 2, LEVEL.FAIRLY_SATISFIED: 1, LEVEL.DISSATISFIED: 1}
    )
    assert told.satisfaction == Decimal("75.0")
    assert told.weighted == Decimal("75.0")
    assert Tally().satisfaction is None


PERFECT = {LEVEL.VERY_SATISFIED: 20}
CHECKED = [
    (Tally(rated=20, levels=PERFECT), None, [Suspicion.PERFECT]),
    (Tally(rated=19, levels={LEVEL.SATISFIED: 19}), None, []),
    (Tally(rated=21, levels={**PERFECT, LEVEL.DISSATISFIED: 1}), None, []),
    (Tally(rated=6, levels={LEVEL.SATISFIED: 6}, same_device=FEW), None, [Suspicion.SAME_DEVICE]),
    (Tally(rated=60, levels={LEVEL.DISSATISFIED: 60}, same_device=FEW), None, []),
    (Tally(rated=10, levels={LEVEL.DISSATISFIED: 10}, hasty=5), None, [Suspicion.HASTY]),
    (Tally(rated=11, levels={LEVEL.DISSATISFIED: 11}, hasty=5), None, []),
    (
        Tally(rated=10, levels={LEVEL.SATISFIED: 9, LEVEL.DISSATISFIED: 1}),
        Tally(rated=10, levels={LEVEL.SATISFIED: 7, LEVEL.DISSATISFIED: 3}),
        [Suspicion.JUMP],
    ),
    (
        Tally(rated=9, levels={LEVEL.SATISFIED: 9}),
        Tally(rated=10, levels={LEVEL.DISSATISFIED: 10}),
        [],
    ),
]


@pytest.mark.parametrize(("now", "before", "why"), CHECKED)
def test_what_is_too_good_is_checked_and_not_praised(now, before, why):
    assert suspicions(now, before) == why


def test_windows_and_handlers_are_counted_apart(cast):
    rated(cast, LEVEL.SATISFIED, LEVEL.VERY_DISSATISFIED)
    Play(cast).through(*BY_OTHERS)
    hub = cast.actor(cast.hub_operator)
    by_window = tallies(hub, NOVEMBER, "window")[cast.window_a.id, ""]
    assert (by_window.asked, by_window.rated, by_window.satisfaction) == (3, 2, Decimal("50.0"))
    handlers = tallies(hub, NOVEMBER, "handler")
    assert handlers[cast.institution.organisation_id, ""].asked == 1
    people = tallies(hub, NOVEMBER, "person")
    assert people[cast.window_a.organisation_id, str(cast.receptionist_a.ref)].rated == 2
    assert not tallies(hub, NOVEMBER.before, "window")


def test_who_was_not_reached_is_neither_satisfied_nor_dissatisfied(cast):
    plays = rated(cast, LEVEL.DISSATISFIED, LEVEL.DISSATISFIED, LEVEL.DISSATISFIED)
    plays[0].do(V.VISIT, visit=Visit(True, True, False, level=LEVEL.SATISFIED))
    plays[1].do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=VisitOutcome.REFUSED))
    for _ in range(3):
        plays[2].later(hours=13).do(V.ATTEMPT_VISIT)
    told = tallies(cast.actor(cast.hub_operator), NOVEMBER, "window")[cast.window_a.id, ""]
    assert (told.visits, told.reached, told.refused, told.unreachable, told.waiting) == (3, 1, 1, 1, 0)
    assert (told.by_phone, told.by_phone_good, told.satisfaction) == (1, 1, Decimal("0.0"))


def test_an_excluded_rating_counts_no_more_and_is_shown_apart(cast):
    play = Play(cast).through(*BY_OTHERS)
    play.do(V.RATE, level=LEVEL.DISSATISFIED)
    play.do(V.APPEAL)
    play.do(V.UPHOLD_APPEAL)
    told = tallies(cast.actor(cast.hub_operator), NOVEMBER, "window")[cast.window_a.id, ""]
    assert (told.rated, told.excluded, told.valid, told.appeals, told.upheld) == (1, 1, 0, 1, 1)
    client = cast.client(cast.manager_a)
    page = client.get(f"/demands/satisfaction/?{SPAN}").content.decode()
    assert "1 件申诉成立，不计" in page
    rows = unescape(re.search(r'href="([^"]*figure=excluded[^"]*)"', page)[1])
    assert play.demand.number in client.get(f"/demands/satisfaction/{rows}").content.decode()


def test_what_is_confidential_is_counted_and_said_to_be_left_out_of_the_rows(cast):
    plays = rated(cast, LEVEL.SATISFIED, LEVEL.SATISFIED)
    Demand.objects.filter(id=plays[0].demand.id).update(is_confidential=True)
    address = f"/demands/satisfaction/?by=window&of={cast.window_a.id}&{SPAN}&figure=rated"
    page = cast.client(cast.manager_a).get(address).content.decode()
    assert "另有 1 件是您不知悉的保密件" in page
    assert (plays[0].demand.number in page, plays[1].demand.number in page) == (False, True)


def test_ratings_of_one_device_are_seen_to_be(cast):
    rated(cast, *[LEVEL.DISSATISFIED] * FEW)
    Rating.objects.update(source="one device")
    told = tallies(cast.actor(cast.hub_operator), NOVEMBER, "window")[cast.window_a.id, ""]
    assert told.same_device == FEW
    page = cast.client(cast.hub_operator).get(f"/demands/satisfaction/?{SPAN}").content.decode()
    assert "来自同一台设备" in page


def test_every_figure_opens_as_many_rows_as_it_counts(cast):
    plays = rated(cast, LEVEL.SATISFIED, LEVEL.DISSATISFIED)
    plays[1].do(V.ATTEMPT_VISIT, visit=Visit(False, outcome=VisitOutcome.REFUSED))
    draw_visits(at=plays[1].now + timedelta(hours=1))
    hub, key = cast.actor(cast.hub_operator), (cast.window_a.id, "")
    told = tallies(hub, NOVEMBER, "window")[key]
    counts = {str(level): told.levels[level] for level in LEVEL} | {"asked": 2, "rated": 2, "bad": 1, "visits": 2}
    counts |= {name: getattr(told, name) for name in FIGURES if name not in counts}
    assert {name: rows_of(hub, NOVEMBER, "window", key, name)[0].count() for name in FIGURES} == counts


def test_the_rows_say_what_was_said_and_not_who_said_it(cast):
    play = Play(cast).through(*ANSWERED)
    play.do(V.RATE, level=LEVEL.SATISFIED, comment="说得清楚")
    address = f"/demands/satisfaction/?by=window&of={cast.window_a.id}&{SPAN}&figure=rated"
    page = cast.client(cast.manager_a).get(address).content.decode()
    assert "说得清楚" in page
    assert "企业甲负责人" not in page
    assert play.demand.number in page


def test_a_manager_counts_his_own_window_and_others_nothing(cast):
    rated(cast, LEVEL.SATISFIED)
    other = f"/demands/satisfaction/?by=window&of={cast.window_b.id}&{SPAN}&figure=rated"
    assert "没有可以看的" in cast.client(cast.manager_a).get(other).content.decode()
    for person, answer in ((cast.receptionist_a, 404), (cast.institution_clerk, 404), (cast.owner_x, 404)):
        assert cast.client(person).get("/demands/satisfaction/").status_code == answer


@pytest.mark.parametrize(
    "query",
    [
        "since=nonsense",
        "since=2026-12-01&until=2026-11-01",
        "by=nobody",
        "figure=rated&of=x",
        "since=0001-01-01&until=9999-12-31",
    ],
)
def test_an_address_that_makes_no_sense_breaks_nothing(cast, query):
    assert cast.client(cast.hub_operator).get(f"/demands/satisfaction/?{query}").status_code in (200, 404)


def test_the_spreadsheet_has_the_figures_of_the_page(cast, tmp_path):
    rated(cast, LEVEL.SATISFIED, LEVEL.DISSATISFIED)
    answer = cast.client(cast.hub_operator).get(f"/demands/satisfaction/export/?{SPAN}")
    file = tmp_path / "a.xlsx"
    file.write_bytes(b"".join(answer.streaming_content))
    cells = [cell for row in load_workbook(file).active.iter_rows(values_only=True) for cell in row]
    assert "50%" in cells
    assert "郑州窗口" in cells


def test_a_month_is_counted_unless_asked_and_a_year_at_most():
    today = NOON.date()
    assert period_asked({}, today) == Period(today - timedelta(days=29), today)
    long = period_asked({"since": "2020-01-01", "until": today.isoformat()}, today)
    assert long == Period(today - timedelta(days=365), today)
