"""The tables read from the regulation texts alone, against the shipped library and the engine: the text decides.

Where a table was found wrong, `DISPUTED.json` says so with the reason; the case is then held to what the reason says.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from huiqi.eligibility.examination import examine
from huiqi.eligibility.facts import parse
from huiqi.eligibility.library import Library

HERE = Path(__file__).parent
LIBRARY = HERE.parent.parent / "huiqi" / "policies" / "library"


def table(name):
    """The cases of one table."""
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


CASES = table("policies")
DISPUTED = {entry["case"]: entry for entry in table("DISPUTED")["policies"]}


@cache
def library():
    """The shipped library."""
    return Library.load(sorted(LIBRARY.glob("*.json")))


def judged(case):
    """(verdict, missing facts) of a case; `absent` where no version is in force."""
    on = date.fromisoformat(case["on"])
    version = library().version_on(case["policy"], on)
    if version is None:
        return "absent", ()
    found = examine(version, parse(case["facts"], on), on, library())
    return str(found.verdict), found.missing


@pytest.mark.parametrize("code", sorted({case["policy"] for case in CASES}))
def test_a_policy_judges_as_its_text(code):
    wrong = []
    for number, case in enumerate(CASES):
        if case["policy"] != code or number in DISPUTED:
            continue
        verdict, missing = judged(case)
        if verdict != case["verdict"] or not set(case.get("missing_includes", ())) <= set(missing):
            wrong.append((number, case["why"], verdict, missing))
    assert wrong == []


@pytest.mark.parametrize("number", sorted(DISPUTED))
def test_a_disputed_case_is_the_one_disputed_and_judged_as_the_reason_says(number):
    entry = DISPUTED[number]
    assert CASES[number]["why"] == entry["why"]
    assert judged(CASES[number])[0] == entry["verdict"]
    assert len(entry["reason"]) > 40
