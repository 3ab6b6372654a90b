"""Worked examples of a draft: the list with what comes out of each, and writing one."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.eligibility.conditions import Node
from huiqi.eligibility.examples import MOST
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.forms.examples import ExampleForm, example_initial, stated_form
from huiqi.policies.models import Draft
from huiqi.policies.selectors import asked_in, day_of, examples_tried, read_draft, rule_of
from huiqi.policies.views.drafts import crumb, crumbs, done, seen
from huiqi.policies.wording.examples import shown
from huiqi.policies.words import DraftState, DraftVerb, Purpose
from huiqi.ui.fact_fields import FactForm

Stored = list[dict[str, Any]]


def may_write(draft: Draft) -> bool:
    """Whether the draft can be written in at all."""
    return draft.state is DraftState.DRAFT and draft.purpose is not Purpose.WITHDRAW


@reads
def draft_examples(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The examples of a draft, with what comes out of each."""
    found = seen(request, ref)
    tried = [shown(outcome, number) for number, outcome in enumerate(examples_tried(found.content), start=1)]
    untried = [] if tried else [one.get("name", "") for one in _stored(found)]
    context = {"draft": found, "tried": tried, "untried": untried, "may_edit": may_write(found)}
    context |= {"rule": rule_of(found.content), "next": len(_stored(found)) + 1, "crumbs": crumbs(crumb(found))}
    return render(request, "policies/examples.html", context)


@writes
def draft_example(request: ActorRequest, ref: UUID, number: int) -> HttpResponse:
    """Write one example, or take it away."""
    found = seen(request, ref)
    rule, stored = rule_of(found.content), _stored(found)
    if rule is None or not 1 <= number <= min(len(stored) + 1, MOST):
        raise Http404
    if not may_write(found):
        raise PermissionDenied
    form, facts = _forms(request, found, rule, number)
    if request.method == "POST" and _saved(request, found, form, facts, number):
        return redirect("policies:draft_examples", ref=found.ref)
    back = {"label": _("算例"), "url": reverse("policies:draft_examples", args=[found.ref])}
    context = {"draft": found, "form": form, "facts": facts, "is_new": number > len(stored)}
    return render(request, "policies/example.html", context | {"crumbs": crumbs(crumb(found), back)})


def _stored(found: Draft) -> Stored:
    examples: Stored = found.content.get("examples") or []
    return examples


def _forms(request: ActorRequest, found: Draft, rule: Node, number: int) -> tuple[ExampleForm, FactForm]:
    """The example and its facts, as stored or as typed."""
    stored = _stored(found)
    kept = stored[number - 1] if number <= len(stored) else {}
    others = [one["name"] for one in stored if one is not kept]
    data = request.POST or None
    told = example_initial(kept) if kept else {"on": _day(found)}
    form = ExampleForm(data, initial=told | {"revision": found.revision}, condition=rule, taken=others)
    on = form.cleaned_data.get("on") if form.is_valid() else None
    asked = stated_form(asked_in(rule), province=province_here(localdate()))
    return form, asked(data, facts=kept.get("facts"), on=on)


def _day(found: Draft) -> str:
    version = read_draft(found.content).version
    return (day_of(version, localdate()) if version else localdate()).isoformat()


def _saved(request: ActorRequest, found: Draft, form: ExampleForm, facts: FactForm, number: int) -> bool:
    """Whether it was stored, or taken away."""
    gone = request.POST.get("do") == "remove"
    whole = form.is_valid() & facts.is_valid()
    if "revision" not in form.cleaned_data or not (whole or gone):
        return False
    before, after = _stored(found)[: number - 1], _stored(found)[number:]
    examples = [*before, *([] if gone else [form.said(facts.facts())]), *after]
    return done(request, form, lambda **by: services.edit(found.ref, {"examples": examples}, **by), DraftVerb.EDIT)
