"""Attachments looked at in the page: drawn, marked with the viewer, and never run."""

import base64
import io
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageChops

from huiqi.files import renderer, selectors
from huiqi.files.selectors import preview, viewer
from huiqi.files.services import store_file
from huiqi.files.wording import NO_PREVIEW
from huiqi.kernel.access import NOBODY, SYSTEM, Actor, Role, SeatView
from tests.cast import NOON

SEAT = SeatView(1, "", Role.RECEPTIONIST, 1, "window", "郑州窗口")
VIEWER = Actor(1, "one", "演示人员甲", SEAT, (SEAT,))
OTHER = Actor(2, "two", "演示人员乙", SEAT, (SEAT,))


@pytest.fixture
def keep(db, settings, tmp_path):
    """Stores a file for the length of a test."""
    settings.FILES_ROOT = tmp_path
    return lambda name, data: store_file(name, io.BytesIO(data), len(data), actor=SYSTEM, at=NOON)


def png(width=600, height=400, color="#cde", **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), color).save(out, "PNG", **options)
    return out.getvalue()


def pdf(pages: int = 2) -> bytes:
    out = io.BytesIO()
    leaves = [Image.new("RGB", (300, 400), "white") for _ in range(pages)]
    leaves[0].save(out, "PDF", save_all=True, append_images=leaves[1:])
    return out.getvalue()


def picture(drawn) -> Image.Image:
    """The picture of a preview."""
    return Image.open(io.BytesIO(base64.b64decode(drawn.picture.partition(",")[2])))


def look(stored, page=None, actor=VIEWER, at=NOON):
    return preview(stored, page, actor=actor, at=at)


def test_the_viewers_name_is_in_the_picture_itself(keep):
    stored = keep("图.png", png())
    mine, others = picture(look(stored)), picture(look(stored, actor=OTHER))
    assert mine.format == "JPEG"
    assert mine.height > 400
    assert ImageChops.difference(mine, others).getbbox() is not None
    assert len(mine.getcolors(100_000)) > 50


def test_the_words_say_who_for_whom_and_in_which_minute():
    assert viewer(VIEWER, NOON) == "演示人员甲 · 郑州窗口 · 2026-11-20 09:12"
    assert viewer(NOBODY, NOON) == "2026-11-20 09:12"


def test_where_no_chinese_typeface_is_the_letters_are_burnt_in(monkeypatch):
    monkeypatch.setattr(renderer, "FOLDERS", ())
    _font, told = renderer.lettering(20, "演示人员甲", "yan shi ren yuan jia")
    assert told == "yan shi ren yuan jia"


def test_the_leaves_of_a_pdf_are_turned(keep):
    stored = keep("合同.pdf", pdf(3))
    second = look(stored, "2")
    assert (second.page.number, second.page.paginator.count) == (2, 3)
    assert picture(second).width > 400
    assert look(stored, "9").reason == NO_PREVIEW["no_such_page"]
    assert look(stored, "../etc").page.number == 1


def test_a_great_photograph_is_made_smaller(keep):
    drawn = picture(look(keep("照片.png", png(4000, 3000))))
    assert drawn.width == renderer.BOX[0]


def bomb() -> bytes:
    """A PNG of 30,000 × 30,000 pixels in a few kilobytes."""
    head = b"IHDR" + (30_000).to_bytes(4, "big") * 2 + b"\x01\x00\x00\x00\x00"
    body = b"IDAT" + zlib.compress(bytes(3751 * 1000))
    chunks = [len(c[4:]).to_bytes(4, "big") + c + zlib.crc32(c).to_bytes(4, "big") for c in (head, body, b"IEND")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("炸弹.png", bomb(), "too_large"),
        ("残缺.png", png()[:200], "damaged"),
        ("假的.pdf", b"%PDF-1.7\nnothing of a PDF", "damaged"),
        ("说明.txt", "一行字".encode(), "type"),
    ],
)
def test_what_cannot_be_shown_says_why(keep, name, data, code):
    drawn = look(keep(name, data))
    assert (drawn.picture, drawn.reason) == ("", NO_PREVIEW[code])


def test_a_page_that_takes_too_long_or_breaks_its_reader_breaks_nothing_else(keep, monkeypatch):
    stored = keep("图.png", png())

    def late(*_arguments, **_named):
        raise subprocess.TimeoutExpired("renderer", 20)

    monkeypatch.setattr(selectors.subprocess, "run", late)
    assert look(stored).reason == NO_PREVIEW["failed"]


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("os.write(os.open(sys.argv[2], os.O_CREAT | os.O_WRONLY), b'x')", b"File too large"),
        ("bytearray(2 * 1024 ** 3)", b"MemoryError"),
    ],
)
def test_the_reader_gives_up_memory_and_writing(tmp_path, attempt, error):
    said = "m = runpy.run_path(sys.argv[1]); m['confine'](); print('in'); " + attempt
    done = subprocess.run(
        [sys.executable, "-c", f"import os, runpy, sys; {said}", str(selectors.RENDERER), str(tmp_path / "x")],
        capture_output=True,
        check=False,
    )
    assert (done.returncode, error in done.stderr) == (1, True)


def test_too_many_at_once_are_asked_to_wait(keep, monkeypatch):
    stored = keep("图.png", png())

    class Full:
        def acquire(self, timeout):
            return False

    monkeypatch.setattr(selectors, "AT_ONCE", Full())
    assert look(stored).reason == NO_PREVIEW["busy"]
