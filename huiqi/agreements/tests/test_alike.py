"""Services for one firm told twice: noticed at both places and the hub, with what is alike and nothing else."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from huiqi.agreements.models import Agreement, Duplicate
from huiqi.agreements.selectors import countable, tab_counts, twins_of
from huiqi.agreements.services import judge_alike
from huiqi.agreements.tests.deal import REPORTED, Deal, product_of
from huiqi.agreements.words import AgreementVerb as V
from huiqi.agreements.words import Alike, Tab, Verdict
from huiqi.demands.models import Demand
from huiqi.journal.selectors import timeline
from huiqi.kernel.refusal import Refused
from huiqi.notices.models import Notice

pytestmark = pytest.mark.django_db


def two(cast, **more):
    """Two agreements for the same firm; the demand of the first lies at window B."""
    product = product_of(cast)
    first = Deal(cast, product=product).through(V.SIGN)
    Demand.objects.filter(id=first.play.demand.id).update(
        window=cast.window_b, first_contact=str(cast.receptionist_b.ref), **more
    )
    return first, Deal(cast, product=product).through(V.SIGN)


def test_what_is_alike_at_another_window_is_noticed(cast):
    first, second = two(cast)
    pair = Duplicate.objects.get()
    assert (pair.earlier, pair.later) == (first.agreement, second.agreement)
    assert pair.alike == [Alike.PRODUCT, Alike.CATEGORY]
    assert twins_of(second.agreement)[0].window == "洛阳窗口"


def test_both_windows_the_handler_and_the_hub_are_told(cast):
    two(cast)
    told = {one.person for one in Notice.objects.filter(kind="agreements.alike")}
    assert {cast.receptionist_b, cast.hub_operator, cast.institution_clerk, cast.receptionist_a} <= told
    assert cast.owner_x not in told


def test_a_confidential_demand_is_compared_with_nothing(cast):
    two(cast, is_confidential=True)
    assert not Duplicate.objects.exists()


def test_within_one_window_and_institution_nothing_is_noticed(cast):
    product = product_of(cast)
    Deal(cast, product=product).through(V.SIGN)
    Deal(cast, product=product).through(V.SIGN)
    assert not Duplicate.objects.exists()


def test_a_side_learns_where_and_what_but_not_the_contents(cast):
    first, second = two(cast)
    page = cast.client(cast.receptionist_a).get(f"/agreements/{second.agreement.ref}/").content.decode()
    assert "洛阳窗口" in page
    assert cast.client(cast.receptionist_a).get(f"/agreements/{first.agreement.ref}/").status_code == 404
    listed = cast.client(cast.receptionist_a).get("/agreements/duplicates/").content.decode()
    assert "演示企业甲" not in listed
    assert "演示企业甲" in cast.client(cast.hub_operator).get("/agreements/duplicates/").content.decode()


def test_signing_anew_does_not_tell_twice(cast):
    _first, second = two(cast)
    before = Notice.objects.filter(kind="agreements.alike").count()
    second.do(V.REVISE)
    second.do(V.SIGN)
    assert Duplicate.objects.count() == 1
    assert Notice.objects.filter(kind="agreements.alike").count() == before


def both_done(cast):
    """Two services alike, both confirmed by their firm; the first lies at window B."""
    first = Deal(cast, product=product_of(cast)).through(*REPORTED, V.CONFIRM)
    Demand.objects.filter(id=first.play.demand.id).update(window=cast.window_b)
    return first, Deal(cast, product=first.product).through(*REPORTED, V.CONFIRM)


def judged(cast, verdict: Verdict, by=None) -> Duplicate:
    """The only pair, judged."""
    pair = Duplicate.objects.select_related("earlier", "later").get()
    actor, at = cast.actor(by or cast.hub_operator), pair.noticed_at
    return judge_alike(pair.earlier.ref, pair.later.ref, verdict, "电话问过企业", actor=actor, at=at)


def counted() -> list[Agreement]:
    """The services of the year."""
    return list(countable(date(2026, 1, 1), date(2027, 1, 1)))


@pytest.mark.parametrize(("verdict", "number", "repeated"), [(Verdict.SAME, 1, 1), (Verdict.OTHER, 2, 0)])
def test_what_is_found_to_be_the_same_counts_once(cast, verdict, number, repeated):
    first, _second = both_done(cast)
    judged(cast, verdict)
    assert len(counted()) == number
    assert first.agreement in counted()
    counts = tab_counts(cast.actor(cast.hub_operator), date(2026, 12, 1))
    assert (counts[Tab.DONE], counts[Tab.REPEATED]) == (number, repeated)


def test_the_later_one_counts_where_the_earlier_was_never_confirmed(cast):
    first, second = two(cast)
    judged(cast, Verdict.SAME)
    second.play.later(days=4)
    for verb in (*REPORTED[1:], V.CONFIRM):
        second.do(verb)
    assert counted() == [second.agreement]
    assert first.agreement.done_at is None


@pytest.mark.parametrize("who", ["receptionist_a", "manager_a", "institution_clerk", "receptionist_b"])
def test_who_would_gain_by_it_judges_nothing(cast, who):
    two(cast)
    with pytest.raises((PermissionDenied, Duplicate.DoesNotExist)):
        judged(cast, Verdict.OTHER, getattr(cast, who))
    assert not Duplicate.objects.exclude(verdict="").exists()


def test_who_leads_the_window_of_the_earlier_judges_once_and_the_hub_may_say_otherwise(cast):
    first, second = two(cast)
    Demand.objects.filter(id=first.play.demand.id).update(window=cast.window_a)
    Demand.objects.filter(id=second.play.demand.id).update(window=cast.window_b)
    judged(cast, Verdict.SAME, cast.manager_a)
    with pytest.raises(PermissionDenied):
        judged(cast, Verdict.OTHER, cast.manager_a)
    with pytest.raises(Refused, match="judged_already"):
        judged(cast, Verdict.SAME)
    assert judged(cast, Verdict.OTHER).verdict is Verdict.OTHER


def test_a_verdict_is_in_the_journal_of_both_and_both_are_told(cast):
    first, second = two(cast)
    judged(cast, Verdict.SAME)
    for one in (first, second):
        assert timeline(one.agreement.ref)[-1].texts == {"reason": "电话问过企业"}
    told = {one.person for one in Notice.objects.filter(kind="agreements.same")}
    assert {cast.receptionist_b, cast.receptionist_a, cast.institution_clerk} <= told


def test_the_page_judges_and_keeps_what_was_typed(cast):
    first, second = two(cast)
    address = f"/agreements/duplicates/{first.agreement.ref}/{second.agreement.ref}/"
    client = cast.client(cast.hub_operator)
    page = client.post(address, {"verdict": "", "reason": "问过企业"}).content.decode()
    assert "问过企业" in page
    assert not Duplicate.objects.exclude(verdict="").exists()
    listed = client.post(address, {"verdict": "same", "reason": "问过企业"}, follow=True).content.decode()
    assert "已认定" in listed
    assert "是同一次服务" in client.get("/agreements/duplicates/?tab=judged").content.decode()
    assert cast.client(cast.receptionist_a).get(address).status_code == 404
    assert client.get(f"/agreements/duplicates/{first.agreement.ref}/{first.agreement.ref}/").status_code == 404
