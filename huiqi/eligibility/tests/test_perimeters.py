"""Where a policy applies, its exceptions named; of a generic policy and its variants a firm is shown one."""

import pytest

from huiqi.eligibility.perimeters import applies_in, shown_in
from huiqi.eligibility.shapes import BadCondition
from huiqi.eligibility.tests.factories import version
from huiqi.eligibility.versions import read_version

ZHENGZHOU, JINSHUI, JIYUAN, SHANGHAI = "410100", "410105", "419001", "310000"


def policy(code, region, **said):
    """A policy of a place."""
    return read_version(version({"fact": "employees", "op": "<=", "value": 300}, code, region=region, **said))


@pytest.mark.parametrize(("region", "applies"), [("410000", True), (JINSHUI, True), (JIYUAN, False), (SHANGHAI, False)])
def test_a_policy_applies_in_its_own_perimeter_without_its_exceptions(region, applies):
    assert applies_in(policy("P01", "410000", exceptions=[JIYUAN]), region) is applies


def test_a_firm_is_shown_the_nearest_variant_and_not_what_it_varies():
    generic = policy("P01", "000000")
    province = policy("P02", "410000", variant_of="P01")
    city = policy("P03", ZHENGZHOU, variant_of="P01")
    all_of = [generic, province, city]
    assert shown_in(all_of, JINSHUI) == (city,)
    assert shown_in(all_of, JIYUAN) == (province,)
    assert shown_in(all_of, SHANGHAI) == (generic,)
    assert shown_in(all_of, "") == (generic,)


def test_where_a_variant_leaves_a_place_out_the_generic_policy_is_shown_there():
    generic = policy("P01", "000000")
    province = policy("P02", "410000", variant_of="P01", exceptions=[JIYUAN])
    assert shown_in([generic, province], JIYUAN) == (generic,)


@pytest.mark.parametrize("exceptions", [["310000"], ["410000"], ["999999"]])
def test_an_exception_lies_within_the_perimeter_and_is_not_all_of_it(exceptions):
    with pytest.raises(BadCondition):
        policy("P01", "410000", exceptions=exceptions)
