"""From text to rule: who a policy is for without a number, and who may not have it."""

import json
from pathlib import Path

import pytest

from huiqi.eligibility.proposals import conditions

FRESH, PUBLIC = (
    [json.loads(line) for line in Path(__file__).with_name(f"proposals_{name}.jsonl").read_text("utf-8").splitlines()]
    for name in ("fresh", "public")
)


def told(text):
    """Fact, operator and value of everything proposed."""
    return {(one.fact, one.op, str(one.value)) for one in conditions.propose(text).conditions}


def words(text):
    """The words of everything proposed."""
    return {one.words for one in conditions.propose(text).conditions}


LIST = "一、申报条件\n（一）{}；\n（二）有下列情形之一的，不得申报：\n1.{}。\n（三）产品质量可靠。"


@pytest.mark.parametrize(
    ("clause", "fact"),
    [
        ("近三年发生重大安全生产事故的", "accident_or_violation"),
        ("被列入经营异常名录的单位", "abnormal_operation"),
        ("属于失信被执行人的企业", "dishonest"),
        ("拖欠职工工资的", "wage_arrears"),
        ("存在科研失信行为的", "research_misconduct"),
    ],
)
def test_a_line_under_may_not_apply_shuts_out(clause, fact):
    assert (fact, "is_false", "False") in told(LIST.format("在郑州市注册", clause))


def test_what_has_no_fact_shuts_out_in_its_own_words_and_the_next_line_asks_again():
    found = told(LIST.format("在郑州市注册", "不符合国家产业政策的企业"))
    assert ("other:不符合国家产业政策", "is_false", "False") in found
    assert ("other:产品质量可靠", "is_true", "True") in found


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("对被列入经营异常名录的企业，不予支持。", "abnormal_operation"),
        ("列入严重失信主体名单的，不得享受本政策。", "dishonest"),
        ("企业须未被“信用中国”网站列入失信被执行人名单。", "dishonest"),
        ("企业应无恶意拖欠农民工工资行为。", "wage_arrears"),
        ("企业应近三年内没有发生过重大质量、安全事故。", "accident_or_violation"),
    ],
)
def test_prose_shuts_out_too(text, fact):
    assert (fact, "is_false", "False") in told(text)


@pytest.mark.parametrize("text", ["逾期提交的，不予受理。", "同一项目重复申报的，不予支持。", "弄虚作假的，取消资格。"])
def test_rules_of_the_procedure_shut_nobody_out(text):
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "op", "codes"),
    [
        ("申报条件：\n1.属于制造业、软件和信息技术服务业；", "in", "['C', '65']"),
        ("申报条件：\n1.不属于房地产业、金融业以及娱乐业；", "not_in", "['K', 'J', '90']"),
        ("对限额以上批发、零售、住宿、餐饮业的经营主体，给予10万元奖励。", "in", "['51', '52', '61', '62']"),
        ("对在本市注册的制造业企业，给予10万元奖励。", "in", "['C']"),
    ],
)
def test_industries_are_read_in_lists(text, op, codes):
    assert ("industry", op, codes) in told(text)


def test_an_everyday_word_is_no_industry():
    assert not {one for one in told("对开展职业教育培训的机构，给予补助。") if one[0] == "industry"}


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("申报条件：\n（一）生产经营状况良好，具有健全的管理制度；", "生产经营状况良好"),
        ("申报条件：\n（一）实行独立核算；", "实行独立核算"),
        ("企业通过两化融合管理体系评定的，奖励20万元。", "企业通过两化融合管理体系评定"),
        ("对通过软件企业评估，且产值1亿元以上的，奖励5万元。", "通过软件企业评估"),
        ("产值30万元以上的信息化应用项目，按投入的15%予以奖励。", "信息化应用项目"),
        ("支持对象为从事服务外包业务的企业。", "从事服务外包业务"),
    ],
)
def test_what_stands_where_conditions_stand_is_asked(text, clause):
    assert any(clause in one for one in words(text))


@pytest.mark.parametrize(
    "text",
    [
        "企业应符合下列条件：",
        "对符合条件的企业，给予一次性奖励30万元。",
        "给予贴息，单笔贷款不超过1000万元，总额不超过3000万元。",
        "给予不低于20%的租金减免，面积不超过1000平方米。",
    ],
)
def test_a_heading_and_the_bounds_of_the_gift_ask_nothing(text):
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("申报条件：\n1.注册地、税务征管关系及统计关系在河北省石家庄市范围内；", "130100"),
        ("申报条件：\n1.登记注册地和税收关系均在重庆市；", "500000"),
    ],
)
def test_a_region_is_read_from_where_a_firm_is_seated(text, region):
    assert ("region", "in", f"['{region}']") in told(text)


def test_our_province_is_the_one_where_the_text_is_read():
    text = "申报条件：\n1.在本省行政区域内依法登记注册；"
    found = conditions.propose(text, "410000").conditions
    assert [(one.fact, one.value) for one in found] == [("region", ["410000"])]
    assert [one.fact for one in conditions.propose(text.replace("本省", "我市"), "410000").conditions] != ["region"]


def test_a_second_bound_is_of_the_same_subject():
    found = told("申报条件：\n1.注册成立时间≥1年且≤5年；")
    assert {("founded_on", ">=", "1"), ("founded_on", "<=", "5")} <= found


def test_a_share_without_a_name_is_the_one_spoken_of():
    text = "研发费用占营业收入的比例符合：\n1.营业收入5000万元以下的，不低于6%；\n2.营业收入5000万元以上的，不低于3%。"
    assert {("rd_share", ">=", "0.06"), ("rd_share", ">=", "0.03")} <= told(text)


@pytest.mark.parametrize("rows", [FRESH, PUBLIC], ids=["fresh", "public"])
def test_most_conditions_of_labelled_passages_are_read(rows):
    wanted = hits = given = 0
    for row in rows:
        labels = {(c["op"], str(c["value"])) for c in row["conditions"] if c["op"] != "is_true"}
        found = {(op, value) for _fact, op, value in told(row["text"]) if op != "is_true"}
        wanted, hits, given = wanted + len(labels), hits + len(labels & found), given + len(found)
    assert 2 * hits / (wanted + given) >= 0.85


def test_most_qualities_of_passages_of_public_pages_are_read():
    wanted = [(row["id"], bare(c["words"])) for row in PUBLIC for c in row["conditions"] if c["op"] == "is_true"]
    found = {row["id"]: [bare(one.words) for one in conditions.propose(row["text"]).conditions] for row in PUBLIC}
    hits = sum(any(words in one or one in words for one in found[name]) for name, words in wanted)
    assert hits >= 0.8 * len(wanted)


def bare(words):
    return "".join(words.split())


@pytest.mark.parametrize(
    ("text", "fact", "op"),
    [
        ("申报企业应符合以下条件：近三年未发生安全事故；产品质量可靠；未被列为失信惩戒对象。", "dishonest", "is_false"),
        ("以下项目不纳入支持范围：\n1.属于房地产业的；", "industry", "not_in"),
        ("对不裁员或裁员率低于5%的参保企业，给予返还。", "other:不裁员", "is_true"),
        ("企业须不属于“僵尸企业”、严重失信企业。", "other:僵尸企业", "is_false"),
        ("对新获评绿色工厂、绿色供应链企业的，给予奖励。", "other:绿色供应链企业", "is_true"),
        (
            "对招用毕业年度及离校2年内未就业高校毕业生的企业，给予补助。",
            "other:毕业年度及离校2年内未就业高校毕业生",
            "is_true",
        ),
        ("成员50户以上的农民专业合作社，给予补助。", "organisation_kind", "=="),
        ("对小微企业和个体工商户，给予补助。", "size_class", "in"),
        ("申请条件：\n1.企业合法经营。企业环境信用评价等级不能为红牌；", "other:企业环境信用评价等级", "not_in"),
        ("申报条件：\n1.在郑州市注册、具有独立法人资格的装备制造企业；", "other:装备制造企业", "is_true"),
        ("对小微外贸企业，给予奖励。", "size_class", "in"),
    ],
)
def test_ways_of_saying_who_may_have_it(text, fact, op):
    assert (fact, op) in {(name, how) for name, how, _ in told(text)}


@pytest.mark.parametrize("way", ["或一年内受到行政处罚", "或者存在欠薪行为"])
def test_each_of_several_reasons_shuts_out(way):
    found = told(f"企业有欠税记录{way}的，不予奖励。")
    assert len([one for one in found if one[1] == "is_false"]) == 2
    assert not [one for one in found if one[1] != "is_false"]


def test_what_is_shut_out_above_a_number_is_asked_up_to_it():
    assert ("other:单户余额", "<=", "5000000") in told("以下贷款不纳入补偿范围：\n1.单户余额超过500万元的；")
