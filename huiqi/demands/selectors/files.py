"""The files of a demand: what came with it, and its closed file."""

from uuid import UUID

from huiqi.demands.models import Archive, Attachment, Demand
from huiqi.demands.selectors.veil import BY_FIRM, veil_file
from huiqi.demands.words import INTERNAL_FILES


def attachment(demand: Demand, ref: UUID, *, own: bool) -> Attachment | None:
    """A file of this demand; the enterprise itself (`own`) is not given what is not for it.

    Who is not told whose the demand is gets it under a name that says nothing, and no signature.
    """
    files = Attachment.objects.filter(demand=demand, file__ref=ref).select_related("file")
    found = (files.exclude(purpose__in=INTERNAL_FILES) if own else files).first()
    return veil_file(found) if found and demand.hidden else found


def files_brought(demand: Demand) -> list[Attachment]:
    """What the enterprise brought and is still there, in the order in which it came."""
    files = Attachment.objects.filter(demand=demand, purpose__in=BY_FIRM, file__destroyed_at=None)
    return list(files.select_related("file").order_by("id"))


def last_closed_round(demand: Demand) -> int | None:
    """The last round that was closed, if one was."""
    return demand.archives.order_by("-asked_at").values_list("round", flat=True).first()


def archive_of(demand: Demand, number: int | None = None) -> Archive | None:
    """The closed file made last, of any round or of round `number`."""
    made = Archive.objects.filter(demand=demand, file__isnull=False).select_related("file")
    return (made.filter(round=number) if number else made).order_by("-asked_at").first()
