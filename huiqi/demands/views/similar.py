"""Similar past demands, beside the case and beside the form of its answer."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from huiqi.demands import selectors
from huiqi.demands.forms import VerbForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can, can_write_note
from huiqi.demands.rules.likeness import alikeness
from huiqi.demands.selectors.conditions import answered_already, asked_before
from huiqi.demands.wording import label
from huiqi.demands.wording.similar import similar_rows
from huiqi.demands.words import Verb
from huiqi.kernel.access import Actor, ActorRequest, reads

MOST_BESIDE = 3
"""Other open demands of the enterprise that are shown."""

SOUNDS_LIKE = 0.2
"""From this share of common pairs of characters on, two open demands of one enterprise may be one matter."""


@reads
def similar(request: ActorRequest, ref: UUID) -> HttpResponse:
    """What was answered before to what is similar; to who works at a desk."""
    demand = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    if not can_write_note(request.actor, demand):
        raise Http404
    shown = selectors.listed(request.actor, demand)
    told = {"demand": shown, "similar": rows_of(request.actor, demand), "answer_field": ""}
    told |= _beside(request.actor, demand) | on_same_condition(request.actor, demand)
    return render(request, "demands/similar.html", told)


def on_same_condition(actor: Actor, demand: Demand) -> dict[str, Any]:
    """What everybody can read on the condition it asks about, and what was answered on it before."""
    faqs = [{"key": str(one.ref), "question": one.question, "answer": one.answer} for one in answered_already(demand)]
    return {"faqs": faqs, "before": similar_rows(asked_before(actor, demand), demand.window.short_name)}


def _beside(actor: Actor, demand: Demand) -> dict[str, Any]:
    """Other open demands of the same enterprise, to who could merge them: perhaps it is one matter."""
    if not can(actor, Verb.MERGE, demand, None) or demand.is_closed or demand.answered_at:
        return {"beside": [], "may_merge": False, "more": 0}
    open_ = selectors.siblings(demand)
    found = [one for one in open_ if alikeness(demand.title, one.title) >= SOUNDS_LIKE][:MOST_BESIDE]
    return {
        "more": len(open_) - len(found),
        "beside": [{"ref": o.ref, "number": o.number, "title": o.title, "state": label(o.state)} for o in found],
        "may_merge": demand.state in selectors.SORTED,
    }


def rows_of(actor: Actor, demand: Demand) -> list[dict[str, Any]]:
    """The similar ones as rows."""
    return similar_rows(selectors.similar(actor, demand), demand.window.short_name)


def beside_answer(request: ActorRequest, wanted: Verb, demand: Demand, form: VerbForm) -> dict[str, Any]:
    """Past answers beside the form of an answer; without a script the form comes back with the chosen one."""
    if wanted is not Verb.ANSWER or not can_write_note(request.actor, demand):
        return {"similar": [], "faqs": [], "before": []}
    found, same = rows_of(request.actor, demand), on_same_condition(request.actor, demand)
    offered = [*same["faqs"], *same["before"], *found]
    chosen = next((one["answer"] for one in offered if one["key"] == request.GET.get("like")), "")
    form.initial["answer"] = "\n\n".join(filter(None, (form.initial.get("answer", ""), chosen)))
    return {"similar": found, **same, "answer_field": form["answer"].id_for_label}
