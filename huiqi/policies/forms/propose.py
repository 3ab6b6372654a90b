"""From text to rule, as forms: the text that is read, and what a person decided about each line that was proposed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from huiqi.eligibility.outline import Line
from huiqi.eligibility.proposals.documents import Document
from huiqi.eligibility.proposals.proposal import Certainty
from huiqi.eligibility.proposals.rows import MOST, Row
from huiqi.files.selectors import KINDS, NoWords, words_in
from huiqi.policies.forms.drafts import BeginForm, said_lines
from huiqi.policies.forms.outline import typed_in
from huiqi.ui.fields import day_field

MOST_TEXT = 200_000
"""Characters of one text: the longest policies have a quarter of it."""
MOST_FILE = 20 * 1024 * 1024
ANSWERS = ("yes", "no")
_ROW = re.compile(r"(\d{1,4}(?:,\d{1,4}){0,40}):(\d{1,7}):(\d{1,7}):([a-z]{1,10}):([a-z]{1,10})", re.ASCII)


def even(text: str) -> str:
    """Line ends as one sign, so that places in the text stay true on the way through the browser; no NUL."""
    return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")


class TextForm(forms.Form):
    """The text of a policy, pasted or in a file."""

    text = forms.CharField(
        label=_("政策原文"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 14}),
        help_text=_("把整份文件粘贴进来：标题、文号、正文、附件都可以。"),
    )
    file = forms.FileField(
        label=_("或选一个文件"),
        required=False,
        help_text=_("TXT、HTML、Word（docx）或有文字的 PDF，不超过 20 MB。"),
        widget=forms.FileInput({"accept": ",".join(KINDS)}),
    )

    def clean_text(self) -> str:
        """The text as it is read."""
        return even(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        """One of both, and not too much of it; the words of the file in the place of the text."""
        told = super().clean() or {}
        text, chosen = told.get("text", ""), told.get("file")
        if chosen and text.strip():
            raise ValidationError({"file": _("粘贴了文字，又选了文件，不知道读哪一个。请只留一样。")})
        if chosen:
            text = self._words(chosen)
        if not text.strip():
            raise ValidationError({"text": _("请粘贴政策原文，或选一个文件。")})
        if len(text) > MOST_TEXT:
            told_most = {"count": len(text), "most": MOST_TEXT}
            raise ValidationError({"text": _("有 %(count)s 个字，一次最多读 %(most)s 个字。请分几次。") % told_most})
        return told | {"text": text}

    def _words(self, chosen: Any) -> str:
        if chosen.size > MOST_FILE:
            raise ValidationError({"file": _("文件超过 20 MB。请只选政策正文，或把文字粘贴进来。")})
        try:
            return even(words_in(chosen.name, chosen.read()))
        except NoWords as none:
            raise ValidationError({"file": str(none)}) from None


def _long(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=5_000, required=False, help_text=hint, widget=widget)


class FoundForm(BeginForm):
    """What was found of the document's structure, to be put right before the draft is made."""

    effective_from = day_field(_("施行日期"), required=False)
    effective_through = day_field(_("截止日期"), _("包括这一天；没有写明的空着。"), required=False)
    benefits = _long(_("能得到什么"), _("每一档写一行。"))
    materials = _long(_("要准备的材料"), _("每一样写一行。"))
    how_to_apply = _long(_("怎么享受"))
    apply_at = forms.CharField(label=_("到哪里办"), max_length=300, required=False)
    field_order = (
        *("title", "document_number", "issuer", "effective_from", "effective_through", "benefits", "materials"),
        *("how_to_apply", "apply_at", "code", "reason"),
    )

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        for name in ("document_number", "issuer"):
            self.fields[name].required = False
        self.fields["reason"].label = _("为什么录入")
        self.fields["reason"].help_text = ""

    def content(self) -> dict[str, Any]:
        """What the draft says from the first."""
        told = self.cleaned_data
        words = {name: told[name] for name in ("title", "document_number", "issuer", "how_to_apply", "apply_at")}
        days = {name: told[name] and told[name].isoformat() for name in ("effective_from", "effective_through")}
        tiers = [{"text": line, "text_en": line, "condition": None} for line in said_lines(told["benefits"])]
        return {
            **words,
            **days,
            "title_en": told["title"],
            "benefits": tiers,
            "materials": said_lines(told["materials"]),
        }


def found(document: Document, code: str) -> dict[str, Any]:
    """What the form shows of a document that was read."""
    apply = document.apply
    return {
        "code": code,
        "title": (document.title or "")[:200],
        "document_number": (document.doc_no or "")[:300],
        "issuer": " ".join(document.issuer)[:200],
        "effective_from": document.valid_from,
        "effective_through": document.valid_to,
        "benefits": _within([one.words for one in document.benefits]),
        "materials": _within(document.materials),
        "how_to_apply": _within(apply.words),
        "apply_at": (apply.where or "")[:300],
        "reason": _("据政策原文起草。"),
    }


def _within(lines: Any) -> str:
    """Whole lines, as many as the field takes."""
    told = ""
    for line in lines:
        joined = f"{told}\n{' '.join(line.split())}".strip()
        if len(joined) > 5_000:
            break
        told = joined
    return told


@dataclass(slots=True)
class Offer:
    """A row as the person has it before him: accepted (`yes`), rejected (`no`) or undecided, its line perhaps open."""

    row: Row
    answer: str = ""
    is_open: bool = False

    @property
    def line(self) -> Line:
        """What it says now."""
        return self.row.line

    @property
    def told(self) -> str:
        """What the page carries of the row."""
        row = self.row
        return f"{','.join(map(str, row.numbers))}:{row.start}:{row.end}:{row.certainty}:{row.origin}"


def offered(rows: list[Row]) -> list[Offer]:
    """As they are offered: what is doubtful waits for an answer, the rest is accepted until somebody rejects it."""
    return [Offer(row, "" if row.certainty is Certainty.DOUBTFUL else "yes") for row in rows]


def given_back(data: QueryDict, text: str) -> list[Offer]:
    """The offers as they came back; what was tampered with is left out."""
    lines = typed_in(data)["of"] if "n-kind" in data else []
    told = [_ROW.fullmatch(data.get(f"row-{at}", "")) for at in range(min(len(lines), MOST))]
    return [
        Offer(_row(line, row, len(text)), _answer(data, at), data.get(f"open-{at}") == "1")
        for at, (line, row) in enumerate(zip(lines, told, strict=False))
        if row
    ]


def _answer(data: Mapping[str, Any], at: int) -> str:
    answer = str(data.get(f"take-{at}", ""))
    return answer if answer in ANSWERS else ""


def _row(line: Line, told: re.Match[str], most: int) -> Row:
    numbers = tuple(int(number) for number in told[1].split(","))
    start = min(int(told[2]), most)
    end = min(max(int(told[3]), start), most)
    sure = Certainty(told[4]) if told[4] in Certainty.__members__.values() else Certainty.LIKELY
    return Row(line, numbers, start, end, sure, told[5])


def pressed(offers: list[Offer], do: str, text: str) -> None:
    """Do what a button of one row says: `open:3`, or judge it by data (`fact:3`) or by a person (`manual:3`)."""
    verb, _mark, where = do.partition(":")
    if not (where.isascii() and where.isdecimal()) or len(where) > 3 or int(where) >= len(offers):
        return
    offer = offers[int(where)]
    offer.is_open = True
    kinds = {"fact": {"kind": "fact"}, "manual": {"kind": "manual", "text": text[offer.row.start : offer.row.end]}}
    if verb in kinds:
        line: Line = kinds[verb] | ({"code": f"asked_{offer.row.numbers[0]}"} if verb == "manual" else {})
        row = offer.row
        offer.row = Row(line, row.numbers, row.start, row.end, row.certainty, row.origin)
