"""Reading stored files: to download, and to look at in the page."""

import base64
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path, PurePath
from threading import BoundedSemaphore
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import FileResponse, Http404
from django.utils.functional import Promise
from django.utils.timezone import localtime

from huiqi.files.models import StoredFile
from huiqi.files.wording import NO_PREVIEW, NO_WORDS
from huiqi.kernel.access import Actor
from huiqi.kernel.pinyin import syllables

DRAWN = frozenset({"application/pdf", "image/jpeg", "image/png"})
"""The types of which a page can be drawn. Nothing else is opened."""

RENDERER = Path(__file__).parent / "renderer.py"
EXTRACTOR = Path(__file__).parent / "extractor.py"
KINDS = {".txt": "txt", ".htm": "html", ".html": "html", ".docx": "docx", ".pdf": "pdf"}
"""The names of files whose words can be read."""

SECONDS = 20
AT_ONCE = BoundedSemaphore(3)
"""Pages that one web process draws at a time; whoever comes beyond waits a little, then is told."""


def location(stored: StoredFile) -> Path:
    """Where the content lies."""
    path: Path = settings.FILES_ROOT / stored.path
    return path


def as_download(stored: StoredFile) -> FileResponse:
    """The file as an attachment that no browser will interpret. The caller has checked who may see it."""
    if stored.destroyed_at:
        raise Http404
    response = FileResponse(location(stored).open("rb"), as_attachment=True, filename=stored.name)
    response["Content-Type"] = stored.media_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


def as_made(made: bytes | IO[bytes], name: str, media_type: str) -> FileResponse:
    """Something that was made just now and is stored nowhere, as an attachment; the answer closes it."""
    content = BytesIO(made) if isinstance(made, bytes) else made
    response = FileResponse(content, as_attachment=True, filename=name)
    response["Content-Type"] = media_type
    response["X-Content-Type-Options"] = "nosniff"
    return response


@dataclass(frozen=True, slots=True)
class Preview:
    """One page of a file as a picture with the viewer's name in it, or the sentence why there is none.

    `picture` is a data address; `page` turns the leaves with the component `pagination`.
    """

    picture: str = ""
    page: Page[int] | None = None
    reason: str | Promise = ""


def preview(stored: StoredFile, page: str | None, *, actor: Actor, at: datetime) -> Preview:
    """Draw a page (as its number came in the address) for this viewer. The caller has checked who may see the file.

    Name, organisation and minute are burnt into the picture. What the file says is never run, only drawn, by a process
    of its own with little memory and time.
    """
    if stored.destroyed_at:
        return Preview(reason=NO_PREVIEW["destroyed"])
    wanted = int(page) if page and page.isascii() and page.isdigit() and len(page) < 5 else 1
    if stored.media_type not in DRAWN:
        return Preview(reason=NO_PREVIEW["type"])
    if not AT_ONCE.acquire(timeout=2):
        return Preview(reason=NO_PREVIEW["busy"])
    try:
        return _drawn(stored, wanted, viewer(actor, at))
    finally:
        AT_ONCE.release()


def viewer(actor: Actor, at: datetime) -> str:
    """Who looks, for whom, in which minute: 张三 · 郑州窗口 · 2026-11-26 17:41."""
    told = (actor.name, actor.seat.organisation_name if actor.seat else "", f"{localtime(at):%Y-%m-%d %H:%M}")
    return " · ".join(part for part in told if part)


def _drawn(stored: StoredFile, page: int, words: str) -> Preview:
    letters = " ".join(syllables(words)).encode("ascii", "replace").decode()
    order = {
        "path": str(location(stored)),
        "media_type": stored.media_type,
        "page": page,
        "words": words,
        "letters": letters,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(RENDERER)],
            input=json.dumps(order).encode(),
            capture_output=True,
            timeout=SECONDS,
            env={},
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return Preview(reason=NO_PREVIEW["failed"])
    head, _, jpeg = done.stdout.partition(b"\n")
    told = json.loads(head)
    if "refused" in told:
        return Preview(reason=NO_PREVIEW[told["refused"]])
    pages = Paginator(range(1, told["pages"] + 1), 1)
    return Preview(f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}", pages.page(page))


def own_files(refs: Iterable[UUID], person_ref: str) -> list[StoredFile]:
    """The files with these refs that this person stored, in the order he chose them."""
    return list(StoredFile.objects.filter(ref__in=refs, stored_by=person_ref).order_by("id"))


class NoWords(Exception):
    """The file has no words that can be read; `str()` is the sentence for the person who chose it."""


def words_in(name: str, data: bytes) -> str:
    """The words of a document that somebody chose, by a process of its own with little memory and time.

    Raises:
        NoWords: it is no such file, damaged, locked, too large, or a scan.
    """
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise NoWords(NO_WORDS["type"] % {"name": name[:80]})
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(EXTRACTOR), kind],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={"PYTHONUTF8": "1"},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoWords(NO_WORDS["failed"] % {"name": name[:80]}) from None
    if done.returncode != 0:
        why = done.stderr.decode("utf-8", "replace") if done.returncode == 3 else "failed"
        raise NoWords(NO_WORDS[why] % {"name": name[:80]})
    return done.stdout.decode()
