"""Reading stored files."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.http import FileResponse

from huiqi.files.models import StoredFile


def location(stored: StoredFile) -> Path:
    """Where the content lies."""
    path: Path = settings.FILES_ROOT / stored.path
    return path


def as_download(stored: StoredFile) -> FileResponse:
    """The file as an attachment that no browser will interpret. The caller has checked who may see it."""
    response = FileResponse(location(stored).open("rb"), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


def own_files(refs: Iterable[UUID], person_ref: str) -> list[StoredFile]:
    """The files with these refs that this person stored, in the order he chose them."""
    return list(StoredFile.objects.filter(ref__in=refs, stored_by=person_ref).order_by("id"))
