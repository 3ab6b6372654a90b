"""Journeys of an enterprise: it registers, learns what it may have, is told what is wrong, and loses nothing it typed."""

import re

import pytest

from tests.journeys.steps import (
    OWNER,
    filed,
    register_firm,
    start_demand,
)

pytestmark = pytest.mark.journey

UNKNOWN_POLICY = "小规模纳税人适用3%征收率的减按1%征收增值税"


def unsettled(firm) -> int:
    """How many policies are unknown for want of facts."""
    found = re.search(r"(\d+)\n+还缺情况", firm.text())
    assert found, firm.text()[:2000]
    return int(found[1])


def count(product, title: str) -> int:
    """How many demands of this title there are."""
    return product.one("select count(*) from demands_demand where title = %s", title)


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
    firm.sees("再答 1 题，可以确定", "资质和荣誉")
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


def rows_of_all_tables(product) -> dict[str, int]:
    """How many rows each table has; the queue's own periodic tables aside."""
    with product.database() as connection:
        found = connection.execute("select tablename from pg_tables where schemaname = 'public'").fetchall()
        tables = sorted(name for (name,) in found if not name.startswith("procrastinate"))
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
    firm.go("/demands/new/")
    firm.sees("已恢复您上次没有提交的内容")
    assert firm.field("一句话写明是什么事").input_value() == title
    firm.press("提交诉求")
    filed(firm)
    assert count(product, title) == 1
    firm.go("/demands/new/")
    assert firm.field("一句话写明是什么事").input_value() == ""


def test_pressing_twice_and_sending_again_after_going_back_files_one_demand(visit, product):
    firm, title = visit(OWNER), fresh("连按两次的诉求")
    start_demand(firm, title)
    with firm.turns_page():
        firm.the("提交诉求").dblclick()
    first = filed(firm)
    firm.page.go_back()
    firm.sees("具体情况")
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


def test_an_answer_lost_on_its_way_back_makes_no_second_demand(visit, product):
    firm, title = visit(OWNER), fresh("回执丢在路上的诉求")
    start_demand(firm, title)
    firm.page.route("**/demands/new/", lambda route: (route.fetch(max_redirects=0), route.abort()))
    firm.the("提交诉求").click()
    firm.page.wait_for_url("chrome-error://**")
    firm.page.unroute("**/demands/new/")
    firm.errors.clear()  # the browser has said that the page was lost
    firm.go("/demands/new/")
    firm.sees("已恢复您上次没有提交的内容")
    firm.press("提交诉求")
    filed(firm)
    assert count(product, title) == 1
