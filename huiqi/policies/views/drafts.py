"""Drafts: the list, beginning one, its page with what it changes, and what is done with it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import ActorRequest, public, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused, tell
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.flow import OPEN
from huiqi.policies.forms import BeginForm, ReasonForm, WithdrawForm, WordsForm, initial
from huiqi.policies.models import DocumentDraft, Draft, PolicyVersion
from huiqi.policies.permissions import can_draft
from huiqi.policies.selectors import (
    drafts_of,
    examples_tried,
    free_code,
    library,
    policy_in_force,
    row_of,
    verbs_for,
    version_shown,
    visible_to,
)
from huiqi.policies.selectors.documents import open_text_drafts
from huiqi.policies.views.cards import look
from huiqi.policies.views.comparing import compared, difference
from huiqi.policies.views.reaching import reached
from huiqi.policies.wording import title
from huiqi.policies.wording.documents import source
from huiqi.policies.wording.drafts import DONE, badge, label, refusal, story
from huiqi.policies.wording.examples import summary
from huiqi.policies.words import DraftState, DraftVerb, Purpose

_V = DraftVerb
OFFERED = (_V.SUBMIT, _V.APPROVE, _V.RETURN, _V.PUBLISH, _V.DROP)
MAIN = {DraftState.DRAFT: _V.SUBMIT, DraftState.WAITING: _V.APPROVE, DraftState.REVIEWED: _V.PUBLISH}
"""What is usually done next."""
SETTLED = 20
"""Settled drafts that the list shows."""


def editor_only(request: ActorRequest) -> None:
    """To anybody else there are no drafts."""
    if not can_draft(request.actor):
        raise Http404


def seen(request: ActorRequest, ref: UUID) -> Draft:
    """The draft, if the actor may see it; otherwise there is none."""
    return get_object_or_404(visible_to(request.actor), ref=ref)


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    """The way back."""
    first = [{"label": _("政策库"), "url": reverse("policies:list")}]
    return [*first, {"label": _("起草与复核"), "url": reverse("policies:drafts")}, *more]


@reads
def drafts(request: ActorRequest) -> HttpResponse:
    """The drafts that are not settled, and those settled last."""
    editor_only(request)
    mine = request.actor.person_ref
    rows = [_row(draft, mine) for draft in drafts_of(request.actor, *OPEN)]
    settled = drafts_of(request.actor, DraftState.PUBLISHED, DraftState.DROPPED)[:SETTLED]
    texts = [_text_row(draft, mine) for draft in open_text_drafts(request.actor)]
    context = {
        "rows": rows,
        "texts": texts,
        "settled": [_row(draft, mine) for draft in settled],
        "crumbs": crumbs()[:1],
    }
    return render(request, "policies/drafts.html", context)


def _row(draft: Draft, mine: str) -> dict[str, Any]:
    asked = draft.state is DraftState.WAITING and mine not in draft.authors
    name = draft.content.get("title") or draft.code
    return {"draft": draft, "title": name, "badge": badge(draft.state), "purpose": label(draft.purpose), "asked": asked}


def _text_row(draft: DocumentDraft, mine: str) -> dict[str, Any]:
    return {"draft": draft, "origin": label(draft.origin), "asked": mine not in draft.authors}


def _base(code: str) -> PolicyVersion:
    """The version to be changed: the one in force, else the last."""
    version = version_shown(code, localdate()) if code else None
    if version is None:
        raise Http404
    return policy_in_force(code, localdate()) or row_of(version)


def _begun(request: ActorRequest, form: ReasonForm, call: Callable[..., Draft], *said: Any) -> HttpResponse | None:
    """Begin a draft; nothing where it was refused. Who begins one that is there is led to it."""
    try:
        draft = call(*said, reason=form.cleaned_data["reason"], actor=request.actor, at=timezone.now())
    except Refused as refused:
        if refused.code == "already_open":
            messages.warning(request, refusal(refused))
            return redirect("policies:draft", ref=refused.parameters["ref"])
        tell(form, refused, refusal(refused))
        return None
    messages.success(request, DONE[_V.BEGIN])
    return redirect("policies:draft", ref=draft.ref)


@writes
def begin(request: ActorRequest) -> HttpResponse:
    """Begin a policy that is not in the library."""
    editor_only(request)
    form = BeginForm(request.POST or None, initial={"code": free_code()})
    if request.method == "POST" and form.is_valid():
        done = _begun(request, form, services.begin_policy, form.cleaned_data["code"], form.said())
        if done:
            return done
    context = {"form": form, "heading": _("录入新政策"), "press": _("建草稿"), "crumbs": crumbs()}
    return render(request, "policies/begin.html", context)


@writes
def amend(request: ActorRequest, code: str) -> HttpResponse:
    """Begin a new version of a published policy."""
    editor_only(request)
    base = _base(code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _begun(request, form, services.begin_amendment, base)
        if done:
            return done
    context = {"form": form, "heading": _("修订政策"), "press": _("建修订草稿"), "base": base, "crumbs": crumbs()}
    return render(request, "policies/begin.html", context)


@writes
def withdraw(request: ActorRequest, code: str) -> HttpResponse:
    """Propose that a published policy ends."""
    editor_only(request)
    base = _base(code)
    others = [(v.code, f"{v.code} {title(v)}") for v in library().in_force(localdate()) if v.code != code]
    form = WithdrawForm(request.POST or None, others=others)
    if request.method == "POST" and form.is_valid():
        done = _begun(request, form, services.begin_withdrawal, base, form.said())
        if done:
            return done
    context = {"form": form, "heading": _("撤下政策"), "press": _("建撤下草稿"), "base": base, "crumbs": crumbs()}
    return render(request, "policies/begin.html", context)


@reads
def draft(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A draft: what it changes, what is missing, what this person may do now."""
    found = seen(request, ref)
    happened = timeline(found.ref)
    context = {
        "draft": found,
        "badge": badge(found.state),
        "purpose": label(found.purpose),
        "offers": _offers(request, found),
        "own": request.actor.person_ref in found.authors,
        "may_edit": found.state is DraftState.DRAFT and found.purpose is not Purpose.WITHDRAW,
        "timeline": story(happened, people_named({one.actor_ref for one in happened})),
        **(reached(request, found) if found.state in OPEN else {"readable": False}),
        "examples": summary(examples_tried(found.content)),
        "source": source(found, localdate()),
        "crumbs": crumbs({"label": found.content.get("title") or found.code}),
        **compared(found, localdate()),
    }
    return render(request, "policies/draft.html", context)


def _offers(request: ActorRequest, found: Draft) -> list[dict[str, Any]]:
    """What this person may do now, what is usually done next marked."""
    main = MAIN.get(found.state)
    verbs = [verb for verb in verbs_for(request.actor, found) if verb in OFFERED]
    return [{"label": label(verb), "slug": verb.replace("_", "-"), "main": verb is main} for verb in verbs]


def late(request: ActorRequest, found: Draft) -> HttpResponse:
    """Nobody is shown the form of what cannot be done now: to the draft, saying how it stands."""
    messages.warning(request, refusal(Refused("not_now", state=found.state)))
    return redirect("policies:draft", ref=found.ref)


@writes
def draft_words(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Write the words of a draft."""
    found = seen(request, ref)
    if request.method != "POST" and _V.EDIT not in verbs_for(request.actor, found):
        return late(request, found)
    told = {**initial(found.content), "revision": found.revision}
    others = _generic(found)
    form = WordsForm(request.POST or None, initial=told, province=province_here(localdate()), others=others)
    if request.method == "POST" and form.is_valid():
        said = form.said(found.content)
        if done(request, form, lambda **by: services.edit(found.ref, said, **by), _V.EDIT):
            return redirect("policies:draft", ref=found.ref)
    context = {"form": form, "draft": found, "crumbs": crumbs(crumb(found))}
    return render(request, "policies/words.html", context)


def _generic(found: Draft) -> list[tuple[str, str]]:
    """The policies that a draft may stand for in its region, with the one it names already."""
    shown = {version.code: version for version in library().in_force(localdate()) if not version.variant_of}
    named = version_shown(found.content.get("variant_of") or "", localdate())
    shown |= {named.code: named} if named else {}
    return [(code, f"{code} {title(one)}") for code, one in sorted(shown.items()) if code != found.code]


def crumb(found: Draft) -> dict[str, str]:
    """The draft itself, on the way back."""
    url = reverse("policies:draft", args=[found.ref])
    return {"label": found.content.get("title") or found.code, "url": url}


def done(request: ActorRequest, form: Any, call: Callable[..., Draft], verb: DraftVerb) -> bool:
    """Whether it was done; if not, it is said why, and nothing typed is lost."""
    by = {"actor": request.actor, "at": timezone.now(), "revision": form.cleaned_data["revision"]}
    try:
        call(**by)
    except Refused as refused:
        form.overtaken(refused, refusal(refused))
        return False
    except NotNow as late:
        form.close(refusal(Refused("not_now", state=late.state)))
        return False
    messages.success(request, DONE[verb], extra_tags=request.path)
    return True


@reads
@public
def changes(request: ActorRequest, code: str) -> HttpResponse:
    """What each published version of a policy changed against the one before it, newest first; everybody may read."""
    versions = library().versions_of(code)
    if not versions:
        raise Http404
    look(request.actor, code)
    context = {"steps": difference(versions), "title": title(versions[-1]), "code": code}
    way = [{"label": _("政策库"), "url": reverse("policies:list")}]
    way.append({"label": title(versions[-1]), "url": reverse("policies:page", args=[code])})
    return render(request, "policies/changes.html", context | {"crumbs": way})
