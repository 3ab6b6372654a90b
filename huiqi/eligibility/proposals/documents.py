"""The structure of a policy document: title, number, issuers, days, what it gives and asks, how to apply."""

import re
from dataclasses import dataclass, field
from datetime import date

from huiqi.eligibility.proposals import marks, pages, provisions, signatures, texts, titles, validity
from huiqi.eligibility.proposals.provisions import Apply, Benefit


@dataclass(frozen=True, slots=True)
class Document:
    """What a document says of itself; None or empty where it does not say."""

    title: str | None = None
    doc_no: str | None = None
    issuer: tuple[str, ...] = ()
    issued_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    benefits: tuple[Benefit, ...] = ()
    materials: tuple[str, ...] = ()
    apply: Apply = field(default_factory=Apply)

    def label(self) -> dict[str, object]:
        """In the shape of the labels."""
        return {
            "title": self.title,
            "doc_no": self.doc_no,
            "issuer": list(self.issuer) or None,
            "issued_on": _iso(self.issued_on),
            "valid_from": _iso(self.valid_from),
            "valid_to": _iso(self.valid_to),
            "benefits": [one.label() for one in self.benefits],
            "materials": list(self.materials) or None,
            "apply": self.apply.label(),
        }


def propose(original: str) -> Document:
    """Read a document's structure from its text alone."""
    text = texts.read(original)
    lines = pages.lines_of(original)
    even = [re.sub(r"[ \u3000\xa0]+", "", line).translate(texts.SAME) for line in lines]
    head, used = pages.read(lines)
    shown = [at for at in range(len(lines)) if at not in used]
    lines, even = [lines[at] for at in shown], [even[at] for at in shown]
    issuers, issued = signatures.signed(lines, even)
    title = titles.title(lines, even, head.get("title"))
    issuers = issuers or signatures.in_title(title or "") or _named(head, "issuer")
    issuers = issuers or signatures.at_the_head(lines, even) or _named(head, "source")
    issued = issued or marks.day(head.get("issued_on", "")) or marks.day_of_head(even) or _released(head)
    issued = issued or signatures.last_day(lines, even)
    start, end = validity.term(text.even, issued)
    start, end = marks.day(head.get("valid_from", "")) or start, marks.day(head.get("valid_to", "")) or end
    return Document(
        title,
        _number(_number_of_page(head), marks.own_number(lines, even)),
        issuers,
        issued,
        start,
        end,
        provisions.benefits(text),
        provisions.materials(lines),
        provisions.apply(text),
    )


def _named(head: dict[str, str], label: str) -> tuple[str, ...]:
    return signatures.in_table(head.get(label, ""))


def _released(head: dict[str, str]) -> date | None:
    """A page that names the organ it is from speaks for it: the day of release is its day."""
    named = _named(head, "issuer") or _named(head, "source")
    return marks.day(head.get("released_on", "")) if named else None


def _number(of_page: str | None, own: str | None) -> str | None:
    """Of one number printed twice, the one in the brackets that GB/T 9704 prescribes."""
    if of_page and own and "〔" in own and re.findall(r"\w+", of_page) == re.findall(r"\w+", own):
        return own
    return of_page or own


def _number_of_page(head: dict[str, str]) -> str | None:
    """The number in the table of a page, or printed after the source it names."""
    source = re.sub(r"^.*[处科局厅室委](?=[一-龥]{2,10}[〔\[（(])", "", head.get("source", ""))
    told = [head.get("doc_no", ""), head.get("print", ""), source]
    found = ((line, marks.number(re.sub(r"\s", "", line).translate(texts.SAME))) for line in told)
    return next((marks.printed(line, number[0]) for line, number in found if number), None)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
