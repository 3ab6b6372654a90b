"""The verbs of files: store one, or refuse it with a reason."""

import hashlib
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from pathlib import PurePath
from typing import IO

import puremagic
from django.conf import settings
from django.utils.translation import gettext as _

from huiqi.files.models import StoredFile
from huiqi.kernel.access import Actor
from huiqi.kernel.jobs import enqueue

# What a service centre receives, by content. Extensions that may carry each type, so that a name never lies.
ACCEPTED: dict[str, tuple[str, ...]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/ofd": (".ofd",),
    "application/zip": (".zip",),
    "text/plain": (".txt", ".csv"),
}


class FileRefused(Exception):
    """The file is not taken; `str()` is the sentence for the person who chose it."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


def media_type_of(name: str, head: bytes) -> str:
    """The type of a file by its first bytes; raises `FileRefused` where content and name disagree or are not taken."""
    suffix = PurePath(name).suffix.lower()
    media_type = _sniff(suffix, head)
    if media_type is None:
        kinds = _("PDF、图片（JPG、PNG）、Word（docx）、Excel（xlsx）、OFD、TXT、CSV、ZIP")
        raise FileRefused(
            "type", _("“%(name)s”的内容不是可以接收的类型。请换成：%(kinds)s。") % {"name": name, "kinds": kinds}
        )
    if suffix not in ACCEPTED[media_type]:
        raise FileRefused("disguised", _("“%(name)s”的内容和扩展名不一致。请用原来的文件名重新选择。") % {"name": name})
    return media_type


def _sniff(suffix: str, head: bytes) -> str | None:
    """PDF, JPEG and PNG by their signature, packages by the parts they hold, text by being readable text."""
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith(b"PK\x03\x04"):
        for part, kind in ((b"word/", ".docx"), (b"xl/", ".xlsx"), (b"OFD.xml", ".ofd")):
            if part in head and suffix == kind:
                return next(t for t, suffixes in ACCEPTED.items() if kind in suffixes)
        return "application/zip"
    return "text/plain" if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    """No control characters, no known binary or script signature, readable as UTF-8 or GB 18030."""
    if b"\x00" in head or head.startswith((b"MZ", b"#!", b"\x7fELF", b"<")):
        return False
    try:
        if any(m.byte_match for m in puremagic.magic_stream(BytesIO(head)) if m.confidence > 0.8):
            return False
    except puremagic.PureError:
        pass
    for encoding in ("utf-8", "gb18030"):
        try:
            head[: len(head) - len(head) % 2 if encoding == "gb18030" else len(head)].decode(encoding, errors="strict")
        except UnicodeDecodeError as error:
            if error.start > len(head) - 5:
                return True
        else:
            return True
    return False


def store_file(name: str, content: IO[bytes], size: int, *, actor: Actor, at: datetime) -> StoredFile:
    """Keep a file. Raises `FileRefused` where it is empty, larger than 20 MB, or not of an accepted type."""
    limit = settings.FILE_LIMIT_BYTES
    if size > limit:
        raise FileRefused(
            "size",
            _("“%(name)s”有 %(size).0f MB，超过单个文件 %(limit)d MB 的上限。请压缩或分成几个文件。")
            % {"name": name, "size": size / 1024 / 1024, "limit": limit // 1024 // 1024},
        )
    data = content.read()
    if not data:
        raise FileRefused("empty", _("“%(name)s”是空文件。请检查后重新选择。") % {"name": name})
    media_type = media_type_of(name, data)
    path = f"{secrets.token_hex(1)}/{secrets.token_hex(16)}"
    target = settings.FILES_ROOT / path
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "xb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    return StoredFile.objects.create(
        name=PurePath(name).name[:200],
        media_type=media_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        path=path,
        stored_at=at,
        stored_by=actor.person_ref,
    )


def copy_file(stored: StoredFile, *, actor: Actor, at: datetime) -> StoredFile:
    """The same file once more, to be kept and destroyed by itself."""
    with open(settings.FILES_ROOT / stored.path, "rb") as content:
        return store_file(stored.name, content, stored.size, actor=actor, at=at)


def destroy_files(ids: Sequence[int], name: str, *, at: datetime) -> int:
    """Delete the contents of these files, in the caller's transaction; the rows stay, called `name`. Answers how many.

    A job deletes them once the transaction stands, again until it is done.
    """
    rows = StoredFile.objects.filter(id__in=list(ids), destroyed_at=None)
    paths = list(rows.order_by("id").values_list("path", flat=True))
    if paths:
        rows.update(destroyed_at=at, name=name)
        enqueue("files.delete_contents", paths=paths)
    return len(paths)


def delete_contents(paths: Sequence[str]) -> None:
    """Delete these contents, as far as their rows say that they are destroyed. Doing it twice is doing it once."""
    for path in StoredFile.objects.filter(path__in=paths, destroyed_at__isnull=False).values_list("path", flat=True):
        (settings.FILES_ROOT / path).unlink(missing_ok=True)
