"""The papers 文书 of a demand: their kinds, and the card on the case that lists and offers them.

A kind is a row of `SHEETS`: what the office calls it, and the function that writes it. Who issues which is said in
`permissions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as mark

from huiqi.demands.permissions import INTERNAL_PAPERS, can_issue, is_firm
from huiqi.demands.selectors import (
    RECEIPT,
    Case,
    hears_no_visit,
    intake_of,
    reads_paper,
    reads_paper_within,
    reads_visit_sheet,
)
from huiqi.demands.wording.drafts import (
    Draft,
    acceptance,
    answer,
    asked,
    decision,
    extension,
    head_mark,
    joint,
    letter,
    pressing,
    supervision,
    transfer,
    urging,
    visit,
)
from huiqi.demands.wording.keys import PAPER_KEYS, paper_key
from huiqi.demands.wording.merging_papers import divided, merged
from huiqi.demands.wording.pausing_papers import resumption, suspension
from huiqi.demands.wording.rectifying import notice
from huiqi.demands.words import DemandState
from huiqi.kernel.access import Actor
from huiqi.papers.ports import Block, PaperKind
from huiqi.papers.words import Standing
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.demands.models import Handling
    from huiqi.papers.models import Paper


@dataclass(frozen=True, slots=True)
class Sheet:
    """A kind of paper and how it is written."""

    kind: PaperKind
    write: Callable[[Case], Draft | None]

    def draft(self, case: Case) -> Draft | None:
        """What it would say now, with the mark of what is confidential at its head; nothing of what is erased."""
        told = None if case.demand.is_erased else self.write(case)
        return replace(told, content=replace(told.content, mark=head_mark(case.demand))) if told else None


_TOLD = frozenset({Block.ADDRESSEE, Block.FIELDS, Block.BODY, Block.SEAL})
_SENT = _TOLD | {Block.RECEIPT}
_ITEMS = frozenset({Block.ITEMS})


def _kind(code: str, label: str, title: str, word: str, blocks: frozenset[Block], **more: Any) -> PaperKind:
    reader = reads_visit_sheet if code == "visit" else reads_paper_within if code in INTERNAL_PAPERS else reads_paper
    return PaperKind(f"demand_{code}", label, title, word, blocks, reader, compact=True, **more)


REFUSED = "的诉求“%s”收悉。经审查，决定不予受理。"
ENDED = "的诉求“%s”，经研究决定终止办理。"
REPEATED = "的诉求“%s”，与以前已经办结的诉求属于同一事项，现按重复事项办结。"

SHEETS = (
    Sheet(_kind("acceptance", mark("受理通知书"), "企业诉求受理通知书", "受", _TOLD), acceptance),
    Sheet(_kind("asked", mark("一次性告知书"), "补充材料一次性告知书", "告", _SENT | _ITEMS, copies=2), asked),
    Sheet(_kind("pressing", mark("催告书"), "补充材料催告书", "催告", _TOLD | _ITEMS), pressing),
    Sheet(_kind("transfer", mark("转办单"), "企业诉求转办单", "转", _SENT, copies=2, logged=True), transfer),
    Sheet(_kind("letter", mark("转办函"), "关于转请办理企业诉求的函", "函", _SENT, copies=2, logged=True), letter),
    Sheet(_kind("joint", mark("会办单"), "企业诉求会办单", "会", _SENT | _ITEMS, copies=2, logged=True), joint),
    Sheet(_kind("extension", mark("延期告知书"), "企业诉求延期办结告知书", "延", _TOLD), extension),
    Sheet(_kind("suspension", mark("中止办理告知书"), "企业诉求中止办理告知书", "中止", _TOLD), suspension),
    Sheet(_kind("resumption", mark("恢复办理告知书"), "企业诉求恢复办理告知书", "恢复", _TOLD), resumption),
    Sheet(_kind("merged", mark("合并办理告知书"), "企业诉求合并办理告知书", "并", _TOLD), merged),
    Sheet(_kind("divided", mark("拆分办理告知书"), "企业诉求拆分办理告知书", "拆", _TOLD | _ITEMS), divided),
    Sheet(_kind("urging", mark("催办单"), "企业诉求催办单", "催", _SENT), urging),
    Sheet(_kind("supervision", mark("督办单"), "企业诉求督办单", "督", _SENT | _ITEMS, copies=2), supervision),
    Sheet(
        _kind("refusal", mark("不予受理告知书"), "企业诉求不予受理告知书", "不受", _TOLD),
        decision(DemandState.REFUSED, REFUSED),
    ),
    Sheet(
        _kind("ending", mark("终止办理告知书"), "企业诉求终止办理告知书", "终", _TOLD),
        decision(DemandState.ENDED, ENDED),
    ),
    Sheet(
        _kind("repeated", mark("重复事项办结告知书"), "企业诉求重复事项办结告知书", "重", _TOLD),
        decision(DemandState.REPEATED, REPEATED),
    ),
    Sheet(_kind("answer", mark("答复书"), "企业诉求答复书", "复", _TOLD | _ITEMS), answer),
    Sheet(_kind("rectification", mark("整改通知书"), "企业诉求整改通知书", "改", _SENT, copies=2), notice),
    Sheet(
        _kind(
            "visit",
            mark("回访单"),
            "企业诉求回访单",
            "访",
            frozenset({Block.FIELDS, Block.BODY, Block.SIGNATURE}),
            logged=True,
        ),
        visit,
    ),
)
"""In the order of a demand's life."""


def sheet(code: str) -> Sheet:
    """The kind with this code, with or without its `demand_`; raises `KeyError`."""
    return {one.kind.code.removeprefix("demand_"): one for one in SHEETS}[code.removeprefix("demand_")]


def is_said(former: Paper | None, draft: Draft) -> bool:
    """Whether a paper in force already says what is drafted."""
    return former is not None and former.issued_at >= draft.at and former.said.mark == draft.content.mark


def card(case: Case, actor: Actor, *, own: bool, submission: UUID) -> dict[str, Any]:
    """The card “文书”: what was issued, the newest first, and what this person can issue now."""
    readable = () if case.demand.hidden else [one for one in case.papers if _may_open(one, case, actor)]
    shown = [one for one in readable if not (own and one.kind.removeprefix("demand_") in INTERNAL_PAPERS)]
    return {
        "papers": [_paper_row(one, case.people) | {"key": paper_key(position)} for position, one in enumerate(shown)],
        "sheets": _due_sheets(case, case.papers, actor, submission),
    }


def _may_open(paper: Paper, case: Case, actor: Actor) -> bool:
    """The receipt, with its query code, only the enterprise and whoever took the demand in; the sheet of a return visit
    not whoever it is about; the others all.
    """
    if paper.kind == "demand_visit":
        return not hears_no_visit(case, actor)
    if paper.kind != RECEIPT.code:
        return True
    intake = intake_of(case.demand)
    return is_firm(actor, case.demand) or (intake is not None and intake.taken_by == actor.person_ref)


def _paper_row(paper: Paper, people: dict[str, str]) -> dict[str, Any]:
    return {
        "title": paper.title,
        "number": paper.number,
        "url": reverse("papers:paper", args=[paper.ref]),
        "when": full_day(paper.issued_on),
        "by": people.get(paper.issued_by, ""),
        "ended": "" if paper.standing is Standing.IN_FORCE else _(paper.standing.label),
    }


OF_ONE_HAND = ("transfer", "letter", "urging")
"""Papers to whoever has the demand: where several have parts, one for each."""


def narrowed(case: Case, code: str) -> list[Case]:
    """The case as it is for each of several to whom a paper goes; else the case."""
    if code not in OF_ONE_HAND or len(case.hands) < 2:
        return [case]
    return [replace(case, handling=one) for one in case.hands]


def in_force(papers: Iterable[Paper], code: str, draft: Draft) -> Paper | None:
    """The paper of this kind that is in force, of several the one to the same addressee."""
    kind = f"demand_{code}"
    live = [one for one in papers if one.kind == kind and one.ended_at is None]
    to_same = [one for one in live if one.said.addressee == draft.content.addressee]
    return next(iter(to_same if code in OF_ONE_HAND else live), None)


def _due_sheets(case: Case, papers: Sequence[Paper], actor: Actor, submission: UUID) -> list[dict[str, Any]]:
    """What could be issued and is not in force yet."""
    found = []
    for one in SHEETS:
        code = one.kind.code.removeprefix("demand_")
        for seen in narrowed(case, code) if can_issue(actor, code, case.demand) else []:
            draft = one.draft(seen)
            if draft and not is_said(in_force(papers, code, draft), draft):
                found.append(_offer(one, code, seen.handling if seen is not case else None, submission))
    return found


def _offer(one: Sheet, code: str, to: Handling | None, submission: UUID) -> dict[str, Any]:
    """A paper that can be issued; of several of a kind each says to whom it goes."""
    name = _(one.kind.label)
    if to is None:
        return {"code": code, "label": name, "part": "", "submission": submission, "key": PAPER_KEYS.get(code, "")}
    label = _("%(paper)s（%(who)s）") % {"paper": name, "who": to.organisation.name}
    return {"code": code, "label": label, "part": to.part, "submission": uuid5(submission, str(to.part)), "key": ""}
