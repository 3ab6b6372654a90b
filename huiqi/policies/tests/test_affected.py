"""Whom a draft reaches: counted while it is typed, compared with what is in force, opened as far as one may."""

import json
import zlib
from base64 import urlsafe_b64encode

import pytest
from django.urls import reverse

from huiqi.eligibility.statuses import Standing
from huiqi.eligibility.versions import PublicationStatus
from huiqi.enterprises.services import record_facts
from huiqi.enterprises.words import FactSource
from huiqi.journal.models import Entry
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.rules.moves import move
from huiqi.policies.selectors import affected as room
from huiqi.policies.selectors import policy_in_force
from huiqi.policies.services import Withdrawal
from huiqi.policies.tests.conftest import AT, example
from huiqi.policies.tests.test_rule import line
from huiqi.policies.wording.reach import figure

pytestmark = pytest.mark.django_db
BOTH = [example("甲公司", "eligible", employees=10), example("乙公司", "ineligible", employees=10_000)]


def at_most(number):
    return {"condition": {"all": [{"fact": "employees", "op": "<=", "value": number}]}, "examples": BOTH}


@pytest.fixture
def hub(cast, shipped, settings, tmp_path):
    settings.DERIVED_ROOT = tmp_path
    for firm, employees in ((cast.enterprise_x, 46), (cast.enterprise_y, 250)):
        facts = {"employees": employees}
        record_facts(firm, facts, as_of=AT.date(), source=FactSource.STATED, actor=SYSTEM, at=AT)
    return cast.actor(cast.hub_operator)


def drafted(hub, number):
    draft = services.begin_amendment(policy_in_force("P01", AT.date()), reason="改条件", actor=hub, at=AT)
    return services.edit(draft.ref, at_most(number), actor=hub, at=AT)


def reviewed(draft, hub, second):
    services.submit(draft.ref, actor=hub, at=AT)
    return services.approve(draft.ref, actor=second, at=AT)


@pytest.fixture
def tightened(hub, second):
    """A draft by which the second of two firms loses what it has."""
    services.publish(reviewed(drafted(hub, 300), hub, second).ref, actor=hub, at=AT)
    return drafted(hub, 100)


def page(client, draft, name, *more, **asked):
    return client.get(reverse(f"policies:{name}", args=[draft.ref, *more]), asked)


def test_nobody_loses_a_right_unseen(tightened, hub, second):
    ready = reviewed(tightened, hub, second)
    for said in (None, 0, 2):
        with pytest.raises(Refused) as refused:
            services.publish(ready.ref, losers=said, actor=hub, at=AT)
        assert (refused.value.code, refused.value.field, refused.value.parameters["count"]) == ("losers", "losers", 1)
    services.publish(ready.ref, losers=1, actor=hub, at=AT)
    assert Entry.objects.get(subject_ref=ready.ref, verb="publish").data["losers"] == 1


def test_a_withdrawal_takes_it_from_everybody_who_has_it(hub, second):
    services.publish(reviewed(drafted(hub, 300), hub, second).ref, actor=hub, at=AT)
    said = Withdrawal(PublicationStatus.REPEALED, AT.date())
    ended = services.begin_withdrawal(policy_in_force("P01", AT.date()), said, reason="废止", actor=hub, at=AT)
    with pytest.raises(Refused) as refused:
        services.publish(reviewed(ended, hub, second).ref, actor=hub, at=AT)
    assert refused.value.parameters["count"] == 2


def test_where_nobody_can_know_nothing_is_published(tightened, hub, second, monkeypatch):
    monkeypatch.setattr(room, "FEW", 0)
    with pytest.raises(Refused, match="not_counted"):
        services.publish(reviewed(tightened, hub, second).ref, losers=1, actor=hub, at=AT)


def test_the_reviewer_sees_who_gains_and_who_loses(tightened, cast):
    shown = page(cast.client(cast.manager_a), tightened, "draft").content.decode()
    assert "不再可以享受" in shown
    assert "少于 5" in shown


def test_what_is_typed_is_counted_and_not_stored(tightened, cast):
    url = reverse("policies:draft_counts", args=[tightened.ref])
    named = {n.replace("__", ".").replace("_OF_", "-"): v for n, v in line(0, "employees", ">", "200").items()}
    shown = cast.client(cast.hub_operator).post(url, {"n-kind": "group", "n-word": "all", **named})
    assert {tile["label"]: tile["value"] for tile in shown.context["reach"]["tiles"]}["可以享受"] == "1"
    tightened.refresh_from_db()
    assert tightened.content["condition"] == at_most(100)["condition"]


def test_a_rule_that_is_not_whole_yet_is_not_counted(tightened, cast):
    url = reverse("policies:draft_counts", args=[tightened.ref])
    shown = cast.client(cast.hub_operator).post(url, {"n-kind": "group", "n-word": "all"})
    assert "每一行都写完以后" in shown.content.decode()


def test_each_figure_opens_its_enterprises_and_each_of_them_its_reasons(tightened, cast):
    client = cast.client(cast.hub_operator)
    listed = page(client, tightened, "draft_firms", what="loses").context["rows"]
    assert [row["firm"].id for row in listed] == [cast.enterprise_y.id]
    why = page(client, tightened, "draft_firm", cast.enterprise_y.organisation.ref).content.decode()
    assert "250" in why
    seen = Entry.objects.get(subject_ref=tightened.ref, verb="see_firm")
    assert seen.data["firm"] == str(cast.enterprise_y.organisation.ref)


def test_a_window_opens_those_it_serves_and_no_others(tightened, cast):
    client = cast.client(cast.manager_a)
    served = {row["firm"].id for row in page(client, tightened, "draft_firms").context["rows"]}
    for firm in (cast.enterprise_x, cast.enterprise_y):
        found = page(client, tightened, "draft_firm", firm.organisation.ref)
        assert found.status_code == (200 if firm.id in served else 404)
    assert served == {cast.enterprise_x.id}


def test_figures_by_city_lead_to_the_enterprises_there(tightened, cast):
    client = cast.client(cast.hub_operator)
    tables = page(client, tightened, "draft_reach").context["reach"]["move_tables"]
    (cell,) = tables[0]["rows"][0]["cells"]
    assert len(client.get(cell["url"]).context["rows"]) == int(cell["value"])


BOMB = urlsafe_b64encode(zlib.compress(b"[" * 10_000_000, 9)).decode()
NONSENSE = urlsafe_b64encode(zlib.compress(json.dumps({"fact": "no such"}).encode())).decode()


@pytest.mark.parametrize("rule", ["%%%", "AAAA", "x" * 10_000, BOMB[:8_000], NONSENSE, "\0"])
def test_a_rule_in_an_address_that_is_none_is_not_found(tightened, cast, rule):
    assert page(cast.client(cast.hub_operator), tightened, "draft_reach", rule=rule).status_code == 404


@pytest.mark.parametrize("asked", [{"city": "999999"}, {"industry": "\0"}, {"size": "<b>"}])
def test_a_group_that_does_not_exist_is_not_found(tightened, cast, asked):
    assert page(cast.client(cast.hub_operator), tightened, "draft_firms", **asked).status_code == 404


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("ineligible", "eligible", "gains"),
        ("unknown", "eligible", "gains"),
        ("eligible", "near", "loses"),
        ("eligible", "unknown", "doubted"),
        ("near", "unknown", "opened"),
        ("unknown", "ineligible", "ruled_out"),
        ("near", "ineligible", None),
        ("eligible", "eligible", None),
    ],
)
def test_what_a_change_does_is_told_by_how_one_stood_and_stands(before, after, expected):
    assert move(Standing(before), Standing(after)) == expected


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (1, "少于 5"), (4, "少于 5"), (5, "5"), (1234, "1,230")])
def test_small_figures_are_masked_for_who_may_not_see_whose_they_are(count, shown):
    assert figure(count, masked=True) == shown
    assert figure(count, masked=False) == f"{count:,}"


def test_what_is_masked_cannot_be_had_by_subtraction(tightened, cast):
    tables = page(cast.client(cast.manager_a), tightened, "draft_reach").context["reach"]["tables"]
    cells = {cell["value"] for table in tables for row in table["rows"] for cell in row["cells"]}
    assert cells == {"少于 5"}
