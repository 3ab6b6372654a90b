"""The receipt of a demand that was taken in, as it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from huiqi.demands.selectors import Case, intake_of
from huiqi.demands.wording import label
from huiqi.demands.wording.asking import line_name
from huiqi.demands.wording.confirming import confirmed
from huiqi.demands.wording.drafts import head_mark
from huiqi.demands.wording.due import at_moment
from huiqi.demands.words import Step
from huiqi.papers.ports import Content, Section
from huiqi.ui.wording import full_moment

if TYPE_CHECKING:
    from huiqi.directory.models import MatterItem


def receipt_content(case: Case, clerk: str, to_bring: Sequence[MatterItem] = ()) -> Content:
    """What the receipt says, the same however often it is asked for. `to_bring`: the list of its matter."""
    demand, intake = case.demand, intake_of(case.demand)
    assert intake is not None  # only what was taken in has a receipt
    fields = (
        (_("诉求编号"), demand.number),
        (_("查询码"), demand.query_code),
        (_("企业"), demand.enterprise.name),
        (_("来人"), intake.spoken_by),
        (_("类别"), label(demand.kind)),
        (_("事项"), demand.title),
        (_("登记时间"), full_moment(demand.filed_at)),
        (_("登记人"), clerk),
        *(((_("来人核对"), how),) if (how := confirmed(intake)) else ()),
        (_("受理窗口"), demand.window.short_name),
        (_("查进度"), f"{settings.ADDRESS}{reverse('demands:follow')}"),
    )
    written = Section(_("登记的内容"), tuple(line for line in demand.text.splitlines() if line.strip()))
    onward = Section(_("接下来"), (*_promised(case), _("打开查进度的网址，填编号和查询码，不用登录。")))
    lines = tuple(line_name(one) for one in to_bring)
    sections = (written, *((Section(_("请带来"), lines),) if lines else ()), onward)
    return Content(fields=fields, sections=sections, mark=head_mark(demand))


def _promised(case: Case) -> tuple[str, ...]:
    """Until when the firm is answered; counted from the filing, so it stays what it was."""
    finish = next((one for one in case.promises if one.step is Step.FINISH and one.round == 1), None)
    return (_due(finish.due_at),) if finish else ()


def _due(due: datetime) -> str:
    return _("最迟 %(due)s 前答复。转办、补充材料都不会重新起算。") % {"due": at_moment(due)}
