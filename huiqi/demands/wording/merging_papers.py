"""The papers of demands that became one, or several: 合并办理告知书, 拆分办理告知书. Chinese in any language."""

from huiqi.demands.rules.merging import undo_until
from huiqi.demands.selectors import Case
from huiqi.demands.wording.drafts import Draft, matter_fields, printed
from huiqi.network.selectors import hours_of
from huiqi.papers.ports import Content, Section, Table
from huiqi.reference.selectors import calendar
from huiqi.ui.wording import full_day


def merged(case: Case) -> Draft | None:
    """That it goes on in another, why, and until when the enterprise may undo that."""
    demand, merger = case.demand, case.links.into
    if merger is None:
        return None
    into, until = merger.into, printed(undo_until(merger.merged_at, calendar(), hours_of(demand.window)))
    joined = (
        f"你单位于{full_day(demand.began_at)}提出的诉求“{demand.title}”，与你单位的诉求“{into.title}”是同一件事，"
        f"自{printed(merger.merged_at)}起合并办理，以后在那一件里办理和答复。"
    )
    kept = (
        "答应你单位的时限取两件中最早的，不因合并推后；原来的编号和查询码照常可以查询。"
        f"你单位认为不是同一件事的，可以在{until}前撤销合并，或者告诉本窗口。"
    )
    fields = (
        *matter_fields(demand),
        ("并入的诉求", into.number),
        ("合并时间", printed(merger.merged_at)),
        ("撤销期限", f"{until}前"),
    )
    sections = (Section("", (joined, kept)), Section("合并的原因", (merger.reason,)))
    return Draft(merger.merged_at, Content(demand.enterprise.name, fields, sections))


def divided(case: Case) -> Draft | None:
    """What was taken out of it the last time, under which numbers, and why."""
    demand, pieces = case.demand, case.links.pieces
    if not pieces:
        return None
    at, reason = pieces[-1].split_at, pieces[-1].reason
    said = (
        f"你单位于{full_day(demand.began_at)}提出的诉求“{demand.title}”里有几件事，自{printed(at)}起分别办理。",
        "每一件有自己的编号，查询码不变；办理时限都从原来提交的时候起算，不因拆分推后。",
    )
    rows = tuple((one.demand.number, one.demand.title, one.demand.kind.label) for one in pieces if one.split_at == at)
    items = Table("拆出的诉求", ("诉求编号", "诉求事项", "类别"), rows)
    fields = (*matter_fields(demand), ("拆分时间", printed(at)))
    sections = (Section("", said), Section("拆分的原因", (reason,)))
    return Draft(at, Content(demand.enterprise.name, fields, sections, items))
