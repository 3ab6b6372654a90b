"""A signature drawn on a screen: what a browser sends, judged and made a picture on white."""

import base64
import binascii
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from huiqi.kernel.refusal import Refused

HEAD = "data:image/png;base64,"
MOST_SENT = 400_000
MOST_SIDE = 4_000
LEAST_INK = 24
"""Pixels that a signature is wide, or high: less is a slip of the finger."""


def inked(sent: str) -> bytes:
    """The PNG of a signature in black on white. Raises `Refused("signature_missing")` where nothing is written."""
    try:
        drawn = _opened(sent)
    except (binascii.Error, UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Refused("signature_missing", "signature") from error
    box = drawn.getchannel("A").getbbox()
    if box is None or max(box[2] - box[0], box[3] - box[1]) < LEAST_INK:
        raise Refused("signature_missing", "signature")
    paper = Image.new("RGB", drawn.size, "white")
    paper.paste(drawn, mask=drawn.getchannel("A"))
    written = BytesIO()
    paper.save(written, "PNG")
    return written.getvalue()


def _opened(sent: str) -> Image.Image:
    """The picture, if it is one of ours. Raises `ValueError` and what Pillow raises."""
    if not sent.startswith(HEAD) or len(sent) > MOST_SENT:
        raise ValueError("no drawing")
    with Image.open(BytesIO(base64.b64decode(sent.removeprefix(HEAD), validate=True)), formats=["PNG"]) as picture:
        if max(picture.size) > MOST_SIDE:
            raise ValueError("too large")
        return picture.convert("RGBA")
