"""What a rule erases of a demand goes from the agreements about it, too; sums and days stay."""

from decimal import Decimal

from huiqi.agreements.models import Milestone
from huiqi.agreements.tests.deal import Deal
from huiqi.agreements.words import AgreementVerb as V
from huiqi.demands.events import DemandErased
from huiqi.demands.services import BLANK
from huiqi.journal.models import Passage
from huiqi.journal.services import verify_journal
from huiqi.kernel.events import publish


def test_what_was_agreed_in_words_goes_and_sums_and_days_stay(cast):
    deal = Deal(cast).through(V.SIGN, V.AGREE, V.FINISH_MILESTONE)
    publish(DemandErased(deal.play.demand.id, "words_of_closed", deal.now))
    version = deal.agreement.versions.get()
    assert (version.scope, version.deliverables, version.terms) == (BLANK, BLANK, "")
    assert (version.fee, version.quantity) == (Decimal(0), Decimal(30))
    assert set(Milestone.objects.values_list("name", flat=True)) == {BLANK}
    assert not Passage.objects.filter(entry__subject_ref=deal.agreement.ref).exists()
    assert list(verify_journal(at=deal.now, whole=True).findings.all()) == []
