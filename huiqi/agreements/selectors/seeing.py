"""Who may see which agreement, and what there is of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from huiqi.accounts.selectors import people_named
from huiqi.agreements.flow import IN_WORK, OPEN, WAITING
from huiqi.agreements.models import Agreement, Deliverable, Duplicate, Milestone, SignedPaper, Version
from huiqi.agreements.words import AgreementState, Tab, Verdict
from huiqi.demands.permissions import FIRM, STAFF
from huiqi.demands.selectors import visible_to as visible_demands
from huiqi.journal.selectors import Happening, timeline
from huiqi.kernel.access import Actor, Role
from huiqi.papers.selectors import papers_of

if TYPE_CHECKING:
    from huiqi.demands.models import Demand
    from huiqi.files.models import StoredFile
    from huiqi.papers.models import Paper

PER_PAGE = 30
_S = AgreementState
_UNSIGNED = Q(state=_S.DRAFT)


def _whole() -> QuerySet[Agreement]:
    return Agreement.objects.select_related("demand__window", "demand__enterprise", "organisation", "handling")


def visible_to(actor: Actor) -> QuerySet[Agreement]:
    """A firm sees its own once they were sent, a window those of its demands, a handler its own, the hub all.

    Nobody sees the agreement of a demand that he does not see: a handler from whom it was taken none of it any more.
    """
    rows = _whole().filter(demand_id__in=visible_demands(actor).order_by().values("id"))
    if actor.is_a(*FIRM):
        return rows.exclude(_UNSIGNED)
    if actor.is_a(Role.HUB_OPERATOR):
        return rows
    own = Q(organisation_id=actor.organisation_id)
    if actor.is_a(*STAFF):
        return rows.filter(own | Q(demand__window__organisation_id=actor.organisation_id))
    return rows.filter(own)


def reaches_agreement(actor: Actor, ref: UUID) -> bool:
    """Whoever sees the agreement."""
    return visible_to(actor).filter(ref=ref).exists()


def by_link(link: UUID) -> Agreement | None:
    """The agreement whose link this is, while it waits for the firm's word."""
    return _whole().filter(link=link, state__in=WAITING).first()


def reads_agreement(actor: Actor, _subject_type: str, subject_ref: UUID) -> bool:
    """Whoever sees the agreement reads its papers."""
    return visible_to(actor).filter(ref=subject_ref).exists()


def latest_of(agreement: Agreement) -> Version:
    """The version that was written last."""
    return Version.objects.get(agreement=agreement, number=agreement.version)


def agreed_of(agreement: Agreement) -> Version:
    """The version that both confirmed last, of an agreement that is or was in force."""
    return Version.objects.filter(agreement=agreement, agreed_at__isnull=False).latest("number")


@dataclass(frozen=True, slots=True)
class Shown:
    """All there is of one agreement. `people` are names by ref; `agreed` is the version in force, if one is."""

    agreement: Agreement
    versions: list[Version]
    milestones: list[Milestone]
    deliverables: dict[int, list[Deliverable]]
    happenings: list[Happening]
    papers: list[Paper]
    people: dict[str, str]
    scans: dict[int, list[StoredFile]] = field(default_factory=dict)

    @property
    def last(self) -> Version:
        """The version that was written last."""
        return next(one for one in self.versions if one.number == self.agreement.version)

    @property
    def agreed(self) -> Version | None:
        """The version that both confirmed last."""
        return next((one for one in reversed(self.versions) if one.agreed_at), None)


def shown(agreement: Agreement) -> Shown:
    """Collect an agreement. Six queries, however long it runs; one more where its handler works outside the system."""
    happenings = timeline(agreement.ref)
    deliverables: dict[int, list[Deliverable]] = {}
    found = Deliverable.objects.filter(milestone__agreement=agreement).select_related("file").order_by("id")
    for one in found:
        deliverables.setdefault(one.milestone_id, []).append(one)
    return Shown(
        agreement,
        list(agreement.versions.order_by("number")),
        list(agreement.milestones.order_by("due_on", "id")),
        deliverables,
        happenings,
        list(papers_of(agreement.ref)),
        people_named({one.actor_ref for one in happenings}),
        _scans(agreement) if agreement.handling.by_letter else {},
    )


def _scans(agreement: Agreement) -> dict[int, list[StoredFile]]:
    """The signed papers of each version, by its number."""
    found: dict[int, list[StoredFile]] = {}
    rows = SignedPaper.objects.filter(version__agreement=agreement).select_related("file", "version").order_by("id")
    for one in rows:
        found.setdefault(one.version.number, []).append(one.file)
    return found


def on_demand(actor: Actor, demand: Demand) -> list[Agreement]:
    """The agreements of a demand that this actor sees, the newest first."""
    return list(visible_to(actor).filter(demand=demand).order_by("-id"))


def file_of(agreement: Agreement, ref: UUID) -> StoredFile | None:
    """A file of this agreement: what was delivered, or the scan of what a handler outside signed."""
    delivered = Deliverable.objects.select_related("file").filter(milestone__agreement=agreement, file__ref=ref).first()
    signed = SignedPaper.objects.select_related("file").filter(version__agreement=agreement, file__ref=ref)
    found = delivered or signed.first()
    return found.file if found else None


def used_files(refs: Iterable[UUID]) -> set[UUID]:
    """Which of these files belong to an agreement already."""
    wanted, used = list(refs), set[UUID]()
    for table in (Deliverable, SignedPaper) if wanted else ():
        used |= set(table.objects.filter(file__ref__in=wanted).values_list("file__ref", flat=True))
    return used


def _late(on: date) -> Exists:
    due = Milestone.objects.filter(agreement=OuterRef("pk"), done_on=None, due_on__lt=on)
    return Exists(due)


def _repeated() -> Exists:
    """Whether somebody found that it is the same service as an earlier one which is counted."""
    same = Duplicate.objects.filter(later=OuterRef("pk"), verdict=Verdict.SAME, earlier__state=_S.DONE)
    return Exists(same)


def _tab(tab: Tab, on: date) -> Q:
    """What belongs to a part of the list."""
    if tab is Tab.LATE:
        return Q(state__in=IN_WORK) & Q(_late(on))
    if tab in (Tab.DONE, Tab.REPEATED):
        return Q(state=_S.DONE) & (Q(_repeated()) if tab is Tab.REPEATED else ~Q(_repeated()))
    states = {Tab.OPEN: OPEN, Tab.WAITING: WAITING, Tab.UNCONFIRMED: (_S.UNCONFIRMED,)}
    return Q(state__in=states[tab])


def listed(actor: Actor, tab: Tab, on: date) -> QuerySet[Agreement]:
    """What one sees of a part of the list, the newest first; each with its milestones counted."""
    rows = visible_to(actor).filter(_tab(tab, on))
    done = Count("milestones", filter=Q(milestones__done_on__isnull=False), distinct=True)
    rows = rows.annotate(reached=done, planned=Count("milestones", distinct=True), is_late=_late(on))
    return rows.order_by("-id")


def tab_counts(actor: Actor, on: date) -> dict[Tab, int]:
    """How many there are in each part. One query."""
    counted = {tab.value: Count("id", filter=_tab(tab, on)) for tab in Tab}
    found = visible_to(actor).order_by().aggregate(**counted)
    return {tab: found[tab.value] for tab in Tab}


def countable(since: date, until: date) -> QuerySet[Agreement]:
    """The services that firms confirmed from one day until before another: the unit that is counted, one row each.

    What was found to be the same service as an earlier one that counts is not among them.
    """
    return (
        _whole()
        .filter(_tab(Tab.DONE, since), done_at__date__gte=since, done_at__date__lt=until)
        .order_by("done_at", "id")
    )
