"""The papers of supervision and what they say. A paper is Chinese in any language."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_noop as mark

from huiqi.demands.selectors import reads_paper
from huiqi.papers.ports import Block, Content, PaperKind, Section
from huiqi.supervision.selectors import reads_case_paper, reads_circular
from huiqi.supervision.words import LadderStep
from huiqi.ui.wording import full_day, full_moment

if TYPE_CHECKING:
    from huiqi.supervision.models import Explanation, Measure, SupervisionCase

_SENT = frozenset({Block.ADDRESSEE, Block.FIELDS, Block.BODY, Block.SEAL})

ORDER = PaperKind(
    "supervision_order",
    mark("督办通知书"),
    "督办通知书",
    "督办",
    _SENT | {Block.RECEIPT},
    reads_case_paper,
    copies=2,
    compact=True,
)
CIRCULAR = PaperKind(
    "supervision_circular", mark("通报"), "关于企业诉求逾期未办结的通报", "通报", _SENT, reads_circular, compact=True
)
SUMMONS = PaperKind(
    "supervision_summons",
    mark("约谈通知书"),
    "约谈通知书",
    "约谈",
    _SENT | {Block.RECEIPT},
    reads_case_paper,
    copies=2,
    compact=True,
)
MINUTES = PaperKind(
    "supervision_minutes",
    mark("约谈记录"),
    "约谈记录",
    "约记",
    frozenset({Block.FIELDS, Block.BODY, Block.SIGNATURE}),
    reads_case_paper,
    compact=True,
)
UNFINISHED = PaperKind("demand_unfinished", mark("未办结说明"), "未办结说明", "说明", _SENT, reads_paper, compact=True)

PAPERS = (ORDER, CIRCULAR, SUMMONS, MINUTES, UNFINISHED)
PAPER_OF = {LadderStep.ORDER: ORDER, LadderStep.CIRCULAR: CIRCULAR, LadderStep.TALK: SUMMONS}


def _moment(value: datetime) -> str:
    return full_moment(value).replace(" ", "")


def lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def missed(case: SupervisionCase) -> str:
    """What was missed, in one sentence, without the name of the enterprise."""
    record = case.record
    return f"诉求 {case.demand.number} 的“{record.promise.step.label}”应在{_moment(record.due_at)}前做到，到时没有做到"


def fact(case: SupervisionCase) -> str:
    """The same, and who is held responsible."""
    return f"{missed(case)}，责任单位是{case.organisation.name}"


def _matter(case: SupervisionCase, person: str) -> tuple[tuple[str, str], ...]:
    rows = [
        ("诉求编号", case.demand.number),
        ("没有做到的事项", case.record.promise.step.label),
        ("应在此前做到", _moment(case.record.due_at)),
        ("责任单位", case.organisation.name),
    ]
    return (*rows, ("责任人", person)) if person else tuple(rows)


def measure(case: SupervisionCase, taken: Measure, person: str) -> Content:
    """The paper of a step."""
    said = [Section("", lines(taken.text)), Section("要求的补救措施", lines(taken.remedy))]
    fields = [*_matter(case, person), ("报送期限", f"{_moment(taken.due_at)}前")]
    if taken.meets_at:
        fields += [("约谈时间", _moment(taken.meets_at)), ("约谈地点", taken.place)]
    addressee = "平台网络各窗口、各机构" if taken.step is LadderStep.CIRCULAR else case.organisation.name
    receipt = () if taken.step is LadderStep.CIRCULAR else ("签收人", "签收时间")
    copied = (case.window.name,) if case.window.organisation_id != case.organisation_id else ()
    return Content(addressee, tuple(fields), tuple(said), receipt=receipt, copied_to=copied)


def minutes(case: SupervisionCase, talk: Measure, person: str) -> Content:
    """The minutes of a talk, to be signed by both."""
    held = (("约谈日期", full_day(talk.held_on)),) if talk.held_on else ()
    said = (Section("谈话内容", lines(talk.minutes)), Section("承诺", lines(talk.commitments)))
    return Content("", (*_matter(case, person), *held), said, signature=("约谈人", "被约谈人", "日期"))


SILENT = (
    "承办单位到说明函发出时还没有写明原因。系统记录的情况是：诉求在{holder}办理，{state}。我们已经督促，并已记入问责。"
)


def unfinished(asked: Explanation, *, promised: str, why: str, state: str, call: str) -> Content:
    """The letter of apology: what was promised, why not, until when now, whom to call, how to escalate."""
    demand = asked.demand
    reason = why or SILENT.format(holder=asked.organisation.name, state=state)
    new = f"现在承诺在{full_day(asked.new_day)}前办结。" if asked.new_day else "新的日期由承办单位确定后马上告诉您。"
    said = (
        Section(
            "",
            (f"您提出的诉求“{demand.title}”，我们承诺在{promised}前办结，到时没有做到。我们向您道歉。",),
        ),
        Section("没有办结的原因", lines(reason)),
        Section("接下来", (new, f"有疑问请找：{call}。")),
        Section(
            "您还可以",
            (
                "在诉求页面上催办，一个工作日内答复；没有答复的，自动报给窗口负责人，再报省平台。",
                "在诉求页面上请省平台过问。这次没有按时办结已经记入问责，继续不办的会督办、通报、约谈。",
            ),
        ),
    )
    fields = (("诉求编号", demand.number), ("诉求事项", demand.title), ("原来的办结期限", promised))
    return Content(demand.enterprise.name, fields, said)
