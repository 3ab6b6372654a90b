"""What a template says of a case, and the words of the pages where templates are kept."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.demands.models import AnswerTemplate
from huiqi.demands.rules.templates import FIELDS, filled
from huiqi.demands.selectors import Case
from huiqi.demands.wording import label
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import Step
from huiqi.kernel.access import Actor
from huiqi.standards.service_kinds import ServiceKind
from huiqi.ui.wording import full_day

SAMPLE = {
    "企业名称": "演示精密机械有限公司",
    "编号": "410100-2026-000128",
    "事项": "出口产品做 CE 认证",
    "受理窗口": "郑州窗口",
    "承办单位": "演示检测中心",
    "经办人": "演示人员甲",
    "时限": "12月17日（周四）17:30",
    "今天": "2026年11月26日",
}
"""A made-up case, in the language in which templates are written."""

MEANINGS = {
    "企业名称": mark("提诉求的企业"),
    "编号": mark("诉求编号"),
    "事项": mark("诉求的标题"),
    "受理窗口": mark("受理它的窗口"),
    "承办单位": mark("正在办理的单位"),
    "经办人": mark("正在填写的人"),
    "时限": mark("下一个答应企业的时限"),
    "今天": mark("填写的日期"),
}


def values(case: Case, actor: Actor, at: datetime) -> dict[str, str]:
    """What the fields of a template say of a case, to whom fills it in."""
    demand = case.demand
    owed = next((one for one in case.owed() if one.step is not Step.HANDLER_TAKE), None)
    return {
        "企业名称": demand.enterprise.name,
        "编号": demand.number,
        "事项": demand.title,
        "受理窗口": demand.window.short_name,
        "承办单位": case.handling.organisation.name if case.handling else demand.window.short_name,
        "经办人": actor.name,
        "时限": at_moment(owed.due_at) if owed else "",
        "今天": full_day(localdate(at)),
    }


def offered(templates: Iterable[AnswerTemplate], said: Mapping[str, str]) -> list[dict[str, Any]]:
    """Templates with their fields filled in, each by its digit."""
    return [
        {"ref": str(one.ref), "name": one.name, "text": filled(one.text, said), "key": str(number)}
        for number, one in enumerate(templates, start=1)
    ]


def kept_rows(templates: Iterable[AnswerTemplate], actor: Actor, *, keeps: bool) -> list[dict[str, Any]]:
    """The list of templates; those of the actor's office may be changed by who keeps them."""
    return [
        {
            "template": one,
            "verb": label(one.verb),
            "kind": label(ServiceKind(one.kind)) if one.kind else _("各类诉求"),
            "whose": one.organisation.name,
            "may": keeps and one.organisation_id == actor.organisation_id,
        }
        for one in templates
    ]


def fields_told() -> list[dict[str, str]]:
    """Every field with what it says."""
    return [{"name": "{" + name + "}", "meaning": _(MEANINGS[name])} for name in FIELDS]
