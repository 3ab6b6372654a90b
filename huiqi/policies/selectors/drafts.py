"""Drafts: who sees them, and what one says compared with what is in force."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from huiqi.eligibility.library import Library
from huiqi.eligibility.reading import CODE
from huiqi.eligibility.shapes import BadCondition, Fault
from huiqi.eligibility.versions import PolicyVersion as Version
from huiqi.eligibility.versions import read_version
from huiqi.kernel.access import Actor
from huiqi.policies.flow import DRAFT, OPEN
from huiqi.policies.models import Draft, Policy, PolicyVersion
from huiqi.policies.permissions import can, can_draft
from huiqi.policies.selectors.shelf import content_of, shelf
from huiqi.policies.words import DraftState, DraftVerb


def visible_to(actor: Actor) -> QuerySet[Draft]:
    """All drafts, to those who write them; none to anybody else."""
    every = Draft.objects.select_related("base__policy", "published", "text__document", "document")
    return every if can_draft(actor) else every.none()


def drafts_of(actor: Actor, *states: DraftState) -> list[Draft]:
    """The drafts in these states, what changed last first."""
    return list(visible_to(actor).filter(state__in=states).order_by("-changed_at", "-id"))


def open_draft(actor: Actor, code: str) -> Draft | None:
    """The draft of a policy that is not settled yet; there is at most one."""
    return visible_to(actor).filter(code=code, state__in=OPEN).first()


def verbs_for(actor: Actor, draft: Draft) -> list[DraftVerb]:
    """What the actor can do with a draft now, in the order of the table; pages show the form of nothing else."""
    return [verb for verb in DRAFT.verbs(draft.state) if can(actor, verb, draft)]


def waiting_count(actor: Actor) -> int:
    """How many drafts wait for a review by this person."""
    waiting = visible_to(actor).filter(state=DraftState.WAITING)
    return waiting.exclude(authors__contains=[actor.person_ref]).count()


def kept_rows(code: str) -> list[PolicyVersion]:
    """The published versions of a policy, oldest first, without those a correction took the whole place of."""
    kept = PolicyVersion.objects.select_related("policy").filter(policy__code=code, withdrawn_at=None)
    return list(kept.order_by("effective_from"))


def free_code() -> str:
    """The next code of the kind P31 that no policy and no draft has."""
    taken = set(Policy.objects.values_list("code", flat=True)) | set(Draft.objects.values_list("code", flat=True))
    return next(code for code in (f"P{number:02}" for number in range(1, 1000)) if code not in taken)


def replacements() -> dict[str, str]:
    """Which policy took the place of which, as codes; a newer version of the same policy is no other policy."""
    rows = PolicyVersion.objects.filter(withdrawn_at=None).exclude(superseded_by="")
    pairs = rows.order_by("effective_from").values_list("policy__code", "superseded_by")
    found = ((code, CODE.match(by)) for code, by in pairs)
    return {code: by[0] for code, by in found if by and by[0] != code}


def variants() -> dict[str, str | None]:
    """Every policy, by code, with the policy it stands for in its own region as its last version says."""
    return {version.code: version.variant_of for version in shelf().library.versions}


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft as far as it can be read: the version it would make, or what is wrong with it and where."""

    version: Version | None
    faults: tuple[Fault, ...]


def read_draft(content: dict[str, Any]) -> ReadDraft:
    """Read what a draft says."""
    try:
        return ReadDraft(read_version(content), ())
    except BadCondition as bad:
        return ReadDraft(None, tuple(bad.faults))


def version_of(row: PolicyVersion) -> Version:
    """A stored version as it was published, read."""
    return read_version(content_of(row))


def library_with(content: dict[str, Any], leaving: PolicyVersion | None) -> Library:
    """The library as it would be with this version in the place of `leaving`; raises `BadLibrary`."""
    rows = shelf().rows.values()
    kept = [content_of(row) for row in rows if leaving is None or row.id != leaving.id]
    return Library.load([*kept, content])


def day_of(version: Version, today: date) -> date:
    """The day on which a version is tried: today, or the first or last day of its validity where today is none."""
    since, through = version.effective_from, version.effective_through
    return max(since, today if through is None else min(today, through))
