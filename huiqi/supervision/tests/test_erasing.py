"""What a rule erases of a demand goes from its supervision, too; what was decided when, stays."""

from huiqi.demands.events import DemandErased
from huiqi.demands.services import BLANK
from huiqi.journal.models import Passage
from huiqi.journal.selectors import timeline
from huiqi.journal.services import verify_journal
from huiqi.kernel.events import publish
from huiqi.supervision.models import Measure, Objection
from huiqi.supervision.tests.climb import Climb, V


def erased(climb: Climb) -> None:
    """A rule erases the words of the demand."""
    publish(DemandErased(climb.play.demand.id, "words_of_closed", climb.now))
    climb.case.refresh_from_db()


def test_the_words_of_a_case_go_with_those_of_its_demand(cast):
    climb = Climb(cast)
    for verb in (V.OBJECT, V.REJECT, V.ORDER, V.REPORT, V.ACCEPT):
        climb.do(verb)
    before = str(climb.case.state)
    erased(climb)
    measure, objection = Measure.objects.get(), Objection.objects.get()
    assert {climb.case.report, measure.text, measure.remedy, objection.text, objection.decision} == {BLANK}
    assert measure.place == ""
    assert not Passage.objects.filter(entry__subject_ref=climb.case.ref).exists()
    assert (str(climb.case.state), objection.upheld) == (before, False)


def test_the_chain_of_the_case_stays_valid(cast):
    climb = Climb(cast)
    climb.do(V.OBJECT)
    erased(climb)
    assert timeline(climb.case.ref)[-1].verb == "erased"
    assert list(verify_journal(at=climb.now, whole=True).findings.all()) == []
