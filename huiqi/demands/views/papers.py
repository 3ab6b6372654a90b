"""The files of a demand."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from huiqi.demands import selectors, services
from huiqi.demands.permissions import is_firm
from huiqi.demands.views.case import seen
from huiqi.files.selectors import as_download, as_made, preview
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads


@reads
def attached_file(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A file of a demand, for whoever may see the demand."""
    shown = seen(request, ref)
    found = selectors.attachment(shown, file_ref, own=is_firm(request.actor, shown))
    if found is None:
        raise Http404
    return as_download(found.file)  # type: ignore[return-value]  # a streamed response


@reads
def preview_file(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A page of a file of a demand, with the viewer's name burnt in; the look is logged, the enterprise's own aside."""
    shown, at = seen(request, ref), now()
    own = is_firm(request.actor, shown)
    found = selectors.attachment(shown, file_ref, own=own)
    if found is None:
        raise Http404
    if not own:
        note(lambda: record_look("demand", ref, "preview", actor=request.actor, at=at))
    drawn = preview(found.file, request.GET.get("page"), actor=request.actor, at=at)
    return render(request, "demands/preview.html", {"demand": shown, "file": found.file, "preview": drawn})


@reads
def archive_file(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The closed file of the last closed round, or of `?round=`, as PDF; not for who is not told whose it is."""
    shown, at = seen(request, ref), now()
    archive = selectors.archive_of(shown, _round(request))
    if shown.hidden or archive is None or archive.file is None or archive.file.destroyed_at:
        raise Http404
    note(lambda: record_look("demand", ref, "archive", actor=request.actor, at=at))
    case = None if is_firm(request.actor, shown) else selectors.case_of(shown, archive.round)
    printed = services.printed_for(case, request.actor, at=at) if case else None
    if printed is None:
        return as_download(archive.file)  # type: ignore[return-value]  # a streamed response
    return as_made(printed, archive.file.name, "application/pdf")  # type: ignore[return-value]


@reads
def archive_zip(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The whole of the last closed round, or of `?round=`, as a ZIP that proves itself; not for who is not told whose
    it is. Made now, logged, not kept."""
    shown, at = seen(request, ref), now()
    number = _round(request) or selectors.last_closed_round(shown)
    case = selectors.case_of(shown, number) if number and not shown.hidden else None
    if case is None or case.archive is None:
        raise Http404
    note(lambda: record_look("demand", ref, "archive", actor=request.actor, at=at))
    packed = services.pack(case, request.actor, at=at)
    return as_made(packed, f"{shown.number}-{number}.zip", "application/zip")  # type: ignore[return-value]


def _round(request: ActorRequest) -> int | None:
    """The round of `?round=`, if it is a number."""
    number = request.GET.get("round", "")
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 5 else None
