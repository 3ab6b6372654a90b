"""From text to rule: a text is read, its proposals are decided one by one, and what was accepted becomes a draft."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import ngettext

from huiqi.eligibility.outline import Line
from huiqi.eligibility.proposals import conditions, documents
from huiqi.eligibility.proposals.proposal import Proposals
from huiqi.eligibility.proposals.quoted import ORIGIN, taken
from huiqi.eligibility.proposals.rows import MOST, joined, rows
from huiqi.kernel.access import ActorRequest, deeds
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.forms.propose import (
    MOST_TEXT,
    FoundForm,
    Offer,
    TextForm,
    even,
    found,
    given_back,
    offered,
    pressed,
)
from huiqi.policies.models import Draft
from huiqi.policies.selectors import free_code, library
from huiqi.policies.services.model import NoAnswer, ask_model, is_ready
from huiqi.policies.views.drafts import crumbs, editor_only
from huiqi.policies.wording.drafts import refusal
from huiqi.policies.wording.propose import NO_ANSWER, NOTHING_MORE, alone, cards, marked, together

QUOTED = 80
"""Characters of the text that a condition keeps as what it rests on."""


@deeds
def propose(request: ActorRequest) -> HttpResponse:
    """Paste a text or choose a file; read it; then decide. Only “make the draft” stores something."""
    editor_only(request)
    do = request.POST.get("do", "")
    if do not in ("", "read", "again"):
        return _decided(request, do)
    if do == "again":
        form = TextForm(initial={"text": even(request.POST.get("text", ""))[:MOST_TEXT]})
    else:
        form = TextForm(request.POST or None, request.FILES or None)
    if do == "read" and form.is_valid():
        return _read(request, form.cleaned_data["text"])
    return render(request, "policies/propose.html", {"form": form, "crumbs": crumbs()})


def _read(request: ActorRequest, text: str) -> HttpResponse:
    """The first look at a text."""
    told = conditions.propose(text, province_here(localdate()) or None)
    form = FoundForm(initial=found(documents.propose(text), free_code()))
    return _page(request, text, offered(rows(told)), told.logic, form)


def _decided(request: ActorRequest, do: str) -> HttpResponse:
    """A button was pressed: at a row, or to make the draft."""
    text = even(request.POST.get("text", ""))[:MOST_TEXT]
    offers, logic = given_back(request.POST, text), request.POST.get("logic", "")[:4_000]
    pressed(offers, do, text)
    if do == "model" and is_ready():
        _asked(request, offers, text)
    form = FoundForm(request.POST)
    if do != "keep":
        form = FoundForm(initial=request.POST.dict())
    elif form.is_valid() and (draft := _kept(request, form, text, offers, logic)):
        return redirect("policies:draft", ref=draft.ref)
    return _page(request, text, offers, logic, form, said=do == "keep")


def _asked(request: ActorRequest, offers: list[Offer], text: str) -> None:
    """Add what a model proposes as well, undecided; or say why it proposes nothing. What is there stays as it is."""
    try:
        told = ask_model(text)
    except NoAnswer as none:
        messages.warning(request, NO_ANSWER[none.code])
        return
    last = max((number for one in offers for number in one.row.numbers), default=0)
    read = [(one.start, one.end, one.op, one.value) for one in conditions.propose(text).conditions]
    before = {(one.row.start, one.row.end) for one in offers if one.row.origin == ORIGIN}
    found = tuple(one for one in taken(text, told, read) if (one.start, one.end) not in before)
    more = rows(Proposals(found, ""), last + 1)[: MOST - len(offers)]
    offers.extend(offered(more))
    words = ngettext(
        "模型另外提了 %(n)s 条，排在最后，请逐条定。", "模型另外提了 %(n)s 条，排在最后，请逐条定。", len(more)
    )
    messages.info(request, words % {"n": len(more)} if more else NOTHING_MORE)


def _kept(request: ActorRequest, form: FoundForm, text: str, offers: list[Offer], logic: str) -> Draft | None:
    """The draft; none where a row is undecided or unreadable, or the draft was refused."""
    accepted = {number: line for one in offers if one.answer == "yes" for number, line in _resting(one, text)}
    if any(not one.answer or (one.answer == "yes" and alone(one.line).problems) for one in offers):
        return None
    by: dict[str, Any] = {"actor": request.actor, "at": timezone.now(), "reason": form.cleaned_data["reason"]}
    outline = joined(logic, accepted) if accepted else None
    try:
        draft = services.begin_from_text(form.cleaned_data["code"], form.content(), text, outline=outline, **by)
    except Refused as refused:
        tell(form, refused, refusal(refused))
        return None
    count = sum(one.answer == "yes" for one in offers)
    told = ngettext(
        "草稿已建好，写进了 %(n)s 条条件；原文也存下了，等另一位同事核对。",
        "草稿已建好，写进了 %(n)s 条条件；原文也存下了，等另一位同事核对。",
        count,
    )
    messages.success(request, told % {"n": count})
    return draft


def _resting(one: Offer, text: str) -> list[tuple[int, Line]]:
    """The line with the words it rests on, under each of its numbers."""
    words = " ".join(text[one.row.start : one.row.end].split())[:QUOTED]
    line = one.line | ({"clause": f"“{words}”"} if words else {})
    return [(number, line) for number in one.row.numbers]


def _page(
    request: ActorRequest, text: str, offers: list[Offer], logic: str, form: FoundForm, *, said: bool = False
) -> HttpResponse:
    told = cards(text, offers, library(), localdate(), said=said)
    context = {
        "form": form,
        "text": text,
        "pieces": list(marked(text, offers)),
        "cards": told,
        "logic": logic,
        "together": together(logic, offers),
        "has_model": is_ready(),
        "undecided": [card["number"] for card in told if card["undecided"]],
        "unread": [card["number"] for card in told if card["wrong"] and card["offer"].answer == "yes"],
        "editor": request.path,
        "crumbs": crumbs(),
    }
    return render(request, "policies/proposed.html", context)
