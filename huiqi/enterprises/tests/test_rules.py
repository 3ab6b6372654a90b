"""What a window must see."""

from datetime import date

import pytest

from huiqi.enterprises.rules import Evidence, Lack, first_day_without, lacking

ON = date(2026, 11, 26)
FROM, TO = date(2026, 1, 1), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("evidence", "representative", "lack"),
    [
        (Evidence(licence=False), True, Lack.LICENCE),
        (Evidence(licence=True), True, None),
        (Evidence(licence=True), False, Lack.LETTER),
        (Evidence(True, True, FROM, TO), False, None),
        (Evidence(True, True, FROM, ON), False, None),
        (Evidence(True, True, ON, ON), False, None),
        (Evidence(True, True, FROM, date(2026, 11, 25)), False, Lack.EXPIRED),
        (Evidence(True, True, date(2026, 11, 27), TO), False, Lack.EARLY),
        (Evidence(True, True, TO, FROM), False, Lack.PERIOD),
        (Evidence(True, True, None, TO), False, Lack.PERIOD),
        (Evidence(True, True, FROM, None), False, Lack.PERIOD),
    ],
)
def test_what_is_lacking_first(evidence, representative, lack):
    assert lacking(evidence, is_representative=representative, on=ON) is lack


def test_a_right_holds_through_its_last_day():
    assert first_day_without(TO) == date(2027, 1, 1)
    assert first_day_without(None) is None
