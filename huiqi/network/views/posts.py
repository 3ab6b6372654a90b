"""The pages of a window's posts: for its own people only, and for the hub's operator."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_of, person_of
from huiqi.kernel.access import ActorRequest, acts, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.network import wording
from huiqi.network.forms import GuideForm, HandOverForm, LeaveForm, PostForm
from huiqi.network.models import Post, Window
from huiqi.network.permissions import can_end_absence, can_keep_posts, can_leave_note, can_see_posts
from huiqi.network.selectors import (
    absence_by_ref,
    absences_of,
    guided,
    hand_over_to,
    hand_overs_of,
    post_by_ref,
    standings,
    window_by_slug,
    window_of,
)
from huiqi.network.services import (
    acknowledge,
    change_post,
    close_post,
    come_back,
    hand_over,
    leave_note,
    set_up_post,
)


def seen_window(request: ActorRequest, slug: str, may: Callable[..., bool] = can_see_posts) -> Window:
    """The window of this address, for who may see its posts; who may see and not do gets 403."""
    window = window_by_slug(slug)
    if window is None or not can_see_posts(request.actor, window):
        raise Http404
    if not may(request.actor, window):
        raise PermissionDenied
    return window


def _post(window: Window, ref: UUID) -> Post:
    post = post_by_ref(window.id, ref)
    if post is None:
        raise Http404
    return post


def _done(
    request: ActorRequest, window: Window, form: Form, verb: Callable[[], object], told: str
) -> HttpResponse | None:
    """Do it, say so and go back to the posts; or say beside the field why not, and answer nothing."""
    try:
        verb()
    except Refused as refused:
        tell(form, refused, wording.refusal(refused))
        return None
    messages.success(request, told, extra_tags=request.path)
    return redirect("network:posts", window.slug)


@reads
def my_posts(request: ActorRequest) -> HttpResponse:
    """The posts of one's own window."""
    window = window_of(request.actor.organisation_id) if request.actor.organisation_id else None
    if window is None:
        raise Http404
    return redirect("network:posts", window.slug)


@reads
def posts(request: ActorRequest, slug: str) -> HttpResponse:
    """Who stands where now, where a visitor is led, who is away, what was handed over."""
    window, at = seen_window(request, slug), now()
    form, nows = GuideForm(request.GET), standings(window, at)
    kind, category = form.asked()
    context = {
        "window": window,
        "form": form,
        "asked": bool(kind or category),
        "rows": [wording.post_row(each.now, each.reasons) for each in guided(nows, kind, category)],
        "unattended": [each.post for each in nows if each.is_unattended],
        "notes": [(note, can_end_absence(request.actor, note)) for note in absences_of(window.id, at)],
        "at": at,
        "hand_overs": hand_overs_of(request.actor, window.id),
        "may_keep": can_keep_posts(request.actor, window),
        "may_leave": can_leave_note(request.actor, window),
    }
    return render(request, "network/posts.html", context)


@writes
def write_post(request: ActorRequest, slug: str, ref: UUID | None = None) -> HttpResponse:
    """Set up a post, or change one."""
    window, at = seen_window(request, slug, can_keep_posts), now()
    post, people = _post(window, ref) if ref else None, people_of(window.organisation_id, localdate(at))
    form = PostForm(people, request.POST) if request.method == "POST" else PostForm.showing(people, post)
    if form.is_valid():

        def verb() -> object:
            if post is None:
                return set_up_post(window.id, form.entry(), actor=request.actor, at=at)
            seen = form.cleaned_data["revision"] or 0
            return change_post(post.id, form.entry(), revision=seen, actor=request.actor, at=at)

        told = _("岗位“%(name)s”已保存。") % {"name": form.cleaned_data["name"]}
        if done := _done(request, window, form, verb, told):
            return done
    return render(request, "network/write_post.html", {"window": window, "post": post, "form": form})


@acts
def end_post(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Close a post."""
    window = seen_window(request, slug, can_keep_posts)
    post = _post(window, ref)
    close_post(post.id, actor=request.actor, at=now())
    messages.success(request, _("岗位“%(name)s”自今天起撤销。") % {"name": post.name})
    return redirect("network:posts", window.slug)


@writes
def leave(request: ActorRequest, slug: str) -> HttpResponse:
    """Leave a note when going; a manager may leave it for somebody who is already gone."""
    window, at = seen_window(request, slug, can_leave_note), now()
    people, anybody = people_of(window.organisation_id, localdate(at)), can_keep_posts(request.actor, window)
    if request.method == "POST":
        form = LeaveForm(people, request.POST, anybody=anybody)
    else:
        form = LeaveForm.opened(people, at, person=request.actor.person_ref, anybody=anybody)
    if form.is_valid():
        who = form.cleaned_data["person"] if anybody else person_of(request.actor)
        told = _("去向已留下。来访者会看到暂由谁接待，看不到去向。")
        verb = lambda: leave_note(window.id, who.id, form.leave(), actor=request.actor, at=at)  # noqa: E731
        if done := _done(request, window, form, verb, told):
            return done
    return render(request, "network/leave.html", {"window": window, "form": form})


@acts
def back(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Be back earlier than the note says, or call it off."""
    window = seen_window(request, slug, can_leave_note)
    absence = absence_by_ref(window.id, ref)
    if absence is None:
        raise Http404
    if not can_end_absence(request.actor, absence):
        raise PermissionDenied
    come_back(absence.id, actor=request.actor, at=now())
    messages.success(request, _("已记下：人回来了。"))
    return redirect("network:posts", window.slug)


@writes
def pass_on(request: ActorRequest, slug: str) -> HttpResponse:
    """Hand one's open matters over to a colleague."""
    window, at = seen_window(request, slug, can_leave_note), now()
    people = people_of(window.organisation_id, localdate(at)).exclude(ref=request.actor.person_ref)
    form = HandOverForm(people, request.POST or None)
    if form.is_valid():
        taker, text = form.cleaned_data["taker"], form.cleaned_data["text"]
        told = _("已交给%(name)s，等他确认接收。") % {"name": taker.name}
        verb = lambda: hand_over(window.id, taker.id, text, actor=request.actor, at=at)  # noqa: E731
        if done := _done(request, window, form, verb, told):
            return done
    return render(request, "network/hand_over.html", {"window": window, "form": form})


@acts
def take_over(request: ActorRequest, slug: str, ref: UUID) -> HttpResponse:
    """Acknowledge a note of hand-over that was written to oneself."""
    window = seen_window(request, slug, can_leave_note)
    row = hand_over_to(request.actor, window.id, ref)
    if row is None:
        raise Http404
    acknowledge(row.id, actor=request.actor, at=now())
    messages.success(request, _("已确认接收，对方看得到。"))
    return redirect("network:posts", window.slug)
