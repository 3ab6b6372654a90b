"""The verbs of the network, each refusal, and what the journal keeps."""

from datetime import date

import pytest

from huiqi.journal.selectors import broken_at, timeline
from huiqi.kernel.access import SYSTEM
from huiqi.kernel.refusal import Refused
from huiqi.network import selectors, services
from huiqi.network.services import Opening
from huiqi.network.wording import refusal
from huiqi.network.words import DisclosureItem, LimitStep, WindowKind
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON, OPENED

TODAY = NOON.date()
KAIFENG = Opening(kind=WindowKind.COMPREHENSIVE, region="410200", slug="kaifeng", code="410200")


def refused(verb, *arguments, **named) -> str:
    with pytest.raises(Refused) as caught:
        verb(*arguments, **named, actor=SYSTEM, at=NOON)
    assert refusal(caught.value)
    return caught.value.code


def verbs(window) -> list[str]:
    assert broken_at(window.organisation.ref) is None
    return [happening.verb for happening in timeline(window.organisation.ref)]


def test_a_window_opens_under_its_name_and_is_entered_in_the_journal(cast):
    window = services.open_window(KAIFENG, actor=SYSTEM, at=NOON)
    assert window.name == "河南省中小企业公共服务平台网络 开封市综合窗口平台"
    assert window.opened_on == TODAY
    assert verbs(window) == ["open", "open_window"]


def test_a_window_is_not_opened_twice(cast):
    services.open_window(KAIFENG, actor=SYSTEM, at=NOON)
    assert refused(services.open_window, KAIFENG) == "address_taken"


def test_there_is_one_hub(cast):
    another = Opening(kind=WindowKind.HUB, region="370000", slug="shandong", code="370000")
    assert refused(services.open_window, another) == "hub_exists"


def test_a_window_opens_in_a_region_that_exists(cast):
    nowhere = Opening(kind=WindowKind.COMPREHENSIVE, region="419999", slug="nowhere", code="419999")
    assert refused(services.open_window, nowhere) == "region_unknown"


def test_a_region_has_one_window_at_a_time_and_the_refusal_names_it(cast):
    with pytest.raises(Refused) as caught:
        services.serve_region(cast.window_b.id, "410100", since=TODAY, basis="", actor=SYSTEM, at=NOON)
    assert caught.value.code == "region_served"
    assert caught.value.parameters == {"window": cast.window_a.short_name, "since": OPENED}


def test_a_region_is_handed_over_on_a_day(cast):
    handover = date(2027, 1, 1)
    services.stop_serving(cast.window_a.id, "410100", until=handover, actor=SYSTEM, at=NOON)
    services.serve_region(cast.window_b.id, "410100", since=handover, basis="移交", actor=SYSTEM, at=NOON)
    assert selectors.window_for("410102", date(2026, 12, 31)) == cast.window_a
    assert selectors.window_for("410102", handover) == cast.window_b
    assert verbs(cast.window_a) == ["stop_serving"]


def test_what_is_not_served_cannot_be_ended(cast):
    assert refused(services.stop_serving, cast.window_a.id, "410300", until=TODAY) == "region_not_served"


def test_an_unknown_region_cannot_be_served(cast):
    assert refused(services.serve_region, cast.window_a.id, "000001", since=TODAY, basis="") == "region_unknown"


def disclose(cast, text, **named):
    return services.disclose(cast.window_a.id, DisclosureItem.FEES, text, actor=SYSTEM, at=NOON, **named)


def test_a_new_text_ends_the_former_one_and_both_remain(cast):
    first, second = disclose(cast, "不收费。"), disclose(cast, "咨询不收费。", revision=1)
    first.refresh_from_db()
    assert (first.until, second.since, second.until) == (TODAY, TODAY, None)
    assert selectors.disclosures(cast.window_a, TODAY) == {DisclosureItem.FEES: second}
    assert [h.texts["text"] for h in timeline(cast.window_a.organisation.ref)] == ["不收费。", "咨询不收费。"]


def test_the_same_text_twice_is_one_text(cast):
    assert disclose(cast, "不收费。", revision=0) == disclose(cast, "不收费。", revision=0)


def test_a_text_written_upon_an_older_one_overwrites_nothing(cast):
    disclose(cast, "不收费。")
    with pytest.raises(Refused, match="stale"):
        disclose(cast, "收费。", revision=0)
    assert selectors.disclosed(cast.window_a, DisclosureItem.FEES).text == "不收费。"


def test_new_limits_end_the_former_ones_of_the_same_kinds(cast):
    services.set_time_limits("shandong_2020", kinds=[ServiceKind.CONSULTATION], since=TODAY, actor=SYSTEM, at=NOON)
    consultation = selectors.time_limits(cast.window_a.id, ServiceKind.CONSULTATION, TODAY)
    assert {limit.since for limit in consultation.values()} == {TODAY}
    assert selectors.time_limits(cast.window_a.id, ServiceKind.SERVICE, TODAY)[LimitStep.FINISH].amount == 15
    assert verbs(cast.hub) == ["set_time_limits"]


def test_a_preset_must_exist(cast):
    assert refused(services.set_time_limits, "nowhere") == "preset_unknown"
