"""The ladder of cultivation as one firm stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from huiqi.eligibility.conditions import AtLeast, Score
from huiqi.eligibility.facts import Facts
from huiqi.eligibility.findings import Finding
from huiqi.eligibility.ladder import BESIDE, STEPS, TITLES, Holding, holding
from huiqi.policies.selectors.cases import Case


@dataclass(frozen=True, slots=True)
class Rung:
    """One title: how it stands with it, and with the policy that gives it."""

    code: str
    title: str
    case: Case
    holding: Holding | None
    scores: tuple[Finding, ...]
    """The score tables of its condition, wherever they stand in it."""


def ladder_of(cases: list[Case], facts: Facts, on: date) -> tuple[list[list[Rung]], list[Rung]]:
    """The steps from below, and what stands beside; a title whose policy is not in force is left out."""
    known = {case.version.code: case for case in cases if not case.starts}
    steps = [_rungs(codes, known, facts, on) for codes in STEPS]
    return [step for step in steps if step], _rungs(BESIDE, known, facts, on)


def _rungs(codes: tuple[str, ...], known: Mapping[str, Case], facts: Facts, on: date) -> list[Rung]:
    return [
        Rung(code, TITLES[code], known[code], holding(TITLES[code], facts, on), tuple(_scores(known[code])))
        for code in codes
        if code in known
    ]


def _scores(case: Case) -> list[Finding]:
    """Every score table, those within alternatives too; several lines of one table asked for apart count once."""
    found, waiting = [], [case.examination.finding]
    while waiting:
        finding = waiting.pop(0)
        if isinstance(finding.node, Score):
            found.append(finding)
        elif isinstance(finding.node, AtLeast):
            waiting.extend(finding.children)
    return found
