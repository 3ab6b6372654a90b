"""The files of a demand."""

from uuid import UUID

from django.http import Http404, HttpResponse

from huiqi.demands import selectors
from huiqi.demands.views.case import seen
from huiqi.files.selectors import as_download
from huiqi.kernel.access import ActorRequest, reads


@reads
def attached_file(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A file of a demand, for whoever may see the demand."""
    found = selectors.attachment(seen(request, ref), file_ref)
    if found is None:
        raise Http404
    return as_download(found.file)  # type: ignore[return-value]  # a streamed response


@reads
def archive_file(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The closed file as PDF."""
    archive = selectors.archive_of(seen(request, ref))
    if archive is None or archive.file is None:
        raise Http404
    return as_download(archive.file)  # type: ignore[return-value]  # a streamed response
