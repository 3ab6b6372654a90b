"""The structure of documents: what they are called, by which number, by whom, when, and until when they hold."""

import pytest

from huiqi.eligibility.proposals import documents

HEAD = "某市支持中小企业发展办法\n某工信〔2024〕12号\n{}\n某市工业和信息化局\n2024年3月15日"


def told(text, *fields):
    """The stated fields of a document, in the shape of the labels; a stroke ends a line."""
    shown = documents.propose(text.replace("/", "\n")).label()
    return tuple(shown[field] for field in fields)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("本办法自发布之日起30日后施行，有效期5年。", "2024-04-14", "2029-04-13"),
        ("本办法自公布之日起三十日后施行，有效期为五年。", "2024-04-14", "2029-04-13"),
        ("本办法自印发之日起施行，试行两年。", "2024-03-15", "2026-03-14"),
        ("本细则自2024年5月1日起试行，试行期3年。", "2024-05-01", "2027-04-30"),
        ("以上政策自2024年1月1日起执行，暂定三年。", "2024-01-01", "2026-12-31"),
        ("本措施自2024年1月1日起执行，有效期限至2025年12月31日止。", "2024-01-01", "2025-12-31"),
        ("本政策有效期为2024年1月1日至2026年12月31日。", "2024-01-01", "2026-12-31"),
    ],
)
def test_from_when_until_when(words, start, end):
    assert told(HEAD.format(words), "valid_from", "valid_to") == (start, end)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "某政办〔2023〕15号/某市人民政府办公室/关于印发某市稳增长措施/（试行）的通知/各县：/…",
            "某市稳增长措施（试行）",
        ),
        ("某市人民政府办公室文件/某市关于支持外贸的意见/各县：/…", "某市关于支持外贸的意见"),
        ("某农发〔2019〕5号关于印发《某县龙头企业认定办法》的通知/各乡镇：/…", "某县龙头企业认定办法"),
        (
            "各县（市、区）科技局：/《某市孵化器办法（试行）》已经研究通过，现予印发。/某市科学技术局/2018年10月5日/某市孵化器办法（试行）/第一条…",
            "某市孵化器办法（试行）",
        ),
        (
            "关于印发某区贯彻落实若干措施的细则的通知（解读）/各单位：/现将《某区贯彻<落实若干措施>的细则》印发给你们。/",
            "某区贯彻<落实若干措施>的细则",
        ),
        ("某省税务局公告/2023年第4号/关于优化服务的公告/…", "关于优化服务的公告"),
        ("您的位置：首页 > 政务公开/某市关于组织申报绿色工厂的通知/各县：/…", "某市关于组织申报绿色工厂的通知"),
    ],
)
def test_what_it_is_called(text, title):
    assert told(text, "title") == (title,)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("关于支持个体户的措施/（某政发〔2022〕6号 2022年7月1日）/…", "某政发〔2022〕6号"),
        ("某人社发【2023】12号/关于稳岗返还的通知/…", "某人社发【2023】12号"),
        ("某财工（2021）33号/关于技改资金的通知/…", "某财工（2021）33号"),
        ("某政办规[2023]4号 某市关于印发若干措施的通知/某政办规〔2023〕4号   2023-04-11/…", "某政办规〔2023〕4号"),
        ("某省税务局公告/2023年第4号/关于优化服务的公告/…", "某省税务局公告2023年第4号"),
        ("关于申报补助的通知/发布时间：2024-02-08 来源：综合处某工信综合〔2024〕80号/…", "某工信综合〔2024〕80号"),
        ("某意见/依据《某省意见》（某政发〔2020〕1号）制定。/", None),
    ],
)
def test_its_own_number(text, number):
    assert told(text, "doc_no") == (number,)


@pytest.mark.parametrize(
    ("text", "issuers", "day"),
    [
        (
            "某通知/各县：/…/某县农业局　　某县资源局/某县供销联合社/2019年8月23日/某县农业局办公室/2019年8月24日印发",
            ["某县农业局", "某县资源局", "某县供销联合社"],
            "2019-08-23",
        ),
        ("某通知/各县：/…/财政部/二〇一〇年四月三十日", ["财政部"], "2010-04-30"),
        ("某区 发改局关于申报的通知/信息来源：某区发改局更新时间：2022-03-03/…", ["某区发改局"], "2022-03-03"),
        ("发文标题：某意见/发文部门：某市人民政府/发文时间：2016-10-18/…", ["某市人民政府"], "2016-10-18"),
        ("发文机关 某管理委员会 成文日期 2019年08月26日/某办法/…", ["某管理委员会"], "2019-08-26"),
        ("某省科技厅 某省财政厅关于申报项目的通知/…/", ["某省科技厅", "某省财政厅"], None),
    ],
)
def test_who_issued_it_and_when(text, issuers, day):
    assert told(text, "issuer", "issued_on") == (issuers, day)


def test_organs_that_sign_without_a_day_are_issuers():
    text = "关于奖励申报的通知\n" + "\n".join(f"（{n}）第{n}项。" for n in "一二三四五六七八九十") + "\n附件：\n"
    assert told(text + "某区科学技术委员会\n某区财政局", "issuer") == (["某区科学技术委员会", "某区财政局"],)


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("对孵化器给予补助，最高不超过100万元。", "最高不超过100万元"),
        ("补贴标准：10000元。", "补贴标准：10000元"),
        ("视市场前景给予企业10万元资金支持。", "给予企业10万元资金支持"),
        ("可返还其上年度缴纳保费的50%。", "可返还其上年度缴纳保费的50%"),
    ],
)
def test_what_it_gives(clause, words):
    assert words in [one.words for one in documents.propose(clause).benefits]


def test_what_the_employer_pays_and_what_the_government_aims_at_is_no_benefit():
    text = "见习单位应当每月提供不低于500元的生活补贴。使资金池风险补偿资金达到1000万元以上。"
    assert documents.propose(text).benefits == ()
