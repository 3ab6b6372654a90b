"""Blank forms and samples: put one beside a material, take it away."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction

from huiqi.journal.services import record
from huiqi.kernel.access import Actor
from huiqi.kernel.refusal import Refused
from huiqi.policies.models import MaterialFile, Policy
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors.materials import material_files
from huiqi.policies.words import Paper

if TYPE_CHECKING:
    from huiqi.files.models import StoredFile


@transaction.atomic
def add_material_file(
    code: str, material: str, paper: Paper, file: StoredFile, *, actor: Actor, at: datetime
) -> MaterialFile:
    """Put a form or a sample beside a material. Raises `PermissionDenied`, `Refused("no_policy")`, `("required")`."""
    if not can_draft(actor):
        raise PermissionDenied
    policy = Policy.objects.filter(code=code).first()
    if policy is None:
        raise Refused("no_policy", "material", codes=(code,))
    if not material.strip():
        raise Refused("required", "material")
    added = MaterialFile.objects.create(
        policy=policy, material=material.strip(), paper=paper, file=file, added_at=at, added_by=actor.person_ref
    )
    told = {"code": code, "paper": str(paper), "file": str(file.ref), "sha256": file.sha256}
    record("policy_material", added.ref, "add", actor=actor, at=at, data=told)
    return added


@transaction.atomic
def remove_material_file(ref: UUID, *, actor: Actor, at: datetime) -> MaterialFile:
    """Take a form away; whoever has it keeps it. Raises `PermissionDenied`, `MaterialFile.DoesNotExist`."""
    if not can_draft(actor):
        raise PermissionDenied
    removed = material_files().select_for_update(of=("self",)).get(ref=ref)
    removed.removed_at = at
    removed.save(force_update=True)
    record("policy_material", removed.ref, "remove", actor=actor, at=at, data={"code": removed.policy.code})
    return removed
