"""Pages as PDF, by WeasyPrint, which needs Pango from the system."""

from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

ONE_AT_A_TIME = Lock()
"""A page takes a second and two hundred megabytes; four at once take as long as in turn, and four times as much."""


class NoPrinter(Exception):
    """The system lacks what PDFs need."""


def print_page(html: str, style: Path) -> bytes:
    """A page as PDF, in a style. It may fetch nothing. Raises `NoPrinter` where the system has no Pango."""
    try:
        weasyprint: Any = import_module("weasyprint")
    except OSError as error:
        raise NoPrinter from error
    with ONE_AT_A_TIME:
        page = weasyprint.HTML(string=html, url_fetcher=_nothing)
        return bytes(page.write_pdf(stylesheets=[weasyprint.CSS(filename=style)]))


def _nothing(url: str, **_: Any) -> Any:
    raise ValueError(f"a page fetches nothing: {url}")
