"""The closed file: made once, waiting where it cannot be made, listing what it holds."""

import importlib
from io import BytesIO

import pytest

from huiqi.demands import services
from huiqi.demands.models import Archive
from huiqi.demands.services import archiving
from huiqi.demands.tests.play import Play
from huiqi.demands.words import ArchiveState, Verb
from huiqi.files.selectors import location
from huiqi.files.services import store_file
from tests.cast import NOON

V = Verb
CLOSED = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE, V.ARCHIVE)


def no_pango(monkeypatch) -> None:
    """A system without Pango: WeasyPrint fails to load, as it does there."""
    load = importlib.import_module

    def refuse(name: str, package: str | None = None) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return load(name, package)

    monkeypatch.setattr(archiving, "import_module", refuse)


def test_a_closed_file_is_printed_with_its_contents_and_hashes(cast):
    play = Play(cast).through(V.REGISTER)
    content = b"%PDF-1.7 report"
    kept = store_file("报告.pdf", BytesIO(content), len(content), actor=cast.actor(cast.receptionist_a), at=NOON)
    play.do(V.ANSWER, files=[kept])
    play.do(V.RATE)
    play.do(V.ARCHIVE)
    assert services.make_archive(play.demand.id, at=play.now)
    archive = Archive.objects.select_related("file").get()
    assert location(archive.file).read_bytes().startswith(b"%PDF-")
    assert archive.contents[-1] == {"name": "报告.pdf", "sha256": kept.sha256, "size": len(content)}
    titles = [chapter["title"] for chapter in archive.contents[:-1]]
    assert titles == ["基本情况", "经过", "时限与问责", "答复", "评价", "回访", "附件清单"]


def test_printing_twice_prints_once(cast):
    play = Play(cast).through(*CLOSED)
    assert services.make_archive(play.demand.id, at=NOON)
    assert not services.make_archive(play.demand.id, at=NOON)


def test_where_nothing_can_be_printed_the_file_waits_is_shown_so_and_comes_later(cast, monkeypatch):
    play = Play(cast).through(*CLOSED)
    with monkeypatch.context() as patched:
        no_pango(patched)
        assert services.make_waiting_archives(at=NOON) == 0
        with pytest.raises(services.NoPrinter):
            services.make_archive(play.demand.id, at=NOON)
    assert Archive.objects.get().state is ArchiveState.WAITING
    page = cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "等待生成" in page
    assert services.make_waiting_archives(at=NOON) == 1


def test_the_file_is_served_to_those_who_see_the_demand(cast):
    play = Play(cast).through(*CLOSED)
    services.make_archive(play.demand.id, at=NOON)
    address = f"/demands/{play.demand.ref}/archive-file/"
    answer = cast.client(cast.owner_x).get(address)
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert cast.client(cast.owner_y).get(address).status_code == 404


def test_words_of_the_enterprise_are_never_markup(cast):
    play = Play(cast).through(V.REGISTER)
    play.do(V.REPLY, reply="<script>alert(1)</script>\n第二行")
    page = cast.client(cast.owner_x).get(f"/demands/{play.demand.ref}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>第二行" in page
