"""The words of documents that people choose: four kinds, read by a program of its own, or a sentence why not."""

import zipfile
from io import BytesIO

import pytest
from weasyprint import HTML

from huiqi.files import extractor, selectors
from huiqi.files.selectors import NoWords, words_in
from huiqi.files.wording import NO_WORDS

DOCUMENT = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def docx(body: str) -> bytes:
    """A Word document of this body."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", DOCUMENT.format(body))
    return out.getvalue()


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", "第一行\r\n\r\n第二行".encode(), "第一行\n第二行"),
        ("a.TXT", "营业收入".encode("gb18030"), "营业收入"),
        ("a.txt", "营业\0收入".encode(), "营业收入"),
        ("a.html", "<title>x</title><p>甲&nbsp;乙</p><script>if (1 < 2) {}</script><p>丙".encode(), "甲\xa0乙\n丙"),
        ("a.htm", "<table><tr><td>文号</td><td>1号</td></tr></table>".encode(), "文号\t1号"),
        ("a.docx", docx(paragraph("甲") + f"<w:tbl><w:tr><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"), "甲\n乙"),
    ],
)
def test_the_words_of_a_document_are_read(name, data, words):
    assert words_in(name, data) == words


def test_the_words_of_a_pdf_are_read():
    assert "营业收入2000万元" in words_in("a.pdf", HTML(string="<p>营业收入2000万元</p>").write_pdf())


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "type"),
        ("a.docx", b"PK\x03\x04nothing", "damaged"),
        ("a.docx", docx("<w:p>"), "damaged"),
        ("a.pdf", b"%PDF-1.7 nothing", "damaged"),
        ("a.pdf", HTML(string="<p></p>").write_pdf(), "no_words"),
        ("a.txt", b" \n ", "no_words"),
        ("a.txt", b"\xff\x00\xff\xfe\x81", "damaged"),
    ],
)
def test_what_has_no_words_says_why(name, data, code):
    with pytest.raises(NoWords) as none:
        words_in(name, data)
    assert str(none.value) == NO_WORDS[code] % {"name": name}


def test_a_document_that_unpacks_without_end_is_refused():
    with pytest.raises(NoWords, match="太大"):
        words_in("a.docx", docx(" " * (extractor.MOST_UNPACKED + 1)))


def test_entities_that_grow_are_refused():
    grown = '<!DOCTYPE x [<!ENTITY a "' + "甲" * 100_000 + '">]><w:document>' + "&a;" * 100_000 + "</w:document>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", grown)
    with pytest.raises(NoWords):
        words_in("a.docx", out.getvalue())


def test_a_reader_that_takes_too_long_breaks_nothing(monkeypatch):
    monkeypatch.setattr(selectors, "SECONDS", 0.001)
    with pytest.raises(NoWords, match="没能"):
        words_in("a.txt", b"words")
