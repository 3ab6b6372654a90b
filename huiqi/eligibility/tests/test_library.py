import json
from datetime import date

import pytest

from huiqi.eligibility.library import BadLibrary, Library
from huiqi.eligibility.tests.factories import DAY, version

ANY = {"fact": "listed", "op": "is", "value": False}


def faults(*sources):
    with pytest.raises(BadLibrary) as caught:
        Library.load(sources)
    return str(caught.value)


def test_the_version_is_chosen_by_the_day_first_and_last_included():
    old = version(ANY, "L03", effective_from="2022-08-01", effective_through="2026-03-31")
    new = version(ANY, "L03", effective_from="2026-04-01")
    library = Library.load([new, old])
    for day, since in ((date(2026, 3, 31), date(2022, 8, 1)), (date(2026, 4, 1), date(2026, 4, 1))):
        found = library.version_on("L03", day)
        assert found is not None
        assert found.effective_from == since
    assert library.version_on("L03", date(2022, 7, 31)) is None


def test_in_force_lists_one_version_of_each_code_and_only_those():
    ended = version(ANY, "P26", effective_through="2025-12-31")
    library = Library.load([version(ANY, "P02"), ended, version(ANY, "P01")])
    assert [found.code for found in library.in_force(DAY)] == ["P01", "P02"]


def test_versions_of_one_code_may_not_overlap():
    later = version(ANY, "P01", effective_from="2026-01-01")
    assert "overlaps" in faults(version(ANY, "P01", effective_through="2026-01-01"), later)


@pytest.mark.parametrize(
    "conditions",
    [{"P01": {"meets": "P01"}}, {"P01": {"meets": "P02"}, "P02": {"not": {"meets": "P01"}}}],
)
def test_a_policy_may_not_refer_to_itself(conditions):
    assert "refers to itself" in faults(*(version(condition, code) for code, condition in conditions.items()))


def test_a_derived_fact_counts_as_a_reference():
    circle = {"fact": "small_low_profit", "op": "is", "value": True}
    assert "refers to itself" in faults(version(circle, "P01"))


def test_a_dangling_reference_is_told():
    assert Library.load([version({"meets": "P99"})]).unresolved() == {"P99"}


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"schema": 2}, "$.schema"),
        ({"code": "p1"}, "$.code"),
        ({"kind": "gift"}, "$.kind"),
        ({"region": "999999"}, "$.region"),
        ({"effective_from": "2026-02-30"}, "$.effective_from"),
        ({"effective_through": "2019-12-31"}, "$.effective_through"),
        ({"grade": "D"}, "$.grade"),
        ({"title_en": ""}, "$.title_en"),
        ({"benefits": []}, "$.benefits"),
        ({"colour": "red"}, "$.colour"),
        ({"materials": "一份"}, "$.materials"),
    ],
)
def test_a_broken_file_is_refused_at_its_path(changed, path):
    assert path in faults(version(ANY) | changed)


def test_files_are_read_and_named_in_faults(tmp_path):
    good, bad = tmp_path / "P01.json", tmp_path / "P02.json"
    good.write_text(json.dumps(version(ANY, "P01")), encoding="utf-8")
    bad.write_text("{", encoding="utf-8")
    assert [found.code for found in Library.load([good]).versions] == ["P01"]
    assert "P02.json $: is no JSON" in faults(good, bad)
