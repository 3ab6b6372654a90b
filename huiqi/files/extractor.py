"""The words of a document as plain text. Runs in a process of its own, like the renderer and for the same reasons.

In: the kind (`pdf`, `docx`, `html`, `txt`) as argument, the file on standard input. Out: the text as UTF-8; or exit
code 3 and one word on standard error why there is none: damaged, locked, too_large, no_words.
"""

import runpy
import sys
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

MOST_CHARACTERS = 2_000_000
MOST_UNPACKED = 60_000_000
MOST_PAGES = 500


class Unreadable(Exception):
    """There are no words; the argument is the code."""


def txt(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or GB 18030."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("damaged")


class _Page(HTMLParser):
    """What a page shows as words; a block begins a line, a cell is set apart."""

    BLOCKS = frozenset(
        ("p", "div", "br", "li", "tr", "table", "ul", "ol", "section", "article", "dt", "dd")
    ) | frozenset(f"h{level}" for level in range(1, 7))
    SILENT = frozenset(
        ("script", "style", "noscript", "template", "head", "title", "iframe", "svg", "select", "button", "nav")
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, _attrs: object) -> None:
        if tag in self.SILENT and len(self.silent) < 1_000:
            self.silent.append(tag)
        elif tag == "body":
            self.silent.clear()
        if tag in self.BLOCKS:
            self.words.append("\n")
        elif tag in ("td", "th"):
            self.words.append("\t")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag in self.BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(data.replace("\n", " ").replace("\r", " "))


def html(data: bytes) -> str:
    """The words of a web page; the encoding is the one that reads."""
    page = _Page()
    page.feed(txt(data))
    page.close()
    return "".join(page.words)


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def docx(data: bytes) -> str:
    """The paragraphs of a Word document, those in tables too, cells set apart."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            part = package.getinfo("word/document.xml")
            if part.file_size > MOST_UNPACKED:
                raise Unreadable("too_large")
            with package.open(part) as opened:
                body = opened.read(MOST_UNPACKED + 1)
        return "".join(_words(ElementTree.fromstring(body)))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, NotImplementedError, OSError, EOFError):
        raise Unreadable("damaged") from None
    except RuntimeError:
        raise Unreadable("locked") from None


def _words(root: ElementTree.Element) -> list[str]:
    found: list[str] = []
    signs = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tc": "\t"}
    for node in root.iter():
        if node.tag == f"{_W}p":
            found.append("\n")
        elif node.tag == f"{_W}t":
            found.append(node.text or "")
        elif node.tag in signs:
            found.append(signs[node.tag])
    return found


def pdf(data: bytes) -> str:
    """The text layer of a PDF, page by page. A scan has none."""
    import pypdfium2

    open_pdf: Any = pypdfium2.PdfDocument
    try:
        document = open_pdf(data)
        pages = [document[at].get_textpage().get_text_range() for at in range(min(len(document), MOST_PAGES))]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "damaged") from None
    text = "\n".join(pages)
    if len(text.split()) < len(pages):
        raise Unreadable("no_words")
    return text


READERS = {"txt": txt, "html": html, "docx": docx, "pdf": pdf}


def words(kind: str, data: bytes) -> str:
    """The words with line ends made one and blank lines dropped. Raises `Unreadable`."""
    text = READERS[kind](data)[:MOST_CHARACTERS].replace("\0", "")
    lines = (line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    told = "\n".join(line for line in lines if line)
    if not told:
        raise Unreadable("no_words")
    return told


def main() -> None:
    """Read one file."""
    runpy.run_path(str(Path(__file__).with_name("renderer.py")))["confine"]()
    try:
        sys.stdout.buffer.write(words(sys.argv[1], sys.stdin.buffer.read()).encode("utf-8", "replace"))
    except Unreadable as why:
        sys.stderr.write(str(why))
        sys.exit(3)


if __name__ == "__main__":
    main()
