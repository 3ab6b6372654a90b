"""Similar past demands, beside the case and beside the form of its answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from huiqi.demands import selectors
from huiqi.demands.forms import VerbForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_write_note
from huiqi.demands.wording.similar import similar_rows
from huiqi.demands.words import Verb
from huiqi.kernel.access import Actor, ActorRequest, reads


@reads
def similar(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What was answered before to what is similar; to who works at a desk."""
    demand = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    if not can_write_note(request.actor, demand):
        raise Http404
    shown = selectors.listed(request.actor, demand)
    told = {"demand": shown, "similar": rows_of(request.actor, demand), "answer_field": ""}
    return render(request, "demands/similar.html", told)


def rows_of(actor: Actor, demand: Demand) -> list[dict[str, Any]]:
    """The similar ones as rows."""
    return similar_rows(selectors.similar(actor, demand), demand.window.short_name)


def beside_answer(request: ActorRequest, wanted: Verb, demand: Demand, form: VerbForm) -> dict[str, Any]:
    """Past answers beside the form of an answer; without a script the form comes back with the chosen one."""
    if wanted is not Verb.ANSWER or not can_write_note(request.actor, demand):
        return {"similar": []}
    found = rows_of(request.actor, demand)
    chosen = next((one["answer"] for one in found if one["key"] == request.GET.get("like")), "")
    form.initial["answer"] = "\n\n".join(filter(None, (form.initial.get("answer", ""), chosen)))
    return {"similar": found, "answer_field": form["answer"].id_for_label}
