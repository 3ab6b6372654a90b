"""Codes are trees: parent and level come from the table, never from the shape of the code."""

from collections import Counter

import pytest

from huiqi.standards import industries, regions
from huiqi.standards.trees import UnknownCode

TREES = pytest.mark.parametrize("tree", [regions.tree, industries.tree], ids=["regions", "industries"])


def codes(nodes):
    return [node.code for node in nodes]


def test_the_path_of_a_county_begins_with_its_province_and_ends_with_itself():
    assert codes(regions.find("410102").path) == ["410000", "410100", "410102"]
    assert [step.name for step in regions.find("410102").path] == ["河南省", "郑州市", "中原区"]


def test_jiyuan_lies_directly_under_its_province_and_is_a_county_level_city():
    jiyuan = regions.find("419001")
    assert (jiyuan.name, jiyuan.level, jiyuan.parent.code) == ("济源市", "county", "410000")
    assert regions.is_within("419001", "410000")


@pytest.mark.parametrize(
    ("code", "city"),
    [
        ("410181", "410100"),
        ("410225", "410200"),
        ("410482", "410400"),
        ("410526", "410500"),
        ("410783", "410700"),
        ("411381", "411300"),
        ("411481", "411400"),
        ("411525", "411500"),
        ("411628", "411600"),
        ("411729", "411700"),
    ],
)
def test_counties_directed_by_the_province_keep_the_city_they_are_published_under(code, city):
    assert regions.find(code).parent.code == city


def test_municipalities_have_no_city_level():
    assert {child.level for child in regions.find("110000").children} == {"county"}


@pytest.mark.parametrize("code", ["710000", "810000", "820000", "441900"])
def test_taiwan_hong_kong_macao_and_dongguan_have_nothing_below(code):
    assert regions.find(code).children == ()


def test_the_nation_holds_everything_and_is_no_step_of_a_path():
    assert all(region.is_within(regions.find(regions.NATION)) for region in regions.tree())
    assert codes(regions.find(regions.NATION).path) == ["000000"]
    assert len(regions.provinces()) == 34


def test_a_region_is_within_itself_but_a_province_is_not_within_its_city():
    assert regions.is_within("410100", "410100")
    assert not regions.is_within("410000", "410100")
    assert not regions.is_within("410102", "410200")


def test_henan_has_seventeen_cities_and_jiyuan():
    assert Counter(child.level for child in regions.find("410000").children) == {"city": 17, "county": 1}


@pytest.mark.parametrize("code", ["999999", "", "41", "410102000000", "河南省"])
def test_a_code_the_table_lacks_is_refused(code):
    with pytest.raises(UnknownCode):
        regions.find(code)


def test_full_width_digits_and_blanks_are_accepted():
    assert regions.find(" ４１０１０２　").code == "410102"


def test_search_finds_the_exact_name_first():
    assert codes(regions.search("朝阳"))[0] == "211300"
    assert codes(regions.search("朝阳区"))[0] == "110105"
    assert regions.search("") == []


def test_the_tables_are_complete():
    assert Counter(region.level for region in regions.tree()) == {
        "country": 1,
        "province": 34,
        "city": 333,
        "county": 2847,
    }
    assert Counter(industry.level for industry in industries.tree()) == {
        "section": 20,
        "division": 97,
        "group": 473,
        "class": 1381,
    }


@TREES
def test_intervals_nest_exactly_as_parents_do(tree):
    for node in tree():
        start, end = node.interval
        assert all(child.parent is node for child in node.children)
        assert 1 + sum(child.interval[1] - child.interval[0] for child in node.children) == end - start
        assert node.descendants[0] is node


@TREES
def test_codes_are_unique_and_siblings_are_in_order(tree):
    assert len({node.code for node in tree()}) == len(tree())
    assert all(codes(node.children) == sorted(codes(node.children)) for node in tree())


def test_the_path_of_a_class_begins_with_its_section():
    assert codes(industries.find("3311").path) == ["C", "33", "331", "3311"]
    assert [industries.find(code).level for code in ("C", "33", "331", "3311")] == [
        "section",
        "division",
        "group",
        "class",
    ]


@pytest.mark.parametrize(
    ("written", "code"),
    [("F51", "51"), ("f51", "51"), ("Ｆ５１", "51"), (" c ", "C"), ("K7010", "7010"), ("599", "599")],
)
def test_an_industry_may_be_written_with_its_section(written, code):
    assert industries.normalise(written) == code


@pytest.mark.parametrize("written", ["G51", "51F", "U", "", "5", "00", "99999", "C 13"])
def test_a_wrong_section_and_what_does_not_exist_are_refused(written):
    with pytest.raises(UnknownCode):
        industries.normalise(written)


def test_division_13_is_within_manufacturing_though_no_digit_says_so():
    assert industries.is_within("13", "C")
    assert industries.is_within("C1311", "c")
    assert not industries.is_within("51", "C")
    assert len(industries.sections()) == 20
