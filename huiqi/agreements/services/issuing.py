"""The two papers of a service: the agreement 服务协议, and the firm's confirmation 服务确认单."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import translation

from huiqi.agreements.selectors import shown
from huiqi.agreements.wording.papers import AGREEMENT, CONFIRMATION, agreement_content, confirmation_content
from huiqi.kernel.refs import uuid7
from huiqi.papers.selectors import latest
from huiqi.papers.services import issue_paper

if TYPE_CHECKING:
    from huiqi.agreements.models import Agreement, Version
    from huiqi.kernel.access import Actor

CHANGED = "双方确认了变更后的协议"


def issue_agreement(agreement: Agreement, version: Version, *, actor: Actor, at: datetime) -> None:
    """Issue what both confirmed, by the handler's organisation; it replaces the paper of the version before."""
    former = latest(agreement.ref, AGREEMENT.code)
    with translation.override("zh-hans"):  # a paper is Chinese
        content = agreement_content(agreement, version)
    issue_paper(
        AGREEMENT.code,
        "agreement",
        agreement.ref,
        content,
        organisation_id=agreement.organisation_id,
        submission=uuid7(),
        actor=actor,
        at=at,
        replaces=former.ref if former else None,
        reason=CHANGED if former else "",
    )


def issue_confirmation(agreement: Agreement, *, actor: Actor, at: datetime) -> None:
    """Issue the firm's confirmation, by the window that counts the service."""
    with translation.override("zh-hans"):
        content = confirmation_content(shown(agreement))
    issue_paper(
        CONFIRMATION.code,
        "agreement",
        agreement.ref,
        content,
        organisation_id=agreement.demand.window.organisation_id,
        submission=uuid7(),
        actor=actor,
        at=at,
    )
