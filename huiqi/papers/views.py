"""The pages of papers: one to read and print, its PDF, whether one is genuine, how those of an organisation look."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, address_of, note, public, reads, writes
from huiqi.kernel.printing import NoPrinter, print_page
from huiqi.kernel.refusal import Refused, tell
from huiqi.kernel.text import visible
from huiqi.papers import ports, selectors, services, wording
from huiqi.papers.forms import LetterheadForm, VerifyForm, VoidForm
from huiqi.papers.models import Letterhead, Paper
from huiqi.papers.permissions import can_set_letterheads, can_void
from huiqi.papers.words import Standing

if TYPE_CHECKING:
    from huiqi.accounts.models import Organisation

PER_PAGE = 50
STYLE = Path(__file__).parent / "static" / "papers" / "paper.css"
STATUS = {"too_many_tries": 429, "no_such_paper": 404}


def _read(request: ActorRequest, ref: UUID) -> Paper:
    """The paper, if the actor may read it; of a kind that says so, the look is logged."""
    paper = selectors.visible_to(request.actor, ref)
    if paper is None:
        raise Http404
    if ports.kind_of(paper.kind).logged:
        note(lambda: record_look("paper", paper.ref, "read", actor=request.actor, at=now()))
    return paper


def _sheet(request: HttpRequest, paper: Paper) -> dict[str, Any]:
    """What the template of a paper prints."""
    address = request.build_absolute_uri(reverse("papers:verify_code", args=[paper.verify_code]))
    return wording.sheet(paper, ports.kind_of(paper.kind), address)


@reads
@public
def paper(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One paper, as it is printed; whether it still counts."""
    shown = _read(request, ref)
    return render(request, "papers/paper.html", _page(request, shown))


def _page(request: ActorRequest, shown: Paper) -> dict[str, Any]:
    may_void = shown.standing is Standing.IN_FORCE and can_void(request.actor, shown)
    return {**_sheet(request, shown), **wording.verified(shown), "may_void": may_void, "no_printer": False}


@reads
@public
def pdf(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The paper as PDF; where the server cannot make one, the page says how to make it in the browser."""
    shown = _read(request, ref)
    try:
        content = print_page(render_to_string("papers/print.html", _sheet(request, shown)), STYLE)
    except NoPrinter:
        return render(request, "papers/paper.html", {**_page(request, shown), "no_printer": True})
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = content_disposition_header(True, f"{shown.number}.pdf") or "attachment"
    return response


@writes
def void(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Declare a paper void, with the reason."""
    shown = _read(request, ref)
    if not can_void(request.actor, shown):
        raise PermissionDenied
    form = VoidForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.void_paper(ref, form.cleaned_data["reason"], actor=request.actor, at=now())
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            messages.success(request, _("%(number)s已作废，编号不会再用。") % {"number": shown.number})
            return redirect("papers:paper", ref=ref)
    return render(request, "papers/void.html", {"paper": shown, "form": form})


@writes
@public
def verify(request: ActorRequest) -> HttpResponse:
    """Is it genuine? Number and code by hand; then the same page as the QR code opens."""
    form = VerifyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = services.verify_by_number(**form.cleaned_data, address=address_of(request), at=now())
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            return redirect("papers:verify_code", code=found.verify_code)
    return render(request, "papers/verify.html", {"form": form})


@reads
@public
def verify_code(request: ActorRequest, code: str) -> HttpResponse:
    """What the QR code opens: whether the paper is genuine and still counts, and nothing that it says."""
    try:
        found = services.verify_by_code(code, address=address_of(request), at=now())
    except Refused as refused:
        said = {"form": VerifyForm(), "refused": wording.refusal(refused)}
        return render(request, "papers/verify.html", said, status=STATUS[refused.code])
    return render(request, "papers/verified.html", wording.verified(found))


@reads
def letterheads(request: ActorRequest) -> HttpResponse:
    """Whoever issues papers, and what is set for each."""
    if not can_set_letterheads(request.actor):
        raise Http404
    text = visible(request.GET.get("q", ""))[:80]
    page = Paginator(selectors.issuers(text), PER_PAGE).get_page(request.GET.get("page"))
    known = selectors.letterheads([one.id for one in page])
    rows = wording.letterhead_rows(page, ports.kinds(), known)
    return render(request, "papers/letterheads.html", {"page": page, "rows": rows, "text": text})


@dataclass(frozen=True, slots=True)
class Place:
    """Whose papers, of which kind (none: all of them), what is set, and what holds where nothing is."""

    organisation: "Organisation"
    kind: ports.PaperKind | None
    row: Letterhead | None
    inherited: ports.Style

    @property
    def code(self) -> str:
        """The kind's code; empty for all of them."""
        return self.kind.code if self.kind else ""


@writes
def letterhead(request: ActorRequest, ref: UUID, kind: str = "") -> HttpResponse:
    """How an organisation's papers look, all of them or one kind: look at it first, then save it."""
    place = _place(request, ref, kind)
    form = LetterheadForm(request.POST or None, initial=LetterheadForm.showing(place.row), general=not kind)
    if request.method == "POST" and form.is_valid() and "save" in request.POST and _saved(place, form, request):
        messages.success(request, _("已保存。以后开出的单据按这样印，已经开出的不变。"))
        return redirect(request.path)
    typed = form.style() if form.is_bound and form.is_valid() else place.row.style if place.row else ports.Style()
    return render(request, "papers/letterhead.html", {"form": form, **_preview(request, place, typed)})


def _place(request: ActorRequest, ref: UUID, code: str) -> Place:
    organisation = selectors.issuer(ref)
    kind = next((known for known in ports.kinds() if known.code == code), None)
    if not can_set_letterheads(request.actor) or organisation is None or (code and kind is None):
        raise Http404
    row = selectors.letterhead(organisation.id, code)
    return Place(organisation, kind, row, selectors.inherited_style(organisation.id, organisation.name, kind))


def _saved(place: Place, form: LetterheadForm, request: ActorRequest) -> bool:
    told = {"revision": form.cleaned_data["revision"], "actor": request.actor, "at": now()}
    try:
        services.set_letterhead(place.organisation.id, place.code, form.style(), **told)
    except Refused as refused:
        form.catch_up(selectors.letterhead(place.organisation.id, place.code))
        tell(form, refused, wording.refusal(refused))
        return False
    return True


def _preview(request: HttpRequest, place: Place, typed: ports.Style) -> dict[str, Any]:
    """The page of a letterhead: a specimen as it would be printed, and what holds where nothing is set."""
    shown, style = place.kind or ports.kinds()[0], typed.over(place.inherited)
    if place.kind is None:
        style = replace(style, word=f"{style.word}{shown.word}")
    paper = selectors.specimen(place.organisation, shown, style, wording.specimen(shown), localdate())
    address = reverse("papers:letterhead", args=[place.organisation.ref])
    return {
        **_sheet(request, paper),
        "organisation": place.organisation,
        "chosen": place.kind,
        "inherited": wording.style_rows(place.inherited),
        "tabs": wording.kind_tabs(place.kind, ports.kinds(), address),
    }
