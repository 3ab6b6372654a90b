"""The pages of demands: mine, a new one, one of them, the desk, what was missed, following without signing in."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from huiqi.demands import selectors, services, wording
from huiqi.demands.forms import FORMS, DispatchForm, FilingForm, FollowForm, VerbForm
from huiqi.demands.models import Demand, Handling
from huiqi.demands.permissions import can, can_file, can_see_accountability, can_use_desk, is_firm
from huiqi.demands.selectors import Case, case_of, open_handling, possible, visible_to
from huiqi.demands.services import Refused
from huiqi.demands.wording import screen
from huiqi.demands.words import Verb
from huiqi.directory.selectors import institutions_at
from huiqi.enterprises.selectors import own_enterprise
from huiqi.files.selectors import as_download
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, public, reads, writes
from huiqi.kernel.flow import NotNow
from huiqi.network.selectors import window_for
from huiqi.policies.selectors import mentioned
from huiqi.reference.selectors import calendar

PER_PAGE = 50

PERFORM: dict[Verb, Callable[..., Demand]] = {
    Verb.REGISTER: services.register_demand,
    Verb.ASK_INFORMATION: services.ask_information,
    Verb.SUPPLY_INFORMATION: services.supply_information,
    Verb.REPLY: services.reply_to_demand,
    Verb.DISPATCH: services.dispatch_demand,
    Verb.RECALL: services.recall_demand,
    Verb.TAKE: services.take_demand,
    Verb.RETURN: services.return_demand,
    Verb.GIVE_PLAN: services.give_plan,
    Verb.START_WORK: services.start_work,
    Verb.ANSWER: services.answer_demand,
    Verb.RATE: services.rate_demand,
    Verb.VISIT: services.visit_enterprise,
    Verb.ARCHIVE: services.archive_demand,
    Verb.WITHDRAW: services.withdraw_demand,
}


def _seen(request: ActorRequest, ref: UUID) -> Demand:
    """The demand, if the actor may see it; otherwise there is none."""
    return get_object_or_404(visible_to(request.actor), ref=ref)


@reads
def mine(request: ActorRequest) -> HttpResponse:
    """An enterprise's own demands, open and closed; staff go to their desk."""
    if can_use_desk(request.actor):
        return redirect("demands:desk")
    closed, at, days = request.GET.get("tab") == "closed", timezone.now(), calendar()
    page = Paginator(selectors.own(request.actor, closed=closed), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [screen.row(one, one.due, at, days) for one in page],
        "tabs": screen.own_tabs(closed=closed),
        "may_file": can_file(request.actor),
        "closed": closed,
    }
    return render(request, "demands/mine.html", context)


@writes
def file(request: ActorRequest) -> HttpResponse:
    """File a demand, after the terms we will be held to are shown."""
    enterprise, at = own_enterprise(request.actor), timezone.now()
    if not can_file(request.actor) or enterprise is None:
        return _not_a_firm(request)
    asked = {"kind": request.GET.get("kind", ""), "policy_code": request.GET.get("policy", "")[:20]}
    form = FilingForm(request.POST or None, request.FILES or None, actor=request.actor, at=at, initial=asked)
    if request.method == "POST" and form.is_valid() and (made := _filed(form, request, at)):
        return redirect("demands:filed", ref=made.ref)
    window = window_for(enterprise.region, timezone.localdate(at))
    policy = mentioned(form["policy_code"].value() or "", timezone.localdate(at))
    context = {"form": form, "window": window, "kept": form.kept(), "policy": policy}
    return render(request, "demands/file.html", context | screen.terms_shown(selectors.terms(window.id, at), at))


def _not_a_firm(request: ActorRequest) -> HttpResponse:
    if request.actor.seat is not None:
        raise PermissionDenied
    messages.info(request, _("提交诉求前，请先登记企业。没有信用代码的创业团队、个体工商户和个人也可以登记。"))
    return redirect("enterprises:register")


def _filed(form: FilingForm, request: ActorRequest, at: datetime) -> Demand | None:
    submission = form.cleaned_data["submission"]
    try:
        return services.file_demand(form.filing(), submission=submission, actor=request.actor, at=at, files=form.stored)
    except Refused as refused:
        form.refuse(refused.code, refused.field, refused.parameters)
        return None


@reads
def filed(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The number and the query code, and what happens next."""
    shown = _seen(request, ref)
    if not is_firm(request.actor, shown):
        raise PermissionDenied
    case = case_of(shown)
    return render(request, "demands/filed.html", {"demand": shown, "steps": screen.coming(case)})


@reads
def demand(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One demand, for everybody who may see it: what is promised, what happened, what this person may do now."""
    shown = _seen(request, ref)
    return render(request, "demands/demand.html", _case_context(request, case_of(shown), timezone.now()))


def _case_context(request: ActorRequest, case: Case, at: datetime) -> dict[str, Any]:
    """What the page of a case shows. Whoever is shown how to reach the enterprise leaves a trace."""
    own = is_firm(request.actor, case.demand)
    if not own:
        note(lambda: record_look("demand", case.demand.ref, "contact", actor=request.actor, at=at))
    verbs = possible(request.actor, case, at)
    return screen.case_shown(case, verbs, own=own, at=at, calendar=calendar())


@writes
def act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """One verb: its form, or the deed. What stands in the way is said beside the field, with all that was typed."""
    at, shown = timezone.now(), _seen(request, ref)
    handling = open_handling(shown)
    wanted = _verb(verb, shown, handling, request)
    form = _form(wanted, shown, handling, request, at)
    if request.method == "POST" and form.is_valid() and _done(wanted, shown, form, request, at):
        messages.success(request, wording.DONE[wanted])
        return redirect("demands:desk") if wanted is Verb.RETURN else redirect("demands:demand", ref=ref)
    case = case_of(shown)
    if request.method != "POST" and wanted not in possible(request.actor, case, at):
        messages.warning(request, screen.not_now(wanted, shown))
        return redirect("demands:demand", ref=ref)
    context = screen.case_shown(case, [], own=is_firm(request.actor, shown), at=at, calendar=calendar())
    return render(request, "demands/act.html", context | screen.act_shown(wanted, form.kept()) | {"form": form})


def _verb(name: str, demand: Demand, handling: Handling | None, request: ActorRequest) -> Verb:
    """The verb of this address, if it is one that this person does."""
    wanted = next((verb for verb in FORMS if verb.replace("_", "-") == name), None)
    if wanted is None:
        raise Http404
    if not can(request.actor, wanted, demand, handling):
        raise PermissionDenied
    return wanted


def _form(wanted: Verb, demand: Demand, handling: Handling | None, request: ActorRequest, at: datetime) -> VerbForm:
    initial = {"revision": demand.revision, "plan": handling.plan if handling else ""}
    form = FORMS[wanted](request.POST or None, request.FILES or None, actor=request.actor, at=at, initial=initial)
    if isinstance(form, DispatchForm):
        form.offer(institutions_at(demand.window_id, timezone.localdate(at)))
    return form


def _done(wanted: Verb, demand: Demand, form: VerbForm, request: ActorRequest, at: datetime) -> bool:
    revision = form.cleaned_data["revision"]
    try:
        PERFORM[wanted](demand.ref, **form.said(), actor=request.actor, at=at, revision=revision)
    except Refused as refused:
        form.refuse(refused.code, refused.field, refused.parameters)
        form.catch_up(demand.revision)
    except NotNow:
        form.add_error(None, screen.not_now(wanted, demand))
    else:
        return True
    return False


@reads
def attached_file(request: ActorRequest, ref: UUID, file_ref: UUID) -> HttpResponse:
    """A file of a demand, for whoever may see the demand."""
    found = selectors.attachment(_seen(request, ref), file_ref)
    if found is None:
        raise Http404
    return as_download(found.file)  # type: ignore[return-value]  # a streamed response


@reads
def archive_file(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The closed file as PDF."""
    archive = selectors.archive_of(_seen(request, ref))
    if archive is None or archive.file is None:
        raise Http404
    return as_download(archive.file)  # type: ignore[return-value]  # a streamed response


@reads
def desk(request: ActorRequest) -> HttpResponse:
    """Where clerks live: what is late, due, new, under way; filters in the address."""
    if not can_use_desk(request.actor):
        raise Http404
    at, wanted = timezone.now(), screen.desk_filter(request.GET)
    page = selectors.Pages(selectors.desk(request.actor, wanted, at), PER_PAGE).get_page(request.GET.get("page"))
    counts, days = selectors.desk_counts(request.actor, at), calendar()
    context = {
        "page": page,
        "rows": [screen.desk_row(one, at, days) for one in page],
        "tiles": screen.tiles(counts, selectors.desk_tabs(request.actor)),
        "tabs": screen.desk_tabs(counts, selectors.desk_tabs(request.actor), wanted),
        "wanted": wanted,
        "kinds": screen.kinds(),
        "may_see_records": can_see_accountability(request.actor),
    }
    return render(request, "demands/desk.html", context)


@reads
def accountability(request: ActorRequest) -> HttpResponse:
    """Every missed promise, the latest first."""
    if not can_see_accountability(request.actor):
        raise Http404
    page = selectors.Pages(selectors.accountability(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    people = selectors.responsible(page.object_list)
    rows = [screen.record_row(record, people) for record in page]
    return render(request, "demands/accountability.html", {"page": page, "rows": rows})


@writes
@public
def follow(request: ActorRequest) -> HttpResponse:
    """Number and query code: how far it is, without a name."""
    form, at = FollowForm(request.POST or None), timezone.now()
    context: dict[str, Any] = {"form": form, "demand": None}
    if request.method == "POST" and form.is_valid():
        address = request.META.get("REMOTE_ADDR")
        try:
            found = services.follow(**form.cleaned_data, address=address, at=at)
        except Refused as refused:
            form.add_error(refused.field or None, wording.refusal(refused.code, refused.parameters))
        else:
            context |= screen.public_shown(case_of(found), at, calendar())
    return render(request, "demands/follow.html", context)


def ask_the_window(_request: HttpRequest, *things: object) -> SafeString:
    """The slot beside a policy: not sure? File a demand about it. No query."""
    policy = getattr(things[0], "policy", None)
    query = urlencode({"policy": policy.code, "kind": "consultation"}) if policy else ""
    return format_html('<a href="{}?{}">{}</a>', reverse("demands:file"), query, _("不确定？问窗口"))


def file_here(_request: HttpRequest, *_things: object) -> SafeString:
    """The slot on the pages of windows, institutions and products: file a demand for a service."""
    url = f"{reverse('demands:file')}?kind=service"
    return format_html('<a class="btn" href="{}">{}</a>', url, _("提一件诉求"))
