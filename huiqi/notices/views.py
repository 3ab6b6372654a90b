"""Pages of notices: one's inbox and settings; for an administrator what could not be sent; the bell in the header."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt

from huiqi.accounts.selectors import person_of
from huiqi.kernel.access import NOBODY, ActorRequest, acts, note, public, reads, writes
from huiqi.notices import selectors, services
from huiqi.notices.forms import PreferenceForm
from huiqi.notices.permissions import can_see_deliveries, can_see_recorded
from huiqi.notices.wording import told as told_words


@reads
def inbox(request: ActorRequest) -> HttpResponse:
    """What one was told, unread first, by day."""
    asked, at = selectors.wanted(request.GET.dict()), timezone.now()
    page = selectors.inbox(request.actor, asked)
    context = {
        "page": page,
        "days": selectors.days(page, timezone.localdate(at)),
        "tabs": selectors.tabs(request.actor, asked),
        "unread_only": asked.unread,
        "filtered": bool(asked.unread or asked.group),
        "until": at.isoformat(),
        "may_see_recorded": can_see_recorded(request.actor),
        "may_see_deliveries": can_see_deliveries(request.actor),
    }
    return render(request, "notices/inbox.html", context)


@reads
def opened(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Go to the thing; the notice is read by that. What is in other hands by now is not shown: its own words are, on a
    page that is asked for again once the notice is read, so that the bell above them counts what is left."""
    notice = get_object_or_404(selectors.visible_to(request.actor), ref=ref)
    way, was_unread = selectors.way_to(request.actor, notice), notice.read_at is None
    if was_unread:
        at = timezone.now()
        note(lambda: services.mark_read(notice, at=at))
    if way.is_open or was_unread:
        return redirect(notice.link if way.is_open else request.path)
    told = {"words": told_words(notice.kind, notice.parameters), "at": notice.at, "seat": way.seat}
    return render(request, "notices/elsewhere.html", told)


@acts
def read_all(request: ActorRequest) -> HttpResponse:
    """Mark as read everything that was there when the page was made."""
    at = timezone.now()
    until = parse_datetime(request.POST.get("until", "")) or at
    count = services.read_all(actor=request.actor, until=min(until, at) if timezone.is_aware(until) else at, at=at)
    told = ngettext("已把 %(count)d 条标为已读。", "已把 %(count)d 条标为已读。", count)
    messages.info(request, told % {"count": count})
    return redirect("notices:inbox")


@writes
def preferences(request: ActorRequest) -> HttpResponse:
    """Choose how to be told."""
    person, at = person_of(request.actor), timezone.now()
    kept = selectors.preference_of(person)
    form = PreferenceForm(request.POST or None, kept=kept, at=at)
    if request.method == "POST" and form.is_valid():
        choice = form.choice()
        if services.choose(person, choice, actor=request.actor, at=at):
            told = _("设置已保存。确认邮件已发到 %(mail)s，请在三天内打开里面的链接。") % {"mail": choice.mail}
        else:
            told = _("设置已保存。")
        messages.info(request, told)
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form, "kept": kept})


@writes
@public
def confirm_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Ask once more (mail scanners follow links), then use the address."""
    mail = services.mail_in(token)
    if mail is None:
        return render(request, "notices/stale_link.html", status=404)
    if request.method == "POST":
        services.confirm_mail(token, at=timezone.now())
        messages.success(request, _("邮箱已确认，以后的通知也会发到 %(mail)s。") % {"mail": mail})
        return redirect("notices:preferences")
    return render(request, "notices/confirm_mail.html", {"mail": mail})


@csrf_exempt  # a mail program posts here by itself (RFC 8058); the signed token says for whom
@writes
@public
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End the daily digests of whoever the link was sent to."""
    if services.person_in(token) is None:
        return render(request, "notices/stale_link.html", status=404)
    done = request.method == "POST" and services.unsubscribe(token, at=timezone.now())
    return render(request, "notices/unsubscribe.html", {"done": done})


@reads
def deliveries(request: ActorRequest) -> HttpResponse:
    """What leaves the house: stuck ones first, each with the reason."""
    if not can_see_deliveries(request.actor):
        raise Http404
    state = selectors.state_asked(request.GET.get("state", ""))
    page = selectors.deliveries(state, request.GET.get("page", "1"))
    tabs = selectors.delivery_tabs(state)
    context = {"page": page, "rows": selectors.delivery_rows(page), "tabs": tabs, "state": str(state)}
    return render(request, "notices/deliveries.html", context)


@acts
def retry(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Send a stuck message again."""
    if not can_see_deliveries(request.actor):
        raise Http404
    if services.retry(ref, actor=request.actor, at=timezone.now()):
        messages.info(request, _("已重新发送，几秒钟后可以看到结果。"))
    else:
        messages.warning(request, _("这条已经不在“发不出去”里了，没有再发。"))
    return redirect("notices:deliveries")


@reads
def recorded(request: ActorRequest) -> HttpResponse:
    """In a demonstration: what would have been sent."""
    if not can_see_recorded(request.actor):
        raise Http404
    page = selectors.recorded(request.GET.get("page", "1"))
    return render(request, "notices/recorded.html", {"page": page, "rows": selectors.recorded_rows(page)})


def bell(request: HttpRequest, /, *_things: object) -> SafeString:
    """The way to one's inbox, with how much is unread; nothing for a stranger."""
    actor = getattr(request, "actor", NOBODY)
    if actor.is_anonymous:
        return SafeString("")
    count = selectors.unread_count(actor)
    shown = f"{selectors.MOST}+" if count > selectors.MOST else str(count)
    here = request.path == reverse("notices:inbox")
    return render_to_string("notices/bell.html", {"count": count, "shown": shown, "here": here})  # no frame of its own
