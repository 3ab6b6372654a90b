"""The gallery, and the switch to large letters."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from huiqi.kernel.access import public, reads, writes
from huiqi.kernel.kept import LARGE_COOKIE
from huiqi.ui import forms

YEAR = 365 * 24 * 3600

# (template, title, when to use it)
SECTIONS = (
    ("ui/gallery/type.html", _("文字"), _("一页一个大标题。正文每行不超过四十个字，同一行的零碎信息用 meta。")),
    ("ui/gallery/format.html", _("金额、日期、比例"), _("数字一律经过这些过滤器，页面、通知和文件里写法才一致。")),
    ("ui/gallery/buttons.html", _("按钮"), _("一页只有一个主要动作。按钮上写动词，按下去发生什么就写什么。")),
    ("ui/gallery/badges.html", _("状态与时限"), _("词、符号、颜色说同一件事。不符合用灰色，红色只留给超时和出错。")),
    (
        "ui/gallery/notices.html",
        _("提示"),
        _("一页最多两条。刚发生的事用消息；C 级来源、演示数据必须标出。"),
    ),
    ("ui/gallery/hero.html", _("首页搜索"), _("只用在首页和检索首页。下面的卡片用 lift 叠上来。")),
    ("ui/gallery/cards.html", _("卡片与条目"), _("卡片装一个主题。并列的去处用 way，成串的条目用 rows。")),
    (
        "ui/gallery/policy.html",
        _("政策结论与逐条条件"),
        _("先说结论和好处，理由一按就开；差多少、缺什么，写明白。"),
    ),
    ("ui/gallery/promise.html", _("承诺"), _("期限放在最前面，用大白话说；日期怎么算的，一按就看得到。")),
    ("ui/gallery/timeline.html", _("经过"), _("已经发生的、正在办的、将要发生的，一条线看完。")),
    ("ui/gallery/stats.html", _("数字"), _("每个数字都能点开看它数的是哪些。")),
    ("ui/gallery/aside.html", _("侧栏"), _("企业情况、办理情况一类的概要，放在正文右侧。")),
    (
        "ui/gallery/tabs.html",
        _("保存的筛选与筛选栏"),
        _("常用的筛选是一排标签，临时的在筛选栏里；条件都在网址里。"),
    ),
    ("ui/gallery/desk.html", _("办件表"), _("窗口人员整天看的表：紧凑、能用键盘、能多选；手机上每行变成一张卡片。")),
    (
        "ui/gallery/table.html",
        _("列表"),
        _("列表只写表头和每一行；外框、翻页、空着时说什么，都由它画。数字一列靠右，表头跟着靠右。"),
    ),
    ("ui/gallery/stepper.html", _("步骤"), _("长表单分步，每步一个主题，可以跳过不知道的。")),
    (
        "ui/gallery/form.html",
        _("表单"),
        _("标签在上，单位在框里。只标选填，不标必填；框宽像答案的长度。"),
    ),
    (
        "ui/gallery/refused.html",
        _("填错了"),
        _("顶上列出每一处，一点就到；旁边说错在哪、怎么改，填过的都留着。"),
    ),
    ("ui/gallery/summary.html", _("核对答案"), _("提交之前的最后一步：逐项列出，每项可以更改。")),
    ("ui/gallery/empty.html", _("还没有内容"), _("说为什么空着，以及现在可以做什么。")),
    ("ui/gallery/loading.html", _("正在读取"), _("超过半秒的读取才用骨架，形状与将来的内容相近。")),
)
SAMPLES = json.loads((Path(__file__).parent / "gallery.json").read_text(encoding="utf-8"))
DUE = datetime(2026, 11, 27, 17, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@reads
@public
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in its states, with a line on when to use it and how it is written."""
    sections = [
        {"anchor": Path(name).stem, "title": title, "when": when, "template": name, "source": _source(name)}
        for name, title, when in SECTIONS
    ]
    contents = [{"label": section["title"], "url": f"#{section['anchor']}"} for section in sections]
    page = Paginator(range(1, 1242), 20).get_page(request.GET.get("page", 3))
    here = [{"label": _("首页"), "url": "/"}, {"label": _("界面组件")}]
    drawn = {"sections": sections, "contents": contents, "page": page, "due": DUE, "here": here}
    context = {**SAMPLES, **forms.examples(), **drawn}
    return render(request, "ui/gallery.html", context)


def _source(name: str) -> str:
    template = get_template(name)
    return str(template.template.source)  # type: ignore[attr-defined]


@reads
@public
def rows(request: HttpRequest) -> HttpResponse:
    """A fragment for the gallery's own example of htmx."""
    return render(request, "ui/gallery/rows.html", {"rows": SAMPLES["facts_rows"]})


@writes
@public
@csrf_exempt  # how a page is shown is no risk: a tab opened before one signed in elsewhere switches, too
@require_POST
def large(request: HttpRequest) -> HttpResponse:
    """Remember in a cookie whether the reader wants large letters; then back to where he was."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(target if safe else "/")
    if request.POST.get("large") == "1":
        response.set_cookie(LARGE_COOKIE, "1", max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    else:
        response.delete_cookie(LARGE_COOKIE)
    return response
