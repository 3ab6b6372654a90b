"""One document with what explains it and what replaced it; the files of a checklist, one by one and as a ZIP."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.files.selectors import as_download, as_made
from huiqi.kernel.access import ActorRequest, public, reads
from huiqi.kernel.kept import kept
from huiqi.policies import wording
from huiqi.policies.models import Document
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors import mentioned, version_shown
from huiqi.policies.selectors.documents import (
    carried_by,
    chain_of,
    documents,
    interpreting,
    side_by_side,
    with_paragraphs,
)
from huiqi.policies.selectors.information import speaking_of
from huiqi.policies.selectors.materials import bundle, material_file
from huiqi.policies.views.reading import checked
from huiqi.policies.wording import documents as words
from huiqi.policies.wording import information as informing
from huiqi.policies.words import TextKind


@reads
@public
@kept()
def document(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A document whole; one that was merged leads to the other, unless the copy itself is asked for."""
    text = documents().filter(ref=ref).first()
    if text is None:
        raise Http404
    if text.same_as and "kept" not in request.GET:
        return redirect("policies:document", ref=text.same_as.ref)
    context = {
        "text": text,
        "news": text.kind is TextKind.NEWS,
        "said": words.document(text, localdate()),
        "facts": words.facts(text),
        "unverified": words.unverified(text),
        "may_draft": can_draft(request.actor),
        **_around(text, localdate()),
        "crumbs": [_list_of(text), {"label": text.title}],
    }
    return render(request, "policies/document.html", context)


def _list_of(text: Document) -> dict[str, str]:
    """The list in which it stands."""
    if text.kind is TextKind.NEWS:
        return {"label": _("资讯"), "url": reverse("policies:information")}
    return {"label": _("政策库"), "url": reverse("policies:list")}


def _around(text: Document, today: date) -> dict[str, Any]:
    """Its text side by side, its items, its chain, what it speaks of."""
    explaining = list(with_paragraphs(interpreting([text.id])))
    rows = side_by_side(next(iter(with_paragraphs(documents().filter(id=text.id)))), explaining)
    about = [words.document(text.interprets, today)] if text.interprets else []
    items = [mentioned(code, today) for code in carried_by(text)]
    return {
        "passages": [] if text.withdrawn else words.passages(rows),
        "explained": any(row.explained for row in rows),
        "explaining": [words.document(one, today) for one in explaining],
        "interprets": next(iter(about), None) if text.kind is not TextKind.NEWS else None,
        "speaks_of": about if text.kind is TextKind.NEWS else [],
        "same_as": words.document(text.same_as, today) if text.same_as else None,
        "copies": [words.document(one, today) for one in text.copies.order_by("id")],
        "chain": words.chain(chain_of(text), text, today),
        "items": [item for item in items if item],
        "spoken_of": [informing.row(one) for one in speaking_of(ids=(text.id,))],
    }


@reads
@public
def document_raw(_request: ActorRequest, ref: UUID) -> HttpResponse:
    """The copy a document was written from."""
    text = documents().filter(ref=ref, withdrawn="").exclude(raw=None).first()
    if text is None or text.raw is None:
        raise Http404
    return as_download(text.raw)  # type: ignore[return-value]  # a streamed response


@reads
@public
def paper(_request: ActorRequest, ref: UUID) -> HttpResponse:
    """A blank form or a sample."""
    found = material_file(ref)
    if found is None:
        raise Http404
    return as_download(found.file)  # type: ignore[return-value]  # a streamed response


@reads
@public
def bundled(request: ActorRequest, code: str) -> HttpResponse:
    """The whole checklist as one ZIP: the list, forms, samples, and what Huiqi holds of the reader's own firm."""
    version = version_shown(code, localdate())
    if version is None:
        raise Http404
    pairs = checked(version, request.actor)
    listing = words.listing(wording.title(version), [line for line, _row in pairs])
    made = bundle([row for _line, row in pairs], "\ufeff" + listing, _("材料清单") + ".txt")
    name = f"{code} {_('材料清单')}.zip"
    return as_made(made, name, "application/zip")  # type: ignore[return-value]  # a streamed response
