"""The page that asks why something was not finished."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from huiqi.kernel.access import ActorRequest, writes
from huiqi.kernel.refusal import Refused
from huiqi.supervision import selectors, services
from huiqi.supervision.forms import ExplainForm
from huiqi.supervision.wording import screen


@writes
def explain(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Say why, and until when now; the letter goes to the enterprise at once."""
    at, asked = timezone.now(), selectors.explanation_for(request.actor, ref)
    if asked is None:
        raise Http404
    form = ExplainForm(request.POST or None, actor=request.actor, at=at, initial={"revision": 0})
    if request.method == "POST" and form.is_valid():
        try:
            services.explain(ref, **form.said(), actor=request.actor, at=at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("说明函已经发给企业。"), extra_tags=f"explain-{asked.demand.number}")
            return redirect("supervision:explain", ref=ref)
    context = {"asked": asked, "form": form, "facts": screen.explanation_facts(asked)}
    return render(request, "supervision/explain.html", context)
