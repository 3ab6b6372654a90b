"""What every page's frame shows: the network's name, where one can go, who one is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from config.api import api
from huiqi.demands.permissions import can_take_in, can_use_desk, comes_to_file
from huiqi.eligibility.vocabulary import vocabulary
from huiqi.kernel.access import NOBODY, Actor, Role
from huiqi.kernel.addresses import address
from huiqi.network.selectors import network_name
from huiqi.papers.permissions import can_set_letterheads
from huiqi.portal import wording
from huiqi.programs.permissions import can_list as can_list_keys
from huiqi.programs.words import Scope
from huiqi.reference.permissions import can_import_holidays
from huiqi.reference.selectors import unknown_years
from huiqi.search.selectors import Found
from huiqi.ui.fact_inputs import words_of

Item = tuple[str, str]
FEW_CODES = 6
"""As many codes of a fact as its line names."""
OFTEN = (mark("小型微利企业所得税"), mark("稳岗返还"), mark("专精特新"), mark("检验检测"), mark("账款拖欠"))
"""Searched for in Chinese, in which most of what is found is written."""

PUBLIC: tuple[Item, ...] = (
    (mark("首页"), "portal:home"),
    (mark("政策"), "policies:list"),
    (mark("资讯"), "policies:information"),
    (mark("服务机构"), "directory:directory"),
    (mark("窗口"), "network:network"),
    (mark("查进度"), "demands:follow"),
)
ENTERPRISE: tuple[Item, ...] = (
    (mark("工作台"), "portal:desk"),
    (mark("我的政策"), "policies:mine"),
    (mark("免申即享"), "benefits:mine"),
    (mark("我的诉求"), "demands:mine"),
    (mark("服务协议"), "agreements:agreements"),
    (mark("企业档案"), "enterprises:profile"),
    (mark("办事人员"), "enterprises:people"),
    (mark("政策库"), "policies:list"),
    (mark("服务机构"), "directory:directory"),
    (mark("窗口"), "network:network"),
)
STAFF: tuple[Item, ...] = (
    (mark("办件台"), "demands:desk"),
    (mark("回访"), "demands:visits"),
    (mark("督办"), "supervision:board"),
    (mark("服务协议"), "agreements:agreements"),
    (mark("免申即享"), "benefits:programmes"),
    (mark("岗位"), "network:my_posts"),
    (mark("企业认领"), "enterprises:claims"),
    (mark("政策"), "policies:list"),
    (mark("服务机构"), "directory:directory"),
    (mark("窗口"), "network:network"),
)
AUDIT: tuple[Item, ...] = (
    (mark("保密件查看记录"), "demands:looks"),
    (mark("日志核验"), "demands:journal"),
    (mark("程序接入"), "programs:keys"),
    (mark("政策"), "policies:list"),
    (mark("窗口"), "network:network"),
)
SECURITY: tuple[Item, ...] = (
    (mark("程序接入"), "programs:keys"),
    (mark("政策"), "policies:list"),
    (mark("窗口"), "network:network"),
)
REVIEWERS: tuple[Item, ...] = (
    (mark("审核台"), "benefits:desk"),
    (mark("免申即享"), "benefits:programmes"),
    (mark("政策"), "policies:list"),
    (mark("窗口"), "network:network"),
)
ADMINISTRATOR: tuple[Item, ...] = (
    (mark("单位和人员"), "accounts:offices"),
    (mark("节假日安排"), "reference:holidays"),
    (mark("发送情况"), "notices:deliveries"),
    (mark("政策"), "policies:list"),
    (mark("窗口"), "network:network"),
)
INSTITUTION: tuple[Item, ...] = (
    (mark("办件台"), "demands:desk"),
    (mark("督办"), "supervision:board"),
    (mark("服务协议"), "agreements:agreements"),
    (mark("政策"), "policies:list"),
    (mark("窗口"), "network:network"),
)
BY_ROLE: dict[Role | None, tuple[Item, ...]] = {
    Role.ENTERPRISE_OWNER: ENTERPRISE,
    Role.ENTERPRISE_CLERK: ENTERPRISE,
    Role.BOOKKEEPER: ENTERPRISE,
    Role.RECEPTIONIST: STAFF,
    Role.WINDOW_MANAGER: STAFF,
    Role.HUB_OPERATOR: STAFF,
    Role.INSTITUTION_CLERK: INSTITUTION,
    Role.AUTHORITY_REVIEWER: REVIEWERS,
    Role.FINANCE_REVIEWER: REVIEWERS,
    Role.SYSTEM_ADMINISTRATOR: ADMINISTRATOR,
    Role.AUDITOR: AUDIT,
    Role.SECURITY_ADMINISTRATOR: SECURITY,
}
HOME_OF: dict[Role | None, str] = {
    Role.RECEPTIONIST: "demands:desk",
    Role.WINDOW_MANAGER: "demands:desk",
    Role.HUB_OPERATOR: "demands:desk",
    Role.INSTITUTION_CLERK: "demands:desk",
    Role.AUTHORITY_REVIEWER: "benefits:desk",
    Role.FINANCE_REVIEWER: "benefits:desk",
    Role.SYSTEM_ADMINISTRATOR: "accounts:offices",
    Role.SECURITY_ADMINISTRATOR: "programs:keys",
    Role.AUDITOR: "demands:looks",
}
GO: tuple[tuple[str, str, str], ...] = (
    (mark("去办件台"), "demands:desk", "g d"),
    (mark("去代录诉求"), "demands:intake", "g l"),
    (mark("去通知"), "notices:inbox", "g n"),
    (mark("去政策"), "policies:list", "g p"),
    (mark("去服务机构"), "directory:directory", "g j"),
)
"""Keys by which staff go from any page to the places of every day."""

FOOTER: tuple[Item, ...] = (
    (mark("资讯"), "policies:information"),
    (mark("关于平台网络"), "portal:about"),
    (mark("匿名投诉"), "demands:complain"),
    (mark("核对单据真伪"), "papers:verify"),
    (mark("个人信息处理说明"), "accounts:privacy"),
    (mark("开放接口"), "portal:api_documentation"),
)


FEW = 4
"""Other seats that the corner of the header lists; whoever has more finds them on a page of their own."""


def _items(items: tuple[Item, ...], path: str) -> list[dict[str, object]]:
    """Links with the current one marked: the longest that the path begins with."""
    linked = [(_(label), address(name)) for label, name in items]
    here = max((url for _label, url in linked if url == path or (url != "/" and path.startswith(url))), default="")
    apart = address("policies:list") if items is ENTERPRISE else ""
    return [{"label": label, "url": url, "current": url == here, "apart": url == apart} for label, url in linked]


def page_context(request: HttpRequest) -> dict[str, Any]:
    """The actor and the frame of the page."""
    actor: Actor = getattr(request, "actor", NOBODY)
    network = network_name()
    items = PUBLIC if actor.is_anonymous else BY_ROLE.get(actor.role, PUBLIC)
    return {
        "actor": actor,
        "network_name": network,
        "navigation": _items(items, request.path),
        "account": _account(actor, network),
        "shortcuts": _shortcuts(actor),
        "footer_links": _items(FOOTER, ""),
        "strip": _strip(actor),
    }


def _shortcuts(actor: Actor) -> list[dict[str, str]]:
    """Where keys lead who works at a desk."""
    ways = GO if HOME_OF.get(actor.role) == "demands:desk" else ()
    told = [{"label": _(label), "url": address(name), "key": key} for label, name, key in ways]
    return [way for way in told if can_take_in(actor) or way["key"] != "g l"]


def way_to_demands(actor: Actor) -> dict[str, str]:
    """Where the home page's card of demands leads: only where this actor can go."""
    ways = (
        (comes_to_file(actor), _("提一件诉求"), "demands:file"),
        (can_take_in(actor), _("代企业录一件诉求"), "demands:intake"),
        (can_use_desk(actor), _("去办件台"), "demands:desk"),
        (True, _("凭编号和查询码看进度"), "demands:follow"),
    )
    return next({"label": label, "url": address(name)} for leads, label, name in ways if leads)


def _account(actor: Actor, network: str) -> dict[str, object]:
    """The corner of the header: who one is, on which seat, and the way in or out."""
    others = [
        {
            "label": f"{seat.organisation_name} · {_(seat.role.label)}",
            "url": reverse("accounts:change_seat", args=[seat.ref]),
        }
        for seat in actor.seats
        if actor.seat and seat.id != actor.seat.id
    ]
    return {
        "name": "" if actor.is_anonymous else actor.name,
        "organisation": actor.seat.organisation_name.removeprefix(network).strip() if actor.seat else "",
        "url": address("portal:desk"),
        "sign_in_url": address("accounts:sign_in"),
        "sign_out_url": address("accounts:sign_out"),
        "seats": others if len(others) <= FEW else [],
        "links": _account_links(actor),
    }


def kind_tabs(text: str, kind: str, found: Found) -> list[dict[str, object]]:
    """Tabs over the kinds of things found, with how many of each."""
    query = urlencode({"q": text})
    every = {"label": _("全部"), "url": f"?{query}", "current": not kind, "count": sum(k.count for k in found.kinds)}
    tabs = [
        {"label": _(k.label), "url": f"?{query}&kind={k.kind}", "current": kind == k.kind, "count": k.count}
        for k in found.kinds
    ]
    return [every, *tabs]


def documented_calls() -> list[dict[str, object]]:
    """The calls of the API as the page shows them, from its OpenAPI description."""
    described = api.get_openapi_schema()
    schemas = described.get("components", {}).get("schemas", {})
    return [
        _call(path, method, call, schemas)
        for path, calls in described["paths"].items()
        for method, call in calls.items()
    ]


def _call(path: str, method: str, call: dict[str, Any], schemas: dict[str, Any]) -> dict[str, object]:
    body, answer = call.get("requestBody", {}), call["responses"][200]
    name = call["operationId"].rpartition("_api_")[2]
    asked = [_field(p["name"], p["schema"], p.get("required", False), name) for p in call.get("parameters", [])]
    scope = call.get("x-scope")
    return {
        "id": call["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": _(call.get("summary", "")),
        "scope": _(Scope(scope).label) if scope else "",
        "fields": asked + _shape(body, schemas, name),
        "returned": _shape(answer, schemas, name),
        "failures": _("、").join(str(status) for status in call["responses"] if status != 200),
        **wording.call(name),
    }


def _shape(said: dict[str, Any], schemas: dict[str, Any], call: str) -> list[dict[str, object]]:
    """The fields of a body, in their order."""
    schema = said.get("content", {}).get("application/json", {}).get("schema", {})
    shape = schemas.get(schema.get("$ref", "").rpartition("/")[2], {})
    needed, named = shape.get("required", []), shape.get("properties", {})
    return [_field(name, one, name in needed, call) for name, one in named.items()]


def _field(name: str, schema: dict[str, Any], required: bool, call: str) -> dict[str, object]:
    kinds = ["object" if "$ref" in one else one.get("type", "") for one in schema.get("anyOf", [schema])]
    told = [kind for kind in dict.fromkeys(kinds) if kind and kind != "null"]
    return {"name": name, "type": wording.kind(told), "required": required, "meaning": wording.meaning(name, call)}


def documented_facts() -> list[dict[str, str]]:
    """Every fact of the vocabulary as the API takes it: name, type, unit, what it means."""
    return [
        {
            "name": fact.name,
            "type": _(fact.type.label),
            "unit": words_of(fact, "unit"),
            "meaning": words_of(fact, "label"),
            "codes": " · ".join(fact.choices) if len(fact.choices) <= FEW_CODES else "",
        }
        for fact in vocabulary().values()
    ]


def _strip(actor: Actor) -> str:
    """What everybody on this page must know first: days that are only guessed, or that all is invented."""
    unknown = unknown_years(timezone.localdate()) if can_import_holidays(actor) else []
    if unknown:
        told = _("%(years)s 年的放假通知还没有录入，涉及的时限只是推算。请从右上角的“节假日安排”录入。")
        return told % {"years": _("、").join(str(year) for year in unknown)}
    return _("演示环境：单位、人员和数据都是虚构的。") if settings.DEMONSTRATION else ""


def _account_links(actor: Actor) -> list[dict[str, str]]:
    """What else a person finds in the corner: a firm to register, whom he acts for, a password, the holidays."""
    links = [] if actor.seat else [(_("登记企业"), "enterprises:register", "building")]
    if len(actor.seats) > FEW + 1:
        links.append((_("切换单位（%(n)s 家）") % {"n": len(actor.seats)}, "accounts:seats", "refresh"))
    else:
        links.append((_("我代表的单位"), "accounts:seats", "building"))
    links.append((_("设置密码"), "accounts:password", "shield-check"))
    if can_import_holidays(actor):
        links.append((_("节假日安排"), "reference:holidays", "calendar"))
    if can_set_letterheads(actor):
        links.append((_("单据格式"), "papers:letterheads", "printer"))
    if can_list_keys(actor):
        links.append((_("程序接入"), "programs:keys", "shield-check"))
    return [{"label": label, "url": address(name), "icon": icon} for label, name, icon in links]
