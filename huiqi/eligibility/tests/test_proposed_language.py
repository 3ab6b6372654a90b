"""From text to rule: ways in which notices say the same thing, in clauses written by hand."""

import pytest

from huiqi.eligibility.proposals import conditions


def told(text):
    """Fact, operator and value of everything proposed, in the order of the text."""
    return [(one.fact, one.op, one.value) for one in conditions.propose(text).conditions]


def words(text):
    """The words of everything proposed."""
    return [one.words for one in conditions.propose(text).conditions]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("零售额在200万元（含200万元）至600万元的商户，给予奖励。", [(">=", 2_000_000), ("<=", 6_000_000)]),
        (
            "产值500万元以上的企业；产值300万元至500万元的企业；",
            [(">=", 5_000_000), (">=", 3_000_000), ("<", 5_000_000)],
        ),
        ("自用场地面积占总面积2/3以上的孵化器，给予补助。", [(">=", 0.6667)]),
        ("季度销售额未超过30万元的商户，免征。", [("<=", 300_000)]),
        ("申报时已稳定运行6个月的项目，给予补助。", [(">=", 6)]),
        ("人员占比不低于10%（软件企业不低于20%）的企业，给予补助。", [(">=", 0.1), (">=", 0.2)]),
        ("申报条件：\n1.资产负债率不高于百分之六十。", [("<=", 0.6)]),
        ("申报条件：\n1.本科以上学历人员占比不低于三成。", [(">=", 0.3)]),
        ("商业业态满5类以上、10类以上的园区，给予补助。", [(">=", 5), (">=", 10)]),
        ("品牌创立已有40年的企业，给予奖励。", [(">=", 40)]),
        ("对产值1亿元-10亿元（不含1亿元）的企业，给予奖励。", [(">", 100_000_000), ("<=", 1_000_000_000)]),
        (
            "对投资3000万元（乡镇1500万元、其他500万元）以上的项目，给予补助。",
            [(">=", 30_000_000), (">=", 15_000_000), (">=", 5_000_000)],
        ),
        ("企业自开业之日起3年内，给予租金补贴。", []),
        ("对签订1年以上劳动合同（距退休不足半年的不做时间要求）的企业，给予补贴。", [(">=", 1)]),
        ("担保放大倍数5倍以上的机构，财政对其余额放大5-10倍部分，按比例给予奖励。", [(">=", 5)]),
        ("发放贷款年度内纳税总额超过100万元（含100万元）的企业，享受贴息。", [(">=", 1_000_000)]),
        ("每年3至6月，组织企业申报。", []),
    ],
)
def test_numbers_in_brackets_fractions_and_words(text, wanted):
    assert [(op, value) for _, op, value in told(text)] == wanted


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("季度销售额不超过20万元的商户，免征。", "quarterly_sales"),
        ("月销售额不超过8万元的商户，免征。", "monthly_sales"),
        ("年度应纳税所得额不超过300万元、从业人数不超过300人的企业，减半征收。", "average_employees"),
        ("安排残疾人就业达到在职职工总数2%以上的企业，给予奖励。", "disability_employment_share"),
        ("创办3年内的企业，给予补贴。", "founded_on"),
        ("新成立（2年内）的企业，给予补贴。", "founded_on"),
        ("自注册登记之日起满3年的企业，给予补贴。", "founded_on"),
        ("2021年1月1日以后在本市注册的企业，给予补贴。", "founded_on"),
        ("技术开发费占销售收入比例不低于4%的企业，给予奖励。", "rd_share"),
        ("裁员率不高于控制目标5.5%的企业，给予返还。", "layoff_rate"),
        ("增值税小规模纳税人租用场地的，给予补贴。", "vat_taxpayer_kind"),
    ],
)
def test_the_fields_names_for_facts(text, fact):
    assert fact in {name for name, _, _ in told(text)}


def test_a_share_in_brackets_is_the_same_share_for_some():
    text = "新招用人员达到现有职工人数15%（超过100人的企业达到8%）的企业，可申请贷款。"
    assert told(text) == [
        ("key_group_hires_share", ">=", 0.15),
        ("employees", ">", 100),
        ("key_group_hires_share", ">=", 0.08),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("对符合条件的小微企业（房地产业、娱乐业除外），给予补贴。", ["K", "90"]),
        ("金融业、房地产业企业不适用本政策。", ["J", "K"]),
        ("本政策不适用于房地产业、金融业企业。", ["K", "J"]),
        ("从事烟草制品业、住宿和餐饮业的企业除外。", ["16", "H"]),
        ("个体工商户（房地产开发、娱乐业等国家限制行业除外）可申请贷款。", ["K", "90"]),
        ("除烟草制造业、住宿和餐饮业以外，其他行业企业均可享受。", ["16", "H"]),
    ],
)
def test_industries_that_are_shut_out_are_told_once(text, codes):
    assert [one for one in told(text) if one[1] in ("not_in", "is_false")] == [("industry", "not_in", codes)]


def test_a_bound_is_not_of_what_the_bound_before_it_is_of():
    found = told("注册资本1亿元以上且当年纳税500万元以上的企业，给予补贴。")
    assert [fact for fact, _, _ in found] == ["registered_capital", "other:当年纳税"]


@pytest.mark.parametrize(
    ("text", "logic"),
    [
        (
            "企业应满足以下条件之一：\n（一）高新技术企业；\n（二）营业收入2000万元以上；\n（三）职工人数50人以上。",
            "1 or 2 or 3",
        ),
        ("符合下列条件之一的，可认定：1.纳税5000万元以上；2.产值1亿元以上，且职工人数50人以上。", "1 or (2 and 3)"),
        ("有下列情况之一者，不予受理：（一）列入经营异常名录；（二）拖欠职工工资；（三）被行政处罚。", "1 and 2 and 3"),
        ("申报条件：\n1.营业收入2000万元以上；\n2.职工人数50人以上。", "1 and 2"),
    ],
)
def test_one_of_a_list_is_enough_where_its_heading_says_so(text, logic):
    assert conditions.propose(text).logic == logic


@pytest.mark.parametrize(
    "text",
    [
        "申报企业未被列入经营异常名录或严重失信主体名单。",
        "申报条件：\n1.没有被列入经营异常名录或者严重失信主体名单。",
        "申报条件：\n1.不存在拖欠职工工资或欠缴社会保险费。",
        "申报条件：\n1.没有欠缴社会保险费或者拖欠职工工资。",
        "申报条件：\n1.未列入经营异常名录，或未列入严重失信主体名单。",
    ],
)
def test_none_of_what_one_negation_shuts_out_is_allowed_though_it_says_or(text):
    assert {op for _, op, _ in told(text)} == {"is_false"}
    assert conditions.propose(text).logic == "1 and 2"


def test_each_negation_has_its_own_words():
    text = "申请单位未被列入严重失信主体名单、未被列入经营异常名录、近三年未发生重大安全事故、无欠税记录。"
    assert words(text) == ["未被列入严重失信主体名单", "未被列入经营异常名录", "近三年未发生重大安全事故", "无欠税记录"]
    assert {op for _, op, _ in told(text)} == {"is_false"}


def test_a_list_of_industries_that_are_shut_out_is_never_one_of_those_supported():
    found = told("不适用加计扣除政策的行业：\n1.住宿和餐饮业。\n2.房地产业。")
    assert found == [("industry", "not_in", ["H"]), ("industry", "not_in", ["K"])]


@pytest.mark.parametrize(
    "text",
    [
        "申报企业不得存在以下情形：1.拖欠职工工资；2.停产或半停产。",
        "支持对象不含以下企业：（1）拖欠职工工资的企业；（2）停产或半停产的企业。",
        "存在下列行为之一的企业，两年内不得申报：1.拖欠职工工资；2.停产或半停产。",
    ],
)
def test_a_list_within_a_sentence_shuts_out_too(text):
    assert told(text) == [("wage_arrears", "is_false", False), ("other:停产或半停产", "is_false", False)]


@pytest.mark.parametrize("heading", ["申报企业不得存在以下情形：", "申请人无下列行为：", "近三年未出现下列情况："])
def test_a_list_of_what_must_not_be_is_never_asked_for(heading):
    found = told(f"{heading}\n（一）近三年发生过安全事故；\n（二）存在偷税行为。")
    assert found == [("accident_or_violation", "is_false", False), ("other:存在偷税行为", "is_false", False)]


@pytest.mark.parametrize(
    "text",
    [
        "同一项目已获得市级资金支持的，不予重复支持。",
        "已享受市级同类政策的企业，不再享受本政策。",
        "被列入市级整改清单，不得给予资金支持。",
    ],
)
def test_who_may_not_have_it_is_one_condition_and_its_consequence_none(text):
    assert [op for _, op, _ in told(text)] == ["is_false"]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("对在昆山注册的企业，给予奖励。", "320583"),
        ("申报企业须为注册地和税收归属地在昆山市的企业。", "320583"),
        ("在江苏昆山市域内依法登记的企业，给予奖励。", "320583"),
        ("注册在海南自由贸易港的企业，给予奖励。", "460000"),
        ("第一条 支持对象。在昆山市依法注册的中小企业。", "320583"),
        ("信用良好，依法设立在昆山市后稳定经营的经营主体，给予奖励。", "320583"),
    ],
)
def test_where_a_firm_is_registered(text, region):
    assert ("region", "in", [region]) in told(text)


def test_what_is_not_a_place_is_none():
    assert not [one for one in told("在民政部门登记的社会组织，市级和县级均可，给予补助。") if one[0] == "region"]


def test_where_a_project_lies_is_no_place_of_registration():
    found = told("申报条件：\n1.申报的车间应在成都市域范围内；\n2.统计关系必须在成都市；")
    assert ("other:车间", "in", ["510100"]) in found
    assert not [one for one in found if one[0] == "region"]


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("申报条件：\n1.产品市场前景好；", "产品市场前景好"),
        ("申报条件：\n1.符合《创新能力标准》（附件1）；", "符合《创新能力标准》（附件1）"),
        ("申报条件：\n1.以家庭成员为主要劳动力；", "以家庭成员为主要劳动力"),
        ("申报条件：\n1.管理规范。建有固定的服务机构。", "建有固定的服务机构"),
        ("申报企业需依法经营；近两年营业利润保持增长，或有上市计划。", "近两年营业利润保持增长"),
        ("申报条件：\n1.在有效期内未获得过同类奖励；", "在有效期内未获得过同类奖励"),
        ("被评定为省级金宿，一次性给予15万元奖励。", "被评定为省级金宿"),
        ("就业困难人员创办小微企业，可按规定给予2000元补贴。", "就业困难人员创办小微企业"),
        ("借款人及其配偶近三年内无重大违法行为，信用良好。", "借款人及其配偶近三年内无重大违法行为"),
        ("第一条 支持对象。在昆山市注册、具有独立法人资格的中小企业。", "具有独立法人资格"),
        ("对达到示范村评定标准的企业或村集体，给予补助。", "达到示范村评定标准的企业"),
        ("基地应符合下列条件：\n1.流程设计科学，体验形式多样；", "流程设计科学"),
        ("基地应符合下列条件：\n1.场地集中。运营满3年，孵化机制健全。", "孵化机制健全"),
        ("应具备下列条件：\n（一）主业情况。以农产品加工为主；", "以农产品加工为主"),
        ("申报条件：\n1.近三年内未受行政处罚；", "近三年内未受行政处罚"),
        ("对依法登记、社员100户以上、运作规范的市级合作社，给予补助。", "运作规范"),
        ("对面积达1000亩以上的种植大户，给予补助。", "种植大户"),
        ("对取得注册证并在某地生产的企业，给予奖励。", "在某地生产"),
        ("对与高校合作新建繁育中心的农场，给予奖励。", "与高校合作新建繁育中心的农场"),
        ("奖补对象不包括新投产企业（当年投产）、“跨地市”企业。", "新投产企业（当年投产）"),
    ],
)
def test_qualities_in_lists_and_in_prose(text, clause):
    assert clause in words(text)


@pytest.mark.parametrize(
    "text",
    [
        "申报条件：\n1.支持工业企业高质量发展。",
        "一、示范农场认定标准",
        "一、新增入库支持。",
        "申报企业需符合相应的规模条件。",
        "对弄虚作假的，取消资格并追回资金。",
    ],
)
def test_headings_slogans_and_sanctions_ask_nothing(text):
    assert not told(text)


def test_of_several_qualifications_in_a_list_each_is_held():
    text = "申报条件：\n1.获得高新技术企业、知识产权优势企业和知识产权示范企业等荣誉。"
    held = [value for fact, _, value in told(text) if fact == "qualifications"]
    assert held == ["high_tech", "ip_advantage", "ip_demonstration"]


def test_within_which_years_something_is_reckoned_bounds_nothing():
    assert [one[1:] for one in told("企业一年内设备投资500万元以上的项目，给予补助。")] == [(">=", 5_000_000)]
