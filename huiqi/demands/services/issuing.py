"""Issue a paper of a demand: what the case says today, on paper, by the organisation of whoever issues it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import translation

from huiqi.demands.permissions import TO_OFFICES, can_issue
from huiqi.demands.selectors import case_of, veil, visible_to
from huiqi.demands.wording.sheets import in_force, is_said, narrowed, sheet
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.papers.selectors import papers_of
from huiqi.papers.services import issue_paper

if TYPE_CHECKING:
    from huiqi.papers.models import Paper


@transaction.atomic
def issue_sheet(
    ref: UUID, code: str, *, submission: UUID, actor: Actor, at: datetime, part: int | None = None
) -> Paper:
    """Issue a paper of this kind; where one in force already says what happened, it is that one.

    `part`: to whom of several who each have a part.

    The demand is locked, so that two people who press at once make one paper. Raises `Demand.DoesNotExist`,
    `KeyError` for no kind, `PermissionDenied`, and `Refused("nothing_to_print")`.
    """
    wanted = sheet(code)
    demand = visible_to(actor).whole().select_for_update(of=("self",)).get(ref=ref)
    if not can_issue(actor, code, demand) or actor.organisation_id is None:
        raise PermissionDenied
    with translation.override("zh-hans"):  # a paper is Chinese
        if code in TO_OFFICES and demand.keeps_name:
            veil(demand)
        seen = narrowed(case_of(demand), code)
        meant = [one for one in seen if part is None or (one.handling and one.handling.part == part)]
        draft = next(filter(None, map(wanted.draft, meant)), None)
    if draft is None:
        raise Refused("nothing_to_print")
    former = in_force(papers_of(ref, wanted.kind.code), code, draft)
    if former is not None and is_said(former, draft):
        return former
    return issue_paper(
        wanted.kind.code,
        "demand",
        ref,
        draft.content,
        organisation_id=actor.organisation_id,
        submission=submission,
        actor=actor,
        at=at,
    )
