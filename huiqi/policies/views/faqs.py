"""Questions and their answers: the list of those who write them, one with its versions, and what is done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell
from huiqi.policies import services
from huiqi.policies.flow import FAQ, FAQ_OPEN
from huiqi.policies.forms import ReturnForm, VerbForm
from huiqi.policies.forms.faqs import FaqForm, NewFaqForm
from huiqi.policies.models import Faq
from huiqi.policies.selectors import (
    condition_at,
    conditions_at,
    faq_list,
    faq_verbs_for,
    faqs_visible_to,
    mentioned,
    url_of_condition,
    version_shown,
    versions_of_faq,
)
from huiqi.policies.views.drafts import crumbs, editor_only
from huiqi.policies.wording import title
from huiqi.policies.wording.drafts import label
from huiqi.policies.wording.faqs import BEFORE, DONE, badge, condition_line, refusal, story
from huiqi.policies.words import FaqState, FaqVerb

_V = FaqVerb
PAGE = 20
PERFORM: dict[str, tuple[FaqVerb, Callable[..., Faq]]] = {
    "publish": (_V.PUBLISH, services.publish_faq),
    "return": (_V.RETURN, services.return_faq),
    "submit": (_V.SUBMIT, services.submit_faq),
    "drop": (_V.DROP, services.drop_faq),
    "withdraw": (_V.WITHDRAW, services.withdraw_faq),
}
MAIN = (_V.PUBLISH, _V.SUBMIT)
"""What is usually done next."""


@reads
def faqs(request: ActorRequest) -> HttpResponse:
    """What waits for a second person, and what is settled, by pages."""
    editor_only(request)
    settled = request.GET.get("tab") == "settled"
    page = Paginator(faq_list(request.actor, settled=settled), PAGE).get_page(request.GET.get("page"))
    mine, today = request.actor.person_ref, localdate()
    rows = [_row(faq, mine, today) for faq in page]
    url = reverse("policies:faqs")
    tabs = [
        {"label": _("没有办完的"), "url": url, "current": not settled},
        {"label": _("已公开和办完的"), "url": f"{url}?tab=settled", "current": settled},
    ]
    context = {"page": page, "rows": rows, "tabs": tabs, "settled": settled, "crumbs": crumbs()}
    return render(request, "policies/faqs.html", context)


def _row(faq: Faq, mine: str, today: Any) -> dict[str, Any]:
    policy = mentioned(faq.policy.code, today)
    asked = faq.state is FaqState.WAITING and mine not in faq.authors
    return {"faq": faq, "policy": policy, "badge": badge(faq.state), "asked": asked}


def _seen(request: ActorRequest, ref: UUID) -> Faq:
    """One, for those who write them; everybody else reads what is published on the policy's page."""
    editor_only(request)
    return get_object_or_404(faqs_visible_to(request.actor), ref=ref)


@reads
def faq(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One version of a question and its answer, what may be done with it now, and its other versions."""
    found = _seen(request, ref)
    happened = timeline(found.thread)
    context = {
        "faq": found,
        "badge": badge(found.state),
        "own": request.actor.person_ref in found.authors,
        "waiting": found.state is FaqState.WAITING,
        "offers": _offers(request, found),
        "may_edit": found.state in FAQ_OPEN,
        "may_renew": found.state is FaqState.PUBLISHED,
        "versions": [{"faq": one, "badge": badge(one.state)} for one in versions_of_faq(found.thread)],
        "timeline": story(happened, people_named({one.actor_ref for one in happened})),
        **_about(found),
    }
    return render(request, "policies/faq.html", context)


def _about(found: Faq) -> dict[str, Any]:
    """The policy and the condition that it is about."""
    today = localdate()
    condition = condition_at(found.policy.code, found.asked_of, found.place, today)
    return {
        "policy": mentioned(found.policy.code, today),
        "condition": condition,
        "page_url": url_of_condition(found.policy.code, found.asked_of, found.place),
        "crumbs": crumbs({"label": _("政策问答"), "url": reverse("policies:faqs")}, {"label": found.question}),
    }


def _offers(request: ActorRequest, found: Faq) -> list[dict[str, Any]]:
    possible = faq_verbs_for(request.actor, found)
    offered = [(slug, verb) for slug, (verb, _perform) in PERFORM.items() if verb in possible]
    return [{"slug": slug, "label": label(verb), "main": verb in MAIN} for slug, verb in offered]


def _late(request: ActorRequest, found: Faq, verb: FaqVerb | None) -> HttpResponse:
    """Nobody is shown the form of what cannot be done now: to the page, saying how it stands."""
    own = verb is not None and FAQ.allows(found.state, verb)
    messages.warning(request, refusal(Refused("own_eyes") if own else Refused("not_now", state=found.state)))
    return redirect("policies:faq", ref=found.ref)


@writes
def faq_new(request: ActorRequest, code: str) -> HttpResponse:
    """Write a question and its answer that nobody filed: what is asked at the counter every day."""
    editor_only(request)
    version = version_shown(code, localdate())
    if version is None:
        raise Http404
    known, back = conditions_at(version, localdate()).values(), reverse("policies:page", args=[code])
    places = [(one.place, condition_line(one.words, one.required)) for one in known]
    form = NewFaqForm(request.POST or None, places=places, initial={"place": request.GET.get("place"), "revision": 0})
    if request.method == "POST" and form.is_valid():
        where = services.Place(code, version.effective_from, form.cleaned_data["place"])
        thread = form.cleaned_data["submission"]
        if made := _done(request, form, _V.BEGIN, services.begin_faq, where, form.said(), thread=thread):
            return redirect("policies:faq", ref=made.ref)
    way = crumbs({"label": title(version), "url": back})
    context = {"form": form, "heading": _("写一条问答"), "press": _("送复核"), "back": back, "crumbs": way}
    return render(request, "policies/form.html", context)


@writes
def faq_edit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Go on writing what is not published, or propose the next version of what is."""
    found = _seen(request, ref)
    if found.state not in (*FAQ_OPEN, FaqState.PUBLISHED):
        return _late(request, found, None)
    renews = found.state is FaqState.PUBLISHED
    told = {"question": found.question, "answer": found.answer, "revision": found.revision}
    form = FaqForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid() and (made := _written(request, form, found, renews=renews)):
        return redirect("policies:faq", ref=made)
    heading, press = (_("写新一版"), _("送复核")) if renews else (_("修改问答"), _("保存"))
    context = {"form": form, "heading": heading, "press": press, "back": reverse("policies:faq", args=[ref])}
    return render(request, "policies/form.html", context | {"crumbs": _about(found)["crumbs"]})


def _written(request: ActorRequest, form: FaqForm, found: Faq, *, renews: bool) -> UUID | None:
    """The version that was written; whoever begins a next one that is there is led to it."""
    if not renews:
        made = _done(request, form, _V.EDIT, services.edit_faq, found.ref, form.said(), revision=_revision(form))
        return UUID(str(made.ref)) if made else None
    version = version_shown(found.policy.code, localdate())
    since = version.effective_from if version else None
    try:
        renewed = services.renew_faq(found.ref, form.said(), since=since, actor=request.actor, at=timezone.now())
    except (Refused, NotNow) as refused:
        return _not_renewed(request, form, refused)
    messages.success(request, DONE[_V.BEGIN], extra_tags=request.path)
    return UUID(str(renewed.ref))


def _not_renewed(request: ActorRequest, form: FaqForm, refused: Refused | NotNow) -> UUID | None:
    if isinstance(refused, NotNow):
        form.add_error(None, refusal(Refused("not_now", state=refused.state)))
        return None
    if refused.code == "already_open":
        messages.warning(request, refusal(refused))
        return UUID(str(refused.parameters["ref"]))
    tell(form, refused, refusal(refused))
    return None


@writes
def faq_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Publish, give back, send, drop or withdraw, with a few words."""
    found = _seen(request, ref)
    if verb not in PERFORM:
        raise Http404
    word, perform = PERFORM[verb]
    if request.method != "POST" and word not in faq_verbs_for(request.actor, found):
        return _late(request, found, word)
    kind = ReturnForm if word in (_V.RETURN, _V.WITHDRAW) else VerbForm
    form = kind(request.POST or None, initial={"revision": found.revision})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if _done(request, form, word, perform, ref, note=note, revision=_revision(form)):
            return redirect("policies:faq", ref=ref)
    context = {"form": form, "faq": found, "heading": label(word), "before": BEFORE[word], **_about(found)}
    return render(request, "policies/faq_act.html", context)


def _revision(form: Any) -> int:
    return int(form.cleaned_data["revision"])


def _done(
    request: ActorRequest, form: Any, verb: FaqVerb, call: Callable[..., Faq], *said: Any, **more: Any
) -> Faq | None:
    """What was done; nothing where it was refused: it is said why, and nothing typed is lost."""
    try:
        made = call(*said, actor=request.actor, at=timezone.now(), **more)
    except Refused as refused:
        form.overtaken(refused, refusal(refused))
        return None
    except NotNow as late:
        form.close(refusal(Refused("not_now", state=late.state)))
        return None
    messages.success(request, DONE[verb], extra_tags=request.path)
    return made
