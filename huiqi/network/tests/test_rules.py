"""Names by rule (豫工信办企业〔2014〕22号 四（一）) and the packaged presets of time limits."""

import pytest

from huiqi.network.rules import comprehensive_name, hub_name, industry_name, presets, said_alone
from huiqi.network.words import LimitStep, LimitUnit
from huiqi.standards.service_kinds import ServiceKind


def test_the_hub_is_named_by_h22():
    assert hub_name("河南省") == "河南省中小企业公共服务平台"


@pytest.mark.parametrize("place", ["郑州市", "滑县"])
def test_a_comprehensive_window_is_named_by_h23(place):
    assert comprehensive_name("河南省", place) == f"河南省中小企业公共服务平台网络 {place}综合窗口平台"


def test_an_industry_window_is_named_by_h24():
    expected = "河南省中小企业公共服务平台网络 洛阳市洛新产业集聚区产业窗口平台"
    assert industry_name("河南省", "洛阳市", "洛新") == expected


@pytest.mark.parametrize("code", presets())
def test_a_preset_says_what_it_promises_and_where_that_was_read(code):
    preset = presets()[code]
    assert preset.label
    assert preset.source
    assert preset.grade in {"A", "B", "B-", "C"}
    assert len(code) <= 40
    assert preset.limits or preset.note


@pytest.mark.parametrize("code", presets())
def test_a_preset_has_one_limit_for_each_kind_and_step(code):
    limits = presets()[code].limits
    assert len({(limit.kind, limit.urgency, limit.step) for limit in limits}) == len(limits)
    assert all(limit.amount > 0 and len(limit.source) <= 200 for limit in limits)


def amounts(code: str, kind: ServiceKind) -> dict[LimitStep, tuple[int, LimitUnit]]:
    return {limit.step: (limit.amount, limit.unit) for limit in presets()[code].limits if limit.kind is kind}


@pytest.mark.parametrize("kind", list(ServiceKind))
def test_shandong_promises_1_3_15_and_30_working_days(kind):
    told = amounts("shandong_2020", kind)
    steps = (LimitStep.FIRST_CONTACT, LimitStep.STAGED_REPLY, LimitStep.FINISH, LimitStep.EXTENDED_FINISH)
    assert [told[step] for step in steps] == [(days, LimitUnit.WORKING_DAY) for days in (1, 3, 15, 30)]


def test_zhuhai_finishes_consultations_sooner_than_the_rest():
    assert amounts("zhuhai_124", ServiceKind.CONSULTATION)[LimitStep.FINISH] == (2, LimitUnit.WORKING_DAY)
    assert amounts("zhuhai_124", ServiceKind.COMPLAINT)[LimitStep.FINISH] == (4, LimitUnit.WORKING_DAY)


def test_what_no_source_says_is_called_our_own_addition():
    own = [limit.source for limit in presets()["shandong_2020"].limits if limit.step is LimitStep.RETURN_VISIT]
    assert all(source.startswith("本网络补充") for source in own)


def test_of_a_text_remains_what_no_other_platform_says():
    texts = {1: "郑州窗口提供检验检测，办装备制造。", 2: "洛阳窗口提供检验检测，办轴承。"}
    assert said_alone(texts, {1: ("郑州窗口",), 2: ("洛阳窗口",)}) == {1: "办装备制造", 2: "办轴承"}
