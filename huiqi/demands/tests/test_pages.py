"""A short paper is one page: no seal, no slip and no code to verify it stands alone on a second."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse

from huiqi.demands.tests.play import FILING, Play
from huiqi.demands.tests.test_dispatching import department
from huiqi.demands.tests.test_intake import take_in
from huiqi.demands.tests.test_receipts import print_it
from huiqi.demands.tests.test_sheets import KINDS, issue
from huiqi.demands.words import Verb
from huiqi.papers.models import Paper

pytestmark = pytest.mark.django_db
V = Verb
STORIES = {code: story for code, (story, _words) in KINDS.items()} | {
    "joint": (V.REGISTER, V.CONSULT),
    "extension": (V.REGISTER, V.ASK_EXTENSION, V.GRANT_EXTENSION),
    "letter": (V.REGISTER, V.DISPATCH),
}


@pytest.fixture(autouse=True)
def reached(cast) -> None:
    """The windows print their whole names and how they are reached, as those of the network do."""
    for window in (cast.hub, cast.window_a):
        window.name = f"河南省中小企业公共服务平台 {window.short_name}"
        window.address, window.phone = "郑州市中原区中原西路 233 号市政务服务中心二楼 B 区", "0371-0000 0000"
        window.hours = "工作日 9:00—12:00，13:00—17:00"
        window.save(update_fields=["name", "address", "phone", "hours"])


def pages(cast, paper: Paper, who: str = "receptionist_a") -> list[str]:
    """What each page of the PDF says, read by somebody who may."""
    taken = cast.client(getattr(cast, who)).get(reverse("papers:pdf", args=[paper.ref]))
    document = pypdfium2.PdfDocument(BytesIO(taken.content))
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("code", STORIES)
def test_a_short_paper_of_every_kind_is_one_page(cast, code):
    play = Play(cast)
    if code == "letter":
        play.handler = department("演示系统外局").organisation
    paper = issue(play.through(*STORIES[code]), code)
    reader = "manager_a" if code == "visit" else "receptionist_a"
    assert len(pages(cast, paper, reader)) == 1


def test_the_papers_of_the_hub_and_of_the_counter_are_one_page_too(cast):
    play = Play(cast).before().through(V.REGISTER, V.CLOSE_REPEATED)
    assert len(pages(cast, issue(play, "repeated", by=cast.hub_operator))) == 1
    receipt = print_it(cast, take_in(cast, cast.receptionist_a, cast.enterprise_x))
    assert len(pages(cast, receipt)) == 1


LONG = "企业多次与对方联系，对方仍然没有给出书面答复，也没有说明依据。" * 3


@pytest.mark.parametrize("lines", [6, 13, 14])
def test_the_last_page_of_a_long_paper_has_words_above_its_seal(cast, lines):
    play = Play(cast)
    play.file(filing=replace(FILING, text="\n".join([LONG] * lines)))
    play.do(V.REGISTER)
    play.do(V.DISPATCH)
    told = pages(cast, issue(play, "transfer"))
    assert len(told) > 1
    assert "请出方案" in told[-1]
    assert "印章" in told[-1]
    assert "验证码" in told[-1]
