"""Services for one firm told twice: noticed at both places and the hub, with what is alike and nothing else."""

import pytest

from huiqi.agreements.models import Duplicate
from huiqi.agreements.selectors import twins_of
from huiqi.agreements.tests.deal import Deal, product_of
from huiqi.agreements.words import AgreementVerb as V
from huiqi.agreements.words import Alike
from huiqi.demands.models import Demand
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
