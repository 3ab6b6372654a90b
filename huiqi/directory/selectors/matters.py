"""Questions about lists of what must be brought: which matters there are, what each asks for on a day."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop as mark

from huiqi.directory.models import Matter, MatterItem
from huiqi.network.selectors import in_force
from huiqi.search.ports import Document


def matters(on: date) -> QuerySet[Matter]:
    """Every matter in force on a day, the network's first, each with `items_now`."""
    counted = Count("items", filter=in_force(on, "items__since", "items__until"))
    rows = Matter.objects.filter(in_force(on)).annotate(items_now=counted)
    return rows.select_related("window").order_by("kind", "window_id", "name", "id")


def matters_at(window_id: int, on: date) -> QuerySet[Matter]:
    """The matters a window may tell of: its own and the network's."""
    return matters(on).filter(Q(window=None) | Q(window_id=window_id))


def found_matters(on: date, *, text: str = "", kind: str = "") -> QuerySet[Matter]:
    """The matters whose name or things to bring hold `text`, of a kind."""
    rows = matters(on).filter(kind=kind) if kind else matters(on)
    if not text:
        return rows
    lines = MatterItem.objects.filter(in_force(on), name__icontains=text)
    return rows.filter(Q(name__icontains=text) | Q(introduction__icontains=text) | Q(id__in=lines.values("matter_id")))


def matter_by_code(code: str) -> Matter | None:
    """The matter of this code, whether or not it has ended."""
    return Matter.objects.select_related("window__organisation").filter(code=code).first()


def items_for(matter: Matter, on: date) -> QuerySet[MatterItem]:
    """What must be brought for a matter on a day, in order. One query."""
    return matter.items.filter(in_force(on)).select_related("sample").order_by("position", "id")


def item_by_ref(matter: Matter, ref: UUID) -> MatterItem | None:
    """The line of this reference that is on the list now."""
    return matter.items.select_related("sample").filter(ref=ref, until=None).first()


def sample_of(ref: UUID) -> MatterItem | None:
    """The line, of today or of earlier, whose sample is asked for."""
    return MatterItem.objects.select_related("sample").filter(ref=ref, sample__isnull=False).first()


class MatterDocuments:
    """Matters for the search, found by what must be brought."""

    kind = "matter"
    label = mark("办事清单")

    def documents(self) -> Iterator[Document]:
        """Every matter with its list."""
        today = timezone.localdate()
        for one in matters(today).prefetch_related("items"):
            lines = " ".join(line.name for line in one.items.all() if line.until is None)
            url = reverse("directory:matter", args=[one.code])
            yield Document(self.kind, one.code, one.name, f"{one.introduction} {lines}", one.introduction, url)
