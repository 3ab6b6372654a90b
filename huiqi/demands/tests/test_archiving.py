"""The closed file: made once, waiting where it cannot be made, listing what it holds."""

import importlib
from io import BytesIO
from uuid import uuid4

import pytest

from huiqi.demands import services
from huiqi.demands.models import Archive, Demand
from huiqi.demands.services import archiving
from huiqi.demands.tests.play import Play
from huiqi.demands.tests.test_confirming import NAME
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.words import Anonymity, ArchiveState, Relation, Verb
from huiqi.directory.services import MatterEntry, open_matter
from huiqi.files.selectors import location
from huiqi.files.services import store_file
from huiqi.kernel import printing
from huiqi.papers.models import Paper
from huiqi.standards.service_kinds import ServiceKind
from tests.cast import NOON

V = Verb
SHEETS = ("transfer", "acceptance")
CLOSED = (V.REGISTER, V.DISPATCH, V.TAKE, V.ANSWER, V.RATE, V.ARCHIVE)


def no_pango(monkeypatch) -> None:
    """A system without Pango: WeasyPrint fails to load, as it does there."""
    load = importlib.import_module

    def refuse(name: str, package: str | None = None) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return load(name, package)

    monkeypatch.setattr(printing, "import_module", refuse)


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
    assert titles == ["基本情况", "经过", "时限与问责", "答复", "评价", "回访", "开具的文书", "附件清单"]


@pytest.fixture
def taken(cast) -> Play:
    """A demand taken in at the counter about a matter, confirmed by a signature, answered, with its receipt printed."""
    told = {"actor": cast.actor(cast.hub_operator), "at": NOON}
    matter = open_matter(MatterEntry("overdue-payment", "拖欠账款投诉", ServiceKind.COMPLAINT), **told)
    play, clerk = Play(cast), {"actor": cast.actor(cast.receptionist_a), "at": NOON}
    relation = Relation.EMPLOYEE
    play.demand = take_in(cast, cast.receptionist_a, cast.enterprise_x, matter=matter.code, relation=relation)
    services.issue_receipt(play.demand.ref, submission=uuid4(), **clerk)
    services.confirm_on_screen(services.open_screen(play.demand.ref, **clerk), signature=NAME, at=NOON)
    for verb in (V.ANSWER, V.RATE, V.ARCHIVE):
        play.do(verb)
    return play


def printed(monkeypatch, play: Play) -> str:
    """What the closed file says, before it is a PDF."""
    said: list[str] = []

    def keep(html: str, _style: object) -> bytes:
        said.append(html)
        return b"%PDF-1.7"

    monkeypatch.setattr(archiving, "print_page", keep)
    assert services.make_archive(play.demand.id, at=NOON)
    return said[0]


def test_the_file_says_who_spoke_how_it_was_confirmed_about_what_and_which_papers_were_issued(monkeypatch, taken):
    page, paper = printed(monkeypatch, taken), Paper.objects.get()
    for told in ("来电", "王会计", "199****0031", "本单位员工", "屏幕签名，", "拖欠账款投诉"):
        assert told in page
    assert paper.number in page
    assert "19900000031" not in page
    contents = Archive.objects.get().contents
    assert {"来人与核对", "开具的文书"} < {one.get("title") for one in contents}
    assert (paper.number, "诉求登记回执") in [(one.get("number"), one.get("title")) for one in contents]
    assert contents[-1]["name"] == f"来人签名 {taken.demand.number}.png"


def test_where_the_name_is_withheld_the_file_masks_who_spoke(monkeypatch, taken):
    Demand.objects.update(anonymity=Anonymity.WITHHELD)
    page = printed(monkeypatch, taken)
    assert "王**" in page
    assert "199****0031" in page
    for untold in ("王会计", "19900000031"):
        assert untold not in page


def test_the_file_which_the_enterprise_reads_lists_no_paper_between_offices(cast, monkeypatch):
    play = Play(cast).through(V.REGISTER, V.DISPATCH)
    told = {"actor": cast.actor(cast.receptionist_a), "at": play.now}
    inner, open_ = (services.issue_sheet(play.demand.ref, kind, submission=uuid4(), **told) for kind in SHEETS)
    for verb in (V.TAKE, V.ANSWER, V.RATE, V.ARCHIVE):
        play.do(verb)
    page = printed(monkeypatch, play)
    assert open_.number in page
    assert inner.number not in page


def test_printing_twice_prints_once(cast):
    play = Play(cast).through(*CLOSED)
    assert services.make_archive(play.demand.id, at=NOON)
    assert not services.make_archive(play.demand.id, at=NOON)


def test_where_nothing_can_be_printed_the_file_waits_is_shown_so_and_comes_later(cast, monkeypatch):
    play = Play(cast).through(*CLOSED)
    with monkeypatch.context() as patched:
        no_pango(patched)
        assert services.make_waiting_archives(at=NOON) == 0
        with pytest.raises(printing.NoPrinter):
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
