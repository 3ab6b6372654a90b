"""One demand followed by number and query code, without an account: how it stands, and what the enterprise may do."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import FollowForm
from huiqi.demands.models import Demand
from huiqi.demands.selectors import bearer_of, case_of, possible
from huiqi.demands.views.case import done, form_for, verb_asked
from huiqi.demands.wording import by_code, screen
from huiqi.demands.wording.anonymous import done_with
from huiqi.demands.words import DemandState
from huiqi.files.selectors import as_download
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, acts, address_of, note, public, reads, writes
from huiqi.kernel.refusal import Refused, tell
from huiqi.reference.selectors import calendar


@writes
@public
@never_cache
def follow(request: ActorRequest) -> HttpResponse:
    """Ask for number and query code; the right ones open that demand for a while."""
    at, asked = timezone.now(), {"number": request.GET.get("number", "")[:24]}
    form = FollowForm(request.POST or None, initial=asked)
    if request.method == "POST" and form.is_valid():
        try:
            found = services.follow(**form.cleaned_data, address=address_of(request), at=at)
        except Refused as refused:
            tell(form, refused, wording.refusal(refused))
        else:
            record_look("demand", found.ref, "by_code", actor=bearer_of(found), at=at)
            request.session.cycle_key()
            services.keep_open(request.session, found.ref, at)
            if found.number != form.cleaned_data["number"].strip():
                messages.info(request, by_code.gone_on(form.cleaned_data["number"].strip(), found.number))
            return redirect("demands:followed")
    return render(request, "demands/follow.html", {"form": form, "lost": []})


def _opened(request: ActorRequest, at: datetime) -> Demand | None:
    """The demand that this session follows; every step keeps it open a while longer."""
    ref = services.kept_open(request.session, at)
    found = selectors.followed(ref) if ref else None
    if found and found.state is DemandState.MERGED:
        found = selectors.followed(selectors.survivor_of(found).ref)
        assert found is not None  # what it goes on in is there
        services.keep_open(request.session, found.ref, at)
    if found:
        services.stay_open(request.session, at)
    return found


def _lapsed(request: ActorRequest) -> HttpResponse:
    """Number and code are asked for again; what was typed meanwhile stands beside, so that it is not lost."""
    was_open = services.leave(request.session)
    if request.method != "POST":
        if was_open:
            messages.warning(request, _("打开的时间过了。请重新填写编号和查询码。"))
        return redirect("demands:follow")
    messages.warning(request, _("打开的时间过了，刚才的内容没有提交。请重新填写编号和查询码。"))
    return render(request, "demands/follow.html", {"form": FollowForm(), "lost": by_code.typed(request.POST)})


@reads
@public
@never_cache
def followed(request: ActorRequest) -> HttpResponse:
    """How the demand stands: what happens now, who has it, by when, what may be done."""
    at = timezone.now()
    shown = _opened(request, at)
    if shown is None:
        return _lapsed(request)
    case = case_of(shown)
    verbs = possible(bearer_of(shown), case, at)
    return render(request, "demands/by_code.html", by_code.case_by_code(case, verbs, at, calendar()))


@reads
@public
@never_cache
def due_by_code(request: ActorRequest) -> HttpResponse:
    """How every due moment of it was counted."""
    at = timezone.now()
    shown = _opened(request, at)
    if shown is None:
        return _lapsed(request)
    rows = by_code.counted_by_code(case_of(shown), at, calendar())
    return render(request, "demands/due.html", {"demand": shown, "own": True, "by_code": True, "rows": rows, "at": at})


@writes
@public
@never_cache
def act_by_code(request: ActorRequest, verb: str) -> HttpResponse:
    """One verb of the enterprise, by whoever holds the code."""
    at = timezone.now()
    shown = _opened(request, at)
    if shown is None:
        return _lapsed(request)
    actor = bearer_of(shown)
    wanted = verb_asked(verb, shown, actor, request)
    form = form_for(wanted, shown, actor, request, at)
    if request.method == "POST" and form.is_valid() and done(wanted, shown, form, at):
        messages.success(request, done_with(wanted, shown))
        return redirect("demands:followed")
    case = case_of(shown)
    if request.method != "POST" and wanted not in possible(actor, case, at):
        messages.warning(request, screen.not_now(wanted, shown))
        return redirect("demands:followed")
    context = by_code.case_by_code(case, [], at, calendar()) | screen.act_shown(wanted, shown, form.kept())
    return render(request, form.template, context | {"form": form})


@reads
@public
@never_cache
def file_by_code(request: ActorRequest, file_ref: UUID) -> HttpResponse:
    """A file that was written for the enterprise; the look is logged."""
    at = timezone.now()
    shown = _opened(request, at)
    if shown is None:
        return _lapsed(request)
    found = selectors.attachment_by_code(shown, file_ref)
    if found is None:
        raise Http404
    note(lambda: record_look("demand", shown.ref, "file_by_code", actor=bearer_of(shown), at=at))
    return as_download(found.file)  # type: ignore[return-value]  # a streamed response


@acts
@public
def leave(request: ActorRequest) -> HttpResponse:
    """Done: who uses this computer next sees nothing of it."""
    services.leave(request.session)
    messages.success(request, _("已经退出这件诉求。再看要重新填写编号和查询码。"))
    return redirect("demands:follow")
