"""Reading stored files."""

from pathlib import Path

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
