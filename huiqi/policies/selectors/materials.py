"""The checklist of an item: each material with its blank forms and samples, and what Huiqi holds of it already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from huiqi.enterprises.selectors import own_profile
from huiqi.files.selectors import location
from huiqi.kernel.access import Actor
from huiqi.policies.models import MaterialFile
from huiqi.policies.ports import HeldPaper, papers_held
from huiqi.policies.rules.materials import is_paper

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet

    from huiqi.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class ListedMaterial:
    """One line of the checklist."""

    name: str
    files: tuple[MaterialFile, ...]
    held: HeldPaper | None


def material_files() -> QuerySet[MaterialFile]:
    """Every form and sample that stands; everybody may have them."""
    return MaterialFile.objects.filter(removed_at=None).select_related("file", "policy")


def material_file(ref: UUID) -> MaterialFile | None:
    """One form or sample."""
    return material_files().filter(ref=ref).first()


def checklist(code: str, materials: Sequence[str], actor: Actor) -> list[ListedMaterial]:
    """The materials in order; forms of what is no longer asked for stand at the end under their own name.

    Held is said only to somebody who may see the firm's profile. One query, and those of the sources.
    """
    files = list(material_files().filter(policy__code=code).order_by("material", "paper", "id"))
    firm = own_profile(actor)
    papers = papers_held(firm, actor) if firm else []
    names = [*materials, *sorted({one.material for one in files} - set(materials))]
    return [
        ListedMaterial(
            name,
            tuple(one for one in files if one.material == name),
            next((paper for paper in papers if is_paper(name, paper.name)), None),
        )
        for name in names
    ]


def bundle(lines: Sequence[ListedMaterial], listing: str, name: str) -> bytes:
    """The checklist as text, its forms, samples and held papers, as one ZIP; a file that is lost is left out."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as bundled:
        bundled.writestr(name, listing)
        for number, line in enumerate(lines, 1):
            held = [line.held.file] if line.held else []
            for index, file in enumerate([*(one.file for one in line.files), *held], 1):
                _add(bundled, f"{number:02}-{index} {file.name}", file)
    return made.getvalue()


def _add(bundled: ZipFile, name: str, file: StoredFile) -> None:
    path = location(file)
    if file.destroyed_at is None and path.exists():
        bundled.write(path, name)
