"""Which facts settle an open policy: all at once, beside the plain way, each fact through the whole tree."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huiqi.eligibility.conditions import AtLeast, Manual, Meets, Score
from huiqi.eligibility.examination import examine_all
from huiqi.eligibility.facts import parse
from huiqi.eligibility.questions import _score_outcomes, best_questions, next_questions, unsettled
from huiqi.eligibility.statuses import Status, Verdict, negated
from huiqi.eligibility.tests.factories import DAY
from huiqi.eligibility.tests.random_rules import CONDITIONS, FACTS, library_of

OPEN, EITHER = frozenset({Status.UNKNOWN}), frozenset({Status.MET, Status.UNMET})


def plainly(finding, fact):
    """The statuses a finding may have once the fact alone is answered, as it is said in words."""
    node = finding.node
    if finding.status is not Status.UNKNOWN:
        return frozenset({finding.status})
    if isinstance(node, AtLeast):
        return of_group(node.count, [plainly(child, fact) for child in finding.children])
    if isinstance(node, Score):
        return _score_outcomes(node, finding, fact)
    if isinstance(node, Meets):
        found = plainly(finding.children[0], fact) if finding.children else OPEN
        return frozenset(map(negated, found)) if node.negated else found
    told = any(set(way) <= {fact} for way in finding.ways)
    return EITHER if told and not isinstance(node, Manual) else OPEN


def of_group(count, members):
    found = set()
    if sum(Status.MET in member for member in members) >= count:
        found.add(Status.MET)
    if sum(Status.UNMET not in member for member in members) < count:
        found.add(Status.UNMET)
    surely = sum(member == {Status.MET} for member in members)
    perhaps = sum(member != {Status.UNMET} for member in members)
    if any(Status.UNKNOWN in member for member in members) and surely < count <= perhaps:
        found.add(Status.UNKNOWN)
    return frozenset(found)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CONDITIONS, min_size=1, max_size=4), FACTS)
def test_all_facts_at_once_say_what_each_says_by_itself(conditions, raw):
    for examination in examine_all(parse(raw, DAY), DAY, library_of(*conditions)):
        told = unsettled(examination)
        assert (told is None) is (examination.verdict is not Verdict.UNKNOWN)
        if told:
            plain = {fact: plainly(examination.finding, fact) for fact in examination.missing}
            expected = tuple((fact, Status.UNKNOWN not in each) for fact, each in plain.items() if each != OPEN)
            assert (told.missing, told.answers) == (examination.missing, expected)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CONDITIONS, min_size=1, max_size=4), FACTS)
def test_the_best_questions_are_those_of_the_open_policies_alone(conditions, raw):
    found = examine_all(parse(raw, DAY), DAY, library_of(*conditions))
    assert best_questions([one for each in found if (one := unsettled(each))]) == next_questions(found)
