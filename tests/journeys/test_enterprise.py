"""An enterprise registers, learns what it may have, is told what is wrong, and loses nothing that it typed."""

import re

import pytest

from tests.journeys.steps import (
    OWNER,
    PDF,
    SOFTWARE,
    file_demand,
    filed,
    fresh,
    new_credit_code,
    new_mobile,
    register_firm,
    sign_in_by_code,
    start_demand,
)

pytestmark = pytest.mark.journey


def unsettled(firm) -> int:
    """How many policies are unknown for want of facts."""
    found = re.search(r"(\d+)\n+还缺情况", firm.text())
    assert found, firm.text()[:2000]
    return int(found[1])


def count(product, title: str) -> int:
    """How many demands of this title there are."""
    return int(product.one("select count(*) from demands_demand where title = %s", title))


def test_a_new_enterprise_registers_and_learns_what_it_may_have(visit):
    firm = visit()
    register_firm(firm, "演示试用钢结构有限公司")
    firm.sees("基本情况", "第 1 步，共")
    firm.writes({"贵单位是哪一天成立的": "2019-05-06"})
    firm.press("保存，下一步")
    firm.writes({"上年末有多少从业人员": "46", "上一个会计年度的营业收入": "1,240"})
    firm.press("保存，下一步")
    firm.press("保存，下一步")  # finances: not known today
    firm.sees("税务", "第 4 步")
    firm.go("/policies/mine/")
    firm.sees("可以享受（", "还缺情况（", "目前不符合（", "从业人员（年末）\n46 人", "1,240 万元")
    firm.unfolds("为什么：逐条看")
    firm.sees("您的情况", "还不知道", "依据")
    before = unsettled(firm)
    firm.sees("再答 1 题，可以确定 1 项政策，最多 4 项", "有哪些在有效期内的资质和荣誉")
    firm.ticks("以上都没有")
    firm.press("确定")
    firm.sees("已记下")
    assert unsettled(firm) < before


def test_a_visitor_checks_policies_and_leaves_nothing_behind(visit, product):
    visitor, before = visit(), rows_of_all_tables(product)
    visitor.go("/")
    visitor.press("做一次政策体检")
    visitor.sees("不用注册，什么也不保存")
    visitor.writes({"上年末有多少从业人员": "46", "上一个会计年度的营业收入": "1240", "年度应纳税所得额": "80"})
    visitor.writes({"是小规模纳税人还是一般纳税人": "小规模纳税人"})
    visitor.press("看看能享受哪些政策")
    visitor.sees("您填的内容没有保存", "可以享受（", "还缺情况（", "再答 1 题")
    still_open = unsettled(visitor)
    visitor.writes({"贵单位属于哪一类主体": "企业"})
    visitor.press("重新核对")
    assert unsettled(visitor) < still_open
    assert visitor.field("上年末有多少从业人员").input_value() == "46"
    assert rows_of_all_tables(product) == before


OF_THE_WORKER = ("procrastinate", "journal_", "notices_", "files_", "papers_", "supervision_", "demands_")
"""What the worker writes meanwhile of its own: a time limit passes, a file is made, somebody is told."""


def rows_of_all_tables(product) -> dict[str, int]:
    """How many rows each table has in which a visitor could leave something; those of the worker aside."""
    with product.database() as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        tables = sorted(name for (name,) in found if not name.startswith(OF_THE_WORKER) or name == "demands_demand")
        return {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in tables}


def test_a_lost_connection_loses_no_word_and_files_one_demand(visit, product):
    firm, title = visit(OWNER), fresh("断网时写的诉求")
    start_demand(firm, title, text="写了很久的一段话。")
    firm.page.context.set_offline(True)
    firm.the("提交诉求").click()
    firm.sees("网络断开了，您写的内容已保存在本机")
    assert firm.field("具体情况").input_value() == "写了很久的一段话。"
    firm.page.context.set_offline(False)
    firm.sees("网络已恢复，可以提交了")
    lose_the_answer(firm)
    firm.go("/demands/new/")
    firm.sees("已恢复您上次没有提交的内容")
    assert firm.field("一句话写明是什么事").input_value() == title
    firm.press("提交诉求")
    filed(firm)
    assert count(product, title) == 1
    firm.go("/demands/new/")
    assert firm.field("一句话写明是什么事").input_value() == ""


def lose_the_answer(firm) -> None:
    """Press the button; the form arrives, but the page that confirms it gets lost on its way back."""
    firm.page.route("**/demands/new/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    firm.the("提交诉求").click()
    firm.page.wait_for_url("chrome-error://**")
    firm.page.unroute("**/demands/new/")
    firm.errors.clear()  # the browser has said that the page was lost


def test_pressing_twice_and_sending_again_after_going_back_files_one_demand(visit, product):
    firm, title = visit(OWNER), fresh("连按两次的诉求")
    start_demand(firm, title)
    with firm.turns_page():
        firm.the("提交诉求").dblclick()
    first = filed(firm)
    firm.page.go_back()
    firm.press("提交诉求")
    assert filed(firm) == first
    assert count(product, title) == 1
    firm.page.go_back()
    firm.writes({"具体情况": "回来改了几句。"})
    firm.press("提交诉求")
    firm.sees(f"这份诉求已经提交过，编号 {first.number}")
    assert firm.field("具体情况").input_value() == "回来改了几句。"
    firm.press("提交诉求")
    assert filed(firm) != first


def test_wrong_input_is_told_beside_its_field_and_kept(visit, tmp_path):
    firm = visit()
    registers_wrongly(firm)
    states_facts_wrongly(firm)
    files_wrongly(firm, tmp_path)
    strangers = file_demand(visit(SOFTWARE), "别人家的诉求")
    assert firm.page.request.get(firm.url + strangers.path).status == 404


def registers_wrongly(firm) -> None:
    """A wrong code, an unknown industry, a region that is on no list, no consent; then right."""
    sign_in_by_code(firm, new_mobile())
    firm.writes({"统一社会信用代码": "914101023267896540", "名称": "演示写错有限公司", "行业": "没有这一行"})
    firm.page.eval_on_selector("select[name=region]", "list => { list.value = ''; list.options[0].value = '999999'; }")
    firm.press("登记")
    assert "没有这个地方，请从列表里选择" in firm.wrong("登记注册所在县")
    assert "没有找到" in firm.wrong("行业")
    assert "请填写联系人姓名" in firm.wrong("联系人")
    assert "需要您同意" in firm.wrong("我已阅读并同意")
    assert firm.field("名称").input_value() == "演示写错有限公司"
    firm.writes({"行业": "3311", "登记注册所在县": "中原区", "联系人": "赵试用"})
    firm.ticks("我已阅读并同意《个人信息处理说明》")
    firm.press("登记")
    assert "校验码不对" in firm.wrong("统一社会信用代码")
    assert firm.field("统一社会信用代码").input_value() == "914101023267896540"
    firm.writes({"统一社会信用代码": new_credit_code()})
    firm.press("登记")
    firm.sees("已登记")


def states_facts_wrongly(firm) -> None:
    """A founding day still to come, a negative amount, words for a number."""
    firm.page.eval_on_selector("input[name=founded_on]", "day => { day.type = 'text'; }")
    firm.writes({"贵单位是哪一天成立的": "2025-02-30", "注册资本是多少": "-20"})
    firm.press("保存，下一步")
    assert "真实存在的日期" in firm.wrong("贵单位是哪一天成立的")
    assert "注册资本" in firm.wrong("注册资本是多少")
    assert firm.field("注册资本是多少").input_value() == "-20"
    firm.writes({"贵单位是哪一天成立的": "2035-01-01", "注册资本是多少": "五百"})
    firm.press("保存，下一步")
    assert "成立日期" in firm.wrong("贵单位是哪一天成立的")
    assert "万元" in firm.wrong("注册资本是多少")


def files_wrongly(firm, folder) -> None:
    """No kind, no title, a file too large, a program by the name of a PDF; the good file and every word stay."""
    firm.go("/demands/new/")
    firm.writes({"具体情况": "写好的内容。"})
    too_large, program = PDF + b"0" * (40 << 20), b"MZ\x90\x00\x03" + b"\x00" * 200
    firm.attaches(folder, 图纸=PDF, 太大=too_large, 发票=program)
    firm.sees("超过 20 MB")
    firm.press("提交诉求")
    assert "请选择一类" in firm.wrong("这是哪一类诉求")
    assert "请用一句话" in firm.wrong("一句话写明是什么事")
    told = firm.wrong("附件")
    assert "“太大.pdf”有 40 MB" in told
    assert "“发票.pdf”的内容不是可以接收的类型" in told
    assert firm.field("具体情况").input_value() == "写好的内容。"
    firm.sees("图纸.pdf")
