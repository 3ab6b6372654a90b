"""What people of the journeys do again and again, a sentence each."""

import re
import uuid
import zlib
from contextlib import suppress
from dataclasses import dataclass

from huiqi.standards.credit_code import check_character
from tests.journeys.visitor import Visitor

OWNER, SOFTWARE, TEAM = "19900000051", "19900000052", "19900000053"
RECEPTIONIST, WINDOW_MANAGER, HUB = "19900000011", "19900000012", "19900000001"
LAWYERS, LABORATORY = "19900000061", "19900000063"
PDF = b"%PDF-1.4\n%\xe4\xf6\xfc\xdf\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@dataclass(frozen=True)
class Filed:
    """What the enterprise holds in hand after filing."""

    path: str
    number: str
    code: str


def fresh(title: str) -> str:
    """A title that no other demand has."""
    return f"{title}（{uuid.uuid4().hex[:6]}）"


def new_mobile() -> str:
    """A mobile number that nobody has yet."""
    return f"138{uuid.uuid4().int % 10**8:08d}"


def new_credit_code() -> str:
    """A valid credit code that nobody has yet: an enterprise of 郑州市中原区."""
    first17 = f"91410102MA{uuid.uuid4().int % 10**7:07d}"
    return first17 + check_character(first17)


def sign_in_by_code(person: Visitor, mobile: str) -> None:
    """Sign in by the code that the demonstration shows on the page."""
    person.go("/signin/")
    person.writes({"手机号": mobile})
    person.press("获取验证码")
    person.sees("演示模式：短信不会真的发出")
    person.writes({"验证码": person.page.inner_text("#demonstration-code")})
    person.press("登录")


def register_firm(person: Visitor, name: str, **said: str) -> None:
    """Sign in for the first time and register a firm of 郑州市中原区."""
    sign_in_by_code(person, new_mobile())
    told = {"统一社会信用代码": new_credit_code(), "名称": name, "登记注册所在县": "中原区", "行业": "3311"}
    person.writes({**told, "联系人": "赵试用", **said})
    person.ticks("我已阅读并同意《个人信息处理说明》")
    person.press("登记")


def start_demand(firm: Visitor, title: str, *, kind: str = "服务类", text: str = "请帮我们找一家机构。") -> None:
    """Open the form of a new demand and fill it in."""
    firm.go("/demands/new/")
    firm.writes({"这是哪一类诉求": kind, "一句话写明是什么事": title, "具体情况": text})


def file_demand(firm: Visitor, title: str, **told: str) -> Filed:
    """File a demand from nothing."""
    start_demand(firm, title, **told)
    firm.press("提交诉求")
    return filed(firm)


def filed(firm: Visitor) -> Filed:
    """Read number and query code from the page that confirms."""
    firm.sees("您的诉求已经收到", "诉求编号", "查询码")
    number, code = firm.page.locator("main .card .num").all_inner_texts()[:2]
    assert re.fullmatch(r"\d{6}-\d{4}-\d{6}", number), number
    return Filed(firm.path.removesuffix("filed/"), number, code)


def does(person: Visitor, demand: Filed, verb: str, told: dict[str, str] | None = None) -> None:
    """Open a demand, press a verb, and say what its form asks, if there is one."""
    person.go(demand.path)
    person.press(verb)
    if person.path != demand.path:
        person.writes(told or {})
        person.press(verb)
    done = person.path == demand.path or person.path.startswith("/demands/desk/")
    assert done, f"{verb} was refused:\n{person.text()[:3000]}"


def dispatches(person: Visitor, demand: Filed, to: str, note: str = "") -> None:
    """Find who is to handle a demand by name among the candidates, and send it there."""
    person.go(f"{demand.path}dispatch/?q={to}")
    person.writes({"转给谁": to, "转办说明": note})
    person.press("转办")
    assert person.path == demand.path, f"it was refused:\n{person.text()[:3000]}"


def pdf_says(content: bytes, words: str) -> bool:
    """Whether a PDF has these words in its title or its outline, where every heading stands."""
    assert content.startswith(b"%PDF-"), content[:20]
    parts = [content]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.DOTALL):
        with suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    utf16 = words.encode("utf-16-be")
    written = (words.encode(), utf16, utf16.hex().encode(), utf16.hex().upper().encode())
    return any(form in part for form in written for part in parts)
