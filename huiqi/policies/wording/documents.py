"""Documents and openings in words, ready for their pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from huiqi.eligibility.versions import Grade, PublicationStatus
from huiqi.policies.wording.drafts import badge, label
from huiqi.policies.wording.texts import opening_badge, place
from huiqi.policies.words import TextKind, Topic
from huiqi.standards import regions
from huiqi.ui.wording import full_day

if TYPE_CHECKING:
    from huiqi.policies.models import Document, Draft, Opening
    from huiqi.policies.selectors.documents import Passage
    from huiqi.policies.selectors.materials import ListedMaterial


def document(text: Document, on: date) -> dict[str, Any]:
    """A document as a row: its name and what holds of it on a day."""
    return {
        "url": reverse("policies:document", args=[text.ref]),
        "title": text.title,
        "number": "" if text.number and text.title.startswith(text.number) else text.number,
        "issuer": text.issuer,
        "kind": label(text.kind),
        "badge": standing(text, on),
        "issued": full_day(text.issued_on) if text.issued_on else "",
        "ref": text.ref,
    }


def source(draft: Draft, on: date) -> dict[str, Any] | None:
    """The text a draft was made from: published, or written down and waiting for a second person."""
    text = draft.document or (draft.text.document if draft.text else None)
    if text is not None:
        return {"url": reverse("policies:document", args=[text.ref]), "title": text.title, "badge": standing(text, on)}
    if draft.text is None:
        return None
    shown = {"url": reverse("policies:text", args=[draft.text.ref]), "title": draft.text.content["title"]}
    return {**shown, "badge": badge(draft.text.state)}


def standing(text: Document, on: date) -> dict[str, str]:
    """Whether a document is in force on a day, in a word: what somebody said of it, else its period."""
    if text.kind is TextKind.NEWS:
        return {"tone": "quiet", "words": _("已撤下")} if text.withdrawn else topic(text)
    if text.status is PublicationStatus.PARTLY_REPEALED:
        return {"tone": "ask", "words": label(text.status)}
    if text.status is not PublicationStatus.IN_FORCE:
        return {"tone": "quiet", "words": label(text.status)}
    if text.effective_from and on < text.effective_from:
        return {"tone": "info", "words": _("尚未施行")}
    if text.effective_before and on >= text.effective_before:
        return {"tone": "quiet", "words": _("期满")}
    return {"tone": "good", "words": label(text.status)}


def topic(text: Document) -> dict[str, str]:
    """What a piece of information is about, in a word."""
    return {"tone": "info", "words": label(Topic(text.topic))}


def facts(text: Document) -> list[dict[str, str]]:
    """What is known of a document."""
    news, issued = text.kind is TextKind.NEWS, full_day(text.issued_on) if text.issued_on else ""
    rows = [
        {"label": _("文号"), "value": text.number},
        {"label": _("发文机关"), "value": text.issuer},
        {"label": _("种类"), "value": label(text.kind)},
        {"label": _("资讯栏目"), "value": label(Topic(text.topic)) if text.topic else ""},
        {"label": _("发布地区"), "value": place(text.issued_in) if text.issued_in else ""},
        {"label": _("发布日期") if news else _("成文日期"), "value": issued},
        {"label": _("有效期"), "value": period(text)},
        {"label": _("文件状态"), "value": "" if news else label(text.status)},
        {"label": _("失效部分"), "value": text.void},
        {"label": _("文字来源"), "value": text.source},
        {"label": _("来源核对"), "value": f"{text.grade} · {label(text.grade)}"},
        {"label": _("核对日期"), "value": full_day(text.last_verified)},
    ]
    return [row for row in rows if row["value"]]


def period(text: Document) -> str:
    """From when until when, as far as the text says."""
    since = full_day(text.effective_from) if text.effective_from else ""
    through = full_day(text.effective_before - timedelta(days=1)) if text.effective_before else ""
    if since and through:
        return _("%(since)s至%(through)s") % {"since": since, "through": through}
    if through:
        return _("至%(through)s") % {"through": through}
    return _("%(since)s起施行") % {"since": since} if since else ""


def unverified(text: Document) -> bool:
    """Whether its words were never compared with the original."""
    return text.grade is Grade.C


def passages(rows: Iterable[Passage]) -> list[dict[str, Any]]:
    """Paragraphs beside what explains them; those that only repeat their number are headings.

    What has no number stands further in, where others have one.
    """
    rows = list(rows)
    flat = not any(row.original and row.original.label for row in rows)
    return [
        {
            "place": row.original.place if row.original else "",
            "text": row.original.text if row.original else "",
            "heading": bool(row.original and row.original.label.endswith(("章", "节"))),
            "numbered": flat or bool(row.original and row.original.label),
            "explained": [{"text": part.text, "from": part.document.title} for part in row.explained],
        }
        for row in rows
    ]


def chain(texts: Sequence[Document], shown: Document, on: date) -> list[dict[str, Any]]:
    """The chain of replacement, oldest first; empty where nothing replaced anything."""
    if len(texts) < 2:
        return []
    return [document(text, on) | {"current": text == shown} for text in texts]


def opening(one: Opening, on: date) -> dict[str, Any]:
    """An opening as its card."""
    notice = {"title": one.notice_title, "number": one.notice_number, "url": one.notice_url}
    if one.document is not None:
        notice["url"] = reverse("policies:document", args=[one.document.ref])
    if notice["title"].startswith(notice["number"]):
        notice["number"] = ""
    return {
        "ref": one.ref,
        "year": one.year,
        "badge": opening_badge(one.opens_on, one.closes_on, on),
        "days": days(one),
        "notice": notice,
        "region": "" if one.region == regions.NATION else regions.find(one.region).name,
        "place": one.place,
        "contact": one.contact,
        "note": one.note,
    }


def days(one: Opening) -> str:
    """From when until when."""
    since = full_day(one.opens_on)
    if one.closes_on is None:
        return _("%(since)s起，通知没有写截止日期") % {"since": since}
    return _("%(since)s至%(through)s") % {"since": since, "through": full_day(one.closes_on)}


def material(line: ListedMaterial, name: str) -> dict[str, Any]:
    """A line of the checklist, called by `name` in the reader's language."""
    held = _("平台已有（%(day)s 收到）") % {"day": full_day(line.held.since)} if line.held else ""
    return {
        "name": name,
        "held": held,
        "files": [
            {"ref": one.ref, "words": label(one.paper), "name": one.file.name, "kb": max(1, one.file.size // 1024)}
            for one in line.files
        ],
    }


def listing(title: str, lines: Sequence[dict[str, Any]]) -> str:
    """The checklist as plain text, to print and tick."""
    rows = [title, ""]
    for number, line in enumerate(lines, 1):
        rows.append(f"□ {number}. {line['name']}" + (f"　{line['held']}" if line["held"] else ""))
        rows += [f"　　{file['words']}：{file['name']}" for file in line["files"]]
    return "\r\n".join(rows) + "\r\n"
