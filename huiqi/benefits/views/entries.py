"""One firm of a list: its reasons and its money; what it is offered; objections."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from huiqi.accounts.selectors import people_named
from huiqi.benefits import services
from huiqi.benefits.flow import ENTRY
from huiqi.benefits.forms import AccountForm, AnswerForm, ObjectForm, ReasonForm, RecoverForm, VerbForm
from huiqi.benefits.models import Entry, Objection
from huiqi.benefits.permissions import OWNERS, can, can_check, can_object, can_run, checks, drew_it, is_firm
from huiqi.benefits.selectors import (
    entries_visible_to,
    entry_verbs_for,
    is_answer_over,
    is_put_up,
    offers_of,
    published_entries,
    visible_to,
)
from huiqi.benefits.views.pressing import late, pressed
from huiqi.benefits.views.programmes import crumb, crumbs, tiers_of
from huiqi.benefits.views.shown import used_facts
from huiqi.benefits.wording import BEFORE, DONE, badge, label, masked, reckoned, refusal, story
from huiqi.benefits.words import EntryState, EntryVerb, ObjectionState
from huiqi.journal.selectors import timeline
from huiqi.kernel.access import Actor, ActorRequest, Role, reads, writes
from huiqi.kernel.refusal import Refused
from huiqi.ui.wording import full_day, yuan

_D = EntryVerb
PERFORM: dict[EntryVerb, tuple[Callable[..., Entry], type[VerbForm]]] = {
    _D.VERIFY: (services.verify, VerbForm),
    _D.REMOVE: (services.remove, ReasonForm),
    _D.RESTORE: (services.restore, VerbForm),
    _D.CONFIRM: (services.confirm, AccountForm),
    _D.DECLINE: (services.decline, VerbForm),
    _D.UNLIST: (services.unlist, VerbForm),
    _D.BOUNCE: (services.bounce, ReasonForm),
    _D.RECOVER: (services.recover, RecoverForm),
}


def seen_entry(request: ActorRequest, ref: UUID) -> Entry:
    """The entry, if the actor may see it; otherwise there is none."""
    return get_object_or_404(entries_visible_to(request.actor), ref=ref)


@reads
def mine(request: ActorRequest) -> HttpResponse:
    """What the actor's firm was offered without asking."""
    if not request.actor.is_a(*OWNERS):
        raise Http404
    rows = [
        {
            "entry": one,
            "title": one.programme.title,
            "amount": yuan(one.amount),
            "badge": badge(one.state),
            "until": _until(one, request.actor),
        }
        for one in offers_of(request.actor)
    ]
    return render(request, "benefits/mine.html", {"rows": rows})


def _waits(one: Entry) -> bool:
    return one.state is EntryState.OFFERED


def _until(one: Entry, actor: Actor) -> str:
    """The last day for the answer, as long as one can be given."""
    asked = _waits(one) and _D.CONFIRM in entry_verbs_for(actor, one, localdate())
    return full_day(one.programme.answer_until) if asked and one.programme.answer_until else ""


@reads
def entry(request: ActorRequest, ref: UUID) -> HttpResponse:
    """One firm: what it is owed and why, what becomes of it, what may be done now."""
    found, actor = seen_entry(request, ref), request.actor
    firm, verbs = is_firm(actor, found), entry_verbs_for(actor, found, localdate())
    payer = not firm and not can_check(actor)
    happened = [one for one in timeline(found.ref) if not payer or one.verb in OF_PAYING]
    context = {
        **_told(found),
        **({"used": []} if payer else {}),
        "payer": payer,
        "offers": [_offer(verb, found) for verb in verbs if verb in PERFORM],
        "firm": firm,
        "waits": _waits(found) and _D.CONFIRM in verbs,
        "over": firm and _waits(found) and _D.CONFIRM not in verbs,
        "timeline": story(happened, {} if firm else people_named({one.actor_ref for one in happened})),
        "crumbs": _way_back(found, firm=firm, payer=payer),
    }
    return render(request, "benefits/entry.html", context)


OF_PAYING = (_D.CONFIRM, _D.LIST, _D.UNLIST, _D.PAY, _D.BOUNCE, _D.RECOVER)
"""What happened to a firm that concerns who pays it."""


def _way_back(found: Entry, *, firm: bool, payer: bool) -> list[dict[str, str]]:
    if firm:
        return [{"label": _("我的免申即享"), "url": reverse("benefits:mine")}]
    if payer and found.payment_list:
        told = {"n": found.payment_list.number}
        way = {"label": _("第 %(n)s 份兑付清单") % told, "url": reverse("benefits:pay", args=[found.payment_list.ref])}
        return [{"label": _("审核台"), "url": reverse("benefits:desk")}, way]
    return crumbs(crumb(found.programme))


def _told(found: Entry) -> dict[str, Any]:
    """What the page tells of the firm's money."""
    return {
        "entry": found,
        "programme": found.programme,
        "badge": badge(found.state),
        "amount": yuan(found.amount),
        "reckoned": reckoned(found),
        "tier": tiers_of(found.programme.version)[found.tier],
        "used": used_facts(found),
        "paid_to": masked(found.account),
    }


MAIN = (_D.CONFIRM, _D.VERIFY)
"""What is usually done."""


def _offer(verb: EntryVerb, found: Entry) -> dict[str, Any]:
    again = verb is _D.CONFIRM and found.state is EntryState.BOUNCED
    return {"label": _("更正账户") if again else label(verb), "slug": verb.value, "main": verb in MAIN}


@writes
def entry_act(request: ActorRequest, ref: UUID, verb: str) -> HttpResponse:
    """Verify, remove, restore; confirm, decline; what the bank did."""
    wanted = next((one for one in PERFORM if one.value == verb), None)
    if request.method == "POST" and has_left(request, ref):
        messages.info(request, _("这一户已经不在您的清单上了，可能刚刚登记过。请看清单的最新情况。"))
        return redirect("benefits:desk")
    found = seen_entry(request, ref)
    if wanted is None or _is_anothers(request, wanted, found):
        raise Http404
    if request.method != "POST" and wanted not in entry_verbs_for(request.actor, found, localdate()):
        return _late(request, wanted, found)
    form = PERFORM[wanted][1](request.POST or None, initial=_known(found))
    if request.method == "POST" and form.is_valid() and _done(request, form, wanted, found):
        made = found.payment_list if wanted in OF_BANK else None
        return redirect("benefits:pay", ref=made.ref) if made else redirect("benefits:entry", ref=ref)
    way = {"label": found.enterprise.name, "url": reverse("benefits:entry", args=[ref])}
    context = {"form": form, "title": label(wanted), "before": BEFORE[wanted], "back": way, "crumbs": crumbs(way)}
    return render(
        request, "benefits/act.html", context | {"caption": f"{found.programme.title} · {yuan(found.amount)}"}
    )


def _late(request: ActorRequest, verb: EntryVerb, found: Entry) -> HttpResponse:
    """To the page of the firm, saying why the form is not shown."""
    address = reverse("benefits:entry", args=[found.ref])
    if verb is _D.VERIFY and drew_it(request.actor, found.programme):
        messages.warning(request, refusal(Refused("own_eyes")))
        return redirect(address)
    if is_answer_over(found, verb, localdate()):
        messages.warning(request, refusal(Refused("answer_over", until=found.programme.answer_until)))
        return redirect(address)
    stands = found.programme.state if ENTRY.allows(found.state, verb) else found.state
    return late(request, stands, address)


def has_left(request: ActorRequest, ref: UUID) -> bool:
    """Whether who pays presses once more for a firm that the first press took off his list."""
    payer = request.actor.is_a(Role.FINANCE_REVIEWER)
    return payer and not entries_visible_to(request.actor).filter(ref=ref).exists()


def _is_anothers(request: ActorRequest, verb: EntryVerb, found: Entry) -> bool:
    """Whether this is done by others: of the firm's money by the firm, of payments by whom the list went to."""
    own = verb is _D.VERIFY and checks(request.actor, found)
    gone = verb in OF_BANK and found.payment_list is None
    return not (own or gone or can(request.actor, verb, found))


OF_BANK = (_D.UNLIST, _D.BOUNCE, _D.RECOVER)
"""After these the payment list goes on; some take the firm off it."""


def _known(found: Entry) -> dict[str, Any]:
    name = found.account_name or found.enterprise.name
    return {"revision": found.revision, "account_name": name, "bank": found.bank}


def _done(request: ActorRequest, form: VerbForm, verb: EntryVerb, found: Entry) -> bool:
    """Whether it was done; if not, it is said why, and nothing typed is lost."""
    told = {"revision": form.cleaned_data["revision"], **form.said()}
    if pressed(request, form, partial(PERFORM[verb][0], found.ref, **told)) is None:
        return False
    messages.success(request, DONE[verb])
    return True


@writes
def object_to(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Object to a firm on a published list."""
    known = get_object_or_404(Entry.objects.select_related("programme__version__policy", "enterprise"), ref=ref)
    programme = known.programme
    if not (can_object(request.actor) and _published(request, known)):
        raise Http404
    if request.method != "POST" and not is_put_up(programme, localdate()):
        return late(request, programme.state, crumb(programme)["url"])
    form = ObjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _objected(request, form, ref):
        return redirect("benefits:programme", ref=programme.ref)
    context = {"form": form, "title": _("提出异议"), "before": known.enterprise.name, "back": crumb(programme)}
    return render(request, "benefits/act.html", context | {"crumbs": crumbs(crumb(programme))})


def _objected(request: ActorRequest, form: ObjectForm, ref: UUID) -> bool:
    if pressed(request, form, partial(services.object_to, ref, **form.cleaned_data)) is None:
        return False
    messages.success(request, _("异议已收到，公示期满前答复您。"))
    return True


def _published(request: ActorRequest, known: Entry) -> bool:
    open_ = visible_to(request.actor).filter(id=known.programme_id).exists()
    return open_ and published_entries(known.programme).filter(id=known.id).exists()


@writes
def objection(request: ActorRequest, ref: UUID) -> HttpResponse:
    """Decide an objection."""
    rows = Objection.objects.select_related("entry__programme__version__policy", "entry__enterprise")
    found = get_object_or_404(rows, ref=ref)
    if not can_run(request.actor) or not can_check(request.actor):
        raise Http404
    programme = found.entry.programme
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, form, ref):
        return redirect("benefits:programme", ref=programme.ref)
    context = {"form": form, "title": _("答复异议"), "before": found.words, "caption": found.entry.enterprise.name}
    settled = found.state is not ObjectionState.OPEN
    context |= {
        "settled": found.answer if settled else "",
        "back": crumb(programme),
        "crumbs": crumbs(crumb(programme)),
    }
    return render(request, "benefits/act.html", context)


def _answered(request: ActorRequest, form: AnswerForm, ref: UUID) -> bool:
    if pressed(request, form, partial(services.answer_objection, ref, **form.cleaned_data)) is None:
        return False
    messages.success(request, _("已答复，提出异议的人会收到通知。"))
    return True
