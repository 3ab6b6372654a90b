"""Payment lists: made, taken for the treasury, written down as paid."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from huiqi.benefits import services
from huiqi.benefits.forms import PaidForm
from huiqi.benefits.models import Entry, PaymentList
from huiqi.benefits.selectors import payment_lists_of, tally, visible_to
from huiqi.benefits.views.pressing import pressed, refs, refused_by
from huiqi.benefits.views.programmes import crumb, crumbs, runner_only, seen
from huiqi.benefits.views.shown import tally_rows
from huiqi.benefits.wording import badge, masked, refusal
from huiqi.benefits.words import EntryState
from huiqi.journal.services import record_look
from huiqi.kernel.access import ActorRequest, note, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.ui.sheets import Column, Told, as_xlsx
from huiqi.ui.wording import full_day, moment, yuan


@writes
def payments(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The payment lists of a programme; a press makes the next."""
    runner_only(request)
    found = seen(request, ref)
    if request.method == "POST":
        return _made(request, ref)
    counted = tally(found, request.actor)
    waiting = next((one for one in counted if one.state is EntryState.WILLING), None)
    rows = [_list_row(one) for one in payment_lists_of(found, request.actor)]
    context = {
        "programme": found,
        "rows": rows,
        "tallies": tally_rows(found, counted, None)[1:],
        "crumbs": crumbs(crumb(found)),
    }
    context |= {"waiting": waiting.count if waiting else 0, "waiting_total": yuan(waiting.total) if waiting else ""}
    return render(request, "benefits/payments.html", context)


def _made(request: ActorRequest, ref: UUID) -> HttpResponse:
    made = refused_by(request, partial(services.make_payment_list, ref))
    if isinstance(made, Refused):
        messages.error(request, refusal(made))
        return redirect("benefits:payments", ref=ref)
    told_ = {"number": made.number, "count": made.count, "total": yuan(made.total)}
    messages.success(
        request, _("第 %(number)s 份兑付清单已生成：%(count)s 户，合计 %(total)s。请下载交付款单位。") % told_
    )
    return redirect("benefits:pay", ref=made.ref)


def _list_row(one: Any) -> dict[str, Any]:
    return {
        "list": one,
        "total": yuan(one.total),
        "made": moment(one.made_at),
        "paid": one.paid,
        "waiting": one.waiting,
    }


def _seen_list(request: ActorRequest, ref: UUID) -> PaymentList:
    runner_only(request)
    rows = PaymentList.objects.select_related("programme__version__policy")
    return get_object_or_404(rows.filter(programme__in=visible_to(request.actor)), ref=ref)


@writes
def pay(request: ActorRequest, ref: UUID) -> HttpResponse:
    """A payment list: who stands on it; and that it was paid, all but those that are ticked."""
    made = _seen_list(request, ref)
    form = PaidForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _paid(request, form, ref):
        return redirect("benefits:pay", ref=ref)
    rows = [_payment_row(one) for one in made.entries.select_related("enterprise").order_by("id")]
    context = {"list": made, "rows": rows, "form": form, "total": yuan(made.total), "programme": made.programme}
    context |= {"held": set(request.POST.getlist("but")), "waiting": any(row["waits"] for row in rows)}
    return render(request, "benefits/pay.html", context | {"crumbs": crumbs(crumb(made.programme))})


def _payment_row(one: Entry) -> dict[str, Any]:
    told = {"entry": one, "amount": yuan(one.amount), "badge": badge(one.state), "account": masked(one.account)}
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


@reads
def bank_file(request: ActorRequest, ref: UUID) -> HttpResponse:
    """The payment list as a workbook for whoever pays, with accounts whole; the download is written down."""
    made, at = _seen_list(request, ref), timezone.now()
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
