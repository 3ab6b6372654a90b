"""A text from which a draft was made: kept with a copy of what was read, unverified, tied to the policy it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from huiqi.eligibility.outline import Line
from huiqi.eligibility.versions import Grade, PublicationStatus
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor
from huiqi.policies.models import Document, DocumentDraft, Draft, Policy
from huiqi.policies.rules.identity import key_of
from huiqi.policies.rules.paragraphs import split
from huiqi.policies.services.drafting import begin_policy
from huiqi.policies.services.texts import propose_text
from huiqi.policies.words import DraftState, TextKind


@transaction.atomic
def begin_from_text(
    code: str,
    content: Mapping[str, Any],
    text: str,
    *,
    reason: str,
    actor: Actor,
    at: datetime,
    outline: Line | None = None,
) -> Draft:
    """Begin a policy read from `text`, and write the text down as well, for a second person to compare and publish.

    A text that the library has, or that waits already, is not written down again. Raises as `begin_policy` and
    `propose_text`, `FileRefused`.
    """
    draft = begin_policy(code, content, reason=reason, actor=actor, at=at, outline=outline)
    said = _said(content, text, at)
    key = key_of(said["number"], said["title"], said["issuer"])
    draft.document = Document.objects.filter(key=key).first()
    if draft.document is None:
        waiting = DocumentDraft.objects.filter(key=key, state=DraftState.WAITING).first()
        draft.text = waiting or _written_down(said, text, reason, actor, at)
    draft.save(update_fields=["text", "document"])
    return draft


def _said(content: Mapping[str, Any], text: str, at: datetime) -> dict[str, Any]:
    """What is known of the text: nobody has compared it with its source yet."""
    return {
        "kind": str(TextKind.DOCUMENT),
        "number": content.get("document_number") or "",
        "title": content["title"],
        "issuer": content.get("issuer") or "",
        "issued_on": "",
        "effective_from": content.get("effective_from") or "",
        "effective_through": content.get("effective_through") or "",
        "status": str(PublicationStatus.IN_FORCE),
        "void": "",
        "replaced_by": "",
        "interprets": "",
        "policies": [],
        "url": "",
        "source": "",
        "grade": str(Grade.C),
        "last_verified": localdate(at).isoformat(),
        "paragraphs": [{"label": part.label, "text": part.text, "explains": []} for part in split(text)],
    }


def _written_down(said: Mapping[str, Any], text: str, reason: str, actor: Actor, at: datetime) -> DocumentDraft:
    data = text.encode()
    raw = store_file(f"{said['title'][:100]}.txt", BytesIO(data), len(data), actor=actor, at=at)
    return propose_text(said, actor=actor, at=at, raw=raw, reason=reason)


def carry_text(draft: Draft, policy: Policy) -> None:
    """Tie the policy that was published to the text it was made from, in the caller's transaction."""
    document = draft.document or (draft.text.document if draft.text else None)
    if document is not None:
        document.policies.add(policy)
    elif draft.text is not None:
        text = DocumentDraft.objects.select_for_update().get(id=draft.text.id)
        text.content["policies"] = sorted({*text.content["policies"], policy.code})
        text.save(update_fields=["content"])
