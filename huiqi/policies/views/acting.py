"""What is done with a draft: sent, approved, returned, published, dropped."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from huiqi.kernel.access import ActorRequest, writes
from huiqi.policies import services
from huiqi.policies.forms import PublishForm, VerbForm
from huiqi.policies.models import Draft
from huiqi.policies.views.drafts import crumb, crumbs, done, seen
from huiqi.policies.views.reaching import reached
from huiqi.policies.wording.drafts import BEFORE, label
from huiqi.policies.words import DraftVerb

_V = DraftVerb
PERFORM: dict[DraftVerb, tuple[Callable[..., Draft], type[VerbForm]]] = {
    _V.SUBMIT: (services.submit, VerbForm),
    _V.APPROVE: (services.approve, VerbForm),
    _V.RETURN: (services.send_back, VerbForm),
    _V.PUBLISH: (services.publish, PublishForm),
    _V.DROP: (services.drop, VerbForm),
}


@writes
def draft_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Send, approve, return, publish or drop a draft, with a few words."""
    found = seen(request, ref)
    wanted = next((one for one in PERFORM if one.replace("_", "-") == verb), None)
    if wanted is None:
        raise Http404
    perform, kind = PERFORM[wanted]
    form = kind(request.POST or None, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {} if wanted is _V.SUBMIT else form.said()
        if done(request, form, lambda **by: perform(found.ref, **words, **by), wanted):
            return redirect("policies:draft", ref=found.ref)
    context = {"form": form, "draft": found, "title": label(wanted), "before": BEFORE[wanted], "verb": wanted}
    context |= reached(request, found) if wanted is _V.PUBLISH else {}
    return render(request, "policies/act.html", context | {"crumbs": crumbs(crumb(found))})
