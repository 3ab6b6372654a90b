"""Draw one page of a stored file as a picture with the viewer's name burnt in. Runs in a process of its own.

What people attach is hostile until shown otherwise, and is read here by native code. So this is a program that the web
server starts for one page: without Django, without a database, without an environment, with little memory and time.
What breaks it breaks nothing else. In: a JSON object on standard input (see `Order`). Out: a line of JSON, {"pages": n}
or {"refused": code}, then the JPEG.
"""

import json
import resource
import sys
from io import BytesIO
from pathlib import Path
from typing import Any, TypedDict

MEMORY = 1_500 * 1024 * 1024
SECONDS = 10
MOST_PIXELS = 64_000_000
"""A telephone's largest pictures have 50 million; 64 million take 256 MB when unpacked."""

MOST_PAGES = 500
BOX = (1500, 2200)
"""The picture that is shown fits into this many pixels."""

FONTS = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "opentype/noto/NotoSerifCJK-Regular.ttc",
    "truetype/wqy/wqy-microhei.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
    "truetype/droid/DroidSansFallbackFull.ttf",
    "opentype/source-han-sans/SourceHanSansSC-Regular.otf",
)
FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")


class Order(TypedDict):
    """What is to be drawn: the file, its type, which page (from 1), the words burnt in, and the same in letters."""

    path: str
    media_type: str
    page: int
    words: str
    letters: str


class Refused(Exception):
    """The file cannot be shown; the argument is the code."""


def confine() -> None:
    """Give up what a reader of one file does not need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def draw(order: Order) -> tuple[int, bytes]:
    """(how many pages there are, the picture as JPEG). Raises `Refused`."""
    read = pdf_page if order["media_type"] == "application/pdf" else picture
    pages, image = read(order["path"], order["page"])
    out = BytesIO()
    watermarked(image, order["words"], order["letters"]).save(out, "JPEG", quality=80, optimize=True)
    return pages, out.getvalue()


def picture(path: str, _page: int) -> tuple[int, Any]:
    """A PNG or JPEG, the right way up, over white, no larger than the box."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # counted here, before anything is unpacked
    try:
        with Image.open(path, formats=("PNG", "JPEG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused("too_large")
            opened.draft("RGB", (BOX[0] * 2, BOX[1] * 2))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail(BOX)
            whole = upright.convert("RGBA")
    except (OSError, ValueError, SyntaxError):
        raise Refused("damaged") from None
    flat = Image.new("RGB", whole.size, "white")
    flat.paste(whole, mask=whole.getchannel("A"))
    return 1, flat


def pdf_page(path: str, page: int) -> tuple[int, Any]:
    """A page of a PDF as it looks; scripts, forms and attachments of it are not loaded."""
    import pypdfium2

    open_pdf: Any = pypdfium2.PdfDocument
    try:
        document = open_pdf(path)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "damaged") from None
    if not 1 <= page <= min(pages, MOST_PAGES):
        raise Refused("no_such_page")
    try:
        leaf = document[page - 1]
        width, height = leaf.get_size()
        if not (width > 0 and height > 0):
            raise Refused("damaged")
        scale = min(BOX[0] / width, BOX[1] / height, 4)
        return min(pages, MOST_PAGES), leaf.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None


def watermarked(image: Any, words: str, letters: str) -> Any:
    """The picture with the words all over it, slanting, and once along its foot, legible on any ground."""
    from PIL import Image, ImageDraw

    size = max(14, image.width // 48)
    font, told = lettering(size, words, letters)
    left, top, right, bottom = font.getbbox(told)
    line = Image.new("RGBA", (int(right - left) + 4 * size, int(bottom - top) + 4 * size))
    ImageDraw.Draw(line).text(
        (2 * size - left, 2 * size - top),
        told,
        font=font,
        fill=(60, 60, 60, 70),
        stroke_width=1,
        stroke_fill=(255, 255, 255, 60),
    )
    slanting = line.rotate(24, expand=True, resample=Image.Resampling.BICUBIC)
    sheet = image.convert("RGBA")
    step = (max(slanting.width * 3 // 4, 1), max(slanting.height // 2, 5 * size))
    for row, y in enumerate(range(-slanting.height, image.height, step[1])):
        for x in range(-slanting.width + row % 2 * step[0] // 2, image.width, step[0]):
            paste(sheet, slanting, x, y)
    foot = Image.new("RGB", (image.width, image.height + 2 * size), "white")
    foot.paste(sheet.convert("RGB"))
    ImageDraw.Draw(foot).text((size // 2, image.height + size // 4), told, font=font, fill=(90, 90, 90))
    return foot


def paste(sheet: Any, piece: Any, x: int, y: int) -> None:
    """Lay a piece over the sheet, also where it reaches beyond the edge to the left or the top."""
    at = (max(x, 0), max(y, 0))
    from_ = (max(-x, 0), max(-y, 0))
    if from_[0] < piece.width and from_[1] < piece.height:
        sheet.alpha_composite(piece, at, from_)


def lettering(size: int, words: str, letters: str) -> tuple[Any, str]:
    """A Chinese typeface of the system with the words; where there is none, Pillow's own with the letters."""
    from PIL import ImageFont

    for folder in FOLDERS:
        for name in FONTS:
            if (found := Path(folder) / name).is_file():
                return ImageFont.truetype(str(found), size), words
    return ImageFont.load_default(size), letters


def main() -> None:
    """Read the order, draw, answer."""
    order: Order = json.load(sys.stdin)
    confine()
    try:
        pages, jpeg = draw(order)
        head: dict[str, object] = {"pages": pages}
    except Refused as refused:
        head, jpeg = {"refused": refused.args[0]}, b""
    except MemoryError:
        head, jpeg = {"refused": "too_large"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + jpeg)


if __name__ == "__main__":
    main()
