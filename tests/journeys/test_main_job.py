"""The main job, each person in a browser of his own: a demand from filing to archive, and what may happen to it."""

from urllib.parse import urlsplit

import pytest

from tests.journeys.steps import (
    LABORATORY,
    LAWYERS,
    OWNER,
    PDF,
    RECEPTIONIST,
    SOFTWARE,
    WINDOW_MANAGER,
    dispatches,
    does,
    file_demand,
    filed,
    fresh,
    pdf_says,
)
from tests.journeys.visitor import PHONE

pytestmark = pytest.mark.journey


def test_a_demand_from_an_unknown_policy_to_its_archive(visit, tmp_path):
    firm, receptionist, laboratory, manager = (visit(who) for who in (OWNER, RECEPTIONIST, LABORATORY, WINDOW_MANAGER))
    demand = file_from_policy(firm, "不知道研发费用能不能加计扣除", tmp_path)
    firm.go(demand.path)
    firm.sees("关于政策", "会计账.pdf", "前受理并联系您", "郑州市综合窗口")
    does(receptionist, demand, "签收受理")
    does(receptionist, demand, "一次性告知补充", {"清单以外还缺什么": "请提供上年度审计报告。"})
    does(firm, demand, "补充材料", {"补充说明": "审计报告已附上。"})
    dispatches(receptionist, demand, "演示中原检验检测中心", "请核对研发账目。")
    does(laboratory, demand, "签收办理")
    does(laboratory, demand, "提出方案", {"方案": "两天内看完账目，不收费。"})
    does(laboratory, demand, "开始实施", {"说明": "已开始看账。"})
    does(laboratory, demand, "答复", {"答复": "可以加计扣除，依据是2023年第7号公告。"})
    sees_every_step(firm, demand)
    does(firm, demand, "评价", {"您对这次办理满意吗": "不满意", "想说的话": "材料要了两遍。"})
    does(manager, demand, "回访", {"电话打得怎样": "联系上了", "需求得到满足了吗": "是", "还需要后续服务吗": "否"})
    does(manager, demand, "整改答复", {"怎样处置": "立行立改", "答复": "材料清单已改，不会再要第二遍。"})
    does(firm, demand, "评价", {"您对这次办理满意吗": "满意"})
    does(receptionist, demand, "归档")
    downloads_the_archive(firm, demand)


def file_from_policy(firm, title, folder):
    """From a policy that is unknown, ask the window; the terms stand there before anything is filed."""
    firm.go("/policies/mine/?verdict=unknown")
    card = firm.page.locator("article").filter(has_text="研发费用100%加计扣除")
    with firm.turns_page():
        card.get_by_role("link", name="问窗口").click()
    firm.sees("我们承诺的时限", "1 个工作日内", "15 个工作日内", "最迟", "这些日期怎么算的", "关于这条政策")
    firm.writes({"这是哪一类诉求": "咨询类", "一句话写明是什么事": title, "具体情况": "账目在附件里。"})
    firm.attaches(folder, 会计账=PDF)
    firm.press("提交诉求")
    return filed(firm)


def sees_every_step(firm, demand) -> None:
    """The enterprise reads what everybody did, and how each due date was counted."""
    firm.go(demand.path)
    firm.sees("您提交诉求", "受理，首问负责人", "一次性告知需要补充的内容", "您补充材料", "转演示中原检验检测中心办理")
    firm.sees("请提供上年度审计报告。", "两天内看完账目，不收费。", "已开始看账。", "可以加计扣除")
    firm.unfolds("全部时限和怎么算的")
    firm.sees("受理并联系", "阶段答复", "办结答复", "按时")
    firm.unfolds("展开")
    firm.sees("次日起算", "工作日")


def downloads_the_archive(firm, demand) -> None:
    """The whole file as one PDF: its number, its list of contents, what was said."""
    firm.go(demand.path)
    for _ in range(60):
        if "等待生成" not in firm.text():
            break
        firm.page.wait_for_timeout(500)
        firm.page.reload()
    with firm.page.expect_download() as download:
        firm.the("下载全过程存档（PDF）").click()
    content = download.value.path().read_bytes()
    assert pdf_says(content, demand.number)
    assert pdf_says(content, "目录")
    assert not pdf_says(content, "没有写过的话")


def test_an_institution_returns_a_demand_and_the_window_answers_on_the_spot(visit):
    firm, receptionist, lawyers = visit(SOFTWARE), visit("19900000021"), visit(LAWYERS)
    demand = file_demand(firm, "合同款项一年没有付")
    does(receptionist, demand, "签收受理")
    dispatches(receptionist, demand, "演示中原律师事务所")
    does(lawyers, demand, "退回窗口", {"退单原因": "需要回避", "说明": "与欠款方有代理关系，需要回避。"})
    assert lawyers.path.startswith("/demands/desk/")
    receptionist.go(demand.path)
    receptionist.sees("演示中原律师事务所退回窗口", "与欠款方有代理关系，需要回避。", "已受理")
    does(receptionist, demand, "答复", {"答复": "已协调对方本月付清，可先申请调解。"})
    firm.go(demand.path)
    firm.sees("已协调对方本月付清，可先申请调解。", "退回窗口", "请评价这次办理")
    does(firm, demand, "评价", {"您对这次办理满意吗": "非常满意"})
    receptionist.go(demand.path)
    receptionist.sees("评价：非常满意")


def test_an_overdue_promise_writes_its_own_accountability_record(visit, product):
    firm, manager = visit(OWNER), visit(WINDOW_MANAGER)
    demand = file_demand(firm, "没有人受理的诉求")
    make_overdue(product, demand)
    firm.go(demand.path)
    until_seen(firm, "超时，已记入问责")
    firm.sees("责任单位", "郑州市综合窗口", "应在")
    manager.go("/demands/accountability/")
    manager.sees("没有人受理的诉求", demand.number, "还没有做到")
    manager.go("/demands/desk/?due=overdue")
    manager.sees("没有人受理的诉求")
    assert (
        product.one(
            "select count(*) from demands_accountabilityrecord r join demands_demand d on d.id = r.demand_id"
            " where d.number = %s",
            demand.number,
        )
        == 1
    )


def make_overdue(product, demand) -> None:
    """Let the first promise fall due an hour ago."""
    of_demand = "from demands_demand d where d.id = p.demand_id and d.number = %s and p.step = 'first_contact'"
    with product.database() as connection:
        connection.execute(
            f"update demands_promise p set due_at = now() - interval '1 hour' {of_demand}", [demand.number]
        )
        connection.execute(
            "update demands_demand set next_due_at = now() - interval '1 hour' where number = %s", [demand.number]
        )


def until_seen(person, words: str, seconds: int = 60) -> None:
    """Look at the page again and again until it says so."""
    for _ in range(seconds):
        if words in person.text():
            return
        person.page.wait_for_timeout(1000)
        person.page.reload()
    person.sees(words)


def test_two_receptionists_at_one_case_overwrite_nothing_unseen(visit, product):
    firm, first, second = visit(OWNER), visit(RECEPTIONIST), visit(WINDOW_MANAGER)
    demand = file_demand(firm, "两个人同时办的诉求")
    does(first, demand, "签收受理")
    for person, words in ((first, "先写的答复。"), (second, "后写的答复。")):
        person.go(demand.path)
        person.press("阶段答复")
        person.writes({"现在进展到哪一步": words})
    first.press("阶段答复")
    first.sees("企业已经能看到这条阶段答复")
    second.press("阶段答复")
    second.sees("刚才有人更新了这件诉求。请看过最新情况再提交。您填的还在", "先写的答复。")
    assert second.field("现在进展到哪一步").input_value() == "后写的答复。"
    firm.go(demand.path)
    firm.sees("先写的答复。")
    firm.misses("后写的答复。")


def test_everything_works_without_javascript(visit, product):
    firm, receptionist = visit(javascript=False), visit(javascript=False)
    firm.sign_in(OWNER, product.password())
    demand = file_demand(firm, "没有脚本也能办")
    receptionist.sign_in(RECEPTIONIST, product.password())
    receptionist.sees("办件台", "没有脚本也能办", demand.number)
    does(receptionist, demand, "签收受理")
    does(receptionist, demand, "答复", {"答复": "已经办好。"})
    firm.go(demand.path)
    firm.sees("已经办好。")
    does(firm, demand, "评价", {"您对这次办理满意吗": "满意"})
    does(receptionist, demand, "归档")
    receptionist.sees("已归档")


def test_a_receptionist_works_the_desk_by_keyboard_alone(visit):
    firm, receptionist = visit(OWNER), visit(RECEPTIONIST)
    word = fresh("键盘")
    for title in ("第一件", "第二件", "第三件"):
        file_demand(firm, word + title)
    receptionist.go(f"/demands/desk/?order=filed&q={word}")
    keys = receptionist.page.keyboard
    for key in "jjjk":
        keys.press(key)
    with receptionist.turns_page():
        keys.press("Enter")
    receptionist.sees(f"{word}第二件", "签收受理")
    keys.press("q")
    with receptionist.turns_page():
        keys.press("Enter")
    receptionist.sees("已受理，您是这件诉求的首问负责人")
    answers_by_keyboard(receptionist, f"{word}第二件")
    takes_a_call_in(receptionist, word)
    has_it_confirmed(receptionist, visit(viewport=PHONE), f"来电问{word}出口退税")


def answers_by_keyboard(receptionist, title: str) -> None:
    """One key opens the form, one writes the template, one sends; letters typed into the text stay letters."""
    keys = receptionist.page.keyboard
    with receptionist.turns_page():
        keys.press("d")
    keys.press("1")
    keys.type("q d ? 结论是可以。")
    written = receptionist.page.evaluate("document.activeElement.value")
    assert title in written
    assert written.endswith("q d ? 结论是可以。")
    receptionist.sees("已存在本机")
    receptionist.page.evaluate("document.activeElement.blur()")  # it is sent from outside its fields, too
    with receptionist.turns_page():
        keys.press("Control+Enter")
    receptionist.sees("已答复。请等企业评价。")
    prints_by_keyboard(receptionist)
    keys.press("?")
    receptionist.sees("这一页的按键", "去代录诉求", "开具受理通知书")
    keys.press("Escape")
    with receptionist.turns_page():
        keys.press("Escape")
    assert receptionist.path.startswith("/demands/desk/")
    keys.press("g")
    with receptionist.turns_page():
        keys.press("n")
    assert receptionist.path == "/notices/"


def prints_by_keyboard(receptionist) -> None:
    """Two keys take the reply to hand, Enter issues it, Escape leads back, and two keys open it again."""
    keys = receptionist.page.keyboard
    keys.press("k")
    keys.press("f")
    with receptionist.turns_page():
        keys.press("Enter")
    receptionist.sees("企业诉求答复书")
    with receptionist.turns_page():
        keys.press("Escape")
    keys.press("k")
    with receptionist.turns_page():
        keys.press("1")
    assert receptionist.path.startswith("/papers/")
    with receptionist.turns_page():
        keys.press("Escape")


def takes_a_call_in(receptionist, word) -> None:
    """The number that rings opens the form of its firm; beyond the text itself, twelve keys are enough."""
    receptionist.go(f"/demands/intake/?phone={OWNER}")
    receptionist.sees("演示中原钢结构有限公司", "以前的诉求", f"{word}第二件", "可以享受的政策")
    steps = (("Space", ""), ("Tab", f"来电问{word}出口退税"), ("Tab", "合同已经签了。"), ("Control+Enter", ""))
    with receptionist.turns_page():
        for key, text in steps:
            receptionist.page.keyboard.press(key)
            receptionist.page.keyboard.type(text)
    receptionist.sees("诉求已登记", f"来电问{word}出口退税", "读给对方听", "前给您答复")
    assert sum(len(key.split("+")) for key, _text in steps) <= 12


def has_it_confirmed(receptionist, caller, title) -> None:
    """Who spoke reads it on a screen of his own and signs there; the page at the counter sees it arrive."""
    receptionist.press("给来人看屏幕")
    caller.go(urlsplit(receptionist.page.locator(".turned a").get_attribute("href")).path)
    caller.sees("请看看，是不是这件事", title, "以谁的名义")
    caller.press("对，就是这件事")
    caller.sees("还没有签名。请在框里写下姓名")
    frame = caller.page.locator("canvas")
    frame.scroll_into_view_if_needed()
    box, mouse = frame.bounding_box(), caller.page.mouse
    mouse.move(box["x"] + 40, box["y"] + 40)
    mouse.down()
    mouse.move(box["x"] + 240, box["y"] + 90, steps=8)
    mouse.up()
    caller.press("对，就是这件事")
    caller.sees("谢谢，已经核对", "屏幕签名")
    receptionist.sees("已核对无误", "屏幕签名")
