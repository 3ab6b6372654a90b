"""What the cells of a sheet say."""

from datetime import UTC, date, datetime

import pytest

from huiqi.standards import cells

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = date(2026, 3, 1)
SAID = {None: "", " 甲\x00 ": "甲", 3.0: "3", 2.5: "2.5", 0: "0", DAY: "2026-03-01", NOON: "2026-11-22"}


@pytest.mark.parametrize(("cell", "said"), SAID.items())
def test_a_cell_is_read_as_it_is_seen(cell, said):
    assert cells.plain(cell) == said


@pytest.mark.parametrize(
    "text", ["2026-3-1", "2026/03/01", "2026.3.1", "2026年3月1日", "２０２６年３月１日", "2026-03-01 00:00:00"]
)
def test_a_day_is_written_in_many_ways(text):
    assert cells.day(text) == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["2026-02-30", "三月一日", "2026-03", "26-3-1", "2026-03-01 08:00"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):
        cells.day(text)
