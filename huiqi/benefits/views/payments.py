"""Payment lists: made by the hub, confirmed and taken by who pays, written down as paid."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.accounts.selectors import organisations_named, people_named
from huiqi.benefits import services
from huiqi.benefits.flow import PAYABLE
from huiqi.benefits.forms import PaidForm, ReasonForm, SendForm, VerbForm
from huiqi.benefits.models import Entry, PaymentList, Programme
from huiqi.benefits.permissions import can_run, had_a_hand, may_settle, pays, sees_accounts
from huiqi.benefits.selectors import (
    finance_departments,
    has_own_firm,
    list_verbs_for,
    lists_visible_to,
    payment_lists_of,
    tally,
)
from huiqi.benefits.views.pressing import late, pressed, refs
from huiqi.benefits.views.programmes import crumb, crumbs, runner_only, seen
from huiqi.benefits.views.shown import payment_sums, tally_rows
from huiqi.benefits.wording import BEFORE, DONE, badge, label, masked, reckoned, settled, story
from huiqi.benefits.words import EntryState, ListState, ListVerb
from huiqi.journal.selectors import Happening, timeline
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads, writes
from huiqi.ui.sheets import Column, Told, as_xlsx
from huiqi.ui.wording import full_day, moment, number, yuan

_W = ListVerb
PERFORM: dict[ListVerb, tuple[Callable[..., PaymentList], type[VerbForm]]] = {
    _W.CONFIRM: (services.confirm_list, VerbForm),
    _W.RETURN: (services.return_list, ReasonForm),
    _W.WITHDRAW: (services.withdraw_list, ReasonForm),
}


@writes
def payments(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The payment lists of a programme; a press makes the next."""
    runner_only(request)
    found = seen(request, ref)
    seated = finance_departments(timezone.localdate())
    form = SendForm(request.POST or None, seated=seated)
    if request.method == "POST" and form.is_valid() and (made := _made(request, form, ref)):
        return redirect("benefits:pay", ref=made.ref)
    context = {
        "programme": found,
        "form": form,
        "alone": not seated,
        "rows": [_list_row(one) for one in payment_lists_of(found, request.actor)],
        "crumbs": crumbs(crumb(found)),
    }
    return render(request, "benefits/payments.html", context | _sums(request, found))


def _sums(request: ActorRequest, found: Programme) -> dict[str, Any]:
    """What stands in each state, and what waits for the next list."""
    counted = tally(found, request.actor)
    waiting = next((one for one in counted if one.state is EntryState.WILLING), None)
    return {
        "tallies": tally_rows(found, counted, None)[1:],
        "waiting": waiting.count if waiting else 0,
        "waiting_total": yuan(waiting.total) if waiting else "",
    }


def _made(request: ActorRequest, form: SendForm, ref: UUID) -> PaymentList | None:
    made = pressed(request, form, partial(services.make_payment_list, ref, **form.cleaned_data))
    if made:
        told = {"number": made.number, "count": made.count, "total": yuan(made.total)}
        words = _("第 %(number)s 份兑付清单已生成并送去确认：%(count)s 户，合计 %(total)s。")
        messages.success(request, words % told)
    return made


def _list_row(one: Any) -> dict[str, Any]:
    return {
        "list": one,
        "badge": badge(one.state),
        "total": yuan(one.total),
        "made": moment(one.made_at),
        "paid": one.paid,
        "waiting": one.waiting,
    }


def _seen_list(request: ActorRequest, ref: UUID) -> PaymentList:
    return get_object_or_404(lists_visible_to(request.actor), ref=ref)


def way_back(request: ActorRequest, programme: Programme) -> list[dict[str, str]]:
    """To the programme for the hub; to the desk for who pays."""
    if can_run(request.actor):
        return crumbs(crumb(programme))
    return [{"label": _("审核台"), "url": reverse("benefits:desk")}]


@writes
def pay(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A payment list: who stands on it, what is done with it; and that it was paid, all but those that are ticked."""
    made, actor = _seen_list(request, ref), request.actor
    may_record = sees_accounts(actor, made)
    form = PaidForm(request.POST or None)
    if request.method == "POST" and not may_record:
        raise Http404
    if request.method == "POST" and form.is_valid() and _paid(request, form, ref):
        return redirect("benefits:pay", ref=ref)
    entries = list(made.entries.select_related("enterprise", "programme").order_by("id"))
    rows = [_payment_row(one) for one in entries]
    context = {
        "rows": rows,
        "form": form,
        "may_record": may_record,
        "takes": may_record and bool(rows),
        "held": set(request.POST.getlist("but")),
        "waiting": may_record and not has_own_firm(actor, made) and any(row["waits"] for row in rows),
    }
    return render(request, "benefits/pay.html", context | _told(request, made, entries))


def _told(request: ActorRequest, made: PaymentList, entries: list[Entry]) -> dict[str, Any]:
    """What the page tells of the list as a whole, and what may be done with it."""
    actor, waits = request.actor, made.state is ListState.WAITING
    happened = [one for one in timeline(made.programme.ref) if one.data.get("list") == str(made.ref)]
    return {
        "list": made,
        "programme": made.programme,
        "total": yuan(made.total),
        "badge": badge(made.state),
        "facts": [{"label": _("确认"), "value": settled(made)}, *payment_sums(made, entries)],
        "offers": [_offer(one) for one in list_verbs_for(actor, made)],
        "own_hand": waits and had_a_hand(actor, made) and pays(actor, made),
        "own_firm": made.state in (*PAYABLE, ListState.WAITING) and pays(actor, made) and has_own_firm(actor, made),
        "why": next((one.texts["reason"] for one in reversed(happened) if "reason" in one.texts), ""),
        "timeline": _story(happened),
        "crumbs": way_back(request, made.programme),
    }


def _offer(verb: ListVerb) -> dict[str, Any]:
    return {"label": label(verb), "slug": verb.value, "main": verb is _W.CONFIRM}


def _story(happened: list[Happening]) -> list[dict[str, Any]]:
    names = people_named({one.actor_ref for one in happened})
    return story(happened, names, organisations_named(one.organisation_id for one in happened))


def _payment_row(one: Entry) -> dict[str, Any]:
    told = {"entry": one, "amount": yuan(one.amount), "badge": badge(one.state), "account": masked(one.account)}
    told |= {"uscc": one.enterprise.uscc or "", "reckoned": reckoned(one)}
    return told | {"waits": one.state is EntryState.LISTED}


def _paid(request: ActorRequest, form: PaidForm, ref: UUID) -> bool:
    but = refs(request.POST.getlist("but"))
    count = pressed(request, form, partial(services.record_paid, ref, **form.cleaned_data, but=but))
    if count is None:
        return False
    messages.success(
        request, ngettext("已登记 %(count)s 户付款。", "已登记 %(count)s 户付款。", count) % {"count": count}
    )
    return True


@writes
def list_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Confirm a payment list, give it back, take it back."""
    made = _seen_list(request, ref)
    wanted = next((one for one in PERFORM if one.value == verb), None)
    if wanted is None or not may_settle(request.actor, wanted, made):
        raise Http404
    if request.method != "POST" and wanted not in list_verbs_for(request.actor, made):
        return late(request, made.state, reverse("benefits:pay", args=[ref]))
    form = PERFORM[wanted][1](request.POST or None, initial={"revision": made.revision})
    if request.method == "POST" and form.is_valid():
        told = {"revision": form.cleaned_data["revision"], **form.said()}
        if pressed(request, form, partial(PERFORM[wanted][0], ref, **told)):
            messages.success(request, DONE[wanted])
            return redirect("benefits:pay", ref=ref)
    back = {"label": _("第 %(n)s 份兑付清单") % {"n": made.number}, "url": reverse("benefits:pay", args=[ref])}
    context = {"form": form, "title": label(wanted), "before": BEFORE[wanted], "back": back, "caption": _whole(made)}
    return render(request, "benefits/act.html", context | {"crumbs": [*way_back(request, made.programme), back]})


def _whole(made: PaymentList) -> str:
    """Which list it is, in a line."""
    told = {"title": made.programme.title, "count": number(made.count), "total": yuan(made.total)}
    return _("%(title)s · %(count)s 户，合计 %(total)s") % told


@reads
def bank_file(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The payment list as a workbook for whoever pays, with accounts whole; the download is written down."""
    made, at = _seen_list(request, ref), timezone.now()
    if not sees_accounts(request.actor, made):
        raise Http404
    rows = list(made.entries.select_related("enterprise").order_by("id"))
    total = sum((one.amount for one in rows), start=made.total * 0)
    note(lambda: record_look("benefits", made.ref, "bank_file", actor=request.actor, at=at))
    title = _("%(title)s 第 %(number)s 份兑付清单") % {"title": made.programme.title, "number": made.number}
    sums = _("共 %(count)s 户，合计 %(total)s，%(day)s生成") % {
        "count": len(rows),
        "total": yuan(total),
        "day": full_day(timezone.localdate(made.made_at)),
    }
    who = f"{request.actor.name} {request.actor.seat.organisation_name if request.actor.seat else ''}"
    return as_xlsx(title, Told(title, sums, who, at), _columns(), rows, whole=True)  # type: ignore[return-value]


def _columns() -> list[Column[Entry]]:
    return [
        Column(_("企业"), lambda one: one.enterprise.name, width=36),
        Column(_("统一社会信用代码"), lambda one: one.enterprise.uscc, width=22),
        Column(_("户名"), lambda one: one.account_name, width=36),
        Column(_("开户银行"), lambda one: one.bank, width=30),
        Column(_("账号"), lambda one: one.account, width=26),
        Column(_("金额（元）"), lambda one: one.amount, width=16),
        Column(_("最迟付款日"), lambda one: one.pay_due, width=14),
    ]
