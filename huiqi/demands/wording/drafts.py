"""What the papers of a demand say: a function for each kind, which reads the case on the day of issue.

Each answers None where the case has no occasion for its paper. A paper is Chinese in any language.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from huiqi.demands.flow import AFTER_ANSWER
from huiqi.demands.models import Demand, Ending, Handling, InformationRequest, ReturnVisit
from huiqi.demands.rules.standing import objection_until
from huiqi.demands.selectors import Case
from huiqi.demands.wording.letters import answered_by, paper_answer
from huiqi.demands.wording.regulation import TO_FIRM, TO_HANDLER, on_paper
from huiqi.demands.words import Anonymity, DemandState, Purpose, ReminderKind, Step, Verb
from huiqi.network.selectors import hours_of
from huiqi.papers.ports import Content, Section, Table
from huiqi.reference.selectors import calendar
from huiqi.ui.wording import full_day, full_moment

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What a paper would say now, and the moment of what it is about: a later paper of its kind already says it."""

    at: datetime
    content: Content


def head_mark(demand: Demand) -> str:
    """What stands at the head of every paper of what is confidential."""
    return "保密件" if demand.is_confidential else ""


def printed(value: datetime) -> str:
    """A moment as it is printed: 2026年11月20日17:30."""
    return full_moment(value).replace(" ", "")


def _lines(text: str) -> tuple[str, ...]:
    """The paragraphs of a typed text."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _missing(asked: InformationRequest) -> Table:
    """What was asked for, without the numbers that may stand before its lines: the table has its own."""
    lines = (re.sub(r"^\d{1,2}[.．、)）]\s*(?!\d)", "", line) for line in _lines(asked.missing))
    return Table("需要补充的内容", ("序号", "内容"), tuple((str(n), line) for n, line in enumerate(lines, 1)))


def _titled(title: str, text: str) -> tuple[Section, ...]:
    return (Section(title, _lines(text)),) if text.strip() else ()


def matter_fields(demand: Demand) -> Fields:
    told = (("诉求编号", demand.number), ("诉求事项", demand.title), ("类别", demand.kind.label))
    return (*told, *_row("投诉对象", demand.against))


def _is_nobody(demand: Demand) -> bool:
    """Nobody signed it: who complained reads the papers by number and code, and cannot be called back."""
    return demand.anonymity is Anonymity.ANONYMOUS


def _you(demand: Demand) -> str:
    """How a paper speaks to whose demand it is."""
    return "您" if _is_nobody(demand) else "你单位"


def _firm(demand: Demand) -> Fields:
    """The enterprise and how to reach it, for whoever works on its demand."""
    firm = demand.enterprise
    if _is_nobody(demand):
        return (("投诉人", "匿名，没有留下姓名和联系方式"),)
    if demand.hidden:
        return (("企业", f"{firm.name}（名称保密，请经窗口联系）"),)
    return (("企业", firm.name), ("联系人", f"{firm.contact_name}　{firm.contact_mobile}"))


def _due(case: Case, step: Step, handling: Handling | None = None) -> str:
    """Until when a step of this round, or of a custody, is owed; empty where it is not promised."""
    key = handling.id if handling else None
    found = [p for p in case.promises if p.step is step and p.round == case.round and p.handling_id == key]
    return printed(found[-1].due_at) if found else ""


def _finish(case: Case) -> str:
    """Until when the enterprise is owed its answer, the extension counted in."""
    return _due(case, Step.EXTENDED_FINISH) or _due(case, Step.FINISH)


def _row(name: str, text: str) -> Fields:
    return ((name, text),) if text else ()


def _person(case: Case, ref: str) -> str:
    return case.people.get(ref, "")


def acceptance(case: Case) -> Draft | None:
    demand = case.demand
    taken = [h for h in case.happenings if h.verb == Verb.REGISTER and h.at >= demand.began_at]
    if not taken:
        return None
    you = _you(demand)
    told = "一次性告知写在查询页上，请过几天来看" if _is_nobody(demand) else "我们一次性告知"
    said = (
        f"{you}于{full_day(demand.began_at)}提出的诉求“{demand.title}”收悉。经审查，属于本平台的服务事项，现予受理。",
        f"{you}可以凭诉求编号和查询码查询办理进度。办理期间需要补充材料的，{told}；没有按时办理的，{you}可以催办。",
    )
    fields = (
        *matter_fields(demand),
        ("受理时间", printed(taken[-1].at)),
        *_row("首问负责人", _person(case, demand.first_contact)),
        *_row("阶段答复", _before(_due(case, Step.STAGED_REPLY))),
        *_row("办结期限", _before(_due(case, Step.FINISH))),
    )
    sections = (Section("", (*said, *on_paper(case, TO_FIRM))),)
    return Draft(taken[-1].at, Content(demand.enterprise.name, fields, sections))


def _before(moment: str) -> str:
    return f"{moment}前" if moment else ""


def asked(case: Case) -> Draft | None:
    demand, request = case.demand, case.request
    if request is None:
        return None
    said = (
        f"{_you(demand)}提出的诉求“{demand.title}”，经审查还需要补充下列内容，现一次性告知。",
        "请备齐后在网上补充，或交到本窗口。办理期限不因此停止计算。",
    )
    items = _missing(request)
    fields = (*matter_fields(demand), ("告知时间", printed(request.asked_at)))
    receipt = ("签收人", "联系电话", "签收时间")
    return Draft(request.asked_at, Content(demand.enterprise.name, fields, (Section("", said),), items, (), receipt))


def _to_handler(case: Case, handling: Handling, fields: Fields, said: tuple[str, ...]) -> Draft:
    """What a handler is asked for; he signs for it."""
    title = "请你单位办理的部分" if handling.task else "窗口意见"
    asked = (*_titled("诉求内容", case.demand.text), *_titled(title, handling.task or handling.note))
    sections = (Section("", (*said, *on_paper(case, TO_HANDLER))), *asked)
    receipt = ("收件单位", "签收人", "联系电话", "签收时间")
    return Draft(handling.sent_at, Content(handling.organisation.name, fields, sections, receipt=receipt))


def transfer(case: Case) -> Draft | None:
    demand, handling = case.demand, case.handling
    if handling is None or handling.by_letter:
        return None
    said = (
        (
            f"现将{demand.enterprise.name}的诉求“{demand.title}”转你单位办理。请按期签收；不属于你单位职责的，"
            "请说明理由退回本窗口，不要自行转给其他单位。办结后请答复企业并告知本窗口。"
        ),
    )
    fields = (
        *matter_fields(demand),
        *_firm(demand),
        ("转办时间", printed(handling.sent_at)),
        *_row("签收期限", _before(_due(case, Step.HANDLER_TAKE, handling))),
        *_row("本部分答复期限", _before(_due(case, Step.PART_ANSWER, handling))),
        *_row("办结期限", _before(_due(case, Step.GREEN_FINISH) if demand.is_green else _finish(case))),
    )
    return _to_handler(case, handling, fields, said)


def letter(case: Case) -> Draft | None:
    """To a handler outside the system: a letter 函 between offices that do not order one another about."""
    demand, handling = case.demand, case.handling
    if handling is None or not handling.by_letter:
        return None
    answered_by = _due(case, Step.OUTSIDE_ANSWER, handling)
    said = (
        (
            f"{demand.enterprise.name}向本平台提出诉求“{demand.title}”。经研究，该事项属于你单位职责，现转请办理"
            f"{f'，并请于{answered_by}前函复本窗口' if answered_by else '，并请函复本窗口'}。"
        ),
        (
            "不属于你单位职责的，请尽快说明理由退回，以便另行转办。函复请加盖公章；随函附有答复链接的，"
            "可以凭链接在网上签收、函复或者退回，不用注册。"
        ),
        "专此函达。",
    )
    fields = (
        *matter_fields(demand),
        *_firm(demand),
        ("转办时间", printed(handling.sent_at)),
        *_row("函复期限", _before(answered_by)),
        *_row("首问负责人", _person(case, demand.first_contact)),
    )
    return _to_handler(case, handling, fields, said)


def urging(case: Case) -> Draft | None:
    demand, handling, urged = case.demand, case.handling, case.reminded(ReminderKind.URGE)
    if handling is None or not urged or demand.urged_until is None:
        return None
    last = urged[-1]
    said = (
        (
            f"{demand.enterprise.name}的诉求“{demand.title}”已转你单位办理，企业于{printed(last.reminded_at)}催办。"
            f"请抓紧办理，于{printed(last.due_at)}前向企业作阶段答复或者答复。"
        ),
    )
    fields = (
        *matter_fields(demand),
        ("转办时间", printed(handling.sent_at)),
        ("催办次数", f"第 {demand.urged} 次"),
        *_row("办结期限", _before(_finish(case))),
    )
    sections = (Section("", said), *_titled("企业的话", last.text))
    return Draft(
        last.reminded_at, Content(handling.organisation.name, fields, sections, receipt=("签收人", "签收时间"))
    )


def pressing(case: Case) -> Draft | None:
    """To the enterprise, which has not brought what it was asked for."""
    demand, told, request = case.demand, case.reminded(ReminderKind.TO_FIRM), case.request
    if not told or request is None or request.supplied_at:
        return None
    last = told[-1]
    said = (
        (
            f"{_you(demand)}的诉求“{demand.title}”，我们已于{full_day(request.asked_at)}一次性告知需要补充的内容，至今没有收到。"
            f"请于{printed(last.due_at)}前补充。两次催告后仍不补充的，我们可以终止办理。"
        ),
    )
    content = Content(
        demand.enterprise.name,
        (*matter_fields(demand), ("催告次数", f"第 {len(told)} 次")),
        (Section("", said), *_titled("窗口的话", last.text)),
        _missing(request),
    )
    return Draft(last.reminded_at, content)


def supervision(case: Case) -> Draft | None:
    """From the leaders' instructions that wait for a report, and from what the hub was asked to look into."""
    demand, orders = case.demand, case.open_instructions()
    asked = case.reminded(ReminderKind.ESCALATION) if demand.escalated_until else []
    if not orders and not asked:
        return None
    holder = case.handling
    said = [f"{demand.enterprise.name}的诉求“{demand.title}”，现予督办。请抓紧办理，按期书面回报办理情况和结果。"]
    said += [f"企业于{printed(asked[-1].reminded_at)}请省平台过问：{asked[-1].text}"] if asked else []
    rows = tuple((f"{o.post}{o.leader}", full_day(o.dated), o.text, _before(printed(o.due_at))) for o in orders)
    fields = (
        *matter_fields(demand),
        *_row("首问负责人", _person(case, demand.first_contact)),
        *_row("办结期限", _before(_finish(case))),
        *(_row("回应期限", _before(printed(asked[-1].due_at))) if asked else ()),
    )
    content = Content(
        holder.organisation.name if holder else demand.window.name,
        fields,
        (Section("", tuple(said)),),
        Table("批示", ("批示领导", "日期", "批示内容", "回报期限"), rows) if rows else None,
        receipt=("签收人", "签收时间"),
    )
    return Draft(max([o.entered_at for o in orders] + [one.reminded_at for one in asked]), content)


def joint(case: Case) -> Draft | None:
    """To all who were asked for their part and have not given it: one sheet, so that each knows of the others."""
    demand = case.demand
    waiting = [one for one in case.consultations if one.is_open]
    if not waiting or demand.state in AFTER_ANSWER:
        return None
    due = {p.consultation_id: printed(p.due_at) for p in case.promises}
    rows = tuple((one.organisation.name, one.question, _before(due.get(one.id, ""))) for one in waiting)
    held = case.handling
    said = (
        (
            f"{demand.enterprise.name}的诉求“{demand.title}”，需要你单位会同办理。请按下表的分工和期限提出意见，"
            "由主办单位统一答复企业。不属于你单位职责的，请书面说明。"
        ),
    )
    fields = (
        *matter_fields(demand),
        ("主办单位", held.organisation.name if held else demand.window.name),
        *_row("办结期限", _before(_finish(case))),
    )
    sections = (Section("", said), *_titled("诉求内容", demand.text))
    items = Table("会办分工", ("会办单位", "请办事项", "答复期限"), rows)
    addressee = "、".join(one.organisation.name for one in waiting)
    receipt = ("会办单位", "签收人", "签收时间")
    return Draft(waiting[-1].asked_at, Content(addressee, fields, sections, items, (), receipt))


def extension(case: Case) -> Draft | None:
    """H59: the enterprise is told why, and until when."""
    demand, told = case.demand, case.extension
    if told is None or told.due_at is None or told.decided_at is None:
        return None
    said = (
        (
            f"{_you(demand)}于{full_day(demand.began_at)}提出的诉求“{demand.title}”，因下列原因不能在原定期限内办结。"
            f"经批准，延期至{printed(told.due_at)}前答复。"
        ),
        f"延期只有一次。逾期没有答复的，{_you(demand)}可以催办，或者请省平台过问。",
    )
    fields = (
        *matter_fields(demand),
        *_row("原定期限", _before(_due(case, Step.FINISH))),
        ("延期至", _before(printed(told.due_at))),
        ("批准时间", printed(told.decided_at)),
    )
    sections = (Section("", said), *_titled("延期的原因", told.reason), *_titled("审批意见", told.decision))
    return Draft(told.decided_at, Content(demand.enterprise.name, fields, sections))


def decision(state: DemandState, opening: str) -> Callable[[Case], Draft | None]:
    """A notice of a decision that closed a demand without an answer; `opening` goes on after 你单位."""

    def write(case: Case) -> Draft | None:
        ending = case.ending
        if ending is None or ending.state is not state:
            return None
        earlier = next((h.data["earlier"] for h in reversed(case.happenings) if "earlier" in h.data), ())
        fields = (
            *matter_fields(case.demand),
            ("依据", ending.ground.label),
            *_row("以前的诉求", "、".join(earlier)),
            ("决定时间", printed(ending.decided_at)),
        )
        said = Section("", (_you(case.demand) + opening % case.demand.title,))
        sections = (
            said,
            *_titled("理由", ending.reason),
            *_titled("可以去哪里办", ending.elsewhere),
            *_titled("不服怎么办", _remedy(case, ending)),
        )
        return Draft(ending.decided_at, Content(case.demand.enterprise.name, fields, sections))

    return write


def _remedy(case: Case, ending: Ending) -> str:
    until = printed(objection_until(ending.decided_at, calendar(), hours_of(case.demand.window)))
    return f"可以在{until}前提出异议，由没有参与本决定的人裁定。有新情况的，可以重新打开这件诉求。"


def answer(case: Case) -> Draft | None:
    demand = case.demand
    if demand.answered_at is None or not demand.answer:
        return None
    files = tuple((str(n), one.file.name) for n, one in enumerate(case.files(Purpose.ANSWER), 1))
    by = (paper := paper_answer(case)) and paper.handling.organisation.name
    opening = f"{_you(demand)}于{full_day(demand.began_at)}提出的诉求“{demand.title}”，{by or '现'}答复如下。"
    closing = "对答复和服务，请你单位评价；没有评价的，我们会回访。"
    if _is_nobody(demand):
        closing = "没有留下联系方式，我们不回访。有新情况的，可以再来投诉。"
    sections = (Section("", (opening, *_lines(demand.answer))), Section("", (closing,)))
    fields = (*matter_fields(demand), *(answered_by(paper) if paper else ()), ("答复时间", printed(demand.answered_at)))
    items = Table("附件", ("序号", "名称"), files) if files else None
    return Draft(demand.answered_at, Content(demand.enterprise.name, fields, sections, items))


def visit(case: Case) -> Draft | None:
    """A sheet to fill in by hand before the visit; afterwards what the visit found out."""
    demand = case.demand
    if demand.answered_at is None:
        return None
    reached = [one for one in case.visits if one.reached]
    if not reached and demand.state not in AFTER_ANSWER:
        return None
    fields = (*matter_fields(demand), *_firm(demand), ("答复时间", printed(demand.answered_at)), *_found(case, reached))
    told = Content(
        "", fields, (Section("", _lines(demand.answer)),), signature=("回访人", "受访人", "回访时间", "签字")
    )
    return Draft(reached[-1].visited_at if reached else demand.answered_at, told)


def _found(case: Case, reached: Sequence[ReturnVisit]) -> Fields:
    """What is asked, with the answers where there are any."""
    if not reached:
        return (
            ("需求满足", "□ 是　　□ 否"),
            ("后续服务", "□ 还需要　　□ 不需要"),
            ("意见建议", "\n\n"),
        )
    last = reached[-1]
    return (
        ("回访时间", printed(last.visited_at)),
        *_row("回访人", _person(case, last.visited_by)),
        ("需求满足", "是" if last.need_met else "否"),
        ("后续服务", "还需要" if last.follow_up else "不需要"),
        ("意见建议", last.opinion or "无"),
    )
