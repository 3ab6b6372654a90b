"""Every main page as its readers see it, wide and narrow, in both languages; and what the home page's one box finds."""

import re

import pytest

from tests.journeys.steps import LAWYERS, OWNER, RECEPTIONIST, SOFTWARE, dispatches, does, file_demand
from tests.journeys.visitor import DESKTOP, PHONE

pytestmark = pytest.mark.journey

EVERYBODY = (
    *("/", "/policies/", "/policies/P01/", "/policies/check/", "/windows/", "/windows/zhengzhou/", "/institutions/"),
    *("/institutions/demo-finance/", "PRODUCT", "/search/?q=认证", "/signin/", "/signin/password/", "/demands/follow/"),
    *("/about/", "/privacy/", "/api/v1/docs", "/policies/information/", "/policies/P01/leaflet/"),
)
FIRM = (
    *("/desk/", "/policies/mine/", "/policies/mine/report/", "/demands/", "/demands/new/", "DEMAND", "DEMANDwithdraw/"),
    *("/enterprise/", "/enterprise/facts/basic/", "/enterprise/facts/research/"),
)
WINDOW = ("/demands/desk/", "/demands/accountability/", "DEMAND", "DEMANDreply/", "DEMANDdispatch/")
INSTITUTION = ("/demands/desk/", "DEMAND", "DEMANDreturn/")
READERS = [
    pytest.param("", EVERYBODY, id="a visitor"),
    pytest.param(OWNER, FIRM, id="an enterprise"),
    pytest.param(RECEPTIONIST, WINDOW, id="a receptionist"),
    pytest.param(LAWYERS, INSTITUTION, id="an institution"),
]

FRAME = "header a, nav a, footer a, main :is(button, label, legend, th, dt, h2, .hint, .page-head .lead)"
NAMES = re.compile("[\u4e00-\u9fff]+(市|窗口|平台)")
DATA = "[lang|=zh], .brand, .crumbs *, main :is(article, td, li, .choice, select, .prose) *, [data-upload] *"


@pytest.mark.parametrize(("mobile", "pages"), READERS)
def test_every_main_page_is_sound(visit, product, mobile, pages):
    reader, faults, demand = visit(mobile), [], a_demand_in_hand(visit, product) if mobile else ""
    for language, button in (("zh", ""), ("en", "English")):
        if button:
            reader.go("/about/")
            with reader.turns_page():
                reader.page.get_by_role("button", name=button).first.click()
        for path in pages:
            reader.go(address(reader, path, demand))
            faults += look(reader, language)
    assert faults == []


def a_demand_in_hand(visit, product) -> str:
    """The path of a demand that an institution has."""
    if ref := product.one("select ref from demands_demand where title = '各种页面上的诉求' and state = 'dispatched'"):
        return f"/demands/{ref}/"
    receptionist = visit(RECEPTIONIST)
    demand = file_demand(visit(OWNER), "各种页面上的诉求", text="很长的一段话。" * 60)
    does(receptionist, demand, "签收受理")
    dispatches(receptionist, demand, "演示中原律师事务所")
    return demand.path


def address(reader, path: str, demand: str) -> str:
    """The path, with the name of something that has no fixed one filled in."""
    if path == "PRODUCT":
        reader.go("/institutions/")
        path = reader.page.locator("main a[href*='/products/']").first.get_attribute("href")
    return path.replace("DEMAND", demand)


def look(reader, language: str) -> list[str]:
    """What is wrong with this page: not one heading, something beyond the edge, something that axe finds."""
    found = [f"{n} h1" for n in [reader.page.locator("h1").count()] if n != 1]
    for size in (DESKTOP, PHONE):
        reader.page.set_viewport_size(size)
        wide, edge = reader.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        found += [f"{wide} px on {edge} px"] if wide > edge else []
        found += reader.faults() if (language == "zh") == (size is DESKTOP) else []
    reader.page.set_viewport_size(DESKTOP)
    found += chinese_left(reader) if language == "en" else []
    return [f"{language} {reader.path}: {each}" for each in found]


def chinese_left(reader) -> list[str]:
    """Chinese in the frame of an English page, names and data aside."""
    script = (
        "([frame, data]) => [...document.querySelectorAll(frame)].filter(e => !e.matches(data)).map(e => e.innerText)"
    )
    said = reader.page.evaluate(script, [FRAME, DATA])
    left = {words for words in said if re.search("[\u4e00-\u9fff]", NAMES.sub("", words))}
    return [f"Chinese: {words}" for words in sorted(left)]


FINDS = [
    ("小型微利企业", "小型微利企业减按25%计入", "能得到什么"),
    ("郑州市综合窗口", "郑州市综合窗口", "办理时限"),
    ("律师事务所", "演示中原律师事务所", "服务"),
    ("专利挖掘", "专利挖掘与布局", "工作日"),
]


def test_one_box_finds_it_and_a_number_follows_it(visit):
    visitor = visit()
    for asked, found, there in FINDS:
        visitor.go("/")
        visitor.page.get_by_role("searchbox").fill(asked)
        visitor.press("搜索")
        with visitor.turns_page():
            visitor.page.locator("main .rows a").filter(has_text=found).first.click()
        visitor.sees(there)
    demand = file_demand(visit(SOFTWARE), "不登录也能查")
    answers = [
        follows(visitor, *told) for told in ((demand.number, "WRONG2345678"), ("410100-2026-999999", demand.code))
    ]
    assert answers[0] == answers[1]
    assert "没有找到这件诉求" in answers[0]
    assert "待签收" in follows(visitor, demand.number, demand.code.lower())
    visitor.misses("不登录也能查", "演示洛河软件")


def follows(visitor, number: str, code: str) -> str:
    """What a number and a code answer."""
    visitor.go("/demands/follow/")
    visitor.writes({"诉求编号": number, "查询码": code})
    visitor.press("查进度")
    told: str = visitor.page.inner_text("main")
    return told.replace(number, "").replace(code, "")
