"""The words of the made-up policy: its document, its explanation, this year's notice, its blank form; and some news."""

from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

from huiqi.accounts.selectors import actor_of
from huiqi.accounts.services import person_with
from huiqi.demonstration.rules import mobile
from huiqi.demonstration.services.policies import HUB, REVIEWER
from huiqi.demonstration.services.stage import read, scan
from huiqi.files.services import store_file
from huiqi.kernel.access import Actor
from huiqi.policies.selectors import library, newest_rows, texts_of
from huiqi.policies.selectors.documents import named
from huiqi.policies.services import Announced, announce_opening, propose_text, publish_text
from huiqi.policies.services.materials import add_material_file
from huiqi.policies.words import Paper

if TYPE_CHECKING:
    from huiqi.policies.models import Document

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OPENED, OPEN_FOR = 12 * DAY, 40 * DAY
"""How long ago this year's second opening began, and how long it lasts."""


def shelve_texts(*, at: datetime) -> None:
    """Write its words down and publish them by a second person; once: what people made of them stays."""
    told = read("texts")
    code = told["policy"]
    if not library().versions_of(code) or texts_of(code):
        return
    hub, reviewer = (actor_of(person_with(mobile(number), at=at)) for number in (HUB, REVIEWER))
    document = _published(told["document"], code, hub, reviewer, at - 58 * DAY)
    _published(told["interpretation"] | {"interprets": str(document.ref)}, code, hub, reviewer, at - 56 * DAY)
    notice = _published(told["notice"], code, hub, reviewer, at - OPENED)
    opens = (at - OPENED).date()
    said = Announced(opens, opens + OPEN_FOR, notice.title, notice.number, region="410100", document=notice)
    announce_opening(code, said, actor=hub, at=at - OPENED)
    _papers(told, code, hub, at - 50 * DAY)


def _published(told: dict[str, Any], code: str, hub: Actor, reviewer: Actor, at: datetime) -> "Document":
    content = {
        **told,
        "issued_on": told["issued_on"] or at.date().isoformat(),
        "policies": [code],
        "status": "in_force",
        "source": "演示数据",
        "grade": "C",
        "last_verified": at.date().isoformat(),
    }
    drafted = propose_text(content, actor=hub, at=at)
    published = publish_text(drafted.ref, actor=reviewer, at=at + DAY, note="与原文逐段核对过。").document
    assert published is not None
    return published


def spread_information(*, at: datetime) -> None:
    """Some information, written by one and published by a second; none where there is some already."""
    if newest_rows(1):
        return
    hub, reviewer = (actor_of(person_with(mobile(number), at=at)) for number in (HUB, REVIEWER))
    for told in reversed(read("information")):
        _informed(told, hub, reviewer, at - told["days"] * DAY)


def _informed(told: dict[str, Any], hub: Actor, reviewer: Actor, at: datetime) -> None:
    about = named(told["about"]) if "about" in told else None
    content = {
        **{name: told[name] for name in ("topic", "issued_in", "title", "issuer")},
        **dict.fromkeys(("number", "effective_from", "effective_through", "void", "replaced_by", "url"), ""),
        "kind": "news",
        "status": "in_force",
        "grade": "C",
        "source": "演示数据",
        **dict.fromkeys(("issued_on", "last_verified"), at.date().isoformat()),
        "interprets": str(about.ref) if about else "",
        "policies": [code for code in told["policies"] if library().versions_of(code)],
        "paragraphs": [{"label": "", "text": text, "explains": []} for text in told["paragraphs"]],
    }
    draft = propose_text(content, actor=hub, at=at)
    publish_text(draft.ref, actor=reviewer, at=at + HOUR, note="与来源核对过。")


def _papers(told: dict[str, Any], code: str, hub: Actor, at: datetime) -> None:
    form, sample = told["materials"]["form"], told["materials"]["sample"]
    book, written = Workbook(), BytesIO()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(form)
    for row in ([form, ""], *([name, ""] for name in told["form_rows"])):
        sheet.append(row)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 44
    book.save(written)
    size = written.tell()
    written.seek(0)
    blank = store_file(f"{form}.xlsx", written, size, actor=hub, at=at)
    add_material_file(code, form, Paper.FORM, blank, actor=hub, at=at)
    add_material_file(code, sample, Paper.SAMPLE, scan("发票样张.png", actor=hub, at=at), actor=hub, at=at)
