"""From text to rule: what the words of a policy bound, and with which inclusion."""

import json
import time
from pathlib import Path

import pytest

from huiqi.eligibility.proposals import batches, conditions, documents
from huiqi.eligibility.proposals.proposal import Proposal

EXCERPTS = [json.loads(line) for line in Path(__file__).with_name("proposals.jsonl").read_text("utf-8").splitlines()]


def _told(text: str) -> list[tuple[str, object]]:
    return [(one.op, one.value) for one in conditions.propose(text).conditions if not isinstance(one.value, bool)]


def _facts(text: str) -> dict[str, Proposal]:
    return {one.fact: one for one in conditions.propose(text).conditions}


@pytest.mark.parametrize(
    ("words", "op", "value"),
    [
        ("营业收入5000万元以上的企业", ">=", 50_000_000),
        ("营业收入5000万元以下的企业", "<=", 50_000_000),
        ("营业收入不超过２亿元的企业", "<=", 200_000_000),
        ("营业收入超过1.5亿元的企业", ">", 150_000_000),
        ("营业收入低于300万元的企业", "<", 3_000_000),
        ("营业收入不足 3 0 0 万元的企业", "<", 3_000_000),
        ("营业收入低于20万元（含20万元）的企业", "<=", 200_000),
        ("营业收入500万元以上（不含500万元）的企业", ">", 5_000_000),
        ("营业收入不低于五千万元的企业", ">=", 50_000_000),
        ("营业收入达到5,000万元（含税）以上的企业", ">=", 50_000_000),
        ("研发费用占营业收入的比例不低于百分之三的企业", ">=", 0.03),
        ("资产负债率≤55%的企业", "<=", 0.55),
        ("注册成立三年以上的企业", ">=", 3),
        ("登记注册未满12个月的企业", "<", 12),
        ("职工总数至少20名的企业", ">=", 20),
        ("裁员率不高于参保职工总数20%的企业", "<=", 0.2),
    ],
)
def test_comparison_words_have_the_inclusion_the_law_gives_them(words: str, op: str, value: object) -> None:
    assert (op, value) in _told(words)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("职工人数10人以上300人以下的企业", [(">=", 10), ("<=", 300)]),
        ("种植面积100—500亩（含500亩）的基地", [(">=", 100), ("<=", 500)]),
        ("产值1000万元（含）至5000万元（不含）的企业", [(">=", 10_000_000), ("<", 50_000_000)]),
        ("产值达到1亿元、5亿元、10亿元的企业", [(">=", 10**8), (">=", 5 * 10**8), (">=", 10**9)]),
        ("产值300万元以下的企业；产值300万元以上的企业", [("<", 3_000_000), (">=", 3_000_000)]),
        ("产值小于300万元（含）的企业；产值300万元以上的企业", [("<=", 3_000_000), (">", 3_000_000)]),
        (
            "出口额300万元以下的企业；出口额300万元（含）至900万元的企业",
            [("<", 3_000_000), (">=", 3_000_000), ("<=", 9_000_000)],
        ),
        ("申请补贴前6个月正常经营的企业", [(">=", 6)]),
        ("容积率不低于2.0，产能3万锭以上的企业", [(">=", 2), (">=", 30_000)]),
        ("增速达到20%的，奖励5万元；增速每提高5个百分点，再奖励1万元", [(">=", 0.2)]),
        ("申报项目须在2017年1月1日以后投产", [(">=", "2017-01-01")]),
        ("承租人应于2022年8月31日前向出租人提出申请", []),
        ("2018年5月1日至2019年4月30日购置的设备", [(">=", "2018-05-01"), ("<=", "2019-04-30")]),
    ],
)
def test_ranges_and_tiers_share_no_number(words: str, told: list[tuple[str, object]]) -> None:
    assert _told(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "对符合条件的企业，给予最高不超过50万元的奖励。",
        "按实际投资额的10%给予补助，补贴期限最长不超过3年。",
        "到2027年，力争规模以上企业达到500家以上。",
        "材料装订后厚度不超过5厘米，一式三份以上。",
        "申请材料应于2025年6月30日前报送。",
        "《管理办法》（某政办〔2021〕15号）第三条所称一类新药。",
        "",
        "   \x00\n\t",
    ],
)
def test_benefits_targets_and_procedure_are_no_conditions(words: str) -> None:
    assert _told(words) == []


def test_what_the_field_calls_a_fact_is_that_fact() -> None:
    facts = _facts(
        "（一）在东莞市内注册，具有独立法人资格；\n（二）职工总数不超过300人，资产总额不超过5000万元；\n"
        "（三）已获评国家高新技术企业；\n（四）未被列入经营异常名录。"
    )
    assert facts["region"].value == ["441900"]
    assert (facts["employees"].op, facts["total_assets"].value) == ("<=", 50_000_000)
    assert facts["qualifications"].value == "high_tech"
    assert facts["abnormal_operation"].op == "is_false"


def test_words_are_those_of_the_text_with_its_blanks() -> None:
    text = "对工业企业，固定资 产投资１０００万元及以\n上的，给予奖励。对商贸企业 年销售额5000 万元以上的，给予奖励。"
    for one in conditions.propose(text).conditions:
        assert text[one.start : one.end] == one.words


@pytest.mark.parametrize("excerpt", EXCERPTS, ids=[row["id"] for row in EXCERPTS])
def test_every_proposal_rests_on_words_of_the_excerpt(excerpt: dict[str, str]) -> None:
    told = conditions.propose(excerpt["text"])
    assert all(one.words and excerpt["text"][one.start : one.end] == one.words for one in told.conditions)
    numbers = {int(one) for one in "".join(c if c.isdigit() else " " for c in told.logic).split()}
    assert numbers == set(range(1, len(told.conditions) + 1))


def test_most_thresholds_of_unseen_excerpts_are_read() -> None:
    wanted = hits = given = 0
    for row in EXCERPTS:
        labels = {(c["op"], c["value"]) for c in row["conditions"] if type(c["value"]) in (int, float)}
        told = {(op, value) for op, value in _told(row["text"]) if isinstance(value, int | float)}
        wanted, hits, given = wanted + len(labels), hits + len(labels & told), given + len(told)
    assert 2 * hits / (wanted + given) >= 0.9


def test_a_document_says_who_issued_it_and_from_when_until_when() -> None:
    told = documents.propose(
        "某市工业和信息化局 某市财政局\n关于印发《某市专精特新企业奖励办法》的通知\n某工信〔2024〕12号\n"
        "各区：\n一、总则\n"
        "第九条 本办法自2024年3月1日起施行，有效期3年。\n某市工业和信息化局\n某市财政局\n2024年2月8日\n"
    ).label()
    assert (told["title"], told["doc_no"]) == ("某市专精特新企业奖励办法", "某工信〔2024〕12号")
    assert told["issuer"] == ["某市工业和信息化局", "某市财政局"]
    assert (told["issued_on"], told["valid_from"], told["valid_to"]) == ("2024-02-08", "2024-03-01", "2027-02-28")


def test_the_table_at_the_head_of_a_page_is_read() -> None:
    told = documents.propose(
        "文　号：\n穗某规字〔2019〕6号\n实施日期：\n2019年10月16日\n失效日期：\n2024年10月15日\n某管理办法\n正文。"
    )
    assert (told.doc_no, str(told.valid_from), str(told.valid_to)) == (
        "穗某规字〔2019〕6号",
        "2019-10-16",
        "2024-10-15",
    )


@pytest.mark.parametrize(
    "text",
    [
        "营业收入5000万元以上、" * 30_000,
        "1" * 330_000,
        "对" * 330_000,
        "（" * 330_000,
        "对符合条件的企业" * 40_000,
        "1.\n" * 110_000,
        "对符合条件的企业给予奖励且营业收入不低于2000万元并在郑州市注册登记" * 20_000,
        "（" * 10_000 + "营业收入2000万元以上" + "）" * 10_000,
        "营业\0收入2000万元以上\0的企业\0" * 30_000,
        "有下列情形之一的，不得申报：\n" * 30_000,
        "（一）具有独立法人资格，经营状况良好；\n" * 20_000,
        "制造业、建筑业和" * 50_000,
        "的，" * 170_000,
        "之一：" * 110_000,
        "关于印发" * 80_000,
    ],
    ids=lambda text: text[:12].replace("\0", "NUL"),
)
def test_a_megabyte_of_anything_is_read_in_seconds(text: str) -> None:
    began = time.process_time()
    conditions.propose(text)
    documents.propose(text)
    assert time.process_time() - began < 20


def test_a_line_that_is_no_text_is_named() -> None:
    with pytest.raises(batches.BadLine, match="line 2"):
        list(batches.answers(['{"id": "a", "text": "十人以上"}', '{"id": "b", "text": 3}'], batches.conditions_of))


def test_a_tier_without_a_name_is_of_what_the_tier_before_it_is_of() -> None:
    told = conditions.propose("对年营业收入5亿元以下的企业，按0.1%奖励；5-10亿元的，按0.2%奖励。").conditions
    assert {one.fact for one in told} == {"revenue"}


def test_the_mark_of_a_line_does_not_reach_into_the_line_before() -> None:
    text = "研发费用比例：研发费用/销售收入：\n1）最近一年销售收入小于5,000万元（含）的企业，比例不低于5%。"
    assert [(one.fact, one.op) for one in conditions.propose(text).conditions] == [
        ("revenue", "<="),
        ("rd_share", ">="),
    ]
