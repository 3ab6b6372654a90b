"""The papers of a demand: issue one; the way back from one."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.demands import services, wording
from huiqi.demands.forms import SheetForm
from huiqi.demands.views.case import seen
from huiqi.kernel.access import ActorRequest, acts
from huiqi.kernel.refs import uuid7
from huiqi.kernel.refusal import Refused


@acts
def issue_sheet(request: ActorRequest, ref: UUID, kind: str) -> HttpResponse:
    """Issue a paper of a demand as the case stands now, then show it for printing."""
    seen(request, ref)
    form = SheetForm(request.POST)
    told = form.cleaned_data if form.is_valid() else {"submission": uuid7(), "part": None}
    try:
        paper = services.issue_sheet(ref, kind, **told, actor=request.actor, at=timezone.now())
    except KeyError:
        raise Http404 from None
    except Refused as refused:
        messages.warning(request, wording.refusal(refused))
        return redirect("demands:demand", ref=ref)
    return redirect("papers:paper", ref=paper.ref)


def back_to_demand(_request: HttpRequest, *things: object) -> SafeString:
    """The slot over a paper of a demand: the way back to it. No query."""
    paper = things[0]
    if getattr(paper, "subject_type", "") != "demand":
        return SafeString("")
    address = reverse("demands:demand", args=[getattr(paper, "subject_ref")])  # noqa: B009 — a slot is given any object
    return format_html('<a class="btn plain small" href="{}" data-back>{}</a>', address, _("回到诉求"))
