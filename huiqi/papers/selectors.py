"""Questions about papers. `visible_to` is the only way to one by its reference."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from huiqi.accounts.selectors import organisation_by_ref, organisations_of_kinds
from huiqi.accounts.words import OrganisationKind
from huiqi.kernel.access import Actor
from huiqi.papers.models import Letterhead, NumberWord, Paper
from huiqi.papers.ports import PaperKind, default_style, kind_of
from huiqi.papers.rules import CODE_LENGTH, Content, Face, Style, number, plain_code

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation


ISSUERS = (
    OrganisationKind.HUB,
    OrganisationKind.WINDOW,
    OrganisationKind.AUTHORITY,
    OrganisationKind.INSTITUTION,
    OrganisationKind.DEPARTMENT,
)
"""Whoever sends papers to others, in the order of the list."""


def visible_to(actor: Actor, ref: UUID) -> Paper | None:
    """The paper, if the app of its kind lets this actor read it; otherwise there is none. One query and the app's."""
    paper = Paper.objects.select_related("replaced_by").filter(ref=ref).first()
    if paper is None or not kind_of(paper.kind).reader(actor, paper.subject_type, paper.subject_ref):
        return None
    return paper


def papers_of(subject_ref: UUID | OuterRef, kind: str = "") -> QuerySet[Paper]:
    """The papers of a subject, the newest first. The caller has checked who may see the subject."""
    found = Paper.objects.filter(subject_ref=subject_ref).order_by("-id")
    return found.filter(kind=kind) if kind else found


def latest(subject_ref: UUID, kind: str) -> Paper | None:
    """The newest paper of a kind that is in force. One query."""
    return papers_of(subject_ref, kind).filter(ended_at=None).first()


def style_for(organisation_id: int, name: str, kind: PaperKind) -> Style:
    """How a paper of this kind is printed; its `word` is the whole number word."""
    own = letterhead(organisation_id, kind.code)
    inherited = inherited_style(organisation_id, name, kind)
    return own.style.over(inherited) if own else inherited


def inherited_style(organisation_id: int, name: str, kind: PaperKind | None) -> Style:
    """What holds where a kind (none: the organisation) has no setting of its own.

    A kind inherits what its organisation has, with its own word behind the organisation's.
    """
    default = default_style(organisation_id, name)
    if kind is None:
        return default
    general = letterhead(organisation_id, "")
    style = general.style.over(default) if general else default
    return replace(style, word=f"{style.word}{kind.word}")


def letterhead(organisation_id: int, kind: str) -> Letterhead | None:
    """What is set for an organisation and a kind (empty: all kinds)."""
    return Letterhead.objects.filter(organisation_id=organisation_id, kind=kind).first()


def letterheads(organisation_ids: Iterable[int]) -> dict[tuple[int, str], Letterhead]:
    """What is set for these organisations, by key and kind. One query."""
    rows = Letterhead.objects.filter(organisation__in=list(organisation_ids))
    return {(row.organisation_id, row.kind): row for row in rows}


def word_owner(word: str) -> NumberWord | None:
    """Whose number word this is."""
    return NumberWord.objects.select_related("organisation").filter(word=word).first()


def issuers(text: str = "") -> QuerySet[Organisation]:
    """Whoever issues papers, in the order of `ISSUERS`, those with this text in their name."""
    return organisations_of_kinds(ISSUERS, text)


def issuer(ref: UUID) -> Organisation | None:
    """One of them."""
    found = organisation_by_ref(ref)
    return found if found and found.kind in ISSUERS else None


def face(paper: Paper) -> Face:
    """All that the printed paper says."""
    return Face(
        paper.kind,
        paper.title,
        paper.number,
        paper.organisation_name,
        paper.issued_on,
        paper.copies,
        paper.style,
        paper.content,
    )


def is_genuine(paper: Paper) -> bool:
    """Whether what is stored still has the hash that was taken on the day of issue."""
    return face(paper).digest() == paper.sha256


def specimen(organisation: Organisation, kind: PaperKind, style: Style, content: Content, on: date) -> Paper:
    """A paper to look at, never stored."""
    return Paper(
        kind=kind.code,
        organisation=organisation,
        organisation_name=organisation.name,
        title=kind.title,
        number=number(style.word, on.year, 1),
        copies=kind.copies,
        style=asdict(style),
        content=content.as_json(),
        sha256="0" * 64,
        verify_code="2" * CODE_LENGTH,
        issued_on=on,
    )


def with_code(code: str) -> Paper | None:
    """The paper with this code to verify."""
    return Paper.objects.select_related("replaced_by").filter(verify_code=plain_code(code)[: CODE_LENGTH + 1]).first()
