"""How a demand stood at a past moment; what the examinations of the journal found."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.demands import selectors
from huiqi.demands.forms.moment import MomentForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_see_findings
from huiqi.demands.rules.moment import Moment, involved
from huiqi.demands.selectors import PER_PAGE, Pages, note_look
from huiqi.demands.selectors.shield import heard, heard_moment
from huiqi.demands.wording import moment as wording
from huiqi.journal.selectors import findings_of, last_seal, timeline, verifications
from huiqi.kernel.access import ActorRequest, reads


@reads
def moment(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A demand as it was at a moment, rebuilt from its journal: no free text, nothing of the enterprise."""
    demand = get_object_or_404(selectors.rebuildable_by(request.actor), ref=ref)
    note_look(request.actor, demand)
    asked = {"at": request.GET["at"]} if "at" in request.GET else {"at": f"{timezone.localtime():%Y-%m-%dT%H:%M:%S}"}
    form = MomentForm(asked)
    happenings = timeline(ref)
    then, broken = None, False
    if form.is_valid():
        try:
            then = heard_moment(request.actor, demand, happenings, form.cleaned_data["at"])
        except (ValueError, KeyError):
            broken = True
    rows = wording.entry_rows(demand, heard(request.actor, demand, happenings), then)
    context = {"demand": demand, "form": form, "then": then, "broken": broken, "entries": rows}
    return render(request, "demands/moment.html", context | (_told(then) if then else {}))


def _told(then: Moment) -> dict[str, object]:
    people = people_named({then.first_contact, *(one.taken_by for one in then.hands)})
    organisations = organisations_named(involved(then))
    return {
        "facts": wording.moment_facts(then, people, organisations),
        "owed": wording.owed_rows(then, organisations),
        "unknown": then.owed is None,
    }


@reads
def journal(request: ActorRequest) -> HttpResponse:
    """The last examination of the journal, what it found, and the latest seal."""
    if not can_see_findings(request.actor):
        raise Http404
    listed = verifications().exclude(ended_at=None)
    last = listed.first()
    found = Pages(findings_of(last), PER_PAGE).get_page(request.GET.get("page")) if last else []
    refs = {one.subject_ref for one in found}
    numbers = dict(Demand.objects.filter(ref__in=refs).values_list("ref", "number")) if refs else {}
    context = {
        "facts": wording.verification_facts(last) if last else [],
        "page": found,
        "rows": wording.finding_rows(found, numbers),
        "seal": last_seal(),
        "earlier": wording.earlier_rows(listed[1:11]),
    }
    return render(request, "demands/journal.html", context)
