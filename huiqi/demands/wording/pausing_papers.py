"""The papers of a clock that stands: 中止办理告知书, 恢复办理告知书. A paper is Chinese in any language."""

from huiqi.demands.models import Promise, Suspension
from huiqi.demands.selectors import Case
from huiqi.demands.wording.drafts import Draft, Fields, printed
from huiqi.demands.words import Anonymity, PauseGround, Step
from huiqi.papers.ports import Content, Section
from huiqi.ui.wording import full_day

FINISHES = (Step.GREEN_FINISH, Step.EXTENDED_FINISH, Step.FINISH)

ENDS = {
    PauseGround.AWAITING_FIRM: "%s补齐材料的，即时恢复计时。",
    PauseGround.FIRM_ASKS: "%s可以随时请求恢复计时。",
    PauseGround.INSPECTION: "检验、检测或鉴定结果到达的，即时恢复计时，并告知%s。",
    PauseGround.PROCEEDING: "法院、仲裁或行政复议结果到达的，即时恢复计时，并告知%s。",
}


def suspension(case: Case) -> Draft | None:
    """That the clock stands now: why, until when at the latest, what ends it before."""
    standing = case.standstill
    if standing is None or standing.began_at is None:
        return None
    you = _you(case)
    said = (
        f"{_opening(case)}，因{standing.ground.label}，自{printed(standing.began_at)}起中止计时，最迟{printed(standing.until)}恢复。",
        f"中止期间不计入办理期限；恢复计时后，期限相应顺延，我们另行告知新的期限。{ENDS[standing.ground] % you}",
    )
    fields = (
        *_matter(case),
        ("中止时间", printed(standing.began_at)),
        ("最迟恢复", printed(standing.until)),
    )
    sections = (Section("", said), Section("中止的原因", _lines(standing.reason)))
    return Draft(standing.began_at, Content(case.demand.enterprise.name, fields, sections))


def resumption(case: Case) -> Draft | None:
    """That the clock runs again, how long it stood, and until when the answer is owed now."""
    ended = [one for one in case.suspensions if one.ended_at]
    owed = _finish(case)
    if not ended or case.standstill or owed is None or "pauses" not in owed.explanation:
        return None
    last = ended[-1]
    assert last.ended_at is not None
    said = (
        f"{_opening(case)}，中止计时的原因已经消除或者期限已到，自{printed(last.ended_at)}起恢复计时。",
        f"停表期间不计入，最迟于{printed(owed.due_at)}前答复{_you(case)}。逾期没有答复的，{_you(case)}可以催办，或者请省平台过问。",
    )
    fields = (
        *_matter(case),
        ("中止时间", _stood(last)),
        ("中止的原因", last.ground.label),
        ("恢复时间", printed(last.ended_at)),
        ("新的办结期限", f"{printed(owed.due_at)}前"),
    )
    return Draft(last.ended_at, Content(case.demand.enterprise.name, fields, (Section("", said),)))


def _finish(case: Case) -> Promise | None:
    """The completion that is owed now."""
    return next((one for one in case.owed() if one.step in FINISHES and one.round == case.round), None)


def _opening(case: Case) -> str:
    demand = case.demand
    return f"{_you(case)}于{full_day(demand.began_at)}提出的诉求“{demand.title}”"


def _you(case: Case) -> str:
    return "您" if case.demand.anonymity is Anonymity.ANONYMOUS else "你单位"


def _matter(case: Case) -> Fields:
    demand = case.demand
    return (("诉求编号", demand.number), ("诉求事项", demand.title), ("类别", demand.kind.label))


def _stood(one: Suspension) -> str:
    assert one.began_at is not None
    return printed(one.began_at)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
