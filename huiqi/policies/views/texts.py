"""Writing texts down: a new one, a change of a published one, and what a second person does with the draft."""

from collections.abc import Callable, Mapping
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
from huiqi.files.services import FileRefused, store_file
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import ActorRequest, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.kernel.refusal import Refused
from huiqi.network.selectors import province_here
from huiqi.policies import services
from huiqi.policies.flow import TEXT
from huiqi.policies.forms import VerbForm
from huiqi.policies.forms.texts import NewsForm, TextForm, shown
from huiqi.policies.models import Document, DocumentDraft
from huiqi.policies.selectors.documents import (
    documents,
    known,
    names_of,
    perhaps_the_same,
    perhaps_twice,
    text_content,
    text_drafts_visible_to,
    text_verbs_for,
)
from huiqi.policies.views.drafts import crumbs, editor_only
from huiqi.policies.wording.documents import document
from huiqi.policies.wording.drafts import badge, label
from huiqi.policies.wording.texts import DONE, refusal, story, text_changes
from huiqi.policies.words import DraftState, DraftVerb, TextKind

PERFORM: dict[str, tuple[DraftVerb, Callable[..., DocumentDraft]]] = {
    "publish": (DraftVerb.PUBLISH, services.publish_text),
    "drop": (DraftVerb.DROP, services.drop_text),
}


@writes
def text_new(request: ActorRequest) -> HttpResponse:
    """Write down a text that is not kept yet."""
    editor_only(request)
    today = {"last_verified": localdate(), "grade": "B", "status": "in_force", "kind": "document"}
    if request.GET.get("kind") == TextKind.NEWS:
        today |= {"kind": "news", "issued_on": localdate(), "issued_in": province_here(localdate())}
        return _written(request, today, None, _("写一条资讯"), reverse("policies:information"))
    return _written(request, today, None, _("录入文件"), reverse("policies:drafts"))


@writes
def text_amend(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Write down what changed in a published text."""
    editor_only(request)
    text = get_object_or_404(documents(), ref=ref)
    into = get_object_or_404(documents(), ref=same) if (same := _ref(request.GET.get("same_as", ""))) else None
    initial = text_content(text) | ({"same_as": str(into.ref)} if into else {})
    back = reverse("policies:document", args=[ref]) + ("?kept=1" if text.same_as else "")
    return _written(request, _initial(initial), text, _("更正文件"), back)


@reads
def texts_alike(request: ActorRequest) -> HttpResponse:
    """Published texts that may have been written down twice, side by side."""
    editor_only(request)
    today = localdate()
    rows = [
        {
            "both": [document(one, today), document(other, today)],
            "merge": [_merging(one, other), _merging(other, one)],
        }
        for one, other in perhaps_twice()
    ]
    return render(request, "policies/alike.html", {"rows": rows, "crumbs": crumbs({"label": _("可能录了两次")})})


def _merging(text: Document, into: Document) -> str:
    return reverse("policies:text_amend", args=[text.ref]) + f"?same_as={into.ref}"


def _ref(raw: str) -> UUID | None:
    try:
        return UUID(raw) if raw else None
    except ValueError:
        raise Http404 from None


def _initial(content: Mapping[str, Any]) -> dict[str, Any]:
    return shown(content, _names(content))


def _names(content: Mapping[str, Any]) -> dict[str, str]:
    return names_of(*(content.get(name, "") for name in ("interprets", "replaced_by", "same_as")))


def _written(
    request: ActorRequest, initial: Mapping[str, Any], text: Document | None, heading: str, back: str
) -> HttpResponse:
    """Begin a draft; whoever begins one that is there is led to it."""
    told: dict[str, Any] = {"initial": dict(initial), "province": province_here(localdate()), "document": text}
    form = _form_for(initial)(request.POST or None, request.FILES or None, **told)
    if request.method == "POST" and form.is_valid():
        draft = _proposed(request, form, text)
        if draft is not None:
            return redirect("policies:text", ref=draft)
    context = {
        "form": form,
        "heading": heading,
        "press": _("存为草稿"),
        "back": back,
        "upload": True,
        "crumbs": crumbs(),
    }
    return render(request, "policies/form.html", context)


def _form_for(content: Mapping[str, Any]) -> type[TextForm]:
    return NewsForm if content.get("kind") == TextKind.NEWS else TextForm


def _proposed(request: ActorRequest, form: TextForm, text: Document | None) -> UUID | None:
    """The draft that was begun, or the open one of the same text; nothing where it was refused."""
    at, given = timezone.now(), form.cleaned_data["raw"]
    try:
        raw = store_file(given.name, given, given.size, actor=request.actor, at=at) if given else None
        content = form.content(text_content(text) if text else None)
        draft = services.propose_text(content, document=text, raw=raw, actor=request.actor, at=at)
    except FileRefused as refused:
        form.add_error("raw", str(refused))
        return None
    except Refused as refused:
        if refused.code == "already_open":
            messages.warning(request, refusal(refused))
            return UUID(str(refused.parameters["ref"]))
        form.refuse(refused, refusal(refused))
        return None
    messages.success(request, DONE[DraftVerb.BEGIN], extra_tags=request.path)
    return UUID(str(draft.ref))


def _seen(request: ActorRequest, ref: UUID) -> DocumentDraft:
    return get_object_or_404(text_drafts_visible_to(request.actor), ref=ref)


@reads
def text(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A draft of a text: what it changes, and what this person may do now."""
    draft = _seen(request, ref)
    happened = timeline(draft.ref)
    open_ = draft.state is DraftState.WAITING
    context = {
        "draft": draft,
        "badge": badge(draft.state),
        "origin": label(draft.origin),
        "own": request.actor.person_ref in draft.authors,
        "open": open_,
        "may_publish": DraftVerb.PUBLISH in text_verbs_for(request.actor, draft),
        "parts": text_changes(draft.before, draft.content, _names(draft.content)),
        "alike": _alike(draft) if open_ else [],
        "timeline": story(happened, people_named({one.actor_ref for one in happened})),
        "crumbs": crumbs({"label": draft.content["title"]}),
    }
    return render(request, "policies/text.html", context)


def _alike(draft: DocumentDraft) -> list[dict[str, Any]]:
    """Published texts that may be this one; none once it says which."""
    if draft.content.get("same_as"):
        return []
    return [document(one, localdate()) for one in perhaps_the_same(known(draft.content), draft.document)]


def _late(request: ActorRequest, draft: DocumentDraft, verb: DraftVerb) -> HttpResponse:
    """Nobody is shown the form of what cannot be done now: to the draft, saying how it stands."""
    own = TEXT.allows(draft.state, verb)
    why = Refused("own_eyes") if own else Refused("not_now", state=label(draft.state))
    messages.warning(request, refusal(why))
    return redirect("policies:text", ref=draft.ref)


@writes
def text_edit(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Go on writing in a draft."""
    draft = _seen(request, ref)
    if request.method != "POST" and DraftVerb.EDIT not in text_verbs_for(request.actor, draft):
        return _late(request, draft, DraftVerb.EDIT)
    initial = {**_initial(draft.content), "revision": draft.revision}
    told: dict[str, Any] = {"initial": initial, "province": province_here(localdate()), "document": draft.document}
    form = _form_for(initial)(request.POST or None, request.FILES or None, **told)
    del form.fields["raw"]
    if request.method == "POST" and form.is_valid():
        content = form.content(draft.content)
        if _done(request, form, DraftVerb.EDIT, lambda **by: services.edit_text(ref, content, **by)):
            return redirect("policies:text", ref=ref)
    back = reverse("policies:text", args=[ref])
    context = {"form": form, "heading": _("改文件草稿"), "press": _("保存"), "back": back, "crumbs": crumbs()}
    return render(request, "policies/form.html", context)


@writes
def text_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Publish or drop a draft, with a few words."""
    draft = _seen(request, ref)
    if verb not in PERFORM:
        raise Http404
    word, perform = PERFORM[verb]
    if request.method != "POST" and word not in text_verbs_for(request.actor, draft):
        return _late(request, draft, word)
    form = VerbForm(request.POST or None, initial={"revision": draft.revision})
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        if _done(request, form, word, lambda **by: perform(ref, note=note, **by)):
            return redirect("policies:text", ref=ref)
    context = {"form": form, "heading": label(word), "press": label(word), "back": reverse("policies:text", args=[ref])}
    return render(request, "policies/form.html", {**context, "crumbs": crumbs({"label": draft.content["title"]})})


def _done(request: ActorRequest, form: Any, verb: DraftVerb, call: Callable[..., DocumentDraft]) -> bool:
    """Whether it was done; if not, it is said why, and nothing typed is lost."""
    by = {"actor": request.actor, "at": timezone.now(), "revision": form.cleaned_data["revision"]}
    try:
        call(**by)
    except Refused as refused:
        (form.refuse if isinstance(form, TextForm) else form.overtaken)(refused, refusal(refused))
        return False
    except NotNow as late:
        form.close(refusal(Refused("not_now", state=label(late.state))))
        return False
    messages.success(request, DONE[verb], extra_tags=request.path)
    return True
