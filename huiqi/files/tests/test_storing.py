"""What may be attached, judged by content."""

import io
import zipfile

import pytest

from huiqi.files.services import FileRefused, media_type_of, store_file
from huiqi.kernel.access import SYSTEM
from tests.cast import NOON

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
OFFICE = "application/vnd.openxmlformats-officedocument"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff"


def package(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("执照.pdf", PDF, "application/pdf"),
        ("图.PNG", PNG, "image/png"),
        (
            "说明.docx",
            package("word/document.xml"),
            f"{OFFICE}.wordprocessingml.document",
        ),
        ("表.xlsx", package("xl/workbook.xml"), f"{OFFICE}.spreadsheetml.sheet"),
        ("一包.zip", package("a.txt"), "application/zip"),
        ("名单.csv", "姓名,电话\n".encode("gb18030"), "text/plain"),
    ],
)
def test_the_type_is_read_from_the_content(name, content, media_type):
    assert media_type_of(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("发票.pdf", EXE, "type"),
        ("发票.txt", EXE, "type"),
        ("脚本.txt", b"#!/bin/sh\nrm -rf /\n", "type"),
        ("网页.txt", b"<html><script>", "type"),
        ("发票.pdf", PNG, "disguised"),
        ("程序.exe", PDF, "disguised"),
        ("表.docx", package("xl/workbook.xml"), "disguised"),
    ],
)
def test_a_disguise_is_refused_by_its_content(name, content, code):
    with pytest.raises(FileRefused) as refused:
        media_type_of(name, content)
    assert refused.value.code == code
    assert name in str(refused.value)


@pytest.mark.django_db
def test_a_file_is_kept_under_a_random_name_with_its_hash(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    stored = store_file("../../执照.pdf", io.BytesIO(PDF), len(PDF), actor=SYSTEM, at=NOON)
    assert stored.name == "执照.pdf"
    assert (tmp_path / stored.path).read_bytes() == PDF
    assert stored.size == len(PDF)


@pytest.mark.django_db
def test_forty_megabytes_are_refused_with_the_limit(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with pytest.raises(FileRefused, match=r"40 MB.*20 MB"):
        store_file("大.pdf", io.BytesIO(PDF), 40 * 1024 * 1024, actor=SYSTEM, at=NOON)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.django_db
def test_an_empty_file_is_refused():
    with pytest.raises(FileRefused, match="空文件"):
        store_file("空.pdf", io.BytesIO(b""), 0, actor=SYSTEM, at=NOON)
