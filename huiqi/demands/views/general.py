"""The loop between policies and demands: an answer made general, the board of what is asked most, the slots above."""

import re
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.demands.forms.general import CorrectionForm, FaqOfAnswerForm
from huiqi.demands.models import Demand
from huiqi.demands.permissions import can_make_general
from huiqi.demands.selectors import PER_PAGE, listed, visible_to
from huiqi.demands.selectors.conditions import (
    MOST_OTHERS,
    asked_conditions,
    asking_the_same,
    condition_of,
    demands_on,
    origins_of,
)
from huiqi.demands.services import answer_everybody, propose_correction
from huiqi.demands.views.case import seen
from huiqi.demands.wording import STATE_TONES, general, label
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors import mentioned

PAGE = 20
PLACE = re.compile(r"[\w.-]{1,120}", re.ASCII)
"""How a condition is named in an address."""


def _general(request: ActorRequest, ref: UUID) -> Demand:
    """The demand, if its answer may be made general by this person; otherwise there is no such page."""
    found = seen(request, ref)
    if not can_make_general(request.actor, found):
        raise Http404
    return found


@writes
def make_faq(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Make of the answer a question with its answer for everybody."""
    found, at = _general(request, ref), timezone.now()
    form = FaqOfAnswerForm(request.POST or None, actor=request.actor, at=at, initial=_proposed(found))
    form.offer(_others(request, found))
    if request.method == "POST" and form.is_valid():
        thread = form.cleaned_data["submission"]
        try:
            faq = answer_everybody(ref, form.said(), thread=thread, also=form.told, actor=request.actor, at=at)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("问答已存好。请另一位同事复核后公开；公开以后，提问的企业会收到通知。"))
            return redirect("policies:faq", ref=faq.ref)
    return _shown(request, found, form, _("写成问答"), _("送复核"))


def _proposed(demand: Demand) -> dict[str, str]:
    """What was asked and answered, to be written anew; of what is kept secret nothing."""
    if demand.keeps_name or demand.hidden:
        return {}
    return {"question": demand.title, "answer": demand.answer}


def _others(request: ActorRequest, demand: Demand) -> list[Demand]:
    """The other demands on the same condition, as a list may show them."""
    return [listed(request.actor, one) for one in asking_the_same(request.actor, demand)[:MOST_OTHERS]]


def _shown(
    request: ActorRequest, demand: Demand, form: FaqOfAnswerForm | CorrectionForm, heading: str, press: str
) -> HttpResponse:
    today = localdate()
    context: dict[str, Any] = {
        "demand": demand,
        "form": form,
        "heading": heading,
        "press": press,
        "secret": demand.keeps_name,
    }
    context["condition"] = general.condition_card(demand, condition_of(demand), today)
    context["policy"] = mentioned(demand.policy_code, today)
    return render(request, "demands/general.html", context)


@writes
def correct_policy(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Propose to correct the policy, because of what was asked."""
    found, at = _general(request, ref), timezone.now()
    form = CorrectionForm(request.POST or None, actor=request.actor, at=at)
    form.offer(_others(request, found))
    if request.method == "POST" and form.is_valid():
        try:
            draft, is_new = propose_correction(ref, form.said(), also=form.told, actor=request.actor, at=at)
        except Refused as refused:
            form.refuse(refused)
        else:
            started = _("修订草稿已建好，写明了由这件诉求提出。改好后送另一位同事复核。")
            joined = _("这项政策已经有一份没有办完的草稿，这件诉求已关联到那一份。请在那一份上接着改。")
            messages.success(request, started if is_new else joined)
            return redirect("policies:draft", ref=draft.ref)
    return _shown(request, found, form, _("提出更正"), _("建修订草稿"))


@reads
def asked_most(request: ActorRequest) -> HttpResponse:
    """The conditions asked about most, by what this person sees of demands, by pages."""
    if not can_draft(request.actor):
        raise Http404
    today = localdate()
    policy = mentioned(request.GET.get("policy", ""), today)
    rows = asked_conditions(request.actor, policy.code if policy else "")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": general.board_rows(page, today),
        "policy": policy,
        "unanswered": general.unanswered(rows.filter(answered=False).count()),
    }
    return render(request, "demands/asked_most.html", context)


@reads
def asked_about(request: ActorRequest, code: str, place: str) -> HttpResponse:
    """The demands that a row of the board counts."""
    rows = demands_on(request.actor, code, place)
    if not can_draft(request.actor) or not PLACE.fullmatch(place) or not mentioned(code, localdate()):
        raise Http404
    if not rows.exists():
        raise Http404
    page, today = Paginator(rows, PER_PAGE).get_page(request.GET.get("page")), localdate()
    (board,) = general.board_rows(asked_conditions(request.actor, code, place), today)
    context = {"page": page, "demands": [_row(request, one) for one in page], "row": board}
    return render(request, "demands/asked_about.html", context)


def _row(request: ActorRequest, demand: Demand) -> dict[str, Any]:
    return {"demand": listed(request.actor, demand), "state": label(demand.state), "tone": STATE_TONES[demand.state]}


def asked_by(request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a question with its answer, or beside a draft: of which demands it came, as far as one sees."""
    actor, thing = cast(ActorRequest, request).actor, cast(Any, things[0])
    rows = origins_of(faq=thing.thread) if hasattr(thing, "thread") else origins_of(draft=thing.ref)
    ids = [row.demand_id for row in rows]
    if not ids:
        return SafeString()
    open_to_him = [listed(actor, one) for one in visible_to(actor).filter(id__in=ids).order_by("filed_at", "id")]
    told = {"demands": open_to_him, "elsewhere": len(ids) - len(open_to_him)}
    return render_to_string("demands/asked_by.html", told, request=request)


def board_link(_request: HttpRequest, *_things: object) -> SafeString:
    """The slot above the questions and answers: what is asked most."""
    return format_html('<a class="btn plain" href="{}">{}</a>', reverse("demands:asked_most"), _("问得最多的条件"))
