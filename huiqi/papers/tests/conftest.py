"""A kind of paper of the tests, and the words to issue one."""

from uuid import UUID

import pytest

from huiqi.kernel.access import SYSTEM, Actor
from huiqi.kernel.refs import uuid7
from huiqi.papers import ports
from huiqi.papers.models import Paper
from huiqi.papers.ports import Block, Content, PaperKind, Section
from huiqi.papers.services import issue_paper
from tests.cast import NOON

SUBJECT = UUID("01930000-0000-7000-8000-000000000001")


def reader(actor: Actor, _subject_type: str, _subject_ref: UUID) -> bool:
    """Whoever has a seat."""
    return actor.seat is not None


LETTER = PaperKind(
    "transfer_letter",
    "转办单",
    "企业诉求转办单",
    "转",
    frozenset({Block.ADDRESSEE, Block.BODY, Block.SEAL, Block.RECEIPT}),
    reader,
    copies=2,
    logged=True,
)


@pytest.fixture(autouse=True)
def letter(monkeypatch: pytest.MonkeyPatch) -> PaperKind:
    """The kind is known for the length of a test."""
    monkeypatch.setattr(ports, "_kinds", {**ports._kinds, LETTER.code: LETTER})
    return LETTER


def content(text: str = "请于三日内签收。") -> Content:
    """What a letter says."""
    return Content(addressee="演示检测中心", sections=(Section("", (text,)),), receipt=("签收人",))


def issue(cast, window: str = "window_a", **told) -> Paper:
    """A letter of a window."""
    given = {"submission": uuid7(), "actor": SYSTEM, "at": NOON, **told}
    said = given.pop("content", content())
    organisation_id = getattr(cast, window).organisation_id
    return issue_paper(LETTER.code, "demand", SUBJECT, said, organisation_id=organisation_id, **given)
