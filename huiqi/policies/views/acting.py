"""What is done with a draft: sent, approved, returned, published, dropped."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from huiqi.kernel.access import ActorRequest, writes
from huiqi.kernel.refusal import Refused
from huiqi.policies import services
from huiqi.policies.flow import DRAFT
from huiqi.policies.forms import PublishForm, ReturnForm, VerbForm
from huiqi.policies.models import Draft
from huiqi.policies.selectors import verbs_for
from huiqi.policies.views.drafts import crumb, crumbs, done, late, seen
from huiqi.policies.views.reaching import reached
from huiqi.policies.wording.drafts import BEFORE, label, refusal
from huiqi.policies.words import DraftVerb

_V = DraftVerb
PERFORM: dict[DraftVerb, tuple[Callable[..., Draft], type[VerbForm]]] = {
    _V.SUBMIT: (services.submit, VerbForm),
    _V.APPROVE: (services.approve, VerbForm),
    _V.RETURN: (services.send_back, ReturnForm),
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
    if request.method != "POST" and wanted not in verbs_for(request.actor, found):
        return _held(request, wanted, found)
    perform, kind = PERFORM[wanted]
    form = kind(request.POST or None, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        words: dict[str, Any] = {} if wanted is _V.SUBMIT else form.said()
        if done(request, form, lambda **by: perform(found.ref, **words, **by), wanted):
            return redirect("policies:draft", ref=found.ref)
    context = {"form": form, "draft": found, "title": label(wanted), "before": BEFORE[wanted], "verb": wanted}
    context |= reached(request, found) if wanted is _V.PUBLISH else {}
    return render(request, "policies/act.html", context | {"crumbs": crumbs(crumb(found))})


def _held(request: ActorRequest, verb: DraftVerb, found: Draft) -> HttpResponse:
    """Why there is no form of this verb now; nobody reviews what he wrote."""
    if not DRAFT.allows(found.state, verb):
        return late(request, found)
    if verb not in (_V.APPROVE, _V.RETURN):
        raise Http404
    messages.warning(request, refusal(Refused("own_eyes")))
    return redirect("policies:draft", ref=found.ref)
